import fc from 'fast-check'
import type { DossierTables, TableName, TableRow } from '#vocabulary/dossier-tables'

/** Fields of each table, for dossiers made by chance. Only tests use this file. */
const FIELDS: Readonly<Partial<Record<TableName, string>>> = {
  XML1: 'MA_LK STT MA_BN HO_TEN SO_CCCD NGAY_SINH GIOI_TINH NHOM_MAU MA_QUOCTICH MA_DANTOC MA_NGHE_NGHIEP DIA_CHI MATINH_CU_TRU MAHUYEN_CU_TRU MAXA_CU_TRU DIEN_THOAI MA_THE_BHYT MA_DKBD GT_THE_TU GT_THE_DEN NGAY_MIEN_CCT LY_DO_VV LY_DO_VNT MA_LY_DO_VNT CHAN_DOAN_VAO CHAN_DOAN_RV MA_BENH_CHINH MA_BENH_KT MA_BENH_YHCT MA_PTTT_QT MA_DOITUONG_KCB MA_NOI_DI MA_NOI_DEN MA_TAI_NAN NGAY_VAO NGAY_VAO_NOI_TRU NGAY_RA GIAY_CHUYEN_TUYEN SO_NGAY_DTRI PP_DIEU_TRI KET_QUA_DTRI MA_LOAI_RV GHI_CHU NGAY_TTOAN T_THUOC T_VTYT T_TONGCHI_BV T_TONGCHI_BH T_BNTT T_BNCCT T_BHTT T_NGUONKHAC T_BHTT_GDV NAM_QT THANG_QT MA_LOAI_KCB MA_KHOA MA_CSKCB MA_KHUVUC CAN_NANG CAN_NANG_CON NAM_NAM_LIEN_TUC NGAY_TAI_KHAM MA_HSBA MA_TTDV DU_PHONG',
  XML2: 'MA_LK STT MA_THUOC MA_PP_CHEBIEN MA_CSKCB_THUOC MA_NHOM TEN_THUOC DON_VI_TINH HAM_LUONG DUONG_DUNG DANG_BAO_CHE LIEU_DUNG CACH_DUNG SO_DANG_KY TT_THAU PHAM_VI SO_LUONG DON_GIA THANH_TIEN_BV THANH_TIEN_BH T_NGUONKHAC MUC_HUONG T_BNTT T_BNCCT T_BHTT MA_KHOA MA_BAC_SI MA_DICH_VU NGAY_YL NGAY_TH_YL MA_PTTT',
  XML3: 'MA_LK STT MA_DICH_VU MA_PTTT_QT MA_VAT_TU MA_NHOM GOI_VTYT TEN_VAT_TU TEN_DICH_VU DON_VI_TINH SO_LUONG DON_GIA_BV THANH_TIEN_BV THANH_TIEN_BH MUC_HUONG T_NGUONKHAC T_BNTT T_BNCCT T_BHTT MA_KHOA MA_GIUONG MA_BAC_SI NGUOI_THUC_HIEN MA_BENH MA_BENH_YHCT NGAY_YL NGAY_TH_YL NGAY_KQ PP_VO_CAM MA_MAY',
  XML4: 'MA_LK STT MA_DICH_VU MA_CHI_SO TEN_CHI_SO GIA_TRI DON_VI_DO MO_TA KET_LUAN NGAY_KQ MA_BS_DOC_KQ',
  XML5: 'MA_LK STT DIEN_BIEN_LS GIAI_DOAN_BENH HOI_CHAN PHAU_THUAT THOI_DIEM_DBLS NGUOI_THUC_HIEN',
  XML6: 'MA_LK MA_THE_BHYT NGAYKD_HIV NOI_LAY_MAU_XN BDDT_ARV MA_PHAC_DO_DIEU_TRI_BD LOAI_DTRI_LAO PHACDO_DTRI_LAO NGAY_XN_TLVR KQ_XNTL_VR GIAI_DOAN_LAM_SANG MA_TINH_TRANG_DK NGAY_XN_PCR MA_KQ_XN_PCR MA_XU_TRI NGAY_BAT_DAU_XU_TRI NGAY_KET_THUC_XU_TRI MA_PHAC_DO_DIEU_TRI SO_NGAY_CAP_THUOC_ARV',
  XML7: 'MA_LK SO_LUU_TRU MA_YTE MA_KHOA_RV NGAY_VAO NGAY_RA MA_DINH_CHI_THAI NGUYENNHAN_DINHCHI THOIGIAN_DINHCHI TUOI_THAI CHAN_DOAN_RV PP_DIEUTRI GHI_CHU MA_TTDV MA_BS TEN_BS NGAY_CT SO_NGAY_NGHI NGOAITRU_TUNGAY NGOAITRU_DENNGAY',
  XML8: 'MA_LK MA_LOAI_KCB NGAY_VAO NGAY_RA CHAN_DOAN_VAO CHAN_DOAN_RV QT_BENHLY TOMTAT_KQ PP_DIEUTRI KET_QUA_DTRI GHI_CHU MA_TTDV NGAY_CT',
  XML9: 'MA_LK HO_TEN_NND NGAYSINH_NND HO_TEN_CON GIOI_TINH_CON CAN_NANG_CON NGAY_SINH_CON NOI_SINH_CON SINHCON_PHAUTHUAT MA_THE_TAM NGAY_CT SO QUYEN_SO MA_TTDV',
  XML10:
    'MA_LK SO_SERI SO_CT SO_NGAY DON_VI CHAN_DOAN_RV TU_NGAY DEN_NGAY MA_TTDV TEN_BS MA_BS NGAY_CT',
  XML11:
    'MA_LK SO_CT SO_SERI DON_VI MA_BHXH CHAN_DOAN_RV PP_DIEUTRI MA_DINH_CHI_THAI SO_NGAY_NGHI TU_NGAY DEN_NGAY MA_TTDV MA_BS NGAY_CT',
  XML13:
    'MA_LK SO_HOSO SO_CHUYENTUYEN GIAY_CHUYEN_TUYEN MA_CSKCB_DI MA_CSKCB_DEN NGAY_VAO NGAY_RA DAU_HIEU_LS CHAN_DOAN_RV QT_BENHLY TOMTAT_KQ PP_DIEUTRI MA_BENH_CHINH TINH_TRANG_CT MA_LOAI_RV MA_LYDO_CT HUONG_DIEU_TRI PHUONGTIEN_VC MA_BAC_SI MA_TTDV',
  XML14:
    'MA_LK SO_GIAYHEN_KL NGAY_RA NGAY_HEN_KL CHAN_DOAN_RV MA_BENH_CHINH MA_BAC_SI MA_TTDV NGAY_CT',
  XML15:
    'MA_LK STT PHANLOAI_LAO_VITRI PHANLOAI_LAO_TS PHANLOAI_LAO_HIV PHANLOAI_LAO_VK NGAYBD_DTRI_LAO PHACDO_DTRI_LAO NGAYKT_DTRI_LAO KET_QUA_DTRI_LAO NGAYKD_HIV BDDT_ARV',
}

