import type { PersonClaim } from '#people'
import { birthYear, parseCitizenNumber } from '#vocabulary/citizen-number'
import { type DossierTables, rowsOf } from '#vocabulary/dossier-tables'
import type { FacilityCode } from '#vocabulary/facility-code'
import { parseVietnamTime } from '#vocabulary/vietnam-time'
import { lookUp } from './look-up.ts'

/** Under this age a number whose year is not the patient's own is taken as a parent's. Law on Children 102/2016/QH13, art. 1. */
const CHILD_YEARS_MAX = 16

/** Up to this age the birth time is written, and tells twins apart. QĐ 4750/QĐ-BYT 2023, NGAY_SINH. */
const NEWBORN_DAYS_MAX = 28

const DAY_MS = 86_400_000

const SEXES: Readonly<Record<string, PersonClaim['sex']>> = { 1: 'male', 2: 'female' }

/** What a dossier (or a check-in without dossier) says about who the patient is. Wrong values count as absent. */
export function claimOfPerson(tables: DossierTables, facility: FacilityCode): PersonClaim {
  const [row = {}] = tables.XML1 ? rowsOf(tables, 'XML1') : rowsOf(tables, 'CHECKIN')
  const birth = birthOf(row['NGAY_SINH'] ?? '')
  const arrived = parseVietnamTime(row['NGAY_VAO'] ?? '')
  const number = (row['SO_CCCD'] ?? '').replaceAll(/\s/g, '')
  const citizen = parseCitizenNumber(number)
  const ageDays = arrived.ok && birth.day ? (+arrived.value - +birth.day) / DAY_MS : undefined
  return {
    ...(citizen.ok ? { citizenNumber: citizen.value } : {}),
    ...(!citizen.ok && number !== '' ? { otherNumber: number } : {}),
    insuranceNumbers: parts(row['MA_THE_BHYT']).filter((card) => card.length === 15),
    name: (row['HO_TEN'] ?? '').normalize('NFC').trim(),
    birthDate: birth.date,
    ...(birth.time && ageDays !== undefined && ageDays <= NEWBORN_DAYS_MAX + 1
      ? { birthTime: birth.time }
      : {}),
    sex: lookUp(SEXES, row['GIOI_TINH']) ?? 'unknown',
    facility,
    patientNumber: (row['MA_BN'] ?? '').trim(),
    ...(citizen.ok && isGuardians(birthYear(citizen.value), birth.date, ageDays)
      ? { underGuardianNumber: true }
      : {}),
  }
}

function isGuardians(year: number, birthDate: string, ageDays: number | undefined): boolean {
  const own = Number(birthDate.slice(0, 4))
  return own > 0 && own !== year && ageDays !== undefined && ageDays < CHILD_YEARS_MAX * 365.25
}

export type Birth = {
  /** `yyyy-mm-dd`, or as much of it as is known; empty when nothing is. */
  readonly date: string
  /** `HH:MM`, when given. */
  readonly time?: string
  /** The first possible instant. */
  readonly day?: Date
}

/** Reads NGAY_SINH: unknown hours, days, months are zeros. */
export function birthOf(text: string): Birth {
  const [, year = '', month = '', day = '', time = ''] =
    /^(\d{4})(\d{2})(\d{2})(\d{4})?$/.exec(text) ?? []
  if (Number(year) === 0) return { date: '' }
  const known = [year, ...(Number(month) > 0 ? [month, ...(Number(day) > 0 ? [day] : [])] : [])]
  const first = parseVietnamTime(`${[...known, '01', '01'].slice(0, 3).join('')}${time || '0000'}`)
  if (!first.ok) return { date: year }
  const date = known.join('-')
  const hasTime = known.length === 3 && Number(time) > 0
  return hasTime
    ? { date, time: `${time.slice(0, 2)}:${time.slice(2)}`, day: first.value }
    : { date, day: first.value }
}

/** The values of a field that holds several. */
export function parts(text: string | undefined): string[] {
  return (text ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
