import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Scheme } from './profile-definition.ts'
import { noteDue, notingChange } from './quality/quality-due-store.ts'

export type Transition = {
  readonly subject: RecordId
  readonly from: string
  readonly to: string
  readonly version: number
  readonly at: Date
  readonly account: string
  readonly role: string
  readonly reason: string
}

/** Appends that a file changed its state. The file must be held. */
export async function appendTransition(trx: Trx, one: Transition): Promise<void> {
  await sql`
    insert into registry.transition (subject, position, from_state, to_state, version, at, account, role, reason)
    select ${one.subject}, coalesce(max(position), 0) + 1, ${one.from}, ${one.to}, ${one.version}, ${one.at}, ${one.account}, ${one.role},
      ${one.reason}
    from registry.transition where subject = ${one.subject}
  `.execute(trx)
}

type TransitionRow = Omit<Transition, 'from' | 'to'> & { from_state: string; to_state: string }

/** Every change of a file's state, the oldest first. */
export async function listTransitions(
  database: Database | Trx,
  subject: RecordId,
): Promise<Transition[]> {
  const { rows } = await sql<TransitionRow>`
    select subject, from_state, to_state, version, at, account, role, reason from registry.transition
    where subject = ${subject} order by position
  `.execute(database)
  return rows.map(({ from_state: from, to_state: to, ...row }) => ({ ...row, from, to }))
}

export type Conflict = {
  readonly id: RecordId
  readonly scheme: Scheme
  readonly value: string
  /** A problem code. */
  readonly reason: string
  readonly holder: RecordId
  readonly claimant?: RecordId | undefined
  readonly claimedAs: string
  readonly authority: string
  readonly at: Date
  readonly by: string
}

/** Keeps that somebody claimed what another subject holds. A second call for the same claim changes nothing. */
export async function insertConflict(trx: Trx, one: Conflict): Promise<void> {
  await sql`
    with ${notingChange(one.holder)}
    insert into registry.conflict (id, scheme, value, reason, holder, claimant, claimed_as, authority, at, by)
    values (${one.id}, ${one.scheme}, ${one.value}, ${one.reason}, ${one.holder}, ${one.claimant ?? null}, ${one.claimedAs}, ${one.authority},
      ${one.at}, ${one.by})
    on conflict do nothing
  `.execute(trx)
}

type ConflictRow = Omit<Conflict, 'claimant' | 'claimedAs'> & {
  claimant: RecordId | null
  claimed_as: string
  holder_name: string
}

export type OpenConflict = Conflict & { readonly holderName: string }

/** The conflicts that nobody settled yet, the oldest first, within the scope of the transaction. */
export async function listOpenConflicts(
  database: Database | Trx,
  asked: { readonly authority?: string | undefined; readonly limit: number },
): Promise<OpenConflict[]> {
  const { rows } = await sql<ConflictRow>`
    select c.id, c.scheme, c.value, c.reason, c.holder, c.claimant, c.claimed_as, c.authority, c.at, c.by, profile.name as holder_name
    from registry.conflict c join registry.profile on profile.subject = c.holder
    where c.settled_at is null and (${asked.authority ?? null}::text is null or c.authority = ${asked.authority ?? null})
    order by c.at, c.id limit ${asked.limit}
  `.execute(database)
  return rows.map(({ claimant, claimed_as: claimedAs, holder_name: holderName, ...row }) => ({
    ...row,
    claimedAs,
    holderName,
    ...(claimant === null ? {} : { claimant }),
  }))
}

/** Settles a conflict. Answers false when it is settled already, or none. */
export async function settleConflict(
  trx: Trx,
  id: RecordId,
  settled: { readonly at: Date; readonly by: string; readonly as: string },
): Promise<boolean> {
  const { rows } = await sql<{ holder: RecordId }>`
    update registry.conflict set settled_at = ${settled.at}, settled_by = ${settled.by}, settled_as = ${settled.as}
    where id = ${id} and settled_at is null returning holder
  `.execute(trx)
  await noteDue(
    trx,
    rows.map(({ holder }) => holder),
  )
  return rows.length === 1
}

/** Appends to what followers read. */
export async function appendChange(
  trx: Trx,
  change: {
    readonly subject: RecordId
    readonly version: number
    readonly what: string
    readonly at: Date
  },
): Promise<void> {
  await sql`
    insert into registry.change (subject, version, what, at) values (${change.subject}, ${change.version}, ${change.what}, ${change.at})
  `.execute(trx)
}

export type PublishedChange = {
  readonly position: number
  readonly subject: RecordId
  readonly version: number
  readonly what: string
  readonly at: Date
}

/** What was published after a position, in order. Nothing is passed over: a position shows only when no transaction before it still runs. */
export async function listChangesAfter(
  database: Database | Trx,
  position: number,
  limit: number,
): Promise<PublishedChange[]> {
  const { rows } = await sql<PublishedChange>`
    select position, subject, version, what, at from registry.change
    where position > ${position} and written < pg_snapshot_xmin(pg_current_snapshot())
    order by position limit ${limit}
  `.execute(database)
  return rows
}
