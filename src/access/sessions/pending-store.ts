import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import type { Sealer } from '../sealing.ts'
import { tokenHash } from '../sealing.ts'

/** What a person has begun and not finished: a step of sign-in, a challenge shown. Each is kept for 15 minutes. */
const PENDING_MS = 900_000

export type PendingKind =
  | 'sign-in'
  | 'sign-in-challenge'
  | 'enrol-totp'
  | 'enrol-passkey'
  | 'step-up'
  | 'upstream'

type Needs = { readonly database: Database; readonly now: () => Date; readonly sealer: Sealer }

/** @param of what it belongs to: the uid of a step of sign-in, the hash of a session */
function keyOf(kind: PendingKind, of: string): string {
  return `${kind}:${tokenHash(of).toString('base64url')}`
}

/** Keeps what is pending; a later one takes its place. */
export async function keepPending(
  needs: Needs,
  kind: PendingKind,
  of: string,
  content: unknown,
): Promise<void> {
  const now = needs.now()
  await sql`
    insert into access.sign_in_step (key, sealed, expires_at)
    values (${keyOf(kind, of)}, ${needs.sealer.seal(JSON.stringify(content))}, ${new Date(now.getTime() + PENDING_MS)})
    on conflict (key) do update set sealed = excluded.sealed, expires_at = excluded.expires_at
  `.execute(needs.database)
}

/** What is pending, or undefined when there is nothing or it is too old. */
export async function findPending(needs: Needs, kind: PendingKind, of: string): Promise<unknown> {
  const { rows } = await sql<{ sealed: Buffer }>`
    select sealed from access.sign_in_step where key = ${keyOf(kind, of)} and expires_at > ${needs.now()}
  `.execute(needs.database)
  return opened(needs, rows[0]?.sealed)
}

/** The same, and it is of no more use: of two who take it at once, one gets it. */
export async function takePending(needs: Needs, kind: PendingKind, of: string): Promise<unknown> {
  const { rows } = await sql<{ sealed: Buffer }>`
    delete from access.sign_in_step where key = ${keyOf(kind, of)} and expires_at > ${needs.now()} returning sealed
  `.execute(needs.database)
  return opened(needs, rows[0]?.sealed)
}

function opened({ sealer }: Needs, sealed: Buffer | undefined): unknown {
  const text = sealed === undefined ? undefined : sealer.open(sealed)
  return text === undefined ? undefined : (JSON.parse(text) as unknown)
}
