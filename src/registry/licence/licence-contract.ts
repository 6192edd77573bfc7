import { z } from 'zod'
import { contract } from '#foundation/contract'

const Day = z.iso.date()
const Words = z.object({ vi: z.string(), en: z.string() })

/** What facilities were told of the licences of those who practise there: the caller's facility, or authority. */
export const listLicenceNoticesOf = contract({
  method: 'GET',
  path: '/registry/licence-notices',
  summary: 'Thông báo về giấy phép của người hành nghề tại cơ sở',
  right: 'registry.read',
  request: z.strictObject({ before: z.coerce.number().int().positive().optional() }),
  response: z.object({
    notices: z.array(
      z.object({
        position: z.number(),
        facility: z.string(),
        practitioner: z.string(),
        name: z.string(),
        licence: z.string(),
        event: z.string(),
        eventName: Words,
        holdsFrom: Day,
        decision: z.string(),
        /** Registrations there that ended with it. */
        closed: z.number(),
        /** Until when the changed list is to be published. */
        publishBy: z.string().optional(),
        at: z.string(),
        seenAt: z.string().optional(),
      }),
    ),
    next: z.number().optional(),
  }),
})

export const seeLicenceNotice = contract({
  method: 'POST',
  path: '/registry/licence-notices/:notice/seen',
  summary: 'Đã xem thông báo về giấy phép',
  right: 'registry.write-own-facility',
  request: z.strictObject({ notice: z.coerce.number().int().positive() }),
  response: z.object({}),
})

/** What somebody must see to, by its code. */
const ALERT_CODES = [
  'expired',
  'renewal-late',
  'renewal-due',
  'education-80',
  'education-50',
  'not-practising',
  'report-leaving',
  'report-joining',
] as const

/** What is due today: renewals, education hours, idle licences, reports of staff; of a facility's people, of an authority's, or of oneself. */
export const listLicenceAlerts = contract({
  method: 'GET',
  path: '/registry/licence-alerts',
  summary: 'Việc đến hạn về giấy phép, giờ cập nhật kiến thức và báo biến động nhân sự',
  right: 'registry.read',
  request: z.strictObject({
    facility: z.string().length(5).optional(),
    code: z.enum(ALERT_CODES).optional(),
  }),
  response: z.object({
    day: Day,
    /** How many people were looked at; more than that are not. */
    practitioners: z.number(),
    truncated: z.boolean(),
    /** How many there are of each kind, whatever is shown. */
    counts: z.array(z.object({ code: z.enum(ALERT_CODES), count: z.number() })),
    /** The earliest to be done first; of many the first. */
    alerts: z.array(
      z.object({
        practitioner: z.string(),
        name: z.string(),
        code: z.enum(ALERT_CODES),
        text: Words,
        source: z.string(),
        dueOn: Day.optional(),
        facility: z.string().optional(),
      }),
    ),
  }),
})

/** Decisions about licences as the public sees them: of each licence the latest, for as long as a quarter. */
export const listLicenceDecisions = contract({
  method: 'GET',
  path: '/look-up/licence-decisions',
  summary: 'Quyết định về giấy phép hành nghề mới công bố',
  right: 'public',
  request: z.strictObject({
    province: z.string().length(2).optional(),
    before: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({
    decisions: z.array(
      z.object({
        position: z.number(),
        practitioner: z.string(),
        name: z.string(),
        licence: z.string(),
        event: z.string(),
        eventName: Words,
        decision: z.string(),
        holdsFrom: Day,
        publishedAt: z.string(),
      }),
    ),
    next: z.number().optional(),
  }),
})

/** A check by the working group: practitioners drawn by chance from those whom every facility confirmed. */
export const drawSamples = contract({
  method: 'POST',
  path: '/registry/sample-draws',
  summary:
    'Tổ công tác rút ngẫu nhiên người hành nghề để kiểm tra; cùng hạt giống rút lại đúng mẫu cũ',
  right: 'registry.review',
  request: z.strictObject({
    facility: z.string().length(5).optional(),
    size: z.int().min(1).max(50),
    /** By which the draw can be repeated and checked: the number of the minutes, for one. */
    seed: z.string().trim().min(4).max(40),
  }),
  response: z.object({
    /** How many there were to draw from. */
    from: z.number(),
    drawn: z.array(z.object({ subject: z.string(), name: z.string(), case: z.string() })),
  }),
})
