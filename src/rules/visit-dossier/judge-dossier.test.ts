import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DossierTables } from '#vocabulary/dossier-tables'
import { TABLE_NAMES } from '#vocabulary/dossier-tables'
import { FINDINGS_LIMIT } from '../engine/findings.ts'
import { defaultRuleSettings } from '../engine/settings.ts'
import type { Example } from '../engine/rule.ts'
import { applyExample, bases } from './examples/apply-example.ts'
import { exampleLists } from './examples/example-lists.ts'
import { dictionaryOn } from './field-dictionary.ts'
import { judgeCheckIn, judgeDossier } from './judge-dossier.ts'
import { readRuleSettings } from './read-rule-settings.ts'

const LISTS = exampleLists('2026-11-10')

function judge(base: string, changes: Example['changes'] = {}, lists = LISTS) {
  return judgeDossier(applyExample({ base, changes }), lists, defaultRuleSettings)
}

function errorsOf(base: string, changes: Example['changes'] = {}) {
  return judge(base, changes)
    .findings.filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.at} ${finding.rule}`)
}

test('all findings of a dossier come at once, each at its place, in the order of the dossier', () => {
  const judgement = judge('outpatient', {
    'XML4[1]/NGAY_KQ': '',
    'XML2[1]/THANH_TIEN_BV': '1',
    'XML1/GIOI_TINH': '7',
  })
  const places = judgement.findings
    .filter((finding) => finding.severity === 'error')
    .map((finding) => finding.at)
  expect(places).toContain('XML1/GIOI_TINH')
  expect(places).toContain('XML2[1]/THANH_TIEN_BV')
  expect(places).toContain('XML4[1]/NGAY_KQ')
  expect(places.indexOf('XML1/GIOI_TINH')).toBeLessThan(places.indexOf('XML2[1]/THANH_TIEN_BV'))
  expect(judgement.counts.error).toBe(places.length)
})

test('a visit that ended in 2019 is refused: no dictionary was in force (QĐ 130/QĐ-BYT is of 2023)', () => {
  const judgement = judge('outpatient', {
    'XML1/NGAY_VAO': '201905100800',
    'XML1/NGAY_RA': '201905101000',
  })
  expect(judgement.findings.map((finding) => [finding.rule, finding.severity, finding.at])).toEqual(
    [['visit.no-dictionary', 'error', 'XML1/NGAY_RA']],
  )
})

test('a visit whose arrival lies ahead is refused', () => {
  const ahead = { 'XML1/NGAY_VAO': '202701010800', 'XML1/NGAY_RA': '202701010900' }
  expect(errorsOf('outpatient', ahead)).toContain('XML1/NGAY_VAO times.arrival-in-future')
})

test('an end in the future passes for long supply and for nobody else (QĐ 130/QĐ-BYT, NGAY_RA)', () => {
  expect(errorsOf('long-supply')).toEqual([])
  expect(errorsOf('long-supply', { 'XML1/MA_LOAI_KCB': '08' })).toContain(
    'XML1/NGAY_RA times.end-in-future',
  )
})

test.each([
  ['a nine-digit number', { 'XML1/SO_CCCD': '212345678' }],
  ['no number at all', { 'XML1/SO_CCCD': '' }],
  ['a passport', { 'XML1/SO_CCCD': 'B1234567', 'XML1/MA_QUOCTICH': '901', 'XML1/MAXA_CU_TRU': '' }],
  [
    'a foreign passport of another form',
    { 'XML1/SO_CCCD': 'XY0012345', 'XML1/MA_QUOCTICH': '902', 'XML1/MA_DANTOC': '' },
  ],
  [
    'a newborn under the mother’s number',
    {
      'XML1/NGAY_SINH': '202611090310',
      'XML1/CAN_NANG': '3.20',
      'XML1/MA_THE_BHYT': 'TE1510000000001',
    },
  ],
  ['a birth year only', { 'XML1/NGAY_SINH': '194500000000' }],
  ['an undetermined sex', { 'XML1/GIOI_TINH': '3' }],
  [
    'two cards in one visit',
    {
      'XML1/MA_THE_BHYT': 'GD4515100000321;DN4515100000321',
      'XML1/MA_DKBD': '51001;51001',
      'XML1/GT_THE_TU': '20260101;20261110',
      'XML1/GT_THE_DEN': '20261109;20261231',
    },
  ],
  [
    'an army card without its last day',
    {
      'XML1/MA_THE_BHYT': 'QN5515100000321',
      'XML1/GT_THE_DEN': '',
      'XML2[2]/PHAM_VI': '3',
    },
  ],
  ['a commune of before the reform', { 'XML1/MAXA_CU_TRU': '20999', 'XML1/MAHUYEN_CU_TRU': '522' }],
])('an insured visit of somebody with %s has no errors', (_who, changes) => {
  expect(errorsOf('outpatient', changes)).toEqual([])
})

test('an unknown patient outside the insurance has no errors', () => {
  const unknown = {
    'XML1/HO_TEN': 'Không rõ danh tính',
    'XML1/SO_CCCD': '',
    'XML1/NGAY_SINH': '000000000000',
    'XML1/GIOI_TINH': '3',
    'XML1/MA_QUOCTICH': '',
    'XML1/MA_DANTOC': '',
    'XML1/MA_NGHE_NGHIEP': '',
    'XML1/DIA_CHI': '',
    'XML1/MATINH_CU_TRU': '',
    'XML1/MAXA_CU_TRU': '',
    'XML1/CAN_NANG': '',
  }
  expect(errorsOf('uninsured', unknown)).toEqual([])
})

test('the half benefit of 47.5 % is allowed from 01/07/2026 and too long before (QĐ 1931/QĐ-BYT 2026)', () => {
  const half = {
    'XML2[2]/MUC_HUONG': '47.5',
  }
  expect(errorsOf('outpatient', half)).toEqual([])
  const inJune = Object.fromEntries(
    ['NGAY_VAO', 'NGAY_RA', 'NGAY_TTOAN'].map((field) => [`XML1/${field}`, '202606100945']),
  )
  const errors = errorsOf('outpatient', { ...half, ...inJune })
  expect(errors).toContain('XML2[2]/MUC_HUONG field.too-long')
})

test('old and new tags are both read until 31/12/2024, the new ones only since (QĐ 3176/QĐ-BYT)', () => {
  const { XML13: [row = {}] = [] } = bases.get('referral') ?? {}
  const old = Object.fromEntries(
    Object.entries(row).flatMap(([tag, value]) => {
      if (tag === 'MA_CSKCB_DI') return [['MA_NOI_DI', value]]
      if (tag === 'MA_CSKCB_DEN') return [['MA_NOI_DEN', value]]
      if (tag === 'MA_BENH_YHCT')
        return [
          [tag, value],
          ['TEN_DICH_VU', 'x'],
          ['TEN_THUOC', ''],
        ]
      return [[tag === 'TINH_TRANG_CT' ? 'PP_DIEU_TRI' : tag, value]]
    }),
  )
  const judgeOn = (end: string) => {
    const dossier = applyExample({ base: 'referral', changes: { 'XML1/NGAY_RA': end } })
    const tables: DossierTables = { ...dossier.tables, XML13: [old] }
    return judgeDossier({ ...dossier, tables }, LISTS, defaultRuleSettings)
      .findings.map((finding) => finding.rule)
      .filter((rule) => rule.startsWith('structure.'))
  }
  expect(judgeOn('202412201000')).toEqual([])
  expect(judgeOn('202501021000')).toContain('structure.outdated-tag')
})

test('the dictionary is chosen by the day, and there is none before QĐ 130/QĐ-BYT', () => {
  expect(dictionaryOn('2023-01-17')).toBeUndefined()
  expect(dictionaryOn('2023-01-18')?.dialect).toBe('130')
  expect(dictionaryOn('2024-07-01')?.dialect).toBe('4750')
  expect(dictionaryOn('2025-01-01')?.dialect).toBe('3176')
  expect(dictionaryOn('2026-07-01')?.dialect).toBe('1931')
  expect(dictionaryOn('2024-06-30')?.tables.has('XML13')).toBe(false)
  expect(dictionaryOn('2026-11-20')?.tables.get('XML13')?.fields).toHaveLength(37)
  expect(dictionaryOn('2024-07-01')?.tables.get('XML13')?.fields).toHaveLength(39)
  expect(dictionaryOn('2026-11-20')?.tables.get('XML1')?.fields).toHaveLength(66)
})

test('a list that is not loaded for the day is said once, as a notice', () => {
  const lists = exampleLists('2026-11-10', ['icd10', 'staff'])
  const notices = judge('inpatient', {}, lists).findings.filter(
    (finding) => finding.severity === 'notice',
  )
  expect(notices.map((finding) => finding.rule)).toEqual([
    'lists.not-loaded.staff',
    'lists.not-loaded.icd10',
  ])
  expect(notices[0]?.message.vi).toContain('chưa được nạp cho ngày 06/11/2026')
})

test('ten thousand faulty lines give a bounded answer that says how many there are', () => {
  const dossier = applyExample({ base: 'outpatient', changes: {} })
  const [line = {}] = dossier.tables.XML2 ?? []
  const bad = { ...line, SO_LUONG: 'x', NGAY_YL: '', MA_THUOC: '' }
  const tables = { ...dossier.tables, XML2: Array.from({ length: 10_000 }, () => bad) }
  const judgement = judgeDossier({ ...dossier, tables }, LISTS, defaultRuleSettings)
  expect(judgement.findings).toHaveLength(FINDINGS_LIMIT)
  expect(judgement.truncated).toBe(true)
  expect(judgement.findings.at(-1)?.rule).toBe('findings.more')
  expect(judgement.counts.error).toBeGreaterThanOrEqual(30_000)
})

test('a rule may be switched off, or on, between two days, and its weight changed', () => {
  const read = readRuleSettings(
    JSON.stringify({
      version: 'so-y-te-51',
      switches: [
        { rule: 'tables.summary-for-every-visit', on: false, from: '2026-11-01', reason: 'thử' },
        { rule: 'signature.absent', severity: 'error', reason: 'thử' },
      ],
    }),
  )
  if (!read.ok) throw new Error('settings were refused')
  const dossier = applyExample({ base: 'outpatient', changes: { '@signature': 'absent' } })
  const { findings, ruleSet } = judgeDossier(dossier, LISTS, read.value)
  expect(findings.map((finding) => [finding.rule, finding.severity])).toEqual([
    ['signature.absent', 'error'],
  ])
  expect(ruleSet).toContain('so-y-te-51')
})

test('settings that name no rule are refused', () => {
  const text = JSON.stringify({ version: 'x', switches: [{ rule: 'no.such', reason: 'x' }] })
  expect(readRuleSettings(text)).toMatchObject({ problems: [{ code: 'rules.unknown-rule' }] })
  expect(readRuleSettings('{')).toMatchObject({ problems: [{ code: 'rules.settings-malformed' }] })
})

test('values of HIV care and of identity papers are not repeated in messages', () => {
  const changes = { 'XML6[1]/MA_LOAI_BN': '8', 'XML1/SO_CCCD': '05119000012' }
  for (const finding of judge('hiv', changes).findings) {
    expect(finding.message.vi).not.toContain('“8”')
    expect(finding.message.vi).not.toContain('05119000012')
  }
})

const anyText = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom('', '0', '1', '202611101200', '20261110', '1;2', '-1', '1e9', '999999999999999'),
)

test('whatever a sender writes, judging answers within its bounds and never throws', () => {
  const fields = [...(dictionaryOn('2026-11-20')?.tables.values() ?? [])].flatMap((table) =>
    table.fields.map((field) => field.name),
  )
  const anyRow = fc.dictionary(fc.constantFrom(...fields, '__proto__', 'X'), anyText, {
    maxKeys: 60,
  })
  const anyTables = fc.dictionary(
    fc.constantFrom(...TABLE_NAMES),
    fc.array(anyRow, { maxLength: 4 }),
    { maxKeys: 6 },
  )
  fc.assert(
    fc.property(anyTables, fc.constantFrom(...bases.keys()), (random, base) => {
      const dossier = applyExample({ base, changes: {} })
      const mixed = { ...dossier, tables: { ...dossier.tables, ...random } }
      for (const tables of [random, mixed.tables]) {
        const judged = { ...dossier, tables }
        const judgement = judgeDossier(judged, LISTS, defaultRuleSettings)
        expect(judgement.findings.length).toBeLessThanOrEqual(FINDINGS_LIMIT)
        judgeCheckIn(judged, LISTS, defaultRuleSettings)
      }
    }),
    { numRuns: 300 },
  )
})
