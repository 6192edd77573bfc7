/** Workbooks: lists that come as workbooks. Templates, judging, reasons beside the rows, import in batches, undo; what a list means stands elsewhere. */
export { type CodeLists, ListDefinition } from './list/list-definition.ts'
