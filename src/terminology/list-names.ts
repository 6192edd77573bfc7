/**
 * Every code list that the platform chooses by date. Facility-owned lists carry the facility's code as owner.
 * Names are ours; `title` is what people read, `field` where the list is met in a visit dossier.
 */
export const LIST_NAMES = {
  icd10: { vi: 'Mã bệnh ICD-10', en: 'ICD-10', owner: 'nation', field: 'MA_BENH_CHINH' },
  'icd10-not-main': {
    vi: 'Mã ICD-10 không dùng làm bệnh chính',
    en: 'ICD-10 not as main disease',
    owner: 'nation',
    field: 'MA_BENH_CHINH',
  },
  'icd10-female-only': {
    vi: 'Mã ICD-10 chỉ ở nữ',
    en: 'ICD-10 women only',
    owner: 'nation',
    field: 'MA_BENH_CHINH',
  },
  'icd10-male-only': {
    vi: 'Mã ICD-10 chỉ ở nam',
    en: 'ICD-10 men only',
    owner: 'nation',
    field: 'MA_BENH_CHINH',
  },
  'icd10-age': {
    vi: 'Giới hạn tuổi của mã ICD-10',
    en: 'ICD-10 age limits',
    owner: 'nation',
    field: 'MA_BENH_CHINH',
  },
  'icd10-dagger-asterisk': {
    vi: 'Cặp mã kép ICD-10',
    en: 'ICD-10 dagger and asterisk pairs',
    owner: 'nation',
    field: 'MA_BENH_CHINH',
  },
  'traditional-disease': {
    vi: 'Mã bệnh y học cổ truyền',
    en: 'Traditional-medicine diseases',
    owner: 'nation',
    field: 'MA_BENH_YHCT',
  },
  'icd9-procedure': {
    vi: 'Mã phẫu thuật, thủ thuật ICD-9-CM',
    en: 'ICD-9-CM procedures',
    owner: 'nation',
    field: 'MA_PTTT_QT',
  },
  'patient-category': {
    vi: 'Đối tượng khám bệnh, chữa bệnh',
    en: 'Patient categories',
    owner: 'nation',
    field: 'MA_DOITUONG_KCB',
  },
  'care-form': {
    vi: 'Hình thức khám bệnh, chữa bệnh',
    en: 'Forms of care',
    owner: 'nation',
    field: 'MA_LOAI_KCB',
  },
  'discharge-type': {
    vi: 'Tình trạng ra viện',
    en: 'Types of discharge',
    owner: 'nation',
    field: 'MA_LOAI_RV',
  },
  'treatment-outcome': {
    vi: 'Kết quả điều trị',
    en: 'Treatment outcomes',
    owner: 'nation',
    field: 'KET_QUA_DTRI',
  },
  accident: {
    vi: 'Tai nạn thương tích',
    en: 'Injuries and accidents',
    owner: 'nation',
    field: 'MA_TAI_NAN',
  },
  'cost-group': { vi: 'Nhóm chi phí', en: 'Cost groups', owner: 'nation', field: 'MA_NHOM' },
  fuel: { vi: 'Xăng, dầu', en: 'Fuels', owner: 'nation', field: 'MA_XANG_DAU' },
  ward: { vi: 'Khoa', en: 'Wards', owner: 'nation', field: 'MA_KHOA' },
  'ethnic-group': { vi: 'Dân tộc', en: 'Ethnic groups', owner: 'nation', field: 'MA_DANTOC' },
  occupation: { vi: 'Nghề nghiệp', en: 'Occupations', owner: 'nation', field: 'MA_NGHE_NGHIEP' },
  nationality: { vi: 'Quốc tịch', en: 'Nationalities', owner: 'nation', field: 'MA_QUOCTICH' },
  province: { vi: 'Tỉnh, thành phố', en: 'Provinces', owner: 'nation', field: 'MATINH_CU_TRU' },
  commune: { vi: 'Xã, phường, đặc khu', en: 'Communes', owner: 'nation', field: 'MAXA_CU_TRU' },
  'commune-successor': {
    vi: 'Xã trước 01/07/2025 và xã kế tục',
    en: 'Communes before 01/07/2025 and their successors',
    owner: 'nation',
    field: 'MAXA_CU_TRU',
  },
  'drug-route': {
    vi: 'Đường dùng thuốc',
    en: 'Routes of administration',
    owner: 'nation',
    field: 'DUONG_DUNG',
  },
  'tb-regimen': {
    vi: 'Phác đồ điều trị lao',
    en: 'Tuberculosis regimens',
    owner: 'nation',
    field: 'PHACDO_DTRI_LAO',
  },
  'lab-index': {
    vi: 'Chỉ số cận lâm sàng',
    en: 'Laboratory indices',
    owner: 'nation',
    field: 'MA_CHI_SO',
  },
  facility: {
    vi: 'Cơ sở khám bệnh, chữa bệnh',
    en: 'Facilities',
    owner: 'nation',
    field: 'MA_CSKCB',
  },
  staff: {
    vi: 'Người hành nghề của cơ sở',
    en: 'Staff of the facility',
    owner: 'facility',
    field: 'MA_BAC_SI',
  },
  'facility-ward': {
    vi: 'Khoa của cơ sở',
    en: 'Wards of the facility',
    owner: 'facility',
    field: 'MA_KHOA',
  },
  drug: {
    vi: 'Thuốc của cơ sở',
    en: 'Drugs of the facility',
    owner: 'facility',
    field: 'MA_THUOC',
  },
  service: {
    vi: 'Dịch vụ kỹ thuật của cơ sở',
    en: 'Services of the facility',
    owner: 'facility',
    field: 'MA_DICH_VU',
  },
  supply: {
    vi: 'Vật tư y tế của cơ sở',
    en: 'Supplies of the facility',
    owner: 'facility',
    field: 'MA_VAT_TU',
  },
  machine: {
    vi: 'Thiết bị của cơ sở',
    en: 'Machines of the facility',
    owner: 'facility',
    field: 'MA_MAY',
  },
  bed: {
    vi: 'Giường của cơ sở',
    en: 'Beds of the facility',
    owner: 'facility',
    field: 'MA_GIUONG',
  },
} as const satisfies Record<
  string,
  { vi: string; en: string; owner: 'nation' | 'facility'; field: string }
>

export type ListName = keyof typeof LIST_NAMES

export function isListName(text: string): text is ListName {
  return Object.hasOwn(LIST_NAMES, text)
}
