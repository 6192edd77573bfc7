import type { Database } from '#foundation/database'
import type { Scope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import type { Author, ListKeeper } from './keeper.ts'

/** What every story of an import stands on. */
export type WorkbookNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly keepers: readonly ListKeeper[]
}

/** A caller as the author of rows: nothing of the session but who and where. */
export function authorOf({ account, name, role, address, facility, province }: Caller): Author {
  return {
    account,
    name,
    role,
    address,
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
  }
}

/** The imports that an author may see: of the own facility, else of the own province; of all for those who serve the country. */
export function scopeOf({ facility, province, role }: Author): Scope {
  if (facility !== undefined) return { facilities: [facility] }
  if (province !== undefined) return { province }
  return role === 'ministry-officer' ? { nation: true } : {}
}

/** The keeper of a list that an author may bring in. Refuses `workbooks.list-unknown`, `workbooks.not-your-list`. */
export function keeperFor(
  { keepers }: Pick<WorkbookNeeds, 'keepers'>,
  author: Author,
  list: string,
): Outcome<ListKeeper> {
  const keeper = keepers.find(({ definition }) => definition.id === list)
  if (!keeper) return refuse('not-found', 'workbooks.list-unknown', list)
  return keeper.mayImport(author) ? accept(keeper) : refuse('forbidden', 'workbooks.not-your-list')
}
