import { z } from 'zod'
import { FieldForm } from '#cases/contract'
import { contract } from '#foundation/contract'

const Text = z.object({ vi: z.string(), en: z.string() })

/** Cases about licences. */
export const LICENCE_WORK = [
  'licence-issue',
  'licence-reissue',
  'licence-adjust',
  'licence-renew',
  'licence-suspend',
  'licence-resume',
  'licence-revoke',
  'operating-licence-issue',
  'operating-licence-adjust',
  'operating-licence-suspend',
  'operating-licence-revoke',
] as const
export type LicenceWork = (typeof LICENCE_WORK)[number]

/** Whose licence: `own`, the key of a file, a number of a licence as written on any paper, or the code of a facility. */
const Subject = z.string().min(1).max(250)

export const readLicenceWork = contract({
  method: 'GET',
  path: '/registry/licence-work',
  summary: 'Việc về giấy phép mà người gọi được mở',
  right: 'case.read',
  request: z.strictObject({}),
  response: z.object({
    kinds: z.array(
      z.object({
        id: z.enum(LICENCE_WORK),
        name: Text,
        about: Text,
        source: z.string(),
        of: z.enum(['facility', 'practitioner']),
      }),
    ),
  }),
})

export const readLicenceForm = contract({
  method: 'GET',
  path: '/registry/licence-work/:definition/form',
  summary: 'Biểu mẫu mở việc về giấy phép, với những gì hồ sơ đã có',
  right: 'case.read',
  request: z.strictObject({ definition: z.enum(LICENCE_WORK), subject: Subject }),
  response: z.object({
    subject: z.string(),
    name: z.string(),
    fields: z.array(FieldForm),
  }),
})

export const openLicenceWork = contract({
  method: 'POST',
  path: '/registry/licence-work/:definition',
  summary:
    'Mở việc về giấy phép: cấp, cấp lại, điều chỉnh, gia hạn, đình chỉ, cho hành nghề lại, thu hồi',
  right: 'case.step',
  request: z.strictObject({
    definition: z.enum(LICENCE_WORK),
    subject: Subject,
    fields: z.record(z.string().max(40), z.string().max(8_000)),
  }),
  response: z.object({ case: z.string() }),
})
