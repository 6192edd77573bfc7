import { parseSmartScope } from './smart-scope.ts'

/** Both languages of one sentence. */
export type Words = { readonly vi: string; readonly en: string }

const TYPES: Readonly<Record<string, Words>> = {
  '*': { vi: 'toàn bộ sổ sức khỏe', en: 'the whole health book' },
  Patient: {
    vi: 'họ tên, ngày sinh, thông tin liên hệ',
    en: 'name, date of birth, contact details',
  },
  Coverage: { vi: 'thẻ bảo hiểm y tế', en: 'the health insurance card' },
  Encounter: { vi: 'các lần khám, chữa bệnh: ở đâu, khi nào', en: 'visits: where and when' },
  Condition: { vi: 'chẩn đoán', en: 'diagnoses' },
  Observation: { vi: 'kết quả xét nghiệm và chỉ số đo', en: 'test results and measurements' },
  DiagnosticReport: { vi: 'phiếu kết quả', en: 'result reports' },
  MedicationRequest: { vi: 'thuốc được kê', en: 'prescribed medicines' },
  MedicationDispense: { vi: 'thuốc đã cấp', en: 'supplied medicines' },
  AllergyIntolerance: { vi: 'dị ứng', en: 'allergies' },
  Immunization: { vi: 'tiêm chủng', en: 'vaccinations' },
  Procedure: { vi: 'thủ thuật, phẫu thuật', en: 'procedures' },
  Appointment: { vi: 'lịch hẹn', en: 'appointments' },
  DocumentReference: { vi: 'giấy tờ', en: 'papers' },
  Claim: { vi: 'chi phí khám, chữa bệnh', en: 'costs of care' },
}

const CONTEXT: Readonly<Record<string, Words>> = {
  openid: { vi: 'Biết bạn là ai', en: 'Know who you are' },
  fhirUser: { vi: 'Biết bạn là ai', en: 'Know who you are' },
  launch: { vi: 'Mở đúng hồ sơ đang xem', en: 'Open the record in view' },
  'launch/patient': {
    vi: 'Biết sổ sức khỏe nào là của bạn',
    en: 'Know which health book is yours',
  },
  offline_access: {
    vi: 'Tiếp tục truy cập cả khi bạn không mở ứng dụng',
    en: 'Go on reading when you are not using it',
  },
}

const CATEGORIES: Readonly<Record<string, Words>> = {
  laboratory: { vi: 'xét nghiệm', en: 'laboratory' },
  'vital-signs': { vi: 'dấu hiệu sinh tồn', en: 'vital signs' },
  imaging: { vi: 'chẩn đoán hình ảnh', en: 'imaging' },
}

/** What a scope lets an app do, as the person who allows it understands it. A scope that cannot be read is shown as it is. */
export function sayScope(text: string): Words {
  const context = CONTEXT[text]
  if (context !== undefined) return context
  const parsed = parseSmartScope(text)
  if (!parsed.ok || parsed.value.kind !== 'clinical') return { vi: text, en: text }
  const { type, interactions, conditions } = parsed.value.scope
  const what = TYPES[type] ?? { vi: `dữ liệu loại ${type}`, en: `data of type ${type}` }
  const writes = ['c' as const, 'u' as const, 'd' as const].some((one) => interactions.has(one))
  const reads = interactions.has('r') || interactions.has('s')
  const verb = {
    vi: reads && writes ? 'Đọc và ghi' : writes ? 'Ghi' : 'Đọc',
    en: reads && writes ? 'Read and write' : writes ? 'Write' : 'Read',
  }
  const only = conditions.flatMap(({ values }) => values.map(sayValue))
  const limit = {
    vi: only.length === 0 ? '' : `, chỉ loại: ${only.map((one) => one.vi).join(', ')}`,
    en: only.length === 0 ? '' : `, only: ${only.map((one) => one.en).join(', ')}`,
  }
  return { vi: `${verb.vi} ${what.vi}${limit.vi}`, en: `${verb.en} ${what.en}${limit.en}` }
}

function sayValue(value: string): Words {
  const code = value.slice(value.lastIndexOf('|') + 1)
  return CATEGORIES[code] ?? { vi: code, en: code }
}
