import { z } from 'zod'
import { contract } from '#foundation/contract'
import { OUTSIDE_CHANNELS, RECORD_STATES } from './outside-channel.ts'

const Words = z.object({ vi: z.string(), en: z.string() })
const Channel = z.enum(OUTSIDE_CHANNELS)
const Count = z.object({ state: z.string(), count: z.number() })

const Message = z.object({
  id: z.string(),
  facility: z.string().optional(),
  madeAt: z.string(),
  records: z.number(),
  answeredAt: z.string().optional(),
  reference: z.string().optional(),
  accepted: z.number().optional(),
  refused: z.number().optional(),
  unanswered: z.number().optional(),
})

const Connection = z.object({
  channel: Channel,
  /** Whether a receiver is set up here; without one everything waits. */
  isSetUp: z.boolean(),
  /** Failures in a row of the line; above zero it rests and tries again by itself. */
  failures: z.number(),
  reason: Words.optional(),
  disturbedSince: z.string().optional(),
  nextTryAt: z.string().optional(),
  lastReceivedAt: z.string().optional(),
  /** Messages under way, and those that were given up. */
  open: z.number(),
  failed: z.number(),
  states: z.array(Count),
  /** What is held back or was refused, by reason, the most frequent first. */
  reasons: z.array(
    z.object({ state: z.string(), code: z.string(), text: Words, count: z.number() }),
  ),
  messages: z.array(Message),
})
export type ConnectionView = z.output<typeof Connection>

/** How everything stands that is owed to State systems: of the country, of an authority's files, of one facility, of oneself. */
export const readOutside = contract({
  method: 'GET',
  path: '/registry/outside',
  summary: 'Tình trạng liên thông hồ sơ với C12, C06, VNeID và BHXH',
  right: 'outside.read',
  request: z.strictObject({}),
  response: z.object({
    reach: z.enum(['country', 'authority', 'facility', 'own']),
    /** Whether the caller may see which files they are, and not only how many. */
    seesRecords: z.boolean(),
    mayResend: z.boolean(),
    connections: z.array(Connection),
  }),
})

const Record = z.object({
  subject: z.string(),
  kind: z.enum(['facility', 'practitioner']),
  name: z.string(),
  /** Of a facility, its code; of a row of a catalogue, the facility's. */
  code: z.string().optional(),
  state: z.string(),
  action: z.string().optional(),
  changedAt: z.string(),
  reasons: z.array(z.object({ code: z.string(), text: Words, detail: z.string().optional() })),
})
export type OutsideRecordView = z.output<typeof Record>

export const listOutsideRecords = contract({
  method: 'GET',
  path: '/registry/outside/records',
  summary: 'Hồ sơ bị giữ lại hoặc chưa được bên nhận tiếp nhận, kèm lý do',
  right: 'registry.read',
  request: z.strictObject({
    channel: Channel,
    state: z.enum(RECORD_STATES).default('held'),
    after: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ records: z.array(Record), next: z.string().optional() }),
})

/** Looks again at what is held back, and sends again what was refused: one file, or all within reach. */
export const resendOutside = contract({
  method: 'POST',
  path: '/registry/outside/resend',
  summary: 'Gửi lại hồ sơ bị giữ lại hoặc chưa được tiếp nhận',
  right: 'outside.resend',
  request: z.strictObject({ channel: Channel, subject: z.string().max(40).optional() }),
  response: z.object({ records: z.number() }),
})
