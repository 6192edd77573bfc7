import type { Scope } from '#foundation/scope'
import type { Asker } from './asker.ts'
import type { Head } from './profile-head.ts'
import type { RecordId } from '#vocabulary/record-id'
import type { FieldValue, Profile, Statement } from './profile.ts'
import type { ProfileDefinition, Sensitivity, Writer } from './profile-definition.ts'

/** How a caller stands to a file: the own one; the facility's that it is of or works at; of the authority responsible; beside it; over all. */
export type Reach = 'own' | 'facility' | 'authority' | 'traditional' | 'nation'

/** Where a practitioner is or was registered, with the authority of each place. */
export type Place = { readonly facility: string; readonly authority: string }

const OF_FACILITY = new Set<string>(['facility-administrator', 'facility-clerk'])
const OF_AUTHORITY = new Set<string>(['department-officer', 'department-head', 'inspector'])

/** How somebody stands to a file; undefined: not at all. */
export function reachOf(asker: Asker, head: Head, places: readonly Place[]): Reach | undefined {
  const { role, facility, province } = asker
  if (role === 'practitioner') return head.account === asker.account ? 'own' : undefined
  if (OF_FACILITY.has(role)) {
    const isPlace = head.code === facility || places.some((one) => one.facility === facility)
    return facility !== undefined && isPlace ? 'facility' : undefined
  }
  if (OF_AUTHORITY.has(role)) {
    const isOwn = head.authority === province || places.some((one) => one.authority === province)
    return province !== undefined && isOwn ? 'authority' : undefined
  }
  if (role === 'traditional-officer') return head.traditional ? 'traditional' : undefined
  return role === 'ministry-officer' || role === 'system' ? 'nation' : undefined
}

/** What the transaction of an asker may touch of the registry, whatever its statements say. `own`: the asker's own file. */
export function registryScopeOf(asker: Asker, own?: RecordId): Scope {
  const { role, facility, province } = asker
  if (role === 'system') return { work: 'registry' }
  if (role === 'practitioner') return { persons: own === undefined ? [] : [own] }
  if (OF_FACILITY.has(role)) return { facilities: facility === undefined ? [] : [facility] }
  if (OF_AUTHORITY.has(role)) return province === undefined ? {} : { province }
  return role === 'ministry-officer' || role === 'traditional-officer' ? { nation: true } : {}
}

/** As whom somebody may write into a file; undefined: not at all. An authority writes by decisions, which are steps of cases. */
export function writerOf(reach: Reach): Writer | undefined {
  if (reach === 'own') return 'practitioner'
  return reach === 'facility' ? 'facility' : undefined
}

const SEEN: Readonly<Record<Reach, ReadonlySet<Sensitivity>>> = {
  own: new Set(['public', 'official', 'private']),
  facility: new Set(['public', 'official', 'private']),
  authority: new Set(['public', 'official', 'private']),
  traditional: new Set(['public', 'official']),
  nation: new Set(['public', 'official', 'private']),
}

/** The profile with those fields alone that somebody may see; `inspector` and officers beside the review see no private ones. */
export function visibleProfile(
  definition: ProfileDefinition,
  profile: Profile,
  sees: ReadonlySet<Sensitivity>,
): Profile {
  const statements = profile.statements.map((one) => visibleStatement(definition, one, sees))
  return {
    ...profile,
    statements: statements.filter(({ values }) => Object.keys(values).length > 0),
  }
}

/** Which sensitivities somebody sees. */
export function seenBy(reach: Reach, role: string): ReadonlySet<Sensitivity> {
  return role === 'inspector' ? SEEN.traditional : SEEN[reach]
}

/** What anybody may see. */
export const SEEN_BY_ALL: ReadonlySet<Sensitivity> = new Set(['public'])

/** Whether a profile holds a field that is private. */
export function hasPrivateFields(definition: ProfileDefinition, profile: Profile): boolean {
  return profile.statements.some(({ section, values }) =>
    Object.keys(values).some(
      (field) => definition.sections[section]?.fields[field]?.sensitivity === 'private',
    ),
  )
}

function visibleStatement(
  definition: ProfileDefinition,
  one: Statement,
  sees: ReadonlySet<Sensitivity>,
): Statement {
  const fields = definition.sections[one.section]?.fields ?? {}
  const isSeen = ([field]: readonly [string, unknown]) =>
    sees.has(fields[field]?.sensitivity ?? 'private')
  const values: Record<string, FieldValue> = Object.fromEntries(
    Object.entries(one.values).filter(isSeen),
  )
  const provenance = Object.fromEntries(
    Object.entries(one.provenance).filter(
      ([field]) => field === '*' || values[field] !== undefined,
    ),
  )
  return { ...one, values, provenance }
}
