import { expect, test } from 'vitest'
import { defaultRuleSettings, judgeCheckIn } from '../../src/rules/index.ts'
import { starterLists } from '../../src/terminology/index.ts'
import { parseFacilityCode } from '../../src/vocabulary/facility-code.ts'
import { dayOf } from './calendar.ts'
import { demoHighlights } from './demo-highlights.ts'
import { fieldsOf } from './dossier-xml.ts'
import {
  foundProvince,
  type ProvinceSize,
  provinceMessages,
  writeProvince,
} from './make-province.ts'

/** The demo, as of one evening. */
const SIZE: ProvinceSize = { persons: 2000, visits: 6000, years: 3, seed: 51, endDay: '2026-11-20' }
const visits = [...writeProvince(SIZE)]
const end = dayOf(SIZE.endDay)
const dayIn = (field = '') =>
  dayOf(`${field.slice(0, 4)}-${field.slice(4, 6)}-${field.slice(6, 8)}`)

/** What the receiver notes of each visit that it accepts. */
const noted = visits
  .filter(({ dossier }) => dossier.fault === undefined)
  .map(({ tables, dossier }) => {
    const head = tables.XML1?.[0] ?? {}
    const next = tables.XML14?.[0]?.['NGAY_HEN_KL']
    const isReferred = head['MA_LOAI_RV'] === '2'
    return {
      facility: dossier.facility,
      patient: head['HO_TEN'] ?? '',
      commune: head['MAXA_CU_TRU'] ?? '',
      arrived: dayIn(head['NGAY_VAO']),
      left: dayIn(head['NGAY_RA']),
      to: isReferred ? tables.XML13?.[0]?.['MA_CSKCB_DEN'] : undefined,
      wentHome: !isReferred && ['03', '04', '06', '09'].includes(head['MA_LOAI_KCB'] ?? ''),
      next: next === undefined ? undefined : dayIn(next),
    }
  })

function listsOf(facility: string, commune?: string) {
  const open = noted.filter(
    (one) =>
      one.facility === facility &&
      one.next !== undefined &&
      one.next > end - 60 &&
      !noted.some(
        (other) =>
          other.facility === facility &&
          other.patient === one.patient &&
          other.arrived > one.left &&
          other.arrived >= (one.next ?? 0) - 7,
      ),
  )
  const lateness = open.map((one) => end - (one.next ?? 0))
  return {
    referred: noted.filter((one) => one.to === facility && one.left >= end - 29).length,
    discharged: noted.filter(
      (one) => one.wentHome && one.commune === commune && one.left >= end - 6,
    ).length,
    due: lateness.filter((days) => days <= 7 && days >= -1).length,
    missed: lateness.filter((days) => days > 7).length,
  }
}

test('doctors of the two large hospitals find somebody in each of their lists', () => {
  for (const code of ['51001', '01999']) {
    const { referred, due, missed } = listsOf(code)
    expect(referred, code).toBeGreaterThan(4)
    expect(due, code).toBeGreaterThan(0)
    expect(missed, code).toBeGreaterThan(0)
  }
})

test('doctors of at least five commune stations find somebody in every list', () => {
  const { facilities } = foundProvince(SIZE)
  const full = facilities
    .filter((one) => one.kind === 'commune-station')
    .map((one) => listsOf(one.code, one.commune))
    .filter((lists) => Object.values(lists).every((count) => count > 0))
  expect(full.length).toBeGreaterThanOrEqual(5)
})

