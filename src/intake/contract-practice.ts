import { z } from 'zod'
import { contract } from '#foundation/contract'
import { Day, Receipt, Words } from './contract-parts.ts'

/** Where care and the registry of practice meet: who acted without being licensed, registered or on duty. */

const DayCount = z.object({ day: Day, count: z.number() })

const PracticeRegistration = z.object({
  facility: z.string(),
  facilityName: z.string(),
  /** Whether it is at the facility that sent the dossiers. */
  here: z.boolean(),
  from: Day.optional(),
  to: Day.optional(),
  kind: z.string(),
  /** None: the hours are not known. Days count 1 (Monday) to 7. */
  slots: z.array(z.object({ days: z.array(z.number()), from: z.string(), to: z.string() })),
})

export const WarnedPractitioner = z.object({
  facility: z.string(),
  facilityName: z.string(),
  /** The number as dossiers write it. */
  licence: z.string(),
  /** Key of the file in the registry; absent: none holds the number any more. */
  practitioner: z.string().optional(),
  name: z.string(),
  licenceState: z.string().optional(),
  expiresOn: Day.optional(),
  /** Dossiers with a warning. */
  dossiers: z.number(),
  rules: z.array(z.object({ rule: z.string(), title: Words, count: z.number() })),
  days: z.array(DayCount),
  registrations: z.array(PracticeRegistration),
  /** The latest of them; none for the health department, which sees figures alone. */
  examples: z.array(
    z.object({ receipt: Receipt, linkCode: z.string(), day: Day, rules: z.array(z.string()) }),
  ),
})
export type WarnedPractitioner = z.infer<typeof WarnedPractitioner>

/**
 * Practitioners whom dossiers of the days were warned of, by the day on which visits ended. A facility sees its own: whoever reads its dossiers
 * with them, its administrator as figures; a health department those of its province, as figures. At most 92 days at once.
 */
export const readPracticeWarnings = contract({
  method: 'GET',
  path: '/intake/practice-warnings',
  summary: 'Người hành nghề bị cảnh báo trong hồ sơ: giấy phép, nơi và thời gian đăng ký',
  right: 'registry.read',
  request: z.strictObject({ from: Day, to: Day, facility: z.string().length(5).optional() }),
  response: z.object({
    /** `figures`: of the own facility, without its dossiers. */
    reach: z.enum(['facility', 'figures', 'province']),
    from: Day,
    to: Day,
    /** There are more than one page holds: narrow the days. */
    truncated: z.boolean(),
    days: z.array(DayCount),
    practitioners: z.array(WarnedPractitioner),
  }),
})
