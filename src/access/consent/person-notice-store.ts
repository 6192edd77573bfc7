import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { PersonNotice, PersonNoticeKind } from './person-notice.ts'

/** The person is shown the latest so many. */
const NOTICES_SHOWN = 100

/** Tells a person something, in the transaction of what happened. A second call tells it twice. */
export async function tellPerson(trx: Trx, notice: PersonNotice): Promise<void> {
  const { person, at, what, byName, facility, detail } = notice
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notice:${person}`}, 0))`.execute(trx)
  await sql`
    insert into access.person_notice (person, position, at, what, by_name, facility, detail)
    select ${person}::uuid, coalesce(max(position), 0) + 1, ${at}, ${what}, ${byName ?? null}, ${facility ?? null},
      ${detail === undefined ? null : JSON.stringify(detail)}::jsonb
    from access.person_notice where person = ${person}::uuid
  `.execute(trx)
}

export type PersonNoticeKept = PersonNotice & { readonly position: number }

/** What a person was told, the latest first. */
export async function listPersonNotices(
  database: Database,
  persons: readonly RecordId[],
): Promise<PersonNoticeKept[]> {
  const { rows } = await sql<{
    person: RecordId
    position: number
    at: Date
    what: PersonNoticeKind
    by_name: string | null
    facility: FacilityCode | null
    detail: Record<string, string | number | boolean> | null
  }>`
    select person, position, at, what, by_name, facility, detail from access.person_notice
    where person = any(${[...persons]}::uuid[]) order by at desc, position desc limit ${NOTICES_SHOWN}
  `.execute(database)
  return rows.map(({ by_name, facility, detail, ...row }) => ({
    ...row,
    byName: by_name ?? undefined,
    facility: facility ?? undefined,
    detail: detail ?? undefined,
  }))
}

/** Until when an account has looked at a person's notices. */
export async function findSeen(
  database: Database,
  account: string,
  persons: readonly RecordId[],
): Promise<Date | undefined> {
  const { rows } = await sql<{ seen: Date | null }>`
    select max(seen_at) as seen from access.person_notice_seen
    where account = ${account} and person = any(${[...persons]}::uuid[])
  `.execute(database)
  return rows[0]?.seen ?? undefined
}

/** Keeps that an account looked up to a notice. A second call changes nothing. */
export async function insertSeen(
  trx: Trx,
  seen: { account: string; person: RecordId; upTo: number; at: Date },
): Promise<void> {
  await sql`
    insert into access.person_notice_seen (account, person, up_to, seen_at)
    values (${seen.account}, ${seen.person}, ${seen.upTo}, ${seen.at}) on conflict do nothing
  `.execute(trx)
}
