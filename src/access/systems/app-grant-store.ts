import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

/** What a person allowed an app. `id` is the provider's grant; every token of it names it. */
export type AppGrant = {
  readonly id: string
  readonly client: string
  readonly account: string
  readonly scopes: readonly string[]
  /** Whose record the app reads. */
  readonly person?: RecordId
  /** The visit that the app was opened for. */
  readonly visit?: RecordId
  readonly grantedAt: Date
  readonly until: Date
}

type GrantRow = {
  id: string
  client: string
  account: string
  scopes: string[]
  person: RecordId | null
  visit: RecordId | null
  granted_at: Date
  until: Date
}

const COLUMNS = sql`app_grant.id, app_grant.client, app_grant.account, app_grant.scopes, app_grant.person, app_grant.visit,
  app_grant.granted_at, app_grant.until`

export async function insertAppGrant(trx: Trx, grant: AppGrant): Promise<void> {
  await sql`
    insert into access.app_grant (id, client, account, scopes, person, visit, granted_at, until)
    values (${grant.id}, ${grant.client}, ${grant.account}, ${[...grant.scopes]}, ${grant.person ?? null},
      ${grant.visit ?? null}, ${grant.grantedAt}, ${grant.until})
  `.execute(trx)
}

/** What holds now, of one account, newest first. With the names of the apps. */
export async function listAppGrants(
  database: Database | Trx,
  account: string,
  now: Date,
): Promise<(AppGrant & { readonly name: string; readonly publisher: string })[]> {
  const { rows } = await sql<GrantRow & { name: string; publisher: string }>`
    select ${COLUMNS}, client.name, client.publisher
    from access.app_grant join access.client on client.id = app_grant.client
    where app_grant.account = ${account} and app_grant.ended_at is null and app_grant.until > ${now}
      and client.closed_at is null
    order by app_grant.granted_at desc, app_grant.id limit 200
  `.execute(database)
  return rows.map((row) => ({ ...rowToGrant(row), name: row.name, publisher: row.publisher }))
}

export async function findAppGrant(
  database: Database,
  id: string,
  now: Date,
): Promise<AppGrant | undefined> {
  const { rows } = await sql<GrantRow>`
    select ${COLUMNS} from access.app_grant where id = ${id} and ended_at is null and until > ${now}
  `.execute(database)
  return rows[0] && rowToGrant(rows[0])
}

/** Ends a grant and destroys every token of it. Answers the grant, or undefined when it is not the account's or has ended. */
export async function endAppGrant(
  trx: Trx,
  ended: { readonly grant: string; readonly account: string; readonly at: Date },
): Promise<AppGrant | undefined> {
  const { rows } = await sql<GrantRow>`
    update access.app_grant set ended_at = ${ended.at}, ended_by = ${ended.account}
    where id = ${ended.grant} and account = ${ended.account} and ended_at is null
    returning ${COLUMNS}
  `.execute(trx)
  if (rows[0] === undefined) return undefined
  await sql`delete from access.provider_item where grant_id = ${ended.grant}`.execute(trx)
  return rowToGrant(rows[0])
}

function rowToGrant(row: GrantRow): AppGrant {
  return {
    id: row.id,
    client: row.client,
    account: row.account,
    scopes: row.scopes,
    ...(row.person === null ? {} : { person: row.person }),
    ...(row.visit === null ? {} : { visit: row.visit }),
    grantedAt: row.granted_at,
    until: row.until,
  }
}
