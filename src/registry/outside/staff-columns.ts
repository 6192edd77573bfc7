import { PRACTICE_RULES } from '../practice/practice-rules.ts'
import { type Profile, slotsOf, type Statement, statementsOf, textOf } from '../profile.ts'
import { licenceKey } from '../licence/licence-number.ts'
import { slotsOut } from '../workbooks/row-values.ts'
import type { StaffEdition } from './mapping.ts'
import type { OutsideReason } from './outside-channel.ts'

/** What a row says, by column, without its number and days. Empty columns are left out. */
export type StaffColumns = Readonly<Record<string, string>>

/**
 * One registration as the insurance's catalogue writes it. Source: TT 12/2026/TT-BTC, annex II, form 02/DM (at second hand).
 * The three-digit values of PHAMVI_CM are what the facility declared; ours are no such values and are not sent.
 */
export function staffColumns(
  profile: Profile,
  registration: Statement,
  facility: string,
  departmentName: (code: string) => string | undefined,
  day: string,
): StaffColumns {
  const identity = statementsOf(profile, 'identity', day)[0]
  const number = textOf(registration, 'licence') ?? ''
  const paper = statementsOf(profile, 'licence').find(
    (one) => licenceKey(textOf(one, 'number') ?? '') === licenceKey(number),
  )
  const department = textOf(registration, 'department')
  const { hours, days } = slotsOut(slotsOf(registration, 'slots'))
  const position = textOf(registration, 'position')
  const columns: Record<string, string | undefined> = {
    MA_KHOA: department,
    TEN_KHOA: department && departmentName(department),
    HO_TEN: textOf(identity, 'name'),
    GIOI_TINH: textOf(identity, 'sex'),
    SO_DINH_DANH: textOf(identity, 'personalId') ?? textOf(identity, 'passport'),
    CHUCDANH_NN: textOf(registration, 'staffTitle') ?? insuranceTitle(textOf(paper, 'title')),
    VI_TRI: position === '0' ? undefined : position,
    MACCHN: textOf(paper, 'number') ?? number,
    NGAYCAP_CCHN: textOf(paper, 'issuedOn')?.replaceAll('-', ''),
    NOICAP_CCHN: textOf(paper, 'issuer'),
    PHAMVI_CM: textOf(registration, 'scopeCode'),
    PHAMVI_CMBS: textOf(registration, 'scopeAdded'),
    DVKT_KHAC: textOf(registration, 'otherServices'),
    VB_PHANCONG: textOf(registration, 'assignmentPaper'),
    THOIGIAN_DK: textOf(registration, 'workingTime'),
    THOIGIAN_NGAY: hours,
    THOIGIAN_TUAN: days,
    CSKCB_KHAC: otherPlaces(profile, facility, day),
    CSKCB_CGKT: textOf(registration, 'kind') === 'technique-transfer' ? facility : undefined,
    QD_CGKT: textOf(registration, 'decision'),
    MA_CSKCB: facility,
  }
  return Object.fromEntries(
    Object.entries(columns).flatMap(([code, text]) => (text ? [[code, text]] : [])),
  )
}

/** Why a row must not be sent. STT and the days stand in every row. */
export function faultsOfColumns(edition: StaffEdition, columns: StaffColumns): OutsideReason[] {
  const given = new Set([...Object.keys(columns), 'STT', 'TU_NGAY', 'DEN_NGAY'])
  return edition.columns.flatMap(({ code, required, maxLength }): OutsideReason[] => {
    if (required && !given.has(code)) return [{ code: 'column-missing', detail: code }]
    const isLong = maxLength !== undefined && (columns[code] ?? '').length > maxLength
    return isLong ? [{ code: 'column-too-long', detail: code }] : []
  })
}

function insuranceTitle(title: string | undefined): string | undefined {
  return PRACTICE_RULES.titles.find(({ code }) => code === title)?.insuranceCode
}

function otherPlaces(profile: Profile, facility: string, day: string): string {
  const places = statementsOf(profile, 'registration', day).flatMap(
    (one) => textOf(one, 'facility') ?? [],
  )
  return [...new Set(places)]
    .filter((code) => code !== facility)
    .toSorted()
    .join(';')
}

/** The registrations of somebody at one facility that have not ended before a day. */
export function registrationsAt(profile: Profile, facility: string, day: string): Statement[] {
  return profile.statements.filter(
    (one) =>
      one.section === 'registration' &&
      textOf(one, 'facility') === facility &&
      (one.to === undefined || one.to >= day),
  )
}
