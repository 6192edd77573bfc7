import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Profile, SubjectKind } from '../profile.ts'
import { readStatements } from '../profile.ts'
import type { IdentityState, Standing } from '../profile-head.ts'
import type { OutsideReason, RecordAction, RecordChannel, RecordState } from './outside-channel.ts'

/** How far the outside was told; held, so that one reads on at a time. */
export async function lockCursor(trx: Trx): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select position from registry.outside_cursor where name = 'outside' for update
  `.execute(trx)
  return rows[0]?.position ?? 0
}

export async function moveCursor(trx: Trx, position: number): Promise<void> {
  await sql`update registry.outside_cursor set position = ${position} where name = 'outside'`.execute(
    trx,
  )
}

/** Marks files as due towards receivers; what is under way is looked at again after its answer. Practitioners alone where the receiver knows no facilities. */
export async function markDue(
  trx: Trx,
  channels: readonly RecordChannel[],
  subjects: readonly RecordId[],
  at: Date,
): Promise<void> {
  await sql`
    insert into registry.outside_record (channel, subject, state, version, changed_at)
    select channel, profile.subject, 'due', profile.version, ${at}
    from unnest(${[...channels]}::text[]) channel, registry.profile
    where profile.subject = any(${[...subjects]}::uuid[])
      and (channel = 'data-centre' or profile.kind = 'practitioner')
    on conflict (channel, subject) do update set
      state = case when outside_record.state = 'waiting' then 'waiting' else 'due' end,
      is_due_again = outside_record.state = 'waiting', changed_at = excluded.changed_at
  `.execute(trx)
}

/** The same for those whose day has come: a licence that ends or begins by time alone. Answers how many. */
export async function markTimely(
  trx: Trx,
  today: string,
  at: Date,
  limit: number,
): Promise<number> {
  const { rows } = await sql`
    update registry.outside_record set
      state = case when state = 'waiting' then 'waiting' else 'due' end, is_due_again = state = 'waiting',
      look_on = null, changed_at = ${at}
    where (channel, subject) in (
      select channel, subject from registry.outside_record where look_on <= ${today} limit ${limit} for update skip locked)
    returning subject
  `.execute(trx)
  return rows.length
}

/** A file that is due, with what was published of it and what was written last. */
export type DueFile = {
  readonly subject: RecordId
  readonly kind: SubjectKind
  readonly identityState: IdentityState
  readonly standing: Standing
  readonly nextReview: string | undefined
  readonly version: number
  readonly published: Profile
  readonly current: Profile
  readonly openConflicts: number
  readonly tries: number
  readonly refusedDigest: Buffer | undefined
  readonly acknowledgedDigest: Buffer | undefined
  readonly acknowledgedAction: RecordAction | undefined
}

type DueRow = {
  subject: RecordId
  kind: SubjectKind
  identity_state: IdentityState
  standing: Standing
  next_review: string | null
  version: number
  published: unknown
  current: unknown
  open_conflicts: number
  tries: number
  refused_digest: Buffer | null
  acknowledged_digest: Buffer | null
  acknowledged_action: RecordAction | null
}

/** Takes files that are due on a channel, so that nobody else does until the end of the transaction; the first marked first. */
export async function takeDue(
  trx: Trx,
  channel: RecordChannel,
  at: Date,
  limit: number,
): Promise<DueFile[]> {
  const { rows } = await sql<DueRow>`
    with taken as (
      select * from registry.outside_record
      where channel = ${channel} and state = 'due' and (not_before is null or not_before <= ${at})
      order by changed_at limit ${limit} for update skip locked
    )
    select taken.subject, p.kind, p.identity_state, p.standing, p.next_review, published.version, published.body as published,
      case when p.version <> p.published_version then current.body end as current, taken.tries, taken.refused_digest,
      taken.acknowledged_digest, taken.acknowledged_action,
      (select count(*) from registry.conflict c where c.holder = p.subject and c.settled_at is null) as open_conflicts
    from taken
    join registry.profile p on p.subject = taken.subject
    join registry.profile_version published on published.subject = p.subject and published.version = p.published_version
    left join registry.profile_version current on current.subject = p.subject and current.version = p.version
      and p.version <> p.published_version
    order by taken.changed_at
  `.execute(trx)
  return rows.map(rowToFile)
}

function rowToFile(row: DueRow): DueFile {
  const { subject, kind, version, standing, tries } = row
  const profileOf = (body: unknown): Profile => ({
    subject,
    kind,
    statements: readStatements(body),
  })
  const published = profileOf(row.published)
  return {
    subject,
    kind,
    version,
    standing,
    tries,
    published,
    current: row.current === null ? published : profileOf(row.current),
    identityState: row.identity_state,
    nextReview: row.next_review ?? undefined,
    openConflicts: row.open_conflicts,
    refusedDigest: row.refused_digest ?? undefined,
    acknowledgedDigest: row.acknowledged_digest ?? undefined,
    acknowledgedAction: row.acknowledged_action ?? undefined,
  }
}

/** What became of a file that was looked at. */
export type Judged = {
  readonly subject: RecordId
  readonly state: RecordState
  readonly version: number
  readonly action?: RecordAction | undefined
  readonly digest?: Buffer | undefined
  readonly message?: RecordId | undefined
  readonly reasons?: readonly OutsideReason[] | undefined
  readonly lookOn?: string | undefined
}

export async function writeJudged(
  trx: Trx,
  channel: RecordChannel,
  judged: readonly Judged[],
  at: Date,
): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.map(({ digest, lookOn, reasons = [], ...one }) => ({
    ...one,
    digest: digest?.toString('hex'),
    look_on: lookOn,
    reasons,
  }))
  await sql`
    update registry.outside_record r set
      state = given.state, version = given.version, action = coalesce(given.action, r.action),
      digest = coalesce(decode(given.digest, 'hex'), r.digest), message = given.message,
      reasons = case when given.state = 'refused' then r.reasons else given.reasons end, look_on = given.look_on, is_due_again = false, not_before = null, changed_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (subject uuid, state text, version integer, action text, digest text,
      message uuid, reasons jsonb, look_on date)
    where r.channel = ${channel} and r.subject = given.subject
  `.execute(trx)
}

/** How a receiver answered one record of a message. */
export type Answered = {
  readonly subject: RecordId
  readonly state: 'acknowledged' | 'refused' | 'unanswered'
  readonly reasons: readonly OutsideReason[]
}

/** A record that got no answer waits this long before it is sent again, doubled at each time, at most a day. */
const UNANSWERED_MINUTES = 5

/** Writes the answers of one message; a record that changed meanwhile is due again. A second call finds nothing to write. */
export async function writeAnswers(
  trx: Trx,
  message: RecordId,
  answered: readonly Answered[],
  at: Date,
): Promise<void> {
  await sql`
    update registry.outside_record r set
      state = case when given.state = 'unanswered' or r.is_due_again then 'due' else given.state end,
      message = null, is_due_again = false, reasons = given.reasons, changed_at = ${at},
      tries = case when given.state = 'unanswered' then least(r.tries + 1, 9) else 0 end,
      not_before = case when given.state = 'unanswered'
        then ${at}::timestamptz + least(${UNANSWERED_MINUTES} * (2 ^ r.tries)::integer, 1440) * interval '1 minute' end,
      refused_digest = case when given.state = 'refused' then r.digest end,
      acknowledged_digest = case when given.state = 'acknowledged' then r.digest else r.acknowledged_digest end,
      acknowledged_action = case when given.state = 'acknowledged' then r.action else r.acknowledged_action end,
      acknowledged_at = case when given.state = 'acknowledged' then ${at} else r.acknowledged_at end
    from jsonb_to_recordset(${JSON.stringify(answered)}::jsonb) as given (subject uuid, state text, reasons jsonb)
    where r.message = ${message} and r.subject = given.subject
  `.execute(trx)
}

/** The files that a message is about, with what the receiver is asked to do. */
export async function recordsOfMessage(
  trx: Trx,
  message: RecordId,
): Promise<{ readonly subject: RecordId; readonly digest: Buffer }[]> {
  const { rows } = await sql<{ subject: RecordId; digest: Buffer }>`
    select subject, digest from registry.outside_record where message = ${message} for update
  `.execute(trx)
  return rows
}

export type OutsideMessage = {
  readonly id: RecordId
  readonly channel: string
  readonly kind: string
  readonly facility: string
  readonly madeAt: Date
  readonly records: number
  readonly body: Buffer
}

export async function insertOutsideMessages(
  trx: Trx,
  messages: readonly OutsideMessage[],
): Promise<void> {
  for (const one of messages)
    await sql`
      insert into registry.outside_message (id, channel, kind, facility, made_at, records, body)
      values (${one.id}, ${one.channel}, ${one.kind}, ${one.facility}, ${one.madeAt}, ${one.records}, ${one.body})
    `.execute(trx)
}

/** The exact bytes of a message; undefined once it was answered. */
export async function findBody(trx: Trx, id: RecordId): Promise<Buffer | undefined> {
  const { rows } = await sql<{ body: Buffer | null }>`
    select body from registry.outside_message where id = ${id}
  `.execute(trx)
  return rows[0]?.body ?? undefined
}

/** Notes what became of a message and lets its bytes go: they hold what the receiver now has, or will not take. */
export async function closeMessage(
  trx: Trx,
  id: RecordId,
  end: {
    readonly at: Date
    readonly reference: string
    readonly accepted: number
    readonly refused: number
    readonly unanswered: number
  },
): Promise<boolean> {
  const { rows } = await sql`
    update registry.outside_message set body = null, answered_at = ${end.at}, reference = ${end.reference},
      accepted = ${end.accepted}, refused = ${end.refused}, unanswered = ${end.unanswered}
    where id = ${id} and answered_at is null returning id
  `.execute(trx)
  return rows.length === 1
}

/** How many messages of a channel are still without an answer. */
export async function countOpen(database: Database | Trx, channel: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from registry.outside_message where channel = ${channel} and answered_at is null
  `.execute(database)
  return rows[0]?.count ?? 0
}
