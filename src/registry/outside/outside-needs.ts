import { PLATFORM, queueMessages, type RegisterKind } from '#delivery'
import type { Database, Trx } from '#foundation/database'
import { newRecordId, type RandomBytes, type RecordId } from '#vocabulary/record-id'
import type { ProfileDefinitions } from '../profile-definition.ts'
import { type OutsideIdentity, sealEnvelope } from './envelope.ts'
import { digestOfRecord } from './map-profile.ts'
import type { RecordChannel } from './outside-channel.ts'
import { insertOutsideMessages } from './outside-store.ts'

/** What the work towards the outside stands on. */
export type OutsideNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly definitions: ProfileDefinitions
  readonly identity: OutsideIdentity
}

/** Messages of one channel that wait for an answer at most: what is more stays due, so that an outage of days makes no queue of a million. */
export const OPEN_MESSAGES_MAX = 100

/** Who receives on each channel, in the envelope. Assumed: the receivers' own numbers are not public. */
const RECEIVERS: Readonly<Record<RecordChannel, string>> = {
  'data-centre': 'C12',
  'population-database': 'C06',
  vneid: 'VNEID',
}

export type EnvelopeToQueue = {
  readonly channel: RecordChannel
  readonly kind: RegisterKind
  readonly type: string
  /** Of two messages about one thing the former goes first. */
  readonly about: string
  readonly records: number
  readonly content: (id: RecordId) => unknown
}

/** Seals an envelope, keeps its bytes and queues it, in one transaction with what it came from. Answers its number. */
export async function queueEnvelope(
  trx: Trx,
  needs: Omit<OutsideNeeds, 'database' | 'definitions'>,
  made: EnvelopeToQueue,
): Promise<RecordId> {
  const at = needs.now()
  const id = newRecordId(at, 0, needs.random)
  const { channel, kind, records } = made
  const body = sealEnvelope(needs.identity, {
    id,
    receiver: RECEIVERS[channel],
    type: made.type,
    at,
    content: made.content(id),
  })
  await insertOutsideMessages(trx, [
    { id, channel, kind, facility: PLATFORM, madeAt: at, records, body },
  ])
  await queueMessages(trx, [
    {
      id,
      channel,
      kind,
      facility: PLATFORM,
      linkCode: made.about,
      submission: id,
      payload: digestOfRecord(body.toString('base64')).toString('hex'),
      variant: '3176',
      queuedAt: at,
    },
  ])
  return id
}
