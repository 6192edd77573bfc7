import type { Concept, ListName, Lists } from '#terminology'

/** The lists of the day as one dossier consults them. It remembers which list was asked for and not loaded. */
export type CodeLookup = {
  /** The concept, `unknown` for a code that the list does not have, `not-loaded` where nothing can be said. */
  readonly find: (
    list: ListName,
    code: string,
    at: () => string,
  ) => Concept | 'unknown' | 'not-loaded'
  /** Only a starter list of the project's own is loaded: it knows few codes, so an unknown one proves little. */
  readonly isStarter: (list: ListName) => boolean
  /** Lists that were consulted and not there, with the first place that needed them. */
  readonly missing: ReadonlyMap<ListName, string>
}

/** Lists that each facility keeps for itself. */
const FACILITY_LISTS: ReadonlySet<ListName> = new Set<ListName>([
  'staff',
  'facility-ward',
  'drug',
  'service',
  'supply',
  'machine',
  'bed',
])

export function makeCodeLookup(lists: Lists, facility: string): CodeLookup {
  const missing = new Map<ListName, string>()
  const known = new Map<ListName, Map<string, Concept | 'unknown'> | 'not-loaded'>()
  const ownerOf = (list: ListName) => (FACILITY_LISTS.has(list) ? facility : undefined)

  const open = (list: ListName, at: () => string) => {
    const opened = known.get(list)
    if (opened !== undefined) return opened
    const isLoaded = lists.isLoaded(list, ownerOf(list))
    if (!isLoaded) missing.set(list, at())
    const found = isLoaded ? new Map<string, Concept | 'unknown'>() : 'not-loaded'
    known.set(list, found)
    return found
  }

  return {
    missing,
    isStarter: (list) => lists.versionOf(list, ownerOf(list))?.startsWith('starter/') === true,
    find: (list, code, at) => {
      const opened = open(list, at)
      if (opened === 'not-loaded') return opened
      const before = opened.get(code)
      if (before !== undefined) return before
      const found = lists.find(list, code, ownerOf(list)) ?? 'unknown'
      opened.set(code, found)
      return found
    },
  }
}
