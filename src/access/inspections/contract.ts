import { z } from 'zod'
import { contract } from '#foundation/contract'
import { DATA_CLASSES } from '#vocabulary/data-class'

const Day = z.iso.date()
const Number = z.string().trim().min(3).max(60)

export const orderInspection = contract({
  method: 'POST',
  path: '/inspections',
  summary:
    'Order named inspectors to inspect a facility: they may open records of visits there that began in a period, until a day',
  right: 'inspection.order',
  stepUp: true,
  request: z.strictObject({
    /** The number of the decision: `12/QĐ-TTr`. */
    number: Number,
    facility: z.string().max(20),
    /** First and last day on which the visits began. */
    visitsFrom: Day,
    visitsTo: Day,
    /** The last day on which the order holds. */
    until: Day,
    /** Account ids of inspectors of the same province. */
    inspectors: z.array(z.string().trim().min(1).max(200)).min(1).max(20),
    /** Beside ordinary data only what the decision names. HIV stays closed whatever is named here. */
    classes: z.array(z.enum(DATA_CLASSES)).max(DATA_CLASSES.length).default(['ordinary']),
  }),
  response: z.strictObject({ id: z.string() }),
})

export const InspectionListed = z.strictObject({
  id: z.string(),
  number: z.string(),
  facility: z.strictObject({ code: z.string(), name: z.string() }),
  visitsFrom: Day,
  visitsTo: Day,
  until: Day,
  inspectors: z.array(z.string()),
  classes: z.array(z.enum(DATA_CLASSES)),
  signedBy: z.string(),
  signedAt: z.iso.datetime(),
  /** The order word for word as it was signed, its Ed25519 signature (base64url) and the key's thumbprint. */
  text: z.string(),
  signature: z.string(),
  key: z.string(),
  state: z.enum(['in-force', 'over', 'revoked']),
  revoked: z.strictObject({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).optional(),
})
export type InspectionListed = z.infer<typeof InspectionListed>

export const listInspections = contract({
  method: 'GET',
  path: '/inspections',
  summary:
    'Orders to inspect: of the own province for its head, those that name one for an inspector',
  right: 'inspection.read',
  request: z.strictObject({}),
  response: z.strictObject({ orders: z.array(InspectionListed) }),
})

export const revokeInspection = contract({
  method: 'POST',
  path: '/inspections/:order/revoke',
  summary: 'End an order to inspect at once, with a reason',
  right: 'inspection.order',
  request: z.strictObject({
    order: z.uuid(),
    reason: z.string().trim().min(10).max(500),
  }),
  response: z.strictObject({}),
})
