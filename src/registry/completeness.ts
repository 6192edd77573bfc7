import type { Bilingual } from '#vocabulary/bilingual'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { asOf, type Profile, provenanceOf, type Statement } from './profile.ts'
import { isRequired, type ProfileDefinition } from './profile-definition.ts'

const DAY_MS = 86_400_000

/** Something that the law asks for and that is not there. `field` is absent when the whole section is. */
export type Missing = {
  readonly section: string
  readonly statement?: string
  readonly field?: string
  readonly label: Bilingual
  readonly source: string
}

/** How much of what is asked for stands there on a day; `percent` is a whole number, rounded down, so that 100 means all. */
export type Completeness = {
  readonly asked: number
  readonly present: number
  readonly percent: number
  readonly missing: readonly Missing[]
  readonly sections: Readonly<Record<string, { readonly asked: number; readonly present: number }>>
}

/** Counts, on a day, every required section and every required field of each statement in force. */
export function completenessOf(
  definition: ProfileDefinition,
  profile: Profile,
  day: string,
): Completeness {
  const held = asOf(profile, day)
  const bySection = Map.groupBy(held.statements, ({ section }) => section)
  const sections: Record<string, { asked: number; present: number }> = {}
  const missing: Missing[] = []
  for (const [name, section] of Object.entries(definition.sections)) {
    const count = { asked: 0, present: 0 }
    const statements = bySection.get(name) ?? []
    if (statements.length === 0 && isRequired(section.required, held, day)) {
      count.asked += 1
      missing.push({ section: name, label: section.label, source: section.source })
    }
    for (const { id, values } of statements)
      for (const [field, defined] of Object.entries(section.fields)) {
        if (!isRequired(defined.required, held, day)) continue
        count.asked += 1
        if (values[field] !== undefined) count.present += 1
        else
          missing.push({
            section: name,
            statement: id,
            field,
            label: defined.label,
            source: defined.required?.source ?? defined.source,
          })
      }
    if (count.asked > 0) sections[name] = count
  }
  const asked = Object.values(sections).reduce((sum, one) => sum + one.asked, 0)
  const present = Object.values(sections).reduce((sum, one) => sum + one.present, 0)
  const percent = asked === 0 ? 100 : Math.floor((present * 100) / asked)
  return { asked, present, percent, missing, sections }
}

/** The day on which a value is to be confirmed again: as it was set, else so many days after it was last verified or entered. */
export function reviewDayOf(
  definition: ProfileDefinition,
  statement: Statement,
  field: string,
): string | undefined {
  const mark = provenanceOf(statement, field)
  const days = definition.sections[statement.section]?.fields[field]?.reviewDays
  if (mark === undefined || days === undefined) return mark?.nextReview
  const since = Date.parse(mark.verifiedAt ?? mark.enteredAt)
  return mark.nextReview ?? vietnamDay(new Date(since + days * DAY_MS))
}

/** The first day on which a value in force is to be confirmed again; undefined when none is. */
export function nextReviewOf(
  definition: ProfileDefinition,
  profile: Profile,
  day: string,
): string | undefined {
  return asOf(profile, day)
    .statements.flatMap((one) =>
      Object.keys(one.values).flatMap((field) => reviewDayOf(definition, one, field) ?? []),
    )
    .toSorted()[0]
}