const ICD10 = [
  'J18.9',
  'I10',
  'E11.9',
  'K35.8',
  'B24',
  'Z21',
  'F20.0',
  'O04.9',
  'A54.0',
  'O80.9',
  'A15.0',
]

const WORDS = [
  'Đau bụng',
  'Viêm phổi',
  'a < b & c > d "e"',
  'CSST<M75_T37.2_HA120/70_NT18_SP98_HL2>',
  'Dòng 1\nDòng 2',
  'HIV dương tính',
  'Nội khoa',
  '2 viên/lần * 2 lần/ngày * 5 ngày [4 viên/ngày]',
  '  ',
  '😀 emoji',
]

function valueFor(field: string): fc.Arbitrary<string> {
  const digits = (least: number, most: number) =>
    fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`))
  if (/^(NGAY|GT_THE|TU_NGAY|DEN_NGAY|THOI|BDDT|NAM_NAM|NGOAITRU)/.test(field))
    return fc.oneof(time, day, fc.constant('19850000'), digits(1, 12))
  if (field === 'GIA_TRI')
    return fc.oneof(
      fc.constantFrom('7.2', '<0.5', '> 100', '5,4', 'Âm tính', '1e9', '-'),
      digits(1, 4),
    )
  if (field === 'DON_VI_DO')
    return fc.constantFrom('G/L', 'g/L', 'mmol/L', 'µmol/l', '%', 'lạ', 'U/L')
  if (field === 'MA_CHI_SO') return fc.constantFrom('WBC', 'RBC', 'X.1')
  if (/^(MA_BENH|MA_BENH_CHINH)$/.test(field)) return fc.constantFrom(...ICD10)
  if (field === 'MA_BENH_KT')
    return fc.array(fc.constantFrom(...ICD10), { maxLength: 3 }).map((codes) => codes.join(';'))
  if (/^(T_|DON_GIA|THANH_TIEN|SO_LUONG|CAN_NANG|SO_NGAY|MUC_HUONG)/.test(field))
    return fc.oneof(digits(1, 8), fc.constantFrom('12.5', '0', 'x', '-1'))
  if (
    /^(MA_NHOM|GIOI_TINH|MA_DINH_CHI_THAI|PHANLOAI_LAO_HIV|MA_TAI_NAN|KET_QUA|MA_LOAI_RV|MA_LYDO_CT|PP_VO_CAM|GIOI_TINH_CON)/.test(
      field,
    )
  )
    return digits(1, 2)
  if (field === 'MA_LOAI_KCB') return fc.constantFrom('01', '02', '03', '09', '14', '99')
  if (field === 'SO_CCCD') return fc.oneof(digits(12, 12), digits(9, 9), fc.constant('C1234567'))
  if (field === 'MA_THE_BHYT')
    return fc.constantFrom('DN4510112345678', 'DN4510112345678;TE1510112345678', 'sai')
  if (field === 'NAM_QT') return fc.constantFrom('2026', '0', 'x')
  if (field === 'MA_DICH_VU') return fc.constantFrom('22.0120.1370', '03.0001.0002_TB', '18.0001')
  return fc.oneof(
    fc.constantFrom(...WORDS),
    digits(1, 6),
    fc.string({ maxLength: 20 }).map((text) => text.toWellFormed()),
  )
}

const instant = fc.date({
  min: new Date('2024-01-01'),
  max: new Date('2026-12-31'),
  noInvalidDate: true,
})
const day = instant.map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''))
const time = instant.map((date) => date.toISOString().slice(0, 16).replace(/[-T:]/g, ''))

function rowFor(table: TableName): fc.Arbitrary<TableRow> {
  const fields = (FIELDS[table] ?? '').split(' ')
  const values = fields.map((field) =>
    fc.oneof({ arbitrary: valueFor(field), weight: 4 }, { arbitrary: fc.constant(''), weight: 1 }),
  )
  return fc
    .tuple(...values)
    .map((row) => Object.fromEntries(fields.map((field, index) => [field, row[index] ?? ''])))
}

const REPEATING = new Set<TableName>(['XML2', 'XML3', 'XML4', 'XML5', 'XML6', 'XML9', 'XML15'])

/** Any dossier that can be read, however wrong: XML1 always, other tables or not. */
export function anyDossier(): fc.Arbitrary<DossierTables> {
  const table = (name: TableName) =>
    fc.option(fc.array(rowFor(name), { minLength: 1, maxLength: REPEATING.has(name) ? 5 : 1 }), {
      nil: undefined,
    })
  const names = [
    'XML2',
    'XML3',
    'XML4',
    'XML5',
    'XML6',
    'XML7',
    'XML8',
    'XML9',
    'XML10',
    'XML11',
    'XML13',
    'XML14',
    'XML15',
  ] as const
  return fc.tuple(rowFor('XML1'), ...names.map(table)).map(([summary, ...others]) => {
    const present = names.flatMap((name, index) => {
      const rows = others[index]
      return rows ? [[name, rows] as const] : []
    })
    return { XML1: [summary], ...Object.fromEntries(present) }
  })
}
