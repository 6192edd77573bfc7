import { type CaseCaller, fieldsToForm, findParties } from '#cases'
import { type Door, serve } from '#foundation/serve'
import { withScope } from '#foundation/scope'
import { isListName, type Lists } from '#terminology'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { searchKey } from '#vocabulary/person-name'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { readFileOfCase, readWorkForm, searchCodes } from './desk-contract.ts'
import { findPractitioner } from './find-practitioner.ts'
import type { SubjectKind } from './profile.ts'
import type { WorkNeeds } from './open-work.ts'
import { findHeadOfCode } from './profile-store.ts'

/** Codes that one answer holds: as many as a person looks through. */
const CODES_MAX = 50

/** Binds what the pages of files ask beside the files themselves: codes by name, the file of a case, the form by which a case is opened. */
export function deskRoutes(door: Door, needs: WorkNeeds): void {
  serve(door, searchCodes, async (_caller, { list, day, ...asked }) => {
    const lists = await needs.listsFor(day ?? vietnamDay(needs.now()), '')
    return accept({ codes: codesIn(lists, list, asked) })
  })
  serve(door, readFileOfCase, (caller, asked) => findFileOfCase(needs, caller, asked.case))
  serve(door, readWorkForm, (_caller, { definition: id }) => {
    const definition = needs.cases.definitions.inForce(id, vietnamDay(needs.now()))
    return Promise.resolve(
      accept({
        name: definition.name,
        about: definition.about,
        source: `${definition.instrument}, ${definition.article}`,
        fields: fieldsToForm(definition, definition.open.fields),
      }),
    )
  })
}

type CodesAsked = {
  readonly query?: string | undefined
  readonly codes?: string | undefined
  readonly province?: string | undefined
}

/** Whose name begins with what was typed stands before whose name merely holds it. */
function codesIn(lists: Lists, list: string, { query = '', codes, province }: CodesAsked) {
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

/**
 * The file that a case is about. Whether it may be opened is judged when it is read. Refuses `cases.unknown`, also for whom the case does not
 * concern, and `registry.unknown` while nobody has made the file.
 */
async function findFileOfCase(
  needs: WorkNeeds,
  caller: CaseCaller,
  id: string,
): Promise<Outcome<{ readonly subject: string; readonly kind: SubjectKind }>> {
  const parties = await findParties(needs.cases, caller, id)
  if (parties === undefined) return refuse('not-found', 'cases.unknown')
  const { practitioner, facility } = parties
  const kind = practitioner === undefined ? 'facility' : 'practitioner'
  const subject = await withScope(needs.database, { work: 'registry' }, async (trx) =>
    practitioner === undefined
      ? (await findHeadOfCode(trx, facility ?? ''))?.subject
      : findPractitioner(trx, practitioner),
  )
  return subject === undefined ? refuse('not-found', 'registry.unknown') : accept({ subject, kind })
}
