import { sql } from 'kysely'
import type { Adapter } from 'oidc-provider'
import type { Database } from '#foundation/database'
import { tokenHash } from '../sealing.ts'
import { errors } from './library.ts'

type Needs = { readonly database: Database; readonly now: () => Date }

/** Whose content the provider checks and then marks as used, in two steps: between them another call could come. */
const USED_ONCE = new Set(['AuthorizationCode', 'RefreshToken'])

/**
 * Makes one statement of "was it used?" and "now it is": of two calls that come together, one is refused. A code or refresh token
 * that comes twice ends the whole grant, since nobody can tell the thief from the owner (RFC 9700, 4.14.2).
 */
export function singleUse(needs: Needs, model: string, items: Adapter): Adapter {
  const revokeByGrantId = async (grantId: string) => {
    await items.revokeByGrantId(grantId)
    await endAppGrant(needs, grantId)
  }
  const whole = { ...items, revokeByGrantId }
  if (model === 'ReplayDetection')
    // Asked and written in one step, at the writing.
    return {
      ...whole,
      find: () => Promise.resolve(undefined),
      upsert: async (id, _payload, seconds) => {
        const until = new Date(needs.now().getTime() + Math.max(seconds ?? 0, 1) * 1_000)
        if (!(await rememberProof(needs, id, until)))
          throw new errors.InvalidClientAuth('used before')
      },
    }
  if (!USED_ONCE.has(model)) return whole
  return {
    ...whole,
    consume: async (id) => {
      const used = await consumeItem(needs, model, id)
      if (used.first) return
      if (used.grantId !== null) await revokeByGrantId(used.grantId)
      throw new errors.InvalidGrant('used before')
    },
  }
}

/** Remembers a proof until an instant. Answers false when it was seen before. Nothing of it is ever read again, so nothing is sealed. */
export async function rememberProof(
  { database, now }: Needs,
  id: string,
  until: Date,
): Promise<boolean> {
  const at = now()
  const { rows } = await sql`
    insert into access.provider_item (model, id_hash, sealed, expires_at)
    values ('ReplayDetection', ${tokenHash(id)}, ''::bytea, ${until})
    on conflict (model, id_hash) do update set expires_at = excluded.expires_at
      where access.provider_item.expires_at <= ${at}
    returning model
  `.execute(database)
  return rows.length === 1
}

async function consumeItem({ database, now }: Needs, model: string, id: string) {
  const { rows } = await sql<{ first: boolean; grant_id: string | null }>`
    with used as (
      update access.provider_item set consumed_at = ${now()}
      where model = ${model} and id_hash = ${tokenHash(id)} and consumed_at is null returning grant_id
    )
    select exists (select 1 from used) as first, item.grant_id
    from access.provider_item item where model = ${model} and id_hash = ${tokenHash(id)}
  `.execute(database)
  return { first: rows[0]?.first === true, grantId: rows[0]?.grant_id ?? null }
}

async function endAppGrant({ database, now }: Needs, grantId: string): Promise<void> {
  await sql`
    update access.app_grant set ended_at = ${now()}, ended_by = 'provider'
    where id = ${grantId} and ended_at is null
  `.execute(database)
}
