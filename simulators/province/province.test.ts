import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { TableName } from '#vocabulary/dossier-tables'
import { defaultRuleSettings, judgeDossier } from '../../src/rules/index.ts'
import { starterLists } from '../../src/terminology/index.ts'
import { parseFacilityCode } from '../../src/vocabulary/facility-code.ts'
import { benchmarkDossiers } from './benchmark-dossiers.ts'
import { catalogueTexts } from './catalogue-texts.ts'
import { fieldsOf } from './dossier-xml.ts'
import { makeProvince, type ProvinceSize, writeProvince } from './make-province.ts'
import type { WrittenVisit } from './write-dossier.ts'

const SIZE: ProvinceSize = { persons: 400, visits: 1200, years: 3, seed: 51, endDay: '2026-11-20' }
const visits = [...writeProvince(SIZE)]
/** As large as the demo: its lively stations are told in full. */
const DEMO = { ...SIZE, persons: 2000, visits: 6000 }

function digestOf(size: ProvinceSize): string {
  const hash = createHash('sha256')
  for (const { xml, checkIn } of makeProvince(size)) hash.update(xml).update(checkIn ?? '')
  return hash.digest('hex')
}

/** The tables as a receiver reads them: every field of the form there, empty ones as empty text. */
function readTables({ tables }: WrittenVisit) {
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      rows.map((row) =>
        Object.fromEntries(fieldsOf(tableName(table)).map((field) => [field, row[field] ?? ''])),
      ),
    ]),
  )
}

function tableName(text: string): TableName {
  const found = (
    [
      'XML1',
      'XML2',
      'XML3',
      'XML4',
      'XML5',
      'XML6',
      'XML7',
      'XML8',
      'XML9',
      'XML10',
      'XML11',
      'XML13',
      'XML14',
      'XML15',
    ] as const
  ).find((name) => name === text)
  if (!found) throw new Error(`${text} is no table of a dossier`)
  return found
}

test('the same seed gives the same bytes, another seed other ones', () => {
  const small = { ...SIZE, persons: 120, visits: 200 }
  expect(digestOf(small)).toBe(digestOf(small))
  expect(digestOf({ ...small, seed: 52 })).not.toBe(digestOf(small))
})

test('the facilities and the shipped lists are the same', async () => {
  for (const [list, text] of catalogueTexts()) {
    const shipped = await readFile(
      new URL(`../../catalogues/starter/${list}.csv`, import.meta.url),
      'utf8',
    )
    expect(shipped === text, `${list}.csv: run simulators/province/write-catalogues.ts`).toBe(true)
  }
})

test('every table has the tags of the dictionary in its order, and the rows know no others', async () => {
  const file = await readFile(
    new URL('../../catalogues/visit-dossier/fields.json', import.meta.url),
    'utf8',
  )
  const dictionary: {
    tables: {
      table: string
      fields: { name: string; versions: { from: string; to?: string }[] }[]
    }[]
  } = JSON.parse(file)
  for (const visit of visits)
    for (const [table, rows] of Object.entries(visit.tables))
      for (const row of rows)
        expect(
          Object.keys(row).filter((field) => !fieldsOf(tableName(table)).includes(field)),
        ).toEqual([])
  for (const table of [
    'XML1',
    'XML2',
    'XML3',
    'XML4',
    'XML5',
    'XML6',
    'XML7',
    'XML8',
    'XML9',
    'XML10',
    'XML11',
    'XML14',
    'XML15',
  ] as const) {
    const fields = dictionary.tables.find((one) => one.table === table)?.fields ?? []
    expect(fieldsOf(table)).toEqual(fields.map((field) => field.name))
  }
})

