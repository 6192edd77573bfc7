import { expect, test } from 'vitest'
import { groupFindings } from './finding-groups.ts'
import { elementId, parsePlace } from './place.ts'

const both = (text: string) => ({ vi: text, en: text })
const finding = (at: string, severity: 'error' | 'warning' | 'notice') => ({
  rule: 'r',
  severity,
  at,
  message: both('m'),
  remedy: both('r'),
  source: 's',
})
const table = (name: string, lines: readonly Record<string, string>[]) => ({
  table: name,
  title: both(name),
  masked: false,
  lines: lines.map((fields, index) => ({
    line: index + 1,
    single: lines.length === 1,
    fields: Object.entries(fields).map(([field, value]) => ({
      name: field,
      label: both(field),
      value,
    })),
  })),
})
const TABLES = [
  table('XML1', [{ MA_KHOA: 'K01' }]),
  table('XML2', [
    { MA_KHOA: 'K01', MA_BAC_SI: '001' },
    { MA_KHOA: 'K02', MA_BAC_SI: '' },
  ]),
]
const FINDINGS = [
  finding('XML2[2]/MA_THUOC', 'warning'),
  finding('XML1/HO_TEN', 'error'),
  finding('XML2[1]/MA_THUOC', 'error'),
]

test('findings are grouped by gravity, the gravest first', () => {
  const groups = groupFindings(FINDINGS, TABLES, 'severity')
  expect(groups.map(({ key, findings }) => [key, findings.length])).toEqual([
    ['error', 2],
    ['warning', 1],
  ])
})

test('a finding belongs to the khoa of its own line, else to that of the visit', () => {
  const groups = groupFindings(FINDINGS, TABLES, 'ward')
  expect(groups.map(({ key }) => key)).toEqual(['K02', 'K01'])
})

test('a finding whose line names no practitioner stands apart', () => {
  expect(groupFindings(FINDINGS, TABLES, 'practitioner').map(({ key }) => key)).toEqual(['', '001'])
})

test('a place is read from the words of the rules', () => {
  expect(parsePlace('XML2[12]/MA_THUOC')).toEqual({ table: 'XML2', line: 12, field: 'MA_THUOC' })
  expect(parsePlace('XML1/HO_TEN')).toEqual({ table: 'XML1', line: 1, field: 'HO_TEN' })
  expect(elementId(parsePlace('XML4'))).toBe('o-XML4-1')
})
