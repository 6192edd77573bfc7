import type { TableName, TableRow } from '#vocabulary/dossier-tables'
import { HOSPITAL_CHECKS } from './instruments.ts'
import { eachRow, example, listRule, PRACTICE, slugOf, type VisitRule } from './rule-forms.ts'
import { isSentOut } from './scan-fields.ts'
import { textIn } from './visit.ts'
import { isTime, partsOf, readable } from './written-values.ts'

/** Lists that each facility declares to the insurance: staff, wards, drugs, services, supplies, machines, beds. Warnings only. */

const STAFF_FIELDS = [
  ['XML1', 'MA_TTDV', 'outpatient', 'NGAY_RA'],
  ['XML2', 'MA_BAC_SI', 'outpatient', 'NGAY_YL'],
  ['XML3', 'MA_BAC_SI', 'outpatient', 'NGAY_YL'],
  ['XML3', 'NGUOI_THUC_HIEN', 'outpatient', 'NGAY_TH_YL'],
  ['XML4', 'MA_BS_DOC_KQ', 'outpatient', 'NGAY_KQ'],
  ['XML5', 'NGUOI_THUC_HIEN', 'inpatient', 'THOI_DIEM_DBLS'],
  ['XML7', 'MA_BS', 'inpatient', 'NGAY_RA'],
  ['XML10', 'MA_BS', 'pregnancy-rest', 'NGAY_CT'],
  ['XML11', 'MA_BS', 'sick-leave', 'NGAY_CT'],
  ['XML13', 'MA_BAC_SI', 'referral', 'NGAY_RA'],
  ['XML14', 'MA_BAC_SI', 'inpatient', 'NGAY_CT'],
] as const

const staff: readonly VisitRule[] = STAFF_FIELDS.map(([table, field, base]) =>
  listRule({
    ...PRACTICE,
    table,
    field,
    list: 'staff',
    title: { vi: 'danh sách người hành nghề của cơ sở', en: 'the staff list of the facility' },
    codes: ownStaff,
    instrument: HOSPITAL_CHECKS,
    base,
    wrong: '999999/KHONGCO-GPHN',
  }),
)

const licences: readonly VisitRule[] = STAFF_FIELDS.map(([table, field, base, moment]) =>
  expiredLicence(table, field, base, moment),
)

/** Codes that no facility lists: oxygen, NO gas, drugs outside the insurance, self-made and traditional ones, blood transport. */
export const UNLISTED_DRUG = /^(?:40\.17$|40\.573$|00\.0000$|05V|05C|HD|VM\.|BB\.)/

const lists: readonly VisitRule[] = [
  ...(['XML1', 'XML2', 'XML3'] as const).map((table) =>
    listRule({
      ...PRACTICE,
      table,
      field: 'MA_KHOA',
      list: 'facility-ward',
      title: { vi: 'danh mục khoa của cơ sở', en: 'the wards of the facility' },
      codes: partsOf,
      instrument: HOSPITAL_CHECKS,
      base: 'outpatient',
      wrong: 'K49',
    }),
  ),
  listRule({
    ...PRACTICE,
    table: 'XML2',
    field: 'MA_THUOC',
    list: 'drug',
    title: { vi: 'danh mục thuốc của cơ sở', en: 'the drugs of the facility' },
    codes: (code, row) => (UNLISTED_DRUG.test(code) || isForwarded(row) ? [] : [code]),
    instrument: HOSPITAL_CHECKS,
    base: 'outpatient',
    wrong: '40.9999',
  }),
  listRule({
    ...PRACTICE,
    table: 'XML3',
    field: 'MA_DICH_VU',
    list: 'service',
    title: { vi: 'danh mục dịch vụ kỹ thuật của cơ sở', en: 'the services of the facility' },
    codes: ownService,
    instrument: HOSPITAL_CHECKS,
    base: 'outpatient',
    wrong: '99.9999.9999',
  }),
  listRule({
    ...PRACTICE,
    table: 'XML4',
    field: 'MA_DICH_VU',
    list: 'service',
    title: { vi: 'danh mục dịch vụ kỹ thuật của cơ sở', en: 'the services of the facility' },
    codes: ownService,
    instrument: HOSPITAL_CHECKS,
    base: 'outpatient',
    wrong: '99.9999.9999',
  }),
  listRule({
    ...PRACTICE,
    table: 'XML3',
    field: 'MA_VAT_TU',
    list: 'supply',
    title: { vi: 'danh mục vật tư y tế của cơ sở', en: 'the supplies of the facility' },
    instrument: HOSPITAL_CHECKS,
    base: 'inpatient',
    wrong: 'N99.99.999',
  }),
  listRule({
    ...PRACTICE,
    table: 'XML3',
    field: 'MA_MAY',
    list: 'machine',
    title: { vi: 'danh mục thiết bị của cơ sở', en: 'the machines of the facility' },
    codes: (value, row) => (isSentOut(textIn(row, 'MA_DICH_VU')) ? [] : partsOf(value)),
    instrument: HOSPITAL_CHECKS,
    base: 'outpatient',
    wrong: 'XX.1.KHONGCO',
  }),
  {
    ...PRACTICE,
    id: 'list.xml3-ma-giuong-bed',
    instrument: HOSPITAL_CHECKS,
    message: {
      vi: 'Giường “{value}” không có trong danh mục giường của khoa {ward}.',
      en: 'Bed “{value}” is not among the beds of ward {ward}.',
    },
    remedy: {
      vi: 'Kiểm tra mã giường và khoa; cập nhật danh mục giường nếu mới thêm.',
      en: 'Check bed and ward; update the list of beds where it is new.',
    },
    examples: {
      passes: example('inpatient'),
      fails: example('inpatient', { 'XML3[5]/MA_GIUONG': 'H999' }),
    },
    check: eachRow('XML3', (row, at, visit, report) => {
      const ward = textIn(row, 'MA_KHOA')
      for (const bed of partsOf(textIn(row, 'MA_GIUONG'))) {
        const place = () => at('MA_GIUONG')
        // Bed numbers repeat between wards; lists write them with their ward or without.
        const ways = [`${ward}.${bed}`, `${ward}/${bed}`, `${ward}-${bed}`, bed]
        if (ways.every((way) => visit.codes.find('bed', way, place) === 'unknown'))
          report(at('MA_GIUONG'), { value: bed, ward })
      }
    }),
  },
]

