import type { Concept } from './lists.ts'
import type { ListName } from './list-names.ts'

/** One list found in an official file. */
export type ListInFile = {
  readonly list: ListName
  readonly validFrom: string
  readonly validTo?: string
  readonly source: string
  readonly concepts: readonly Concept[]
}

type Rows = readonly (readonly string[])[]

/** QĐ 4469/QĐ-BYT was signed on 28/10/2020; TT 06/2026/TT-BYT took its place on 01/07/2026. */
const ICD_2020 = {
  validFrom: '2020-10-28',
  validTo: '2026-06-30',
  source: 'QĐ 4469/QĐ-BYT 2020',
} as const

/** Provinces without districts: QĐ 19/2025/QĐ-TTg, in force 01/07/2025. */
const UNITS_SINCE = '2025-07-01'
const UNITS_BEFORE_TO = '2025-06-30'
const UNITS_BEFORE_FROM = '2004-07-08'

/**
 * Recognises the official lists in the form in which they are published, by their heading lines;
 * undefined when the file is none of them.
 */
export function readOfficialFile(rows: Rows): ListInFile[] | undefined {
  const heading = rows.slice(0, 3).map((row) => row.join(' '))
  const header = rows[0]?.join(',') ?? ''
  if (heading[2]?.includes('MÃ BỆNH KHÔNG DẤU'))
    return [{ ...ICD_2020, list: 'icd10', concepts: icdConcepts(rows) }]
  if (/^Phụ lục A1\b/.test(heading[0] ?? ''))
    return [{ ...ICD_2020, list: 'icd10-dagger-asterisk', concepts: pairConcepts(rows) }]
  if (/^Phụ lục A2\b/.test(heading[0] ?? ''))
    return [{ ...ICD_2020, list: 'icd10-not-main', concepts: plainConcepts(rows, 2) }]
  if ((heading[0] ?? '').startsWith('Phụ lục A3.'))
    return [{ ...ICD_2020, list: 'icd10-age', concepts: ageConcepts(rows) }]
  if ((heading[0] ?? '').startsWith('Phụ lục A4.1'))
    return [{ ...ICD_2020, list: 'icd10-female-only', concepts: plainConcepts(rows, 1) }]
  if ((heading[0] ?? '').startsWith('Phụ lục A4.2'))
    return [{ ...ICD_2020, list: 'icd10-male-only', concepts: plainConcepts(rows, 1) }]
  if (header === 'province_code,province,commune_code,commune')
    return unitLists(rows, { code: 2, name: 3 }, UNITS_SINCE)
  if (header.startsWith('province_code,province,district_code'))
    return unitLists(rows, { code: 4, name: 5 }, UNITS_BEFORE_FROM, UNITS_BEFORE_TO)
  if (header === 'old_ward_code,old_name,new_ward_codes') return [successorList(rows)]
  return undefined
}

const ICD_CODE = /^[A-Z]\d{2}(\.?\d{1,2})?[*+†]?$/

function concept(
  code: string,
  display: string,
  displayEn: string,
  properties: Record<string, string>,
  validFrom: string = ICD_2020.validFrom,
): Concept {
  return {
    code: code.trim(),
    display: display.trim().normalize('NFC'),
    ...(displayEn.trim() === '' ? {} : { displayEn: displayEn.trim() }),
    properties,
    validFrom,
  }
}

function icdConcepts(rows: Rows): Concept[] {
  return rows
    .slice(3)
    .filter((row) => (row[16] ?? '').trim() !== '')
    .map((row) =>
      concept(row[16] ?? '', row[19] ?? '', row[18] ?? '', {
        chapter: (row[0] ?? '').trim(),
        block: (row[4] ?? '').trim(),
        category: (row[13] ?? '').trim(),
      }),
    )
}

function plainConcepts(rows: Rows, nameColumn: number): Concept[] {
  return rows
    .filter((row) => ICD_CODE.test((row[0] ?? '').trim()))
    .map((row) => concept(row[0] ?? '', row[nameColumn] ?? '', row[nameColumn + 1] ?? '', {}))
}

function pairConcepts(rows: Rows): Concept[] {
  return rows
    .filter((row) => ICD_CODE.test((row[0] ?? '').trim()))
    .map((row) =>
      concept(row[0] ?? '', row[1] ?? '', '', {
        asterisk: (row[2] ?? '').trim(),
        main: (row[4] ?? '').trim(),
      }),
    )
}

/** Sections of several age groups may follow one another; the heading of each names its bounds. */
function ageConcepts(rows: Rows): Concept[] {
  let bounds: Record<string, string> = {}
  return rows.flatMap((row) => {
    const first = (row[0] ?? '').trim()
    if (first.startsWith('Phụ lục A3')) bounds = ageBounds(first)
    return ICD_CODE.test(first) ? [concept(first, row[1] ?? '', row[2] ?? '', bounds)] : []
  })
}

const DAYS_PER_YEAR = 365.25

/** `( phù hợp tuổi : 0 - 365 ngày )`, `0 ngày - 2 tuổi`, `trên 27 ngày tuổi`, `1 tuổi trở lên`, `8 – 19 tuổi`, `trên 30 tuổi`. */
function ageBounds(heading: string): Record<string, string> {
  const text = heading.slice(heading.lastIndexOf('('))
  const lowest = /(\d+)\s*(ngày|tuổi)?\s*(?:-|–|trở lên|ngày|tuổi|\))/.exec(text)
  const highest = /[-–]\s*(\d+)\s*(ngày|tuổi)/.exec(text)
  const days = (count: string, unit: string) =>
    String(Math.round(Number(count) * (unit === 'ngày' ? 1 : DAYS_PER_YEAR)))
  const unit = lowest?.[2] ?? highest?.[2] ?? 'tuổi'
  return {
    ...(lowest?.[1] === undefined ? {} : { min_days: days(lowest[1], unit) }),
    ...(highest?.[1] === undefined ? {} : { max_days: days(highest[1], highest[2] ?? 'tuổi') }),
    ...(text.includes('trên ') ? { above: 'yes' } : {}),
  }
}

function unitLists(
  rows: Rows,
  columns: { code: number; name: number },
  from: string,
  to?: string,
): ListInFile[] {
  const provinces = new Map(rows.slice(1).map((row) => [row[0] ?? '', row[1] ?? '']))
  const span = {
    validFrom: from,
    ...(to === undefined ? {} : { validTo: to }),
    source: 'QĐ 19/2025/QĐ-TTg; QĐ 124/2004/QĐ-TTg',
  }
  const communes = rows.slice(1).filter((row) => (row[columns.code] ?? '') !== '')
  return [
    {
      ...span,
      list: 'province',
      concepts: [...provinces]
        .filter(([code]) => code !== '')
        .map(([code, name]) => concept(code, name, '', {}, from)),
    },
    {
      ...span,
      list: 'commune',
      concepts: communes.map((row) =>
        concept(
          row[columns.code] ?? '',
          row[columns.name] ?? '',
          '',
          { province: row[0] ?? '' },
          from,
        ),
      ),
    },
  ]
}

function successorList(rows: Rows): ListInFile {
  const concepts = rows
    .slice(1)
    .map((row) =>
      concept(row[0] ?? '', row[1] ?? '', '', { successors: row[2] ?? '' }, UNITS_SINCE),
    )
  return {
    list: 'commune-successor',
    validFrom: UNITS_SINCE,
    source: 'QĐ 19/2025/QĐ-TTg',
    concepts,
  }
}
