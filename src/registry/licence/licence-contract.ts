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

/** What is due today: renewals, education hours, idle licences, reports of staff; of a facility's people, or of oneself. */
export const listLicenceAlerts = contract({
  method: 'GET',
  path: '/registry/licence-alerts',
  summary: 'Việc đến hạn về giấy phép, giờ cập nhật kiến thức và báo biến động nhân sự',
  right: 'registry.read',
  request: z.strictObject({ facility: z.string().length(5).optional() }),
  response: z.object({
    day: Day,
    /** How many people were looked at; more than that are not. */
    practitioners: z.number(),
    truncated: z.boolean(),
    alerts: z.array(
      z.object({
        practitioner: z.string(),
        name: z.string(),
        code: z.string(),
        text: Words,
        source: z.string(),
        dueOn: Day.optional(),
        facility: z.string().optional(),
      }),
    ),
  }),
})
