import type { Database, Trx } from '#foundation/database'
import type { Caller, Role } from '#vocabulary/caller'
import type { CodeLists, ListDefinition } from '../list/list-definition.ts'
import type { Reason } from '../list/reasons.ts'

/** As whom the rows of an import are written: whoever brought it in, as they were then. */
export type Author = Pick<Caller, 'account' | 'name' | 'address' | 'facility' | 'province'> & {
  readonly role: Role
}

/** A row to be compared or written: its number in the sheet, and its values by column in their normal form. */
export type RowValues = {
  readonly row: number
  readonly values: Readonly<Record<string, string>>
}

/** What a row would change. `before`: what stands there now, by column. */
export type Compared = { readonly row: number } & (
  | {
      readonly change: 'new' | 'changed' | 'ended' | 'same'
      readonly before?: Readonly<Record<string, string>>
    }
  | { readonly change: 'failed'; readonly reasons: readonly Reason[] }
)

/** What became of a row. `undo` is kept as it is and handed back to take the row back; absent when nothing was written. */
export type Written = { readonly row: number } & (
  | { readonly ok: true; readonly undo?: unknown }
  | {
      readonly ok: false
      readonly reasons: readonly Reason[]
      /** What the refusal leaves behind, once everything else is committed: that two claim one number. */
      readonly note?: () => Promise<void>
    }
)

/**
 * Whoever keeps what a list is about. Everything that `workbooks` does not know of a list it asks its keeper.
 *
 * `apply` and `takeBack` may fail rows; then their transaction is rolled back and they are called again without these rows, so that
 * nothing half written stays.
 */
export type ListKeeper = {
  readonly definition: ListDefinition
  readonly codes: () => Promise<CodeLists>
  /** Whether somebody of this reach may bring the list in. */
  readonly mayImport: (author: Author) => boolean
  /** What stands now within the author's reach, as rows of the list: for a template to go on from. */
  readonly current: (database: Database, author: Author) => Promise<Record<string, string>[]>
  readonly compare: (trx: Trx, author: Author, rows: readonly RowValues[]) => Promise<Compared[]>
  readonly apply: (trx: Trx, author: Author, rows: readonly RowValues[]) => Promise<Written[]>
  readonly takeBack: (
    trx: Trx,
    author: Author,
    entries: readonly { readonly row: number; readonly undo: unknown }[],
  ) => Promise<Written[]>
}
