import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { CHANNELS, CLOCK_STATES, DELIVERY_STATES, MESSAGE_KINDS, REASONS } from './message.ts'

/** A page of a list: enough for a screen, small enough for a phone. */
const PAGE_ROWS = 50
const PAGE_ROWS_MAX = 200

/** What a person types to search: a receipt, a maGiaoDich, a MA_LK. */
const SEARCH_CHARACTERS_MAX = 100

/** A result list of 50,000 lines is about 8 MB as a workbook. */
const RESULT_LIST_BYTES_MAX = 20 * 1024 * 1024

const text = z.object({ vi: z.string(), en: z.string() })
const instant = z.iso.datetime()
const limit = z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(PAGE_ROWS)
const facilityCode = z.string().regex(/^[0-9A-Z]{5}$/)
const messageId = z.uuid()

/** One legal clock of one message. `running` is false once the duty is done; `state` then says whether it was in time. */
export const ClockView = z.object({
  id: z.string(),
  name: text,
  bound: z.enum(['facility', 'insurance']),
  startedAt: instant,
  due: instant,
  state: z.enum(CLOCK_STATES),
  running: z.boolean(),
  source: z.string(),
  uncertain: z.string().optional(),
})
export type ClockView = z.infer<typeof ClockView>

export const DeliveryView = z.object({
  id: messageId,
  facility: facilityCode,
  kind: z.enum(MESSAGE_KINDS),
  linkCode: z.string(),
  /** The submission's number: our receipt. */
  receipt: z.string(),
  state: z.enum(DELIVERY_STATES),
  stateText: text,
  reason: z.enum(REASONS).optional(),
  reasonText: text.optional(),
  queuedAt: instant,
  visitEnd: instant.optional(),
  attempts: z.number().int(),
  /** While it waits: when it is tried next. */
  nextAttemptAt: instant.optional(),
  /** maGiaoDich of the portal. */
  transactionCode: z.string().optional(),
  receivedAt: instant.optional(),
  resultAt: instant.optional(),
  resultDetail: z.string().optional(),
  supersededAt: instant.optional(),
  clocks: z.array(ClockView),
})
export type DeliveryView = z.infer<typeof DeliveryView>

export const AttemptView = z.object({
  number: z.number().int(),
  startedAt: instant,
  endedAt: instant,
  outcome: z.string(),
  reasonText: text.optional(),
  endpoint: z.string().optional(),
  requestBytes: z.number().int().optional(),
  /** SHA-256 of the file that was sent, hexadecimal. */
  requestDigest: z.string().optional(),
  httpStatus: z.number().int().optional(),
  resultCode: z.string().optional(),
  transactionCode: z.string().optional(),
  response: z.string().optional(),
})

export const listDeliveries = contract({
  method: 'GET',
  path: '/deliveries',
  summary: 'Deliveries of the caller’s facility, newest first',
  right: 'dossier.read-own-facility',
  request: z.strictObject({
    state: z.enum(DELIVERY_STATES).optional(),
    clock: z.enum(CLOCK_STATES).optional(),
    kind: z.enum(MESSAGE_KINDS).optional(),
    text: z.string().trim().max(SEARCH_CHARACTERS_MAX).optional(),
    before: messageId.optional(),
    limit,
  }),
  response: z.object({
    deliveries: z.array(DeliveryView),
    /** Give it as `before` to read on; absent at the end. */
    next: messageId.optional(),
  }),
})

export const summariseDeliveries = contract({
  method: 'GET',
  path: '/deliveries/summary',
  summary: 'How the caller’s facility stands with the insurance portal now',
  right: 'dossier.read-own-facility',
  request: z.strictObject({}),
  response: z.object({
    waiting: z.number().int(),
    /** These three: of the last 60 days, as far back as the portal itself searches. */
    received: z.number().int(),
    accepted: z.number().int(),
    returned: z.number().int(),
    failed: z.number().int(),
    late: z.number().int(),
    near: z.number().int(),
    oldestWaitingSince: instant.optional(),
    line: z
      .object({ reasonText: text, since: instant, failures: z.number().int() })
      .optional()
      .describe('Present while the line to the portal is disturbed'),
  }),
})

