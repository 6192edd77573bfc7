import { isListName, type Lists } from '#terminology'
import { searchKey } from '#vocabulary/person-name'
import type { Bilingual } from '#vocabulary/bilingual'

/** Codes that one answer holds: as many as a person looks through. */
const CODES_MAX = 50

export type CodeNamed = { readonly code: string; readonly label: Bilingual }

type CodesAsked = {
  readonly query?: string | undefined
  readonly codes?: string | undefined
  readonly province?: string | undefined
}

/**
 * Codes of a national list by code or name, accents or not, fifty at most; none of a list that is not in force. Whose name begins with what was typed stands before whose name merely holds it.
 */
export function codesIn(
  lists: Lists,
  list: string,
  { query = '', codes, province }: CodesAsked,
): CodeNamed[] {
  if (!isListName(list)) return []
  const named = codes === undefined ? undefined : new Set(codes.split(','))
  const key = searchKey(query)
  const found = lists
    .all(list)
    .filter(({ code }) => named === undefined || named.has(code))
    .filter((one) => province === undefined || one.properties['province'] === province)
    .map((one) => ({ one, name: searchKey(`${one.display} ${one.displayEn ?? ''}`) }))
    .filter(({ one, name }) => one.code === key || name.includes(key))
  const rank = (name: string) => (` ${name}`.includes(` ${key}`) ? 0 : 1)
  return found
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name))
    .slice(0, CODES_MAX)
    .map(({ one }) => ({ code: one.code, label: labelOf(lists, one) }))
}

/** A commune is called with its province: many bear one name. */
function labelOf(lists: Lists, one: ReturnType<Lists['all']>[number]) {
  const code = one.properties['province']
  const province = code === undefined ? undefined : lists.find('province', code)
  const within = province === undefined ? '' : `, ${province.display}`
  return { vi: `${one.display}${within}`, en: `${one.displayEn ?? one.display}${within}` }
}
