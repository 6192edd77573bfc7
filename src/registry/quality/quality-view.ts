import type { Bilingual } from '#vocabulary/bilingual'
import type { ProfileDefinitions } from '../profile-definition.ts'
import type { QualityMethod } from './quality-method.ts'
import { CRITERIA, type Criterion } from './quality-words.ts'
import { hundredthsOf } from './quality-score.ts'
import type { Scored } from './quality-total-store.ts'
import type { ToMend } from './to-mend.ts'

/** Things to mend that are shown at once. */
const LIST_MAX = 100

/** A score in points, as it is shown. */
export function scoreView({ score, parts, band }: Scored) {
  return { score: score / 100, parts: partsView(parts), band }
}

export function partsView(parts: readonly number[]): Partial<Record<Criterion, number>> {
  return Object.fromEntries(
    CRITERIA.flatMap((criterion, index) => {
      const part = parts[index] ?? -1
      return part < 0 ? [] : [[criterion, part / 100]]
    }),
  )
}

/** Six counts of bands as two of three: facilities, then practitioners. */
export function bandsView(bands: readonly number[]) {
  const three = (from: number) => ({
    green: bands[from] ?? 0,
    yellow: bands[from + 1] ?? 0,
    red: bands[from + 2] ?? 0,
  })
  return { facilities: three(0), practitioners: three(3) }
}

export function methodView({ from, source, uncertain, bands, criteria, deadlines }: QualityMethod) {
  return {
    from,
    source,
    green: bands.green,
    yellow: bands.yellow,
    criteria: criteria.map(({ id, label, about, weight }) => ({ id, label, about, weight })),
    mendWorkingDays: deadlines.mendWorkingDays,
    ...(uncertain === undefined ? {} : { uncertain }),
  }
}

/** What to mend as it is shown, what gains most first; `subjectOf` says whose file an entry is of, where it is of one. */
export function mendView(
  method: QualityMethod,
  definitions: ProfileDefinitions,
  list: readonly ToMend[],
  subjectOf: (one: ToMend) => string | undefined,
) {
  return list.slice(0, LIST_MAX).map((one) => {
    const rules = one.rules.flatMap(
      (id) => method.rules[one.kind].find((rule) => rule.id === id) ?? [],
    )
    const subject = subjectOf(one)
    const { kind, section, statement, field } = one
    return {
      kind,
      ...(subject === undefined ? {} : { subject }),
      ...(section === undefined ? {} : { section }),
      ...(statement === undefined ? {} : { statement }),
      ...(field === undefined ? {} : { field }),
      label: labelOf(definitions, one) ?? rules[0]?.label ?? { vi: 'Hồ sơ', en: 'File' },
      criterion: rules[0]?.criterion ?? 'correct',
      reasons: rules.map((rule) => ({
        rule: rule.id,
        label: rule.label,
        mend: rule.mend,
        group: method.groups[rule.group] ?? rule.label,
        source: rule.source,
      })),
      by: [...one.by],
      files: one.files,
      gain: hundredthsOf(one.gain) / 100,
    }
  })
}

/** What a place is called: its section, and the field within it. */
function labelOf(
  definitions: ProfileDefinitions,
  { kind, section, field }: ToMend,
): Bilingual | undefined {
  const defined = definitions[kind].sections[section ?? '']
  if (defined === undefined) return undefined
  const named = defined.fields[field ?? '']
  if (named === undefined) return defined.label
  return {
    vi: `${defined.label.vi} – ${named.label.vi}`,
    en: `${defined.label.en} – ${named.label.en}`,
  }
}
