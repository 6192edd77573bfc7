import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Notice, NoticeKind } from './notice.ts'

/** The person is shown the latest so many. */
const NOTICES_SHOWN = 30

/** Tells the person what happened to the account. */
export async function insertNotice(trx: Trx | Database, notice: Notice): Promise<void> {
  await sql`
    insert into access.account_notice (account, at, what, by_name)
    values (${notice.account}, ${notice.at}, ${notice.what}, ${notice.byName ?? null})
  `.execute(trx)
}

/** What happened to an account, the latest first. */
export async function listNotices(database: Database, account: string): Promise<Notice[]> {
  const { rows } = await sql<{ at: Date; what: NoticeKind; by_name: string | null }>`
    select at, what, by_name from access.account_notice
    where account = ${account} order by id desc limit ${NOTICES_SHOWN}
  `.execute(database)
  return rows.map(({ at, what, by_name }) => ({
    account,
    at,
    what,
    ...(by_name === null ? {} : { byName: by_name }),
  }))
}
