import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { COUNTED, IMPORT_STATES, IMPORT_STEPS } from './import/import-state.ts'
import { CodeLists, ListDefinition } from './list/list-definition.ts'
import { Reason } from './list/reasons.ts'
import { WORKBOOK_BYTES_MAX } from './sheet/open-workbook.ts'

export { IMPORT_STATES, type ImportStep } from './import/import-state.ts'
export { type JudgedRow, openJudge } from './list/judge-rows.ts'
export {
  type CodeLists,
  type ListDefinition,
  REASON_HEADER,
} from './list/list-definition.ts'
export { type ListEnd, readList } from './list/read-list.ts'
export { type Reason, reasonsLine } from './list/reasons.ts'
export { workbooksTexts } from './problem-texts.ts'
export { writeRowNotes } from './sheet/edit-workbook.ts'

const Words = z.object({ vi: z.string(), en: z.string() })
const Place = z.object({ code: z.string(), at: z.string().optional() })

/** An import: where it stands, how far its present stage is, what became of its rows, what can be done. With `digest` and counts it is the receipt. */
export const ImportView = z.object({
  id: z.string(),
  list: z.string(),
  fileName: z.string(),
  /** SHA-256 of the workbook, hex. */
  digest: z.string(),
  by: z.string(),
  state: z.enum(IMPORT_STATES),
  rows: z.int(),
  position: z.int(),
  /** Rows of the present stage, and those of them that are through. */
  total: z.int(),
  through: z.int(),
  counts: z.partialRecord(z.enum(COUNTED), z.int()),
  problems: z.array(Place),
  notices: z.array(Place),
  steps: z.array(z.enum(IMPORT_STEPS)),
  /** Whether the workbook is still kept, so that it can be given with the reasons in it. */
  hasFile: z.boolean(),
  createdAt: z.string(),
  changedAt: z.string(),
  finishedAt: z.string().optional(),
})
export type ImportView = z.output<typeof ImportView>

export const ImportedRow = z.object({
  row: z.int(),
  values: z.record(z.string(), z.string()),
  before: z.record(z.string(), z.string()).optional(),
  change: z.enum(['new', 'changed', 'ended', 'same', 'failed']).optional(),
  outcome: z.enum(['done', 'failed', 'undone', 'kept']).optional(),
  reasons: z.array(Reason),
})
export type ImportedRow = z.output<typeof ImportedRow>

const right = 'registry.import'

export const listLists = contract({
  method: 'GET',
  path: '/workbooks/lists',
  summary: 'Lists that the caller may bring in as workbooks',
  right,
  request: z.strictObject({}),
  response: z.object({
    lists: z.array(z.object({ id: z.string(), title: Words, about: Words, source: z.string() })),
  }),
})

export const readListDefinition = contract({
  method: 'GET',
  path: '/workbooks/lists/:list',
  summary: 'A list with its columns and code lists, as the browser judges by them',
  right,
  request: z.strictObject({ list: z.string().max(40) }),
  response: z.object({ definition: ListDefinition, codes: CodeLists }),
})

export const giveTemplate = bytesContract({
  method: 'GET',
  path: '/workbooks/lists/:list/template.xlsx',
  summary: 'The template of a list as a workbook, empty or with what stands now',
  right,
  accepts: [],
  request: z.strictObject({
    list: z.string().max(40),
    filled: z.enum(['yes', 'no']).default('no'),
  }),
})

export const sendWorkbook = bytesContract({
  method: 'POST',
  path: '/workbooks/lists/:list/imports',
  summary:
    'Hands in a workbook: it is judged and compared; nothing is written before it is started',
  right,
  accepts: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  requestBytesMax: WORKBOOK_BYTES_MAX,
  request: z.strictObject({ list: z.string().max(40), name: z.string().max(200).default('') }),
})

export const listImports = contract({
  method: 'GET',
  path: '/workbooks/imports',
  summary: 'The latest imports of the caller’s facility or authority',
  right,
  request: z.strictObject({ list: z.string().max(40).optional() }),
  response: z.object({ imports: z.array(ImportView) }),
})

export const readImport = contract({
  method: 'GET',
  path: '/workbooks/imports/:import',
  summary: 'One import with its progress; once it is done, its receipt',
  right,
  request: z.strictObject({ import: z.string().max(40) }),
  response: ImportView,
})

export const listImportedRows = contract({
  method: 'GET',
  path: '/workbooks/imports/:import/rows',
  summary: 'Rows of an import: what each would change, what stood there before, what became of it',
  right,
  request: z.strictObject({
    import: z.string().max(40),
    show: z.enum(['all', 'new', 'changed', 'ended', 'same', 'failed']).default('all'),
    after: z.coerce.number().int().min(0).max(2_000_000).default(0),
  }),
  response: z.object({ rows: z.array(ImportedRow), next: z.int().optional() }),
})

export const steerImport = contract({
  method: 'POST',
  path: '/workbooks/imports/:import/steps/:step',
  summary: 'Starts, stops, retries failed rows of, or undoes an import',
  right,
  request: z.strictObject({ import: z.string().max(40), step: z.enum(IMPORT_STEPS) }),
  response: ImportView,
})

export const giveReasons = bytesContract({
  method: 'GET',
  path: '/workbooks/imports/:import/workbook.xlsx',
  summary: 'The workbook with the reasons beside its rows, or the failed rows alone',
  right,
  accepts: [],
  request: z.strictObject({
    import: z.string().max(40),
    rows: z.enum(['all', 'failed']).default('all'),
  }),
})
