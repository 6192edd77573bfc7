import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { DATA_CLASSES } from '#vocabulary/data-class'
import {
  AccessEntry,
  LabSeries,
  PaperEntry,
  RecordPass,
  Summary,
  Visit,
  VisitLine,
} from './views.ts'

export * from './views.ts'

const PRINT = { largePrint: z.enum(['true', 'false']).optional() }
const PAPER_KIND = z.enum(['discharge', 'referral', 're-examination', 'record-summary', 'visit'])

// The citizen's own book.

export const readSummary = contract({
  method: 'GET',
  path: '/book/summary',
  summary: 'The first page of one’s own health book',
  right: 'book.read-own',
  request: z.strictObject({}),
  response: Summary,
})

export const listVisits = contract({
  method: 'GET',
  path: '/book/visits',
  summary: 'One’s own visits, newest first',
  right: 'book.read-own',
  request: z.strictObject({}),
  response: z.strictObject({ visits: z.array(VisitLine) }),
})

export const readVisit = contract({
  method: 'GET',
  path: '/book/visits/:visit',
  summary: 'One of one’s own visits in plain words',
  right: 'book.read-own',
  request: z.strictObject({ visit: z.string() }),
  response: Visit,
})

export const listLabs = contract({
  method: 'GET',
  path: '/book/labs',
  summary: 'One’s own measured results as series over time',
  right: 'book.read-own',
  request: z.strictObject({}),
  response: z.strictObject({ series: z.array(LabSeries) }),
})

export const listPapers = contract({
  method: 'GET',
  path: '/book/papers',
  summary: 'The papers that can be printed from one’s own book',
  right: 'book.read-own',
  request: z.strictObject({}),
  response: z.strictObject({ papers: z.array(PaperEntry) }),
})

/** Which part of a log, and from where on. */
const AccessAsked = {
  before: z.coerce.number().int().positive().optional(),
  /** `others`: without what one did oneself. */
  who: z.enum(['all', 'others']).default('all'),
  /** Days in Vietnam, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}

const AccessPage = z.strictObject({
  entries: z.array(AccessEntry),
  /** Ask with this to read on; absent at the end. */
  before: z.number().optional(),
})

const AccessProof = z.strictObject({
  /** The event in its canonical form: what its leaf is made of. */
  line: z.string(),
  isUnaltered: z.boolean(),
  /** Absent while the log has not taken the event: within a second, as a rule. */
  inclusion: z
    .strictObject({
      index: z.number(),
      size: z.number(),
      leaf: z.string(),
      root: z.string(),
      path: z.array(z.string()),
    })
    .optional(),
  /** The signed checkpoint that has this root. */
  checkpoint: z.string().optional(),
  event: z.looseObject({ resourceType: z.literal('AuditEvent') }),
})

export const listAccess = contract({
  method: 'GET',
  path: '/book/access',
  summary: 'Who read one’s own record, when, on what ground and for what purpose',
  right: 'book.read-own',
  request: z.strictObject(AccessAsked),
  response: AccessPage,
})

export const proveAccess = contract({
  method: 'GET',
  path: '/book/access/:position',
  summary:
    'One entry of one’s own log as FHIR AuditEvent, with the proof that it stands in the signed log',
  right: 'book.read-own',
  request: z.strictObject({ position: z.coerce.number().int().positive() }),
  response: AccessProof,
})

export const issuePass = contract({
  method: 'POST',
  path: '/book/pass',
  summary: 'A pass, shown as a QR code, that opens one’s own record to the doctor who scans it',
  right: 'book.read-own',
  request: z.strictObject({}),
  response: RecordPass,
})

export const readShareContent = contract({
  method: 'GET',
  path: '/book/share-content',
  summary: 'What one is about to share, as a FHIR document, for the own browser to seal',
  right: 'choice.make',
  request: z.strictObject({
    /** With commas between: `ordinary,hiv`. */
    classes: z
      .string()
      .max(80)
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(DATA_CLASSES)).min(1)),
  }),
  response: z.strictObject({ document: z.record(z.string(), z.unknown()) }),
})

