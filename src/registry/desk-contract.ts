import { z } from 'zod'
import { FieldForm } from '#cases/contract'
import { contract } from '#foundation/contract'

const Text = z.object({ vi: z.string(), en: z.string() })
const Key = z.string().max(40)

/** Lists of `#terminology` from which fields of files take their codes. */
export const CODE_LISTS = ['commune', 'nationality', 'ethnic-group'] as const

export const searchCodes = contract({
  method: 'GET',
  path: '/registry/codes/:list',
  summary: 'Codes of a national list, by code or by name typed with or without accents',
  right: 'public',
  request: z.strictObject({
    list: z.enum(CODE_LISTS),
    query: z.string().max(100).optional(),
    /** These codes alone, in the list’s own words: several are parted by a comma. */
    codes: z.string().max(400).optional(),
    /** Of communes: those of one province. */
    province: z.string().length(2).optional(),
    day: z.iso.date().optional(),
  }),
  response: z.object({ codes: z.array(z.object({ code: z.string(), label: Text })) }),
})

export const readFileOfCase = contract({
  method: 'GET',
  path: '/registry/cases/:case/file',
  summary: 'The file that a case is about, for whoever may read both',
  right: 'registry.read',
  request: z.strictObject({ case: Key }),
  response: z.object({ subject: z.string(), kind: z.enum(['facility', 'practitioner']) }),
})

/** Cases that people open from their own pages. */
export const WORK_FORMS = [
  'facility-account',
  'practitioner-account',
  'practitioner-claim',
  'registration-add',
  'registration-end',
] as const

export const readWorkForm = contract({
  method: 'GET',
  path: '/registry/work/:definition/form',
  summary: 'What is asked for to open a case about a file, by the definition in force today',
  right: 'case.read',
  request: z.strictObject({ definition: z.enum(WORK_FORMS) }),
  response: z.object({
    name: Text,
    about: Text,
    source: z.string(),
    fields: z.array(FieldForm),
  }),
})
