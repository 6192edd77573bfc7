import type { CaseNeeds } from '#cases'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Bilingual } from '#vocabulary/bilingual'
import type { RecordId } from '#vocabulary/record-id'
import { findPractitioner } from './find-practitioner.ts'
import { type Profile, statementsOf } from './profile.ts'
import type { ProfileDefinitions } from './profile-definition.ts'
import { findHeadOfCode, findVersion } from './profile-store.ts'

type Places = NonNullable<CaseNeeds['places']>
type AskedCase = Parameters<Places['valueAt']>[1]

/** A place of a file: `hours`, `department.head`, or `department.head#k3f…` for one statement of several. */
const PLACE = /^([a-z][a-zA-Z0-9-]*)(?:\.([a-z][a-zA-Z0-9-]*))?(?:#([\w-]+))?$/

type Place = {
  readonly section: string
  readonly field: string | undefined
  readonly statement: string | undefined
}

/**
 * Where a return may point in the files of facilities and practitioners: their sections and fields, by the definition in force. Another place
 * has no label, and is refused.
 */
export function profilePlaces(definitions: ProfileDefinitions): Places {
  return {
    label: (list, text) => {
      const place = parsePlace(text)
      return isKind(list) && place ? labelOf(definitions[list], place) : undefined
    },
    valueAt: async (trx, found, version, text) => {
      const place = parsePlace(text)
      const profile = place && (await profileAt(trx, found, Number(version)))
      return profile && wordAt(profile, place)
    },
  }
}

function isKind(list: string): list is keyof ProfileDefinitions {
  return list === 'facility' || list === 'practitioner'
}

function parsePlace(text: string): Place | undefined {
  const parts = PLACE.exec(text)
  return parts === null
    ? undefined
    : { section: parts[1] ?? '', field: parts[2], statement: parts[3] }
}

function labelOf(
  definition: ProfileDefinitions[keyof ProfileDefinitions],
  { section, field }: Place,
): Bilingual | undefined {
  const known = Object.hasOwn(definition.sections, section)
    ? definition.sections[section]
    : undefined
  if (known === undefined || field === undefined) return known?.label
  const label = Object.hasOwn(known.fields, field) ? known.fields[field]?.label : undefined
  return (
    label && {
      vi: `${known.label.vi}: ${label.vi}`,
      en: `${known.label.en}: ${label.en}`,
    }
  )
}

async function profileAt(
  trx: Trx,
  found: AskedCase,
  version: number,
): Promise<Profile | undefined> {
  if (!Number.isSafeInteger(version)) return undefined
  enterScope(trx, { work: 'registry' })
  const subject = await subjectOf(trx, found)
  return subject && (await findVersion(trx, subject, { version }))?.profile
}

async function subjectOf(
  trx: Trx,
  { practitioner, facility }: AskedCase,
): Promise<RecordId | undefined> {
  return practitioner === undefined
    ? (await findHeadOfCode(trx, facility ?? ''))?.subject
    : findPractitioner(trx, practitioner)
}

/** What stands at a place, as one word: days and values, of one statement or of all of the section in their order. */
function wordAt(profile: Profile, { section, field, statement }: Place): string {
  const there = statementsOf(profile, section).filter(
    ({ id }) => statement === undefined || id === statement,
  )
  return JSON.stringify(
    there.map(({ id, from, to, values }) =>
      field === undefined ? [id, from, to, values] : [id, from, to, values[field]],
    ),
  )
}
