import { stamp } from './calendar.ts'
import type { Draft, DrugLine, ServiceLine } from './draft.ts'
import { type LineMoney, type LinePrice, splitLine } from './money.ts'

/** One row of a table as the hospital writes it: official field name to text. */
export type Row = Record<string, string>

export type PricedDrug = {
  readonly line: DrugLine
  readonly price: LinePrice
  readonly money: LineMoney
  readonly isCovered: boolean
}
export type PricedService = {
  readonly line: ServiceLine
  readonly price: LinePrice
  readonly money: LineMoney
  readonly isCovered: boolean
}

/** What the whole visit decides for each of its lines. */
export type Terms = { readonly isInsured: boolean; readonly level: number }

export function amount(value: number): string {
  return String(value)
}

export function drugPrice(line: DrugLine, isInsured: boolean): LinePrice {
  const isCovered = isInsured && line.drug.scope === 1
  return {
    quantity: Math.round(line.perTime * line.times * line.days * 1000) / 1000,
    hospitalPrice: line.drug.price,
    insurancePrice: line.drug.price,
    serviceRate: 100,
    insuranceRate: isCovered ? 100 : 0,
  }
}

export function servicePrice(line: ServiceLine, isInsured: boolean): LinePrice {
  const unit = line.supply ? line.supply.price : (line.service?.price ?? 0)
  const ceiling = line.supply ? Math.min(unit, line.supply.ceiling) : unit
  return {
    quantity: line.quantity,
    hospitalPrice: unit,
    insurancePrice: ceiling,
    serviceRate: line.serviceRate,
    insuranceRate: isInsured ? 100 : 0,
  }
}

/** Antiretroviral drugs: the state bears what the patient would pay. */
export function isSupported(line: DrugLine): boolean {
  return line.drug.key === 'tld'
}

export function priceDrug(line: DrugLine, terms: Terms): PricedDrug {
  const price = drugPrice(line, terms.isInsured)
  const isCovered = price.insuranceRate > 0
  return {
    line,
    price,
    isCovered,
    money: splitLine(price, isCovered ? terms.level : 0, isSupported(line)),
  }
}

export function priceService(line: ServiceLine, terms: Terms): PricedService {
  const price = servicePrice(line, terms.isInsured)
  return {
    line,
    price,
    isCovered: terms.isInsured,
    money: splitLine(price, terms.isInsured ? terms.level : 0),
  }
}

/** `1 viên/lần * 3 lần/ngày * 5 ngày [3 viên/ngày]`. */
function doseText({ drug, perTime, times, days }: DrugLine): string {
  const unit = drug.unit === 'UI' ? 'UI' : drug.unit.toLocaleLowerCase('vi')
  const daily = Math.round(perTime * times * 1000) / 1000
  return `${perTime} ${unit}/lần * ${times} lần/ngày * ${days} ngày [${daily} ${unit}/ngày]`
}

function supportFields(money: LineMoney): Row {
  return {
    T_NGUONKHAC_NSNN: amount(money.support),
    T_NGUONKHAC_VTNN: '0',
    T_NGUONKHAC_VTTN: '0',
    T_NGUONKHAC_CL: '0',
    T_NGUONKHAC: amount(money.support),
  }
}

function shareFields(money: LineMoney): Row {
  return {
    T_BNTT: amount(money.patient),
    T_BNCCT: amount(money.copayment),
    T_BHTT: amount(money.fund),
  }
}

export function drugRow(draft: Draft, terms: Terms, priced: PricedDrug, number: number): Row {
  const { line, price, money, isCovered } = priced
  const { drug } = line
  return {
    MA_LK: draft.linkCode,
    STT: String(number),
    MA_THUOC: drug.code,
    MA_NHOM: '4',
    TEN_THUOC: drug.name,
    DON_VI_TINH: drug.unit,
    HAM_LUONG: drug.strength,
    DUONG_DUNG: drug.route,
    DANG_BAO_CHE: drug.form,
    LIEU_DUNG: doseText(line),
    CACH_DUNG: drug.use,
    SO_DANG_KY: drug.registration,
    TT_THAU: tenderOn(draft, drug.tender),
    PHAM_VI: isCovered ? '1' : '2',
    TYLE_TT_BH: String(price.insuranceRate),
    SO_LUONG: String(price.quantity),
    DON_GIA: String(price.hospitalPrice),
    THANH_TIEN_BV: amount(money.hospital),
    THANH_TIEN_BH: amount(money.insured),
    ...supportFields(money),
    MUC_HUONG: String(isCovered ? terms.level : 0),
    ...shareFields(money),
    MA_KHOA: line.ward,
    MA_BAC_SI: line.doctor.licence,
    NGAY_YL: stamp(line.ordered),
    NGAY_TH_YL: stamp(line.done),
    MA_PTTT: '1',
    NGUON_CTRA: isCovered ? '1' : '4',
  }
}

/** The central hospital's tenders name the year in which they were in force. */
function tenderOn(draft: Draft, tender: string): string {
  if (draft.facility.code !== '01999') return tender
  return stamp(draft.ended) < '20260101' ? tender.replace(/2026$/, '2024') : tender
}

/** Groups of services that someone must be named for as having carried them out. */
const PERFORMED_GROUPS = [1, 2, 3, 8, 18, 13]

export function serviceRow(draft: Draft, terms: Terms, priced: PricedService, number: number): Row {
  const { line, price, money, isCovered } = priced
  const { service, supply } = line
  const group = supply ? 10 : (service?.group ?? 18)
  const isPerformed = PERFORMED_GROUPS.includes(group)
  return {
    MA_LK: draft.linkCode,
    STT: String(number),
    MA_DICH_VU: service?.code ?? '',
    MA_PTTT_QT: supply ? '' : (service?.procedure ?? ''),
    MA_VAT_TU: supply?.code ?? '',
    MA_NHOM: String(group),
    GOI_VTYT: line.packageCode,
    TEN_VAT_TU: supply?.name ?? '',
    TEN_DICH_VU: supply ? '' : (service?.name ?? ''),
    DON_VI_TINH: supply ? supply.unit : (service?.unit ?? 'Lần'),
    PHAM_VI: isCovered ? '1' : '2',
    SO_LUONG: String(price.quantity),
    DON_GIA_BV: String(price.hospitalPrice),
    DON_GIA_BH: String(price.insurancePrice),
    TT_THAU: supply ? tenderOn(draft, supply.tender) : '',
    TYLE_TT_DV: String(price.serviceRate),
    TYLE_TT_BH: String(price.insuranceRate),
    THANH_TIEN_BV: amount(money.hospital),
    THANH_TIEN_BH: amount(money.insured),
    T_TRANTT: supply ? String(supply.ceiling) : '',
    MUC_HUONG: String(isCovered ? terms.level : 0),
    ...supportFields(money),
    ...shareFields(money),
    MA_KHOA: line.ward,
    MA_GIUONG: line.bed,
    MA_BAC_SI: line.doctor.licence,
    NGUOI_THUC_HIEN: isPerformed ? line.performers.map((member) => member.licence).join(';') : '',
    MA_BENH: draft.main,
    NGAY_YL: stamp(line.ordered),
    NGAY_TH_YL: stamp(line.done),
    NGAY_KQ: line.ended === undefined ? '' : stamp(line.ended),
    MA_PTTT: '1',
    PP_VO_CAM: line.anaesthesia,
    MA_MAY: supply ? '' : line.machine,
  }
}