export const printPaper = bytesContract({
  method: 'GET',
  path: '/book/visits/:visit/papers/:kind',
  summary: 'A paper of one of one’s own visits as PDF',
  right: 'book.read-own',
  accepts: [],
  request: z.strictObject({ visit: z.string(), kind: PAPER_KIND, ...PRINT }),
})

export const printBook = bytesContract({
  method: 'GET',
  path: '/book/print',
  summary: 'The whole of one’s own book, summed up as PDF',
  right: 'book.read-own',
  accepts: [],
  request: z.strictObject({ ...PRINT }),
})

// The book of somebody for whom one acts: a child, or whoever let one see it.

const WholeRecord = z.strictObject({
  /** Why this reader may read, as it stands in the citizen's log. */
  ground: z.string(),
  purpose: z.string(),
  summary: Summary,
  visits: z.array(VisitLine),
  labs: z.array(LabSeries),
  papers: z.array(PaperEntry),
})

export const readFamilyBook = contract({
  method: 'GET',
  path: '/book/of/:person',
  summary: 'The book of a child or of a member of the family who allowed it',
  right: 'book.read-own',
  request: z.strictObject({ person: z.string() }),
  response: WholeRecord,
})

export const readFamilyVisit = contract({
  method: 'GET',
  path: '/book/of/:person/visits/:visit',
  summary: 'One visit in the book of a child or of a member of the family',
  right: 'book.read-own',
  request: z.strictObject({ person: z.string(), visit: z.string() }),
  response: Visit,
})

export const listFamilyAccess = contract({
  method: 'GET',
  path: '/book/of/:person/access',
  summary:
    'Who read the record of a child, or of a member of the family as far as one may see it; looking is an entry in it too',
  right: 'book.read-own',
  request: z.strictObject({ person: z.string(), ...AccessAsked }),
  response: AccessPage,
})

export const proveFamilyAccess = contract({
  method: 'GET',
  path: '/book/of/:person/access/:position',
  summary: 'One entry of such a log as FHIR AuditEvent, with its proof',
  right: 'book.read-own',
  request: z.strictObject({ person: z.string(), position: z.coerce.number().int().positive() }),
  response: AccessProof,
})

export const printFamilyPaper = bytesContract({
  method: 'GET',
  path: '/book/of/:person/visits/:visit/papers/:kind',
  summary: 'A paper of one visit in the book of a child or of a member of the family as PDF',
  right: 'book.read-own',
  accepts: [],
  request: z.strictObject({ person: z.string(), visit: z.string(), kind: PAPER_KIND, ...PRINT }),
})

// The record of a patient, as a doctor with a ground may read it.

export const openPass = contract({
  method: 'POST',
  path: '/records/open-pass',
  summary: 'Open a record with the pass that the citizen shows',
  right: 'record.read',
  request: z.strictObject({ pass: z.string().max(400) }),
  response: z.strictObject({ person: z.string() }),
})

export const readRecord = contract({
  method: 'GET',
  path: '/records/:person',
  summary:
    'A patient’s record: summary, visits, results and papers, with the ground of the reading',
  right: 'record.read',
  request: z.strictObject({ person: z.string() }),
  response: WholeRecord,
})

export const readRecordVisit = contract({
  method: 'GET',
  path: '/records/:person/visits/:visit',
  summary: 'One visit of a patient',
  right: 'record.read',
  request: z.strictObject({ person: z.string(), visit: z.string() }),
  response: Visit,
})

export const printRecordPaper = bytesContract({
  method: 'GET',
  path: '/records/:person/visits/:visit/papers/:kind',
  summary: 'A paper of one visit of a patient as PDF',
  right: 'record.read',
  accepts: [],
  request: z.strictObject({ person: z.string(), visit: z.string(), kind: PAPER_KIND, ...PRINT }),
})
