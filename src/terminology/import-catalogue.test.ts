import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { importCatalogue, loadStarterLists } from './import-catalogue.ts'
import { openTerminology } from './open-terminology.ts'

const NOON = new Date('2026-11-10T05:00:00Z')
const OFFICIAL = new URL('../../../shared/catalogues/', import.meta.url)

const WARDS =
  'code,display,display_en,valid_from,valid_to\nK01,Khoa Khám bệnh,Outpatient ward,2018-01-01,\nK02,Hồi sức cấp cứu,,2018-01-01,\n'

describe('importing a list', () => {
  test('makes its codes known and reports what changed', async () => {
    await using temporary = await temporaryDatabase()
    const needs = { database: temporary.database, now: () => NOON }
    const first = await importCatalogue(needs, 'ward.csv', WARDS)
    expect(first).toMatchObject({
      ok: true,
      value: [{ codes: 2, added: ['K01', 'K02'], removed: [], isNew: true }],
    })

    const second = await importCatalogue(
      needs,
      'ward.csv',
      WARDS.replace('K02,Hồi sức cấp cứu', 'K03,Nội tổng hợp').replace(
        'Khoa Khám bệnh',
        'Khám bệnh',
      ),
    )
    expect(second).toMatchObject({
      ok: true,
      value: [{ added: ['K03'], removed: ['K02'], renamed: ['K01'] }],
    })

    const lists = await openTerminology(needs).listsFor('2026-11-10', '01999')
    expect(lists.find('ward', 'K02')).toBeUndefined()
    expect(lists.find('ward', 'K03')?.display).toBe('Nội tổng hợp')
  })

  test('of the same file again changes nothing', async () => {
    await using temporary = await temporaryDatabase()
    const needs = { database: temporary.database, now: () => NOON }
    await importCatalogue(needs, 'ward.csv', WARDS)
    expect(await importCatalogue(needs, 'ward.csv', WARDS)).toMatchObject({
      ok: true,
      value: [{ isNew: false, added: [], removed: [] }],
    })
  })

  test('refuses a file with a faulty row as a whole, naming every such row', async () => {
    await using temporary = await temporaryDatabase()
    const needs = { database: temporary.database, now: () => NOON }
    const outcome = await importCatalogue(
      needs,
      'ward.csv',
      `${WARDS},no code,,,\nK09,Bad day,,yesterday,\n`,
    )
    expect(outcome).toMatchObject({
      ok: false,
      problems: [{ code: 'terminology.row-incorrect', at: 'line 4' }, { at: 'line 5' }],
    })
    const lists = await openTerminology(needs).listsFor('2026-11-10', '01999')
    expect(lists.isLoaded('ward')).toBe(false)
  })

  test.each([
    ['a file that is no CSV', 'ward.csv', 'code,display\n"K01', 'terminology.not-csv'],
    ['a list that nobody knows', 'wards-of-mars.csv', WARDS, 'terminology.list-unknown'],
    ['a file without the needed columns', 'ward.csv', 'a,b\n1,2\n', 'terminology.columns-missing'],
  ])('refuses %s', async (_what, name, text, code) => {
    await using temporary = await temporaryDatabase()
    const outcome = await importCatalogue(
      { database: temporary.database, now: () => NOON },
      name,
      text,
    )
    expect(outcome).toMatchObject({ ok: false, problems: [{ code }] })
  })

  test('is seen by a running process within two seconds', async () => {
    await using temporary = await temporaryDatabase()
    let now = NOON
    const needs = { database: temporary.database, now: () => now }
    const terminology = openTerminology(needs)
    expect((await terminology.listsFor('2026-11-10', '01999')).isLoaded('ward')).toBe(false)
    await importCatalogue(needs, 'ward.csv', WARDS)
    now = new Date(NOON.getTime() + 2_000)
    expect((await terminology.listsFor('2026-11-10', '01999')).isLoaded('ward')).toBe(true)
  })

  test('of the shipped starter lists happens once', async () => {
    await using temporary = await temporaryDatabase()
    const needs = { database: temporary.database, now: () => NOON }
    expect(await loadStarterLists(needs)).toBeGreaterThan(0)
    expect(await loadStarterLists(needs)).toBe(0)
    expect(
      (await openTerminology(needs).listsFor('2026-11-10', '01999')).find('icd10', 'J00'),
    ).toBeDefined()
  })
})

describe.skipIf(!existsSync(OFFICIAL))(
  'the official files as published (skipped where they do not lie beside the project)',
  () => {
    const read = (name: string) => readFile(new URL(name, OFFICIAL), 'utf8')

    test('ICD-10 of QĐ 4469/QĐ-BYT is known from its first day until TT 06/2026/TT-BYT', async () => {
      await using temporary = await temporaryDatabase()
      const needs = { database: temporary.database, now: () => NOON }
      const outcome = await importCatalogue(needs, 'icd10-2020.csv', await read('icd10-2020.csv'))
      expect(outcome).toMatchObject({
        ok: true,
        value: [{ list: 'icd10', validFrom: '2020-10-28' }],
      })
      const terminology = openTerminology(needs)
      expect(
        (await terminology.listsFor('2026-06-30', '01999')).find('icd10', 'A00.1')?.displayEn,
      ).toMatch(/eltor/)
      expect((await terminology.listsFor('2026-07-01', '01999')).isLoaded('icd10')).toBe(false)
    })

    test('age limits are read from the headings of their sections', async () => {
      await using temporary = await temporaryDatabase()
      const needs = { database: temporary.database, now: () => NOON }
      await importCatalogue(needs, 'a3.csv', await read('icd10-2020-a3.2-a3.3-a3.4-age.csv'))
      const lists = await openTerminology(needs).listsFor('2026-06-01', '01999')
      expect(lists.find('icd10-age', 'A50.0')?.properties).toEqual({
        min_days: '0',
        max_days: '731',
      })
    })

    test('communes change on 01/07/2025', async () => {
      await using temporary = await temporaryDatabase()
      const needs = { database: temporary.database, now: () => NOON }
      await importCatalogue(needs, 'units-2024-06.csv', await read('units-2024-06.csv'))
      await importCatalogue(needs, 'units-2026-07.csv', await read('units-2026-07.csv'))
      const terminology = openTerminology(needs)
      expect(
        (await terminology.listsFor('2025-06-30', '01999')).find('province', '62')?.display,
      ).toMatch(/Kon Tum/)
      expect(
        (await terminology.listsFor('2025-07-01', '01999')).find('province', '62'),
      ).toBeUndefined()
      expect(
        (await terminology.listsFor('2025-07-01', '01999')).find('commune', '00070')?.display,
      ).toBe('Phường Hoàn Kiếm')
    })
  },
)