export const facilityListRules: readonly VisitRule[] = [...staff, ...licences, ...lists]

/**
 * Licence numbers that the facility itself must know: without the staff code of an unlicensed doctor in brackets,
 * and without people of other facilities (`.C.`, `.TX.`, `.CG.`, `.HD.` and a facility code).
 * Source: QĐ 4750/QĐ-BYT, MA_BAC_SI; QĐ 3176/QĐ-BYT.
 */
export function ownStaff(value: string): readonly string[] {
  return partsOf(value)
    .filter((one) => !/\.(?:C|TX|CG|HD)\.[0-9A-Z]{5}$/.test(one))
    .map((one) => one.replace(/\(.*\)$/, '').trim())
    .filter((one) => one !== '')
}

/** The service as the facility lists it: without the marks of local anaesthesia, stopping and the like; none for transport and tests sent out. */
export function ownService(value: string): readonly string[] {
  if (value.startsWith('VC.') || isSentOut(value)) return []
  return [value.replace(/_(?:GT|TB|TT)$/, '')]
}

/** `C.`, `K.`, `M.`, `HC.`: the drug comes from another facility. */
export function isForwarded(row: TableRow): boolean {
  return textIn(row, 'MA_CSKCB_THUOC') !== ''
}

function expiredLicence(table: TableName, field: string, base: string, moment: string): VisitRule {
  return {
    ...PRACTICE,
    id: `licence.${slugOf(table, field)}`,
    instrument: 'Luật Khám bệnh, chữa bệnh 15/2023/QH15, Điều 27 (giấy phép hành nghề)',
    message: {
      vi: `${field}: giấy phép hành nghề “{value}” không còn hoặc chưa có hiệu lực vào {day}.`,
      en: `${field}: licence “{value}” is not in force on {day}.`,
    },
    remedy: {
      vi: 'Kiểm tra người hành nghề và thời hạn giấy phép; cập nhật danh sách nếu đã gia hạn.',
      en: 'Check practitioner and licence; update the staff list where it was renewed.',
    },
    examples: {
      passes: example(base),
      fails: example(base, {
        [`${placeOfExample(table)}/${field}`]: '000666/QNG-GPHN',
      }),
    },
    check: eachRow(table, (row, at, visit, report) => {
      const when = isTime(textIn(row, moment)) ? textIn(row, moment) : visit.end
      if (when === '') return
      const day = `${when.slice(0, 4)}-${when.slice(4, 6)}-${when.slice(6, 8)}`
      for (const number of ownStaff(textIn(row, field))) {
        const found = visit.codes.find('staff', number, () => at(field))
        if (typeof found !== 'object') continue
        const from = found.properties['licence_from'] ?? found.validFrom
        const to = found.properties['licence_to'] ?? found.validTo ?? ''
        if (day < from || (to !== '' && day > to))
          report(at(field), { value: number, day: readable(when.slice(0, 8)) })
      }
    }),
  }
}

function placeOfExample(table: TableName): string {
  return ['XML2', 'XML3', 'XML4', 'XML5'].includes(table) ? `${table}[1]` : table
}
