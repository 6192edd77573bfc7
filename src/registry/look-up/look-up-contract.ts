import { z } from 'zod'
import { contract } from '#foundation/contract'

const Code = z.string().regex(/^[A-Za-z0-9-]{1,40}$/)
const Day = z.iso.date()
const Slot = z.object({ days: z.array(z.int()), from: z.string(), to: z.string() })
const Kind = z.enum(['facility', 'practitioner'])
const Label = z.object({ code: z.string(), vi: z.string(), en: z.string() })

/** A yes in an address. */
const Yes = z.enum(['yes', 'no']).transform((word) => word === 'yes')

const Licence = z.object({
  number: z.string(),
  documentType: z.string(),
  title: Label.optional(),
  from: Day,
  expiresOn: Day.optional(),
  /** `suspended-partial`: for the scopes in `without`. */
  state: z.enum(['valid', 'suspended-partial']),
  without: z.array(Label),
  until: Day.optional(),
})
export type PublicLicence = z.infer<typeof Licence>

const Card = z.object({
  subject: z.string(),
  kind: Kind,
  name: z.string(),
  code: z.string().optional(),
  form: Label.optional(),
  level: Label.optional(),
  licence: Licence.optional(),
  scopes: z.array(Label),
  /** Of a facility, its own; of a practitioner, those of the places of work. */
  places: z.array(
    z.object({
      facility: z.string(),
      name: z.string().optional(),
      address: z.string().optional(),
      hours: z.array(Slot),
    }),
  ),
  kilometres: z.number().optional(),
})
export type PublicCard = z.infer<typeof Card>

const Detail = Card.extend({
  address: z
    .object({
      text: z.string().optional(),
      latitude: z.number().optional(),
      longitude: z.number().optional(),
    })
    .optional(),
  phone: z.string().optional(),
  website: z.string().optional(),
  languages: z.array(z.string()),
  operatingLicences: z.array(
    z.object({
      number: z.string(),
      issuer: z.string().optional(),
      issuedOn: Day.optional(),
      scope: z.string().optional(),
    }),
  ),
  departments: z.array(z.string()),
  responsible: z.array(
    z.object({ charge: Label, name: z.string(), licence: z.string().optional() }),
  ),
  techniques: z.array(z.object({ code: z.string(), name: z.string() })),
  prices: z.array(z.object({ code: z.string(), name: z.string(), price: z.number() })),
  /** Yes where whoever works there is found by searching for the facility. */
  changedAt: z.string(),
})
export type PublicDetail = z.infer<typeof Detail>

/** Public by law: who is licensed, for what, where and when. Source: Law 15/2023/QH15, art. 38 and 60. */
export const searchPublic = contract({
  method: 'GET',
  path: '/look-up',
  summary:
    'Practitioners and facilities by name, number, place, scope, hours and distance, typed with or without accents',
  right: 'public',
  request: z
    .strictObject({
      words: z.string().max(100).optional(),
      kind: Kind.optional(),
      province: Code.optional(),
      commune: Code.optional(),
      facility: Code.optional(),
      title: Code.optional(),
      scope: Code.optional(),
      form: Code.optional(),
      level: Code.optional(),
      onDay: z.coerce.number().int().min(1).max(7).optional(),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .optional(),
      openNow: Yes.optional(),
      latitude: z.coerce.number().min(-90).max(90).optional(),
      longitude: z.coerce.number().min(-180).max(180).optional(),
      withinKm: z.coerce.number().min(0.1).max(200).optional(),
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    })
    .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
      path: ['longitude'],
    }),
  response: z.object({ found: z.array(Card), next: z.string().optional() }),
})

export const readPublic = contract({
  method: 'GET',
  path: '/look-up/:subject',
  summary:
    'One practitioner or facility as the public sees it: by its key, a facility also by its code',
  right: 'public',
  request: z.strictObject({ subject: z.string().max(40) }),
  response: z.object({ shown: Detail }),
})

/** What one can filter by, with the words of the law. */
export const readSearchChoices = contract({
  method: 'GET',
  path: '/look-up/choices',
  summary:
    'The codes by which the look-up filters: provinces, titles, scopes, forms of organisation, levels',
  right: 'public',
  request: z.strictObject({}),
  response: z.object({
    provinces: z.array(Label),
    titles: z.array(Label),
    scopes: z.array(Label),
    forms: z.array(Label),
    levels: z.array(Label),
  }),
})