test('a dossier without fault has no error, whatever its day', { timeout: 120_000 }, async () => {
  const listsOf = await starterLists()
  const byDay = new Map<string, ReturnType<typeof listsOf>>()
  const wrong: string[] = []
  for (const visit of [...visits, ...writeProvince(DEMO)]) {
    if (visit.dossier.fault !== undefined && visit.dossier.fault !== 'wrong-person') continue
    const end = visit.tables.XML1?.[0]?.['NGAY_RA'] ?? ''
    const day = `${end.slice(0, 4)}-${end.slice(4, 6)}-${end.slice(6, 8)}`
    const lists = byDay.get(day) ?? listsOf(day)
    byDay.set(day, lists)
    const facility = parseFacilityCode(visit.dossier.facility)
    if (!facility.ok) throw new Error('a facility without code')
    const judged = {
      facility: facility.value,
      tables: readTables(visit),
      unknownTables: [],
      receivedAt: new Date(`${visit.dossier.day}T23:00:00+07:00`),
      signature: 'absent' as const,
    }
    const { findings } = judgeDossier(judged, lists, defaultRuleSettings)
    for (const finding of findings.filter((one) => one.severity !== 'warning'))
      wrong.push(`${visit.dossier.linkCode} ${finding.rule} ${finding.at}`)
  }
  expect(wrong).toEqual([])
})

test('totals are the exact sums of the lines', () => {
  for (const { tables, dossier } of visits) {
    if (dossier.fault !== undefined) continue
    const head = tables.XML1?.[0] ?? {}
    const lines = [...(tables.XML2 ?? []), ...(tables.XML3 ?? [])]
    const cents = (field: string) =>
      lines.reduce((sum, line) => sum + Math.round(Number(line[field]) * 100), 0)
    for (const [total, field] of [
      ['T_TONGCHI_BV', 'THANH_TIEN_BV'],
      ['T_TONGCHI_BH', 'THANH_TIEN_BH'],
      ['T_BNTT', 'T_BNTT'],
      ['T_BNCCT', 'T_BNCCT'],
      ['T_BHTT', 'T_BHTT'],
    ] as const)
      expect(Math.round(Number(head[total]) * 100), `${dossier.linkCode} ${total}`).toBe(
        cents(field),
      )
  }
})

test('about six of a hundred have a fault, and a mistaken person is put right under the same link code', () => {
  const faulty = visits.filter((visit) => visit.dossier.fault !== undefined)
  expect(faulty.length / SIZE.visits).toBeGreaterThan(0.02)
  expect(faulty.length / SIZE.visits).toBeLessThan(0.08)
  const mistaken = faulty.filter((visit) => visit.dossier.fault === 'wrong-person')
  for (const { dossier } of mistaken) {
    const later = visits.find(
      (visit) => visit.dossier.isCorrection && visit.dossier.linkCode === dossier.linkCode,
    )
    if (later) expect(later.dossier.day > dossier.day).toBe(true)
  }
  expect(mistaken.length).toBeGreaterThan(0)
})

test('the tables stand in fitting proportions, and the days run forward', () => {
  const share = (table: TableName) =>
    visits.filter((visit) => visit.tables[table]).length / visits.length
  expect(share('XML3')).toBe(1)
  expect(share('XML4')).toBeGreaterThan(0.4)
  expect(share('XML7')).toBeGreaterThan(0.05)
  expect(share('XML7')).toBeLessThan(0.2)
  for (const table of ['XML5', 'XML6', 'XML8', 'XML9', 'XML11', 'XML13', 'XML14', 'XML15'] as const)
    expect(share(table), table).toBeGreaterThan(0)
  const days = visits.map((visit) => visit.dossier.day)
  expect(days).toEqual([...days].sort())
  expect(days.filter((day) => day > SIZE.endDay)).toEqual([])
  expect(days.filter((day) => day > '2026-11-06').length / days.length).toBeGreaterThan(0.06)
})

test('a link code names one visit', () => {
  const first = visits
    .filter((visit) => !visit.dossier.isCorrection)
    .map((visit) => visit.dossier.linkCode)
  expect(new Set(first).size).toBe(first.length)
})

test('the benchmark has as many distinct dossiers as asked for, of persons who come again', () => {
  const dossiers = benchmarkDossiers(150, 7)
  expect(dossiers).toHaveLength(150)
  expect(new Set(dossiers.map((dossier) => dossier.xml)).size).toBe(150)
  expect(dossiers.every((dossier) => dossier.fault === undefined)).toBe(true)
})
