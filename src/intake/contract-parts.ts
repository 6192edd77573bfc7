import { z } from 'zod'

/** The shapes that several of the room's contracts share. */

/** A day that exists, `yyyy-mm-dd`. */
export const Day = z.iso.date()
export const Receipt = z.uuid()

export const Words = z.object({ vi: z.string(), en: z.string() })

export const FindingView = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  /** `XML2[3]/MA_THUOC`: table, line from 1, field. The readable dossier carries the same names. */
  at: z.string(),
  message: Words,
  remedy: Words,
  source: z.string(),
})
export type FindingView = z.infer<typeof FindingView>

/** Đã tiếp nhận, or Chưa tiếp nhận – cần sửa: what `submitDossiers` answers for one dossier. */
export const DossierAnswer = z.object({
  receipt: Receipt,
  status: z.enum(['accepted', 'refused']),
  /** MA_LK, when it could be read. */
  linkCode: z.string().optional(),
  visit: z.string().optional(),
  person: z.string().optional(),
  /** Accepted although it has errors, because the sender asked so (còn lỗi). */
  withErrors: z.boolean().optional(),
  /** The earlier submission that this one corrects or judges again. */
  former: z.string().optional(),
  /** The same bytes had been replaced by this later submission, or the visit withdrawn: nothing was changed. */
  replacedBy: z.string().optional(),
  withdrawn: z.boolean().optional(),
  counts: z.object({ error: z.number(), warning: z.number(), notice: z.number() }),
  /** There are more findings than were listed. */
  truncated: z.boolean().optional(),
  findings: z.array(FindingView),
})
export type DossierAnswer = z.infer<typeof DossierAnswer>

/** Where a submission stands: Đã tiếp nhận · Đã tiếp nhận, còn lỗi · Chưa tiếp nhận – cần sửa · Đã thu hồi · Đã có bản thay thế. */
export const Status = z.enum(['accepted', 'with-errors', 'refused', 'withdrawn', 'replaced'])
export type Status = z.infer<typeof Status>

/** Where a delivery to the outside stands, as the delivery room says it. */
export const DeliveryView = z.object({
  channel: z.string(),
  kind: z.string(),
  state: z.string(),
  stateText: Words.optional(),
  /** maGiaoDich of the insurance portal. */
  portalNumber: z.string().optional(),
  deliveredAt: z.string().optional(),
})
export type DeliveryView = z.infer<typeof DeliveryView>

export const SubmissionLine = z.object({
  receipt: Receipt,
  kind: z.enum(['dossier', 'check-in']),
  receivedAt: z.string(),
  /** Which door it came through: our own, or the wire form of the insurance portal. */
  door: z.enum(['intake', 'wire']),
  sender: z.string(),
  status: Status,
  linkCode: z.string().optional(),
  patientNumber: z.string().optional(),
  /** Only when the dossier was accepted and so belongs to a person. */
  patientName: z.string().optional(),
  visit: z.string().optional(),
  visitEnd: z.string().optional(),
  ward: z.string().optional(),
  wardName: z.string().optional(),
  counts: z.object({ error: z.number(), warning: z.number(), notice: z.number() }),
  deliveries: z.array(DeliveryView),
})
export type SubmissionLine = z.infer<typeof SubmissionLine>

/** A dossier as a person reads it: each table with its lines, each field with its label beside the official name. */
export const TableView = z.object({
  table: z.string(),
  title: Words,
  /** Kept closed by law for this reader: the lines show which fields there are, not their values. */
  masked: z.boolean(),
  lines: z.array(
    z.object({
      /** From 1, as in a finding's place. */
      line: z.number(),
      /** Whether the table has one line only: places then read `XML1/HO_TEN` without a number. */
      single: z.boolean(),
      fields: z.array(
        z.object({
          name: z.string(),
          label: Words,
          value: z.string(),
          /** What a code stands for, where its list is loaded. */
          display: z.string().optional(),
          masked: z.boolean().optional(),
        }),
      ),
    }),
  ),
})
export type TableView = z.infer<typeof TableView>

export const SubmissionDetail = SubmissionLine.extend({
  person: z.string().optional(),
  /** Why it was to be recorded although it has errors. */
  reason: z.string().optional(),
  ruleSet: z.string(),
  truncated: z.boolean(),
  findings: z.array(FindingView),
  tables: z.array(TableView),
  /** All submissions about the same visit, the newest first, this one included. */
  history: z.array(
    z.object({ receipt: Receipt, kind: z.string(), receivedAt: z.string(), status: Status }),
  ),
  withdrawal: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
})
export type SubmissionDetail = z.infer<typeof SubmissionDetail>

export const WithdrawalLine = z.object({
  receipt: Receipt,
  visit: z.string(),
  linkCode: z.string(),
  withdrawnAt: z.string(),
  by: z.string(),
  reason: z.string(),
  /** Whether the dossier had gone out to the portal, so that somebody must act there. */
  delivered: z.boolean(),
  portalNumber: z.string().optional(),
  settledAt: z.string().optional(),
  settledBy: z.string().optional(),
})
export type WithdrawalLine = z.infer<typeof WithdrawalLine>
