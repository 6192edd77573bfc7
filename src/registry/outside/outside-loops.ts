import { type ChannelEnds, facilitiesWithPortalAccount, type SentMessage } from '#delivery'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import type { Loop } from '#foundation/loops'
import { enterScope, withScope } from '#foundation/scope'
import { accept } from '#vocabulary/outcome'
import { askPopulation } from './ask-population.ts'
import { followChanges } from './follow-changes.ts'
import { issueCredentials } from './issue-credentials.ts'
import { makeBatch } from './make-batch.ts'
import type { OutsideChannel } from './outside-channel.ts'
import type { OutsideNeeds } from './outside-needs.ts'
import { findBody } from './outside-store.ts'
import { sendStaff } from './send-staff.ts'
import { settleAnswer } from './settle-answer.ts'

/** What was published or decided leaves within seconds: a revoked licence must not be shown on. */
const FOLLOW_EVERY_MS = 1_000
/** Batches are gathered a little, so that a morning's work is some batches and not hundreds. */
const BATCH_EVERY_MS = 15_000
const STAFF_EVERY_MS = 15_000

/** The repeating work towards the outside, for the worker: of the channels that have somebody to receive. */
export function outsideLoops(needs: OutsideNeeds, channels: ReadonlySet<OutsideChannel>): Loop[] {
  const { now } = needs
  const loop = (name: string, everyMs: number, work: (trx: Trx) => Promise<boolean>): Loop => ({
    name,
    everyMs,
    run: () => inOwnScope(needs.database, work),
  })
  const of = (channel: OutsideChannel, one: Loop) => (channels.has(channel) ? [one] : [])
  return [
    loop('outside-follow', FOLLOW_EVERY_MS, (trx) => followChanges(trx, now())),
    ...of(
      'data-centre',
      loop('outside-batches', BATCH_EVERY_MS, (trx) => makeBatch(trx, needs)),
    ),
    ...of(
      'population-database',
      loop('outside-identities', FOLLOW_EVERY_MS, (trx) => askPopulation(trx, needs)),
    ),
    ...of(
      'vneid',
      loop('outside-credentials', FOLLOW_EVERY_MS, (trx) => issueCredentials(trx, needs)),
    ),
    ...of(
      'insurance-portal',
      loop('outside-staff', STAFF_EVERY_MS, async (trx) =>
        sendStaff(trx, needs, await facilitiesWithPortalAccount(trx)),
      ),
    ),
  ]
}

/** The ends of the registry's messages on a channel: whose bytes they are, and who hears the answer. */
export function outsideEnds({
  database,
  now,
}: Pick<OutsideNeeds, 'database' | 'now'>): Required<Pick<ChannelEnds, 'readPayload' | 'settle'>> {
  return {
    readPayload: ({ id }: SentMessage) =>
      withScope(database, { work: 'delivery' }, (trx) => findBody(trx, id)),
    settle: (trx, message, settled) => settleAnswer(trx, message, settled, now()),
  }
}

async function inOwnScope(
  database: Database,
  work: (trx: Trx) => Promise<boolean>,
): Promise<boolean> {
  const done = await inTransaction(database, async (trx) => {
    enterScope(trx, { work: 'outside' })
    return accept(await work(trx))
  })
  return done.ok && done.value
}
