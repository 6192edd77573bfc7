import type { Loop } from '#foundation/loops'
import type { WorkbookNeeds } from './needs.ts'
import { forgetOldImports, workOnImports } from './work-on-imports.ts'

/** Looked for often, so that whoever sent a workbook sees something happen. */
const WORK_EVERY_MS = 500
const FORGET_EVERY_MS = 3_600_000

/** What of imports goes on by itself: the batches of those under way, and the forgetting of old ones. */
export function workbookLoops(needs: WorkbookNeeds): Loop[] {
  return [
    { name: 'workbooks', everyMs: WORK_EVERY_MS, run: () => workOnImports(needs) },
    { name: 'workbooks.forget', everyMs: FORGET_EVERY_MS, run: () => forgetOldImports(needs) },
  ]
}