export const readDelivery = contract({
  method: 'GET',
  path: '/deliveries/:id',
  summary: 'One delivery with every attempt and what came back',
  right: 'dossier.read-own-facility',
  request: z.strictObject({ id: messageId }),
  response: DeliveryView.extend({
    attemptList: z.array(AttemptView),
    results: z.array(
      z.object({
        result: z.enum(['accepted', 'returned']),
        judgedAt: instant,
        detail: z.string(),
        importedAt: instant,
        importedBy: z.string(),
      }),
    ),
  }),
})

export const ResultImportReport = z.object({
  rows: z.number().int(),
  recorded: z.number().int(),
  unchanged: z.number().int(),
  /** How many rows could not be used; the first 1,000 are listed. */
  refusedCount: z.number().int(),
  refused: z.array(
    z.object({ row: z.number().int(), linkCode: z.string().optional(), reason: text }),
  ),
})
export type ResultImportReport = z.infer<typeof ResultImportReport>

/** Answers 200 with a `ResultImportReport` as JSON. */
export const importResults = bytesContract({
  method: 'POST',
  path: '/deliveries/results',
  summary: 'Import the portal’s list of results (CSV or workbook)',
  right: 'delivery.import-results',
  requestBytesMax: RESULT_LIST_BYTES_MAX,
  request: z.strictObject({}),
  accepts: [
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/octet-stream',
  ],
})

const QueueRow = z.object({
  facility: facilityCode,
  /** Absent for a facility that the register does not know. */
  facilityName: z.string().optional(),
  waiting: z.number().int(),
  failed: z.number().int(),
  /** Counted up to 1,000. */
  awaitingResult: z.number().int(),
  late: z.number().int(),
  oldestSince: instant.optional(),
  failures: z.number().int(),
  reason: z.enum(REASONS).optional(),
  reasonText: text.optional(),
  disturbedSince: instant.optional(),
  nextProbeAt: instant.optional(),
})

export const listWaitingByFacility = contract({
  method: 'GET',
  path: '/department/deliveries',
  summary: 'Deliveries waiting per facility of the caller’s province',
  right: 'department.read',
  request: z.strictObject({}),
  response: z.object({ facilities: z.array(QueueRow) }),
})

export const listQueues = contract({
  method: 'GET',
  path: '/operations/queues',
  summary: 'Every queue to the outside with its state',
  right: 'system.operate',
  request: z.strictObject({}),
  response: z.object({
    queues: z.array(QueueRow.extend({ channel: z.enum(CHANNELS) })),
  }),
})

export const listDeadLetters = contract({
  method: 'GET',
  path: '/operations/dead-letters',
  summary: 'Deliveries that were given up and need a person',
  right: 'system.operate',
  request: z.strictObject({
    facility: facilityCode.optional(),
    before: messageId.optional(),
    limit,
  }),
  response: z.object({
    deliveries: z.array(DeliveryView.extend({ facilityName: z.string().optional() })),
    next: messageId.optional(),
  }),
})

export const requeueDelivery = contract({
  method: 'POST',
  path: '/operations/dead-letters/requeue',
  summary: 'Put a delivery that was given up back into the queue',
  right: 'system.operate',
  request: z.strictObject({ facility: facilityCode, id: messageId }),
  response: DeliveryView,
})

export const retryLineNow = contract({
  method: 'POST',
  path: '/operations/queues/retry-now',
  summary: 'Try a disturbed line at once instead of waiting for its next probe',
  right: 'system.operate',
  request: z.strictObject({ facility: facilityCode, channel: z.enum(CHANNELS) }),
  response: z.object({ released: z.number().int() }),
})

export const listPortalAccounts = contract({
  method: 'GET',
  path: '/operations/portal-accounts',
  summary:
    'Which facilities have an account at the insurance portal configured (never the password)',
  right: 'system.operate',
  request: z.strictObject({}),
  response: z.object({
    accounts: z.array(
      z.object({
        facility: facilityCode,
        facilityName: z.string().optional(),
        username: z.string(),
        setAt: instant,
        setBy: z.string(),
      }),
    ),
  }),
})

export const configurePortalAccount = contract({
  method: 'PUT',
  path: '/operations/portal-accounts/:facility',
  summary: 'Set a facility’s account at the insurance portal',
  right: 'system.operate',
  request: z.strictObject({
    facility: facilityCode,
    username: z.string().min(1).max(100),
    password: z.string().min(1).max(200),
  }),
  response: z.object({ facility: facilityCode, username: z.string(), setAt: instant }),
})
