import {
  type Claim,
  type ClaimDiagnosis,
  type ClaimItem,
  codeSystem,
  type Coverage,
  type Extension,
  extensionUrl,
  type Money,
  type Reference,
  SYSTEMS,
} from '#fhir'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import { icd10 } from './conditions.ts'
import {
  concept,
  idOf,
  type Line,
  linesOf,
  type Mapping,
  numberOf,
  ownFacility,
  type Part,
} from './mapping.ts'
import { fhirDay, fhirTime, timeOf } from './times.ts'
import { parts } from './person-claim.ts'

/** Amounts of XML1 and of each line, by the field that holds them; the names are the project's extensions. */
const TOTALS = {
  T_THUOC: 'total-drugs',
  T_VTYT: 'total-supplies',
  T_TONGCHI_BH: 'total-in-scope',
  T_BNTT: 'patient-pays',
  T_BNCCT: 'patient-copays',
  T_BHTT: 'insurance-pays',
  T_NGUONKHAC: 'others-pay',
  T_BHTT_GDV: 'insurance-pays-outside-capitation',
} as const
const LINE_AMOUNTS = {
  THANH_TIEN_BH: 'total-in-scope',
  T_BNTT: 'patient-pays',
  T_BNCCT: 'patient-copays',
  T_BHTT: 'insurance-pays',
  T_NGUONKHAC: 'others-pay',
} as const

/** What the visit cost and who pays: totals of XML1, one item per line of XML2 and XML3. It names everything, so it is as sensitive as anything in the visit. */
export function claimPart(mapping: Mapping, coverages: readonly Part[]): Part | undefined {
  const { summary: row } = mapping
  const total = numberOf(row['T_TONGCHI_BV'])
  if (mapping.isCheckIn || total === undefined) return undefined
  const diagnosis = [...parts(row['MA_BENH_CHINH']), ...parts(row['MA_BENH_KT'])]
  const item = [
    ...linesOf(mapping, 'XML2').map((line) => drugItem(mapping, line)),
    ...linesOf(mapping, 'XML3').map((line) => serviceItem(mapping, line)),
  ].map((content, index) => ({ ...content, sequence: index + 1 }))
  const extension = amounts(row, TOTALS)
  const resource: Claim = {
    resourceType: 'Claim',
    ...(extension.length > 0 && { extension }),
    status: 'active',
    type: { coding: [{ system: SYSTEMS.claimType, code: 'institutional' }] },
    use: 'claim',
    patient: mapping.subject,
    ...billablePeriod(row),
    created:
      fhirTime(row['NGAY_TTOAN']) ?? fhirTime(row['NGAY_RA']) ?? isoInVietnam(mapping.acceptedAt),
    insurer: { display: 'Bảo hiểm xã hội Việt Nam' },
    provider: ownFacility(mapping),
    priority: { coding: [{ system: SYSTEMS.processPriority, code: 'normal' }] },
    ...(diagnosis.length > 0 && {
      diagnosis: diagnosis.map((code, index) => diagnosisOf(mapping, code, index)),
    }),
    insurance: insuranceOf(coverages),
    ...(item.length > 0 && { item }),
    total: money(total),
  }
  const at = timeOf(row['NGAY_RA'])
  return {
    dataClass: mapping.classes.whole,
    resource: { ...resource, id: idOf(mapping, 'XML1/Claim') },
    ...(at && { at }),
  }
}

/** NAM_QT and THANG_QT: the month in which the visit is claimed. */
function billablePeriod(row: Line['row']): Pick<Claim, 'billablePeriod'> {
  const [year, month] = [Number(row['NAM_QT']), Number(row['THANG_QT'])]
  if (!(year > 1900 && year < 10_000 && month >= 1 && month <= 12)) return {}
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const head = `${year}-${String(month).padStart(2, '0')}`
  return { billablePeriod: { start: `${head}-01`, end: `${head}-${last}` } }
}

function diagnosisOf(mapping: Mapping, code: string, index: number): ClaimDiagnosis {
  const role = index === 0 ? 'DD' : 'CM'
  return {
    sequence: index + 1,
    diagnosisCodeableConcept: icd10(mapping, code),
    type: [{ coding: [{ system: SYSTEMS.diagnosisRole, code: role }] }],
  }
}

/** FHIR wants an insurance in every claim; a visit without card says who pays. */
function insuranceOf(coverages: readonly Part[]): Claim['insurance'] {
  if (coverages.length === 0)
    return [{ sequence: 1, focal: true, coverage: { display: 'Không dùng thẻ bảo hiểm y tế' } }]
  return coverages.map(({ resource }, index) => {
    const coverage: Reference<Coverage> = { reference: `Coverage/${resource.id}` }
    return { sequence: index + 1, focal: index === 0, coverage }
  })
}

function drugItem(mapping: Mapping, line: Line): Omit<ClaimItem, 'sequence'> {
  const { row } = line
  const coding = row['MA_THUOC']
    ? [{ system: codeSystem('active-ingredient'), code: row['MA_THUOC'] }]
    : []
  const product = { ...(coding.length > 0 && { coding }), text: row['TEN_THUOC'] || '?' }
  return itemOf(mapping, line, product, row['DON_GIA'])
}

function serviceItem(mapping: Mapping, line: Line): Omit<ClaimItem, 'sequence'> {
  const { row } = line
  const supply = row['MA_VAT_TU']
  const coding = [
    ...(supply ? [{ system: codeSystem('supply'), code: supply }] : []),
    ...(row['MA_DICH_VU']
      ? [{ system: codeSystem('technical-service'), code: row['MA_DICH_VU'] }]
      : []),
  ]
  const text = (supply ? row['TEN_VAT_TU'] : row['TEN_DICH_VU']) || '?'
  return itemOf(mapping, line, { ...(coding.length > 0 && { coding }), text }, row['DON_GIA_BV'])
}

function itemOf(
  mapping: Mapping,
  { row, key }: Line,
  productOrService: ClaimItem['productOrService'],
  price: string | undefined,
): Omit<ClaimItem, 'sequence'> {
  const [quantity, unitPrice, net] = [
    numberOf(row['SO_LUONG']),
    numberOf(price),
    numberOf(row['THANH_TIEN_BV']),
  ]
  const category = concept(mapping, 'cost-group', row['MA_NHOM'])
  const day = fhirDay(row['NGAY_YL'])
  const extension: Extension[] = [
    { url: extensionUrl('line'), valueString: key },
    ...(row['GOI_VTYT']
      ? [{ url: extensionUrl('supply-package'), valueString: row['GOI_VTYT'] }]
      : []),
    ...(row['MUC_HUONG']
      ? [{ url: extensionUrl('benefit-percent'), valueString: row['MUC_HUONG'] }]
      : []),
    ...amounts(row, LINE_AMOUNTS),
  ]
  return {
    extension,
    ...(category && { category }),
    productOrService,
    ...(day && { servicedDate: day }),
    ...(quantity !== undefined && {
      quantity: { value: quantity, ...(row['DON_VI_TINH'] && { unit: row['DON_VI_TINH'] }) },
    }),
    ...(unitPrice !== undefined && { unitPrice: money(unitPrice) }),
    ...(net !== undefined && { net: money(net) }),
  }
}

function amounts(row: Line['row'], names: Readonly<Record<string, string>>): Extension[] {
  return Object.entries(names).flatMap(([field, name]) => {
    const value = numberOf(row[field])
    return value === undefined ? [] : [{ url: extensionUrl(name), valueMoney: money(value) }]
  })
}

function money(value: number): Money {
  return { value, currency: 'VND' }
}
