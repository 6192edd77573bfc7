import type { Author, RowValues } from '#workbooks'
import type { ProfileDefinitions, Writer } from '../profile-definition.ts'
import type { Into } from './list-files.ts'

const OF_FACILITY = new Set<string>(['facility-administrator', 'facility-clerk'])
const OF_AUTHORITY = new Set<string>(['department-officer', 'department-head', 'ministry-officer'])

/** As whom an author brings a list in; undefined: not at all, because the role does not write what the list is about. */
export function writerOfList(
  definitions: ProfileDefinitions,
  into: Into,
  { role, facility, province }: Pick<Author, 'role' | 'facility' | 'province'>,
): Writer | undefined {
  const writer = ((): Writer | undefined => {
    if (OF_FACILITY.has(role)) return facility === undefined ? undefined : 'facility'
    if (!OF_AUTHORITY.has(role)) return undefined
    return province !== undefined || role === 'ministry-officer' ? 'authority' : undefined
  })()
  const { sections } = definitions[into.subject]
  const isWritable = into.statements
    .filter(({ once }) => !once)
    .every(({ section }) => writer !== undefined && sections[section]?.writers.includes(writer))
  return isWritable ? writer : undefined
}

/** Whether a row speaks of the author's own facility, or of one whose code is of the author's province. */
export function isOwnRow(
  into: Into,
  { facility, province }: Pick<Author, 'facility' | 'province'>,
  values: RowValues['values'],
): boolean {
  const code = into.facility === undefined ? undefined : values[into.facility]
  if (code === undefined) return true
  if (facility !== undefined) return code === facility
  return province === undefined || province === '00' || code.slice(0, 2) === province
}