test('the last weeks stay in proportion: every kind of hospital sends home, and referrals go up and back', () => {
  const home = noted.filter((one) => one.wentHome && one.left >= end - 6)
  expect(home.length).toBeGreaterThan(30)
  expect(home.length).toBeLessThan(110)
  const { facilities } = foundProvince(SIZE)
  const kinds = new Set(
    home.map((one) => facilities.find((other) => other.code === one.facility)?.kind),
  )
  for (const kind of [
    'provincial-hospital',
    'regional-hospital',
    'traditional-hospital',
    'central-hospital',
  ] as const)
    expect(kinds).toContain(kind)
  const referred = noted.filter((one) => one.to !== undefined && one.left >= end - 29)
  const isStation = (code = '') => /^(51|62)1/.test(code)
  expect(referred.filter((one) => isStation(one.facility)).length).toBeGreaterThan(8)
  expect(referred.filter((one) => isStation(one.to)).length).toBeGreaterThan(8)
  expect(referred.filter((one) => one.to === '01999').length).toBeGreaterThan(8)
  expect(
    referred.filter((one) => one.facility === '01999' && /^(51|62)0/.test(one.to ?? '')).length,
  ).toBeGreaterThan(0)
  expect(visits.filter(({ tables }) => tables.XML13).length / visits.length).toBeLessThan(0.05)
})

test('visits of the last days are announced by a faultless check-in, those in the ward by it alone', async () => {
  const listsOn = await starterLists()
  const messages = [...provinceMessages(SIZE)]
  const checkIns = messages.filter((one) => one.kind === 'check-in')
  const ended = new Set(messages.filter((one) => one.kind === 'dossier').map((one) => one.linkCode))
  const open = checkIns.filter((one) => !ended.has(one.linkCode))
  expect(checkIns.length).toBeGreaterThan(60)
  expect(checkIns.length).toBeLessThan(300)
  expect(open.length).toBeGreaterThan(5)
  expect(open.length).toBeLessThan(60)
  const wrong: string[] = []
  for (const { facility, linkCode, xml } of checkIns) {
    const first = messages.findIndex((one) => one.linkCode === linkCode)
    if (messages[first]?.kind !== 'check-in') wrong.push(`${linkCode} comes after its dossier`)
    const code = parseFacilityCode(facility)
    if (!code.ok) throw new Error(facility)
    const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''
    const row = Object.fromEntries(fieldsOf('CHECKIN').map((name) => [name, field(name)]))
    const judged = {
      facility: code.value,
      tables: { CHECKIN: [row] },
      receivedAt: new Date(`${SIZE.endDay}T23:59:00+07:00`),
      signature: 'absent' as const,
    }
    const { findings } = judgeCheckIn(judged, listsOn(SIZE.endDay), defaultRuleSettings)
    for (const one of findings.filter(({ severity }) => severity !== 'warning'))
      wrong.push(`${linkCode} ${one.rule} ${one.at}`)
  }
  expect(wrong).toEqual([])
})

test('a story that stops at noon sends nothing that lies ahead', () => {
  const noon = { ...SIZE, persons: 400, visits: 1200, endTime: '12:00' }
  const late = [...writeProvince(noon)]
    .map(({ tables }) => tables.XML1?.[0] ?? {})
    .filter((head) => !['05', '08'].includes(head['MA_LOAI_KCB'] ?? ''))
    .filter((head) => (head['NGAY_TTOAN'] ?? '') > `${SIZE.endDay.replaceAll('-', '')}1200`)
  expect(late).toEqual([])
})

test('the persons and the doctor named for a walk have what is promised of them', () => {
  const { citizen, family, station } = demoHighlights(SIZE)
  const own = visits.filter(({ tables }) => tables.XML1?.[0]?.['SO_CCCD'] === citizen.number)
  expect(new Set(own.map((one) => one.dossier.facility)).size).toBeGreaterThanOrEqual(3)
  expect(own.length).toBeGreaterThanOrEqual(10)
  for (const table of ['XML4', 'XML7', 'XML14'] as const)
    expect(
      own.some(({ tables }) => tables[table]),
      table,
    ).toBe(true)
  expect(station.commune).not.toBe('')
  expect(Math.min(...Object.values(listsOf(station.code, station.commune)))).toBeGreaterThan(0)
  const shared = visits.filter(({ tables }) => tables.XML1?.[0]?.['SO_CCCD'] === family?.number)
  const names = new Set(shared.map(({ tables }) => tables.XML1?.[0]?.['HO_TEN']))
  expect(names).toContain(family?.parent)
  expect(names).toContain(family?.child)
})
