import { z } from 'zod'
import { FieldForm, FieldsGiven } from '#cases/contract'
import { bytesContract, contract } from '#foundation/contract'

const Text = z.strictObject({ vi: z.string(), en: z.string() })

export const askAboutAccess = contract({
  method: 'POST',
  path: '/privacy/access-questions',
  summary: 'Question one entry of the log of one’s own record; asking again answers the first case',
  right: 'privacy.request',
  request: z.strictObject({
    /** The position of the entry in the log. */
    entry: z.number().int().positive(),
    question: z.string().trim().min(10).max(2000),
    /** The person for whom the caller acts; absent: the caller. */
    of: z.string().max(40).optional(),
  }),
  response: z.strictObject({ case: z.string(), isNew: z.boolean() }),
})

/** A kind of case that the caller may open, with what it asks for. */
const Kind = z.strictObject({
  id: z.string(),
  name: Text,
  about: Text,
  source: z.string(),
  fields: z.array(FieldForm),
})

export const listKinds = contract({
  method: 'GET',
  path: '/privacy/kinds',
  summary: 'Which requests and registers the caller may open, and what each asks for',
  right: 'case.read',
  request: z.strictObject({}),
  response: z.strictObject({ kinds: z.array(Kind) }),
})

export const openRequest = contract({
  method: 'POST',
  path: '/privacy/requests',
  summary: 'Open a request of a data subject, a breach, an impact assessment or an extract',
  right: 'case.step',
  request: z.strictObject({
    kind: z.string().max(40),
    fields: FieldsGiven.default({}),
    /** The person for whom the caller acts; absent: the caller. */
    of: z.string().max(40).optional(),
  }),
  response: z.strictObject({ case: z.string() }),
})

export const downloadCopy = bytesContract({
  method: 'GET',
  path: '/privacy/copies/:case/:form',
  summary: 'The copy of one’s own data that a request made ready, as PDF or as a FHIR document',
  right: 'privacy.request',
  accepts: [],
  request: z.strictObject({ case: z.string(), form: z.enum(['pdf', 'fhir']) }),
})

export const downloadExtract = bytesContract({
  method: 'GET',
  path: '/privacy/extracts/:case',
  summary: 'The pseudonymised extract of an approved case, as CSV',
  right: 'privacy.extract',
  stepUp: true,
  accepts: [],
  request: z.strictObject({ case: z.string() }),
})

export const printBreachNotice = bytesContract({
  method: 'GET',
  path: '/privacy/breaches/:case/notice.pdf',
  summary: 'The notice of a personal-data breach on its form, as PDF',
  right: 'privacy.office',
  accepts: [],
  request: z.strictObject({ case: z.string() }),
})

const Dataset = z.strictObject({
  code: z.string(),
  name: Text,
  owner: Text,
  steward: Text,
  purpose: Text,
  legalBasis: z.array(z.string()),
  subjectArea: Text,
  entities: z.array(Text),
  identifiers: z.array(z.string()),
  sources: Text,
  updateCycle: Text,
  volume: Text,
  storage: Text,
  securityLevel: z.string(),
  personalData: z.enum(['none', 'basic', 'sensitive']),
  dataClasses: z.array(z.string()),
  retention: Text,
  recipients: z.array(Text),
  sharing: Text,
  open: z.boolean(),
  quality: Text,
  contact: Text,
  status: z.enum(['in-use', 'planned', 'ended']),
  version: z.string(),
  tables: z.array(z.string()),
})
export type Dataset = z.infer<typeof Dataset>

export const Inventory = z.strictObject({
  title: Text,
  publisher: Text,
  asOf: z.iso.date(),
  basis: z.array(z.string()),
  note: Text,
  datasets: z.array(Dataset),
})
export type Inventory = z.infer<typeof Inventory>

export const readInventory = contract({
  method: 'GET',
  path: '/privacy/inventory',
  summary:
    'The public catalogue of databases: what is kept, why, on what ground, for how long, for whom',
  right: 'public',
  request: z.strictObject({}),
  response: Inventory,
})

export const readInventoryLinked = bytesContract({
  method: 'GET',
  path: '/privacy/inventory.jsonld',
  summary: 'The same catalogue for machines, as DCAT 3 in JSON-LD',
  right: 'public',
  accepts: [],
  request: z.strictObject({}),
})
