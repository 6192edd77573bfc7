import { sql } from 'kysely'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Database } from '#foundation/database'
import type { Account } from '../accounts/account.ts'
import { ACCOUNT_COLUMNS, type AccountRow, rowToAccount } from '../accounts/account-store.ts'
import { isIssuedLater } from '../clock-slack.ts'
import { type Sealer, tokenHash } from '../sealing.ts'

type Needs = { readonly database: Database; readonly now: () => Date; readonly sealer: Sealer }

/** What has no end of its own is kept this long: 24 h. */
const SECONDS_WITHOUT_END = 86_400

type ItemRow = { sealed: Buffer; consumed_at: Date | null }

/** Where the OpenID provider keeps one kind of thing: ids as hashes, content sealed. */
export function providerItems(needs: Needs, model: string): Adapter {
  const { database } = needs
  return {
    upsert: (id, payload, expiresIn) => upsertItem(needs, model, id, payload, expiresIn),
    find: async (id) => {
      const { rows } = await sql<ItemRow>`
        select sealed, consumed_at from access.provider_item
        where model = ${model} and id_hash = ${tokenHash(id)} and expires_at > ${needs.now()}
      `.execute(database)
      if (rows[0] === undefined) await removeOverdue(database, model, id, needs.now())
      return openItem(needs, rows[0])
    },
    findByUid: async (uid) => {
      const { rows } = await sql<ItemRow>`
        select sealed, consumed_at from access.provider_item
        where model = ${model} and uid = ${uid} and expires_at > ${needs.now()}
      `.execute(database)
      return openItem(needs, rows[0])
    },
    findByUserCode: async (userCode) => {
      const { rows } = await sql<ItemRow>`
        select sealed, consumed_at from access.provider_item
        where model = ${model} and user_code = ${userCode} and expires_at > ${needs.now()}
      `.execute(database)
      return openItem(needs, rows[0])
    },
    consume: async (id) => {
      await sql`
        update access.provider_item set consumed_at = ${needs.now()}
        where model = ${model} and id_hash = ${tokenHash(id)}
      `.execute(database)
    },
    destroy: async (id) => {
      await sql`
        delete from access.provider_item where model = ${model} and id_hash = ${tokenHash(id)}
      `.execute(database)
    },
    revokeByGrantId: async (grantId) => {
      await sql`delete from access.provider_item where grant_id = ${grantId}`.execute(database)
    },
  }
}

async function upsertItem(
  { database, now, sealer }: Needs,
  model: string,
  id: string,
  payload: AdapterPayload,
  expiresIn: number | undefined,
): Promise<void> {
  const expiresAt = new Date(now().getTime() + (expiresIn ?? SECONDS_WITHOUT_END) * 1_000)
  await sql`
    insert into access.provider_item
      (model, id_hash, sealed, account, client, scope, grant_id, uid, user_code, expires_at)
    values (${model}, ${tokenHash(id)}, ${sealer.seal(JSON.stringify(payload))}, ${payload.accountId ?? null},
      ${payload.clientId ?? null}, ${payload.scope ?? null}, ${payload.grantId ?? null}, ${payload.uid ?? null},
      ${payload.userCode ?? null}, ${expiresAt})
    on conflict (model, id_hash) do update set sealed = excluded.sealed, account = excluded.account,
      client = excluded.client, scope = excluded.scope, grant_id = excluded.grant_id, uid = excluded.uid,
      user_code = excluded.user_code, expires_at = excluded.expires_at
  `.execute(database)
}

/** What was found too old is gone: a clock that is set back does not bring it to life. */
async function removeOverdue(
  database: Database,
  model: string,
  id: string,
  now: Date,
): Promise<void> {
  await sql`
    delete from access.provider_item
    where model = ${model} and id_hash = ${tokenHash(id)} and expires_at <= ${now}
  `.execute(database)
}

/** The content; nothing of what was made later than now, before the clock was set back: its end would lie too far ahead. */
function openItem({ sealer, now }: Needs, row: ItemRow | undefined): AdapterPayload | undefined {
  const text = row && sealer.open(row.sealed)
  if (row === undefined || text === undefined) return undefined
  const payload: AdapterPayload = JSON.parse(text)
  if (isIssuedLater(payload.iat, now())) return undefined
  return row.consumed_at === null
    ? payload
    : { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1_000) }
}

/**
 * The account that an access token of ours speaks for, and until when; undefined when it is not good for this house, or says that
 * it was issued in a time that has not come.
 */
export async function findTokenAccount(
  { database, sealer }: Pick<Needs, 'database' | 'sealer'>,
  token: string,
  now: Date,
): Promise<
  | {
      readonly account: Account
      readonly expiresAt: Date
      readonly tokenClient: string | undefined
    }
  | undefined
> {
  const { rows } = await sql<AccountRow & ItemRow & { expires_at: Date; client: string | null }>`
    select ${ACCOUNT_COLUMNS}, item.expires_at, item.client, item.sealed, item.consumed_at
    from access.provider_item item join access.account on account.id = item.account
    where item.model = 'AccessToken' and item.id_hash = ${tokenHash(token)} and item.expires_at > ${now}
      and item.consumed_at is null and 'mach' = any(string_to_array(item.scope, ' '))
      and account.locked_at is null
  `.execute(database)
  const row = rows[0]
  if (row === undefined) await removeOverdue(database, 'AccessToken', token, now)
  if (openItem({ database, sealer, now: () => now }, row) === undefined) return undefined
  return (
    row && {
      account: rowToAccount(row),
      expiresAt: row.expires_at,
      tokenClient: row.client ?? undefined,
    }
  )
}
