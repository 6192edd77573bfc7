import { createHmac } from 'node:crypto'
import type { RecordId } from '#vocabulary/record-id'

/** One visit of somebody, before it is made into a line in which nobody is found. */
export type Observed = {
  readonly person: RecordId
  readonly birthDate: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly province: string
  readonly at: Date
  readonly code: string
}

/** One line of an extract. The first four after the pseudonym are what somebody could be recognised by. */
export type ExtractLine = {
  readonly pseudonym: string
  /** Age at the visit in bands of five years: `40-44`; `90+`; `?` when nobody knows. */
  readonly age: string
  readonly sex: string
  readonly province: string
  /** `yyyy-mm` */
  readonly month: string
  /** ICD-10, three characters. */
  readonly icd10: string
}

export type Extract = {
  readonly lines: readonly ExtractLine[]
  /** Lines left out because their group had fewer than k persons. */
  readonly suppressed: number
}

/** 96 bits: no two persons of an extract meet. */
const PSEUDONYM_CHARACTERS = 16
const BAND_YEARS = 5
const OLDEST = 90

/**
 * Makes lines in which nobody is found: bands and months instead of dates; and no line of a group of fewer than `k` persons
 * (k-anonymity over age, sex, province and month). The pseudonym is keyed by the case and the group: two extracts cannot be laid
 * side by side, and what one person had in several months, places or ages cannot be joined, since such a course would be that
 * person's alone however large each group is. Within one group it counts persons. The same key and case give the same pseudonyms.
 *
 * @param key the secret of pseudonyms, kept apart from the keys of data
 */
export function pseudonymise(
  observed: readonly Observed[],
  key: Uint8Array,
  caseId: string,
  k: number,
): Extract {
  const lines = observed.map((one) => ({ one, line: observedToLine(one, key, caseId) }))
  const groups = Map.groupBy(lines, ({ line }) => groupOf(line))
  const kept = lines.filter(({ line }) => {
    const persons = new Set(groups.get(groupOf(line))?.map(({ one }) => one.person))
    return persons.size >= k
  })
  return { lines: kept.map(({ line }) => line), suppressed: lines.length - kept.length }
}

function observedToLine(one: Observed, key: Uint8Array, caseId: string): ExtractLine {
  const line = {
    age: ageBand(one.birthDate, one.at),
    sex: one.sex,
    province: one.province,
    month: one.at.toISOString().slice(0, 7),
    icd10: one.code.slice(0, 3),
  }
  const pseudonym = createHmac('sha256', key)
    .update(`${caseId}|${one.person}|${groupOf(line)}`)
    .digest('base64url')
    .slice(0, PSEUDONYM_CHARACTERS)
  return { pseudonym, ...line }
}

function groupOf({ age, sex, province, month }: Omit<ExtractLine, 'pseudonym'>): string {
  return `${age}|${sex}|${province}|${month}`
}

function ageBand(birthDate: string, at: Date): string {
  const year = Number(birthDate.slice(0, 4))
  if (!/^\d{4}/.test(birthDate)) return '?'
  const age = at.getUTCFullYear() - year
  if (age < 0) return '?'
  if (age >= OLDEST) return `${OLDEST}+`
  const from = Math.floor(age / BAND_YEARS) * BAND_YEARS
  return `${from}-${from + BAND_YEARS - 1}`
}

/** The extract as a CSV file. Its first line says for which case, by whom and when it was made: whoever finds it knows whose copy it is. */
export function extractToCsv(
  extract: Extract,
  mark: {
    readonly case: string
    readonly account: string
    readonly at: string
    readonly k: number
  },
): string {
  const { lines, suppressed } = extract
  return [
    `# Mạch · case ${mark.case} · ${mark.account} · ${mark.at} · k=${mark.k} · ${suppressed} suppressed · not to be passed on`,
    'pseudonym,age,sex,province,month,icd10',
    ...lines.map(({ pseudonym, age, sex, province, month, icd10 }) =>
      [pseudonym, age, sex, province, month, icd10].map(cell).join(','),
    ),
    '',
  ].join('\n')
}

/** A cell that a spreadsheet takes for text: no formula begins it, no comma parts it. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
