import type { PracticeQuestion } from '#registry'
import {
  type DossierTables,
  fieldOf,
  rowsOf,
  type TableName,
  type TableRow,
} from '#vocabulary/dossier-tables'
import { parseVietnamTime } from '#vocabulary/vietnam-time'

type Circumstance = NonNullable<PracticeQuestion['circumstances']>[number]

/** One place of a dossier that says who did something, when, and what happened around it. */
export type PracticeMention = {
  /** `XML3[2]/NGUOI_THUC_HIEN`. */
  readonly at: string
  /** As written, without what the form appends to it. */
  readonly licence: string
  readonly instant: Date
  readonly circumstances: readonly Circumstance[]
}

/** Fields that name who ordered, prescribed, performed or wrote, with the moment of the act. */
const FIELDS: readonly (readonly [TableName, field: string, moments: readonly string[]])[] = [
  ['XML2', 'MA_BAC_SI', ['NGAY_YL']],
  ['XML3', 'MA_BAC_SI', ['NGAY_YL']],
  ['XML3', 'NGUOI_THUC_HIEN', ['NGAY_TH_YL', 'NGAY_YL']],
  ['XML5', 'NGUOI_THUC_HIEN', ['THOI_DIEM_DBLS']],
]

/** Lines looked at in one dossier: a stay of a year on a ward. What is beyond is by the same people. */
const MENTIONS_MAX = 20_000

/** MA_DOITUONG_KCB of an emergency. Source: QĐ 3276/QĐ-BYT 2025, annex 1. */
const EMERGENCY = '2'

/**
 * Forms of care that go on around the clock or away from the facility, where registered hours say little: staying, days on a ward, mobile
 * care and care at home; and telemedicine, which is consultation. Source: QĐ 1804/QĐ-BYT 2026, annex 1.
 */
const AROUND_THE_CLOCK = new Set(['03', '04', '06', '09', '11', '12'])
const TELEMEDICINE = '14'

/** Intensive care and emergency, which has no closing time. Source: QĐ 1804/QĐ-BYT 2026, annex 2. */
const EMERGENCY_WARD = /^K02/

/** Who came from elsewhere: seconded, at a distance, transferring a technique. Source: QĐ 4750/QĐ-BYT, QĐ 3176/QĐ-BYT, MA_BAC_SI. */
const FROM_ELSEWHERE = /\.(C|TX|CG|HD)\.[0-9A-Z]{5}$/

/** Everybody whom a dossier names by a licence number. Staff codes in brackets and personal IDs are none, and are passed over. */
export function practiceMentions(tables: DossierTables): PracticeMention[] {
  const visit = visitCircumstances(tables)
  const mentions: PracticeMention[] = []
  for (const [table, field, moments] of FIELDS)
    for (const [index, row] of rowsOf(tables, table).entries()) {
      if (mentions.length >= MENTIONS_MAX) return mentions
      const written = row[field] ?? ''
      const moment = momentOf(row, moments)
      if (written === '' || moment === undefined) continue
      const around = [...visit, ...rowCircumstances(row, moment)]
      for (const one of written.split(';'))
        mentions.push(...mentionOf(`${table}[${index + 1}]/${field}`, one, moment, around))
    }
  return mentions
}

function mentionOf(
  at: string,
  written: string,
  moment: string,
  around: readonly Circumstance[],
): PracticeMention[] {
  // A doctor without licence stands in brackets behind the number of the supervisor.
  const named = written.replace(/\(.*\)$/, '').trim()
  const licence = named.replace(FROM_ELSEWHERE, '')
  const instant = parseVietnamTime(moment)
  if (licence === '' || /^\d{9,12}$/.test(licence) || !instant.ok) return []
  const elsewhere: Circumstance[] = licence === named ? [] : ['support', 'consultation']
  return [{ at, licence, instant: instant.value, circumstances: [...around, ...elsewhere] }]
}

function visitCircumstances(tables: DossierTables): Circumstance[] {
  const form = fieldOf(tables, 'XML1', 'MA_LOAI_KCB').padStart(2, '0')
  return [
    ...(fieldOf(tables, 'XML1', 'MA_DOITUONG_KCB') === EMERGENCY ? (['emergency'] as const) : []),
    ...(AROUND_THE_CLOCK.has(form) ? (['duty'] as const) : []),
    ...(form === TELEMEDICINE ? (['consultation'] as const) : []),
  ]
}

function rowCircumstances(row: TableRow, moment: string): Circumstance[] {
  // A day without hour tells nothing of hours.
  const isDuty = EMERGENCY_WARD.test(row['MA_KHOA'] ?? '') || moment.length === 8
  const isConsultation = (row['HOI_CHAN'] ?? '') !== ''
  return [
    ...(isDuty ? (['duty'] as const) : []),
    ...(isConsultation ? (['consultation'] as const) : []),
  ]
}

function momentOf(row: TableRow, moments: readonly string[]): string | undefined {
  return moments.map((name) => row[name] ?? '').find((value) => value !== '')
}
