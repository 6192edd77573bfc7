/** Workbooks: lists that come as workbooks. Templates, judging, reasons beside the rows, import in batches, undo; what a list means its keeper knows. */
export type { Author, Compared, ListKeeper, RowValues, Written } from './import/keeper.ts'
export type { WorkbookNeeds } from './import/needs.ts'
export { workbookLoops } from './import/workbook-loops.ts'
export { workbookRoutes } from './import/workbook-routes.ts'
export { type CodeLists, ListDefinition } from './list/list-definition.ts'
export type { Reason } from './list/reasons.ts'
export { workbooksTexts } from './problem-texts.ts'
