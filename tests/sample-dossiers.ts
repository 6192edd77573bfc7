import type { DossierTables, TableRow } from '../src/vocabulary/dossier-tables.ts'
import { TABLE_LAYOUTS } from '../src/intake/dossier-xml/table-layouts.ts'

/** Invented dossiers for tests, and the writer that turns tables into the file a hospital would send. */

/** What may differ in an envelope; everything else is as the standard has it. */
export type EnvelopeOptions = {
  readonly facility?: string
  readonly count?: string
  readonly signature?: string
  readonly madeOn?: string
}

/** A file of one or several dossiers. */
export function fileOf(dossiers: readonly DossierTables[], options: EnvelopeOptions = {}): Buffer {
  const hoso = dossiers.map((tables) => {
    const parts = Object.entries(tables).map(([table, rows]) => partOf(table, tableOf(table, rows)))
    return `<HOSO>${parts.join('')}</HOSO>`
  })
  return envelopeOf(hoso.join(''), { count: String(dossiers.length), ...options })
}

export function partOf(table: string, document: string): string {
  const packed = Buffer.from(document).toString('base64')
  return `<FILEHOSO><LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE>${packed}</NOIDUNGFILE></FILEHOSO>`
}

export function envelopeOf(hoso: string, options: EnvelopeOptions = {}): Buffer {
  const { facility = '01999', count = '1', signature = '', madeOn = '20261110' } = options
  return Buffer.from(`<?xml version="1.0" encoding="utf-8"?>
<GIAMDINHHS><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI>
<THONGTINHOSO><NGAYLAP>${madeOn}</NGAYLAP><SOLUONGHOSO>${count}</SOLUONGHOSO>
<DANHSACHHOSO>${hoso}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI>${signature}</CHUKYDONVI></GIAMDINHHS>`)
}

/** One inner document. */
export function tableOf(table: string, rows: readonly TableRow[]): string {
  const layout = TABLE_LAYOUTS.get(table)?.layout ?? { root: table }
  const lines = rows.map((row) =>
    Object.entries(row)
      .map(([name, value]) =>
        value === '' ? `<${name}/>` : `<${name}>${escaped(value)}</${name}>`,
      )
      .join(''),
  )
  const inner =
    layout.list && layout.line
      ? `<${layout.list}>${lines.map((line) => `<${layout.line}>${line}</${layout.line}>`).join('')}</${layout.list}>`
      : lines.join('')
  return `<?xml version="1.0" encoding="utf-8"?>\n<${layout.root}>${inner}</${layout.root}>`
}

/** A check-in file. */
export function checkInFileOf(rows: readonly TableRow[]): Buffer {
  const file = tableOf('CHECKIN', rows)
  return Buffer.from(file.replace('</CHI_TIEU', '<CHUKYDONVI/></CHI_TIEU'))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A plain outpatient visit of an invented patient, without faults by the rules of the field dictionary. */
export function outpatientVisit(
  changes: Readonly<Record<string, string>> = {},
): DossierTables & { readonly XML1: readonly [TableRow] } {
  const linkCode = changes['MA_LK'] ?? '01999.20261110.000123'
  const common = { MA_LK: linkCode }
  return {
    XML1: [{ ...SUMMARY, ...common, ...changes }],
    XML2: [{ ...MEDICINE, ...common }],
    XML3: [{ ...EXAMINATION, ...common }],
  }
}

const SUMMARY: TableRow = {
  MA_LK: '',
  STT: '1',
  MA_BN: 'BN0000123',
  HO_TEN: 'NGUYỄN THỊ MẪU',
  SO_CCCD: '001190000000',
  NGAY_SINH: '199005120000',
  GIOI_TINH: '2',
  NHOM_MAU: '',
  MA_QUOCTICH: '000',
  MA_DANTOC: '01',
  MA_NGHE_NGHIEP: '33',
  DIA_CHI: 'Số 1 đường Mẫu, phường Hoàn Kiếm, thành phố Hà Nội',
  MATINH_CU_TRU: '01',
  MAHUYEN_CU_TRU: '',
  MAXA_CU_TRU: '00070',
  DIEN_THOAI: '0900000000',
  MA_THE_BHYT: 'GD4010000000001',
  MA_DKBD: '01999',
  GT_THE_TU: '20260101',
  GT_THE_DEN: '20261231',
  NGAY_MIEN_CCT: '',
  LY_DO_VV: 'Hắt hơi, chảy mũi, đau họng 2 ngày',
  LY_DO_VNT: '',
  MA_LY_DO_VNT: '',
  CHAN_DOAN_VAO: 'Viêm mũi họng cấp',
  CHAN_DOAN_RV: 'Viêm mũi họng cấp [cảm thường]',
  MA_BENH_CHINH: 'J00',
  MA_BENH_KT: '',
  MA_BENH_YHCT: '',
  MA_PTTT_QT: '',
  MA_DOITUONG_KCB: '1.1',
  MA_NOI_DI: '',
  MA_NOI_DEN: '',
  MA_TAI_NAN: '',
  NGAY_VAO: '202611100812',
  NGAY_VAO_NOI_TRU: '',
  NGAY_RA: '202611100945',
  GIAY_CHUYEN_TUYEN: '',
  SO_NGAY_DTRI: '0',
  PP_DIEU_TRI: 'Điều trị nội khoa: hạ sốt, giảm đau, chăm sóc tại nhà',
  KET_QUA_DTRI: '2',
  MA_LOAI_RV: '1',
  GHI_CHU: 'Uống đủ nước, khám lại khi sốt trên 38,5 độ C hoặc khó thở',
  NGAY_TTOAN: '202611100958',
  T_THUOC: '7200',
  T_VTYT: '0',
  T_TONGCHI_BV: '47200',
  T_TONGCHI_BH: '47200',
  T_BNTT: '0',
  T_BNCCT: '0',
  T_BHTT: '47200',
  T_NGUONKHAC: '0',
  T_BHTT_GDV: '47200',
  NAM_QT: '2026',
  THANG_QT: '11',
  MA_LOAI_KCB: '01',
  MA_KHOA: 'K01',
  MA_CSKCB: '01999',
  MA_KHUVUC: '',
  CAN_NANG: '52.00',
  CAN_NANG_CON: '',
  NAM_NAM_LIEN_TUC: '',
  NGAY_TAI_KHAM: '',
  MA_HSBA: 'KB26.000123',
  MA_TTDV: '000009/MAU-GPHN',
  DU_PHONG: '',
}

const MEDICINE: TableRow = {
  MA_LK: '',
  STT: '1',
  MA_THUOC: '40.48',
  MA_PP_CHEBIEN: '',
  MA_CSKCB_THUOC: '',
  MA_NHOM: '4',
  TEN_THUOC: 'Thuốc mẫu Paracetamol 500',
  DON_VI_TINH: 'Viên',
  HAM_LUONG: '500mg',
  DUONG_DUNG: '1.01',
  DANG_BAO_CHE: 'Viên nén',
  LIEU_DUNG: '1 viên/lần * 3 lần/ngày * 5 ngày [3 viên/ngày]',
  CACH_DUNG: 'Uống sau ăn, cách nhau ít nhất 6 giờ',
  SO_DANG_KY: 'MAU-00001-26',
  TT_THAU: '01/QĐ-MAU;G1;N1;2026',
  PHAM_VI: '1',
  TYLE_TT_BH: '100',
  SO_LUONG: '15',
  DON_GIA: '480',
  THANH_TIEN_BV: '7200',
  THANH_TIEN_BH: '7200',
  T_NGUONKHAC_NSNN: '0',
  T_NGUONKHAC_VTNN: '0',
  T_NGUONKHAC_VTTN: '0',
  T_NGUONKHAC_CL: '0',
  T_NGUONKHAC: '0',
  MUC_HUONG: '100',
  T_BNTT: '0',
  T_BNCCT: '0',
  T_BHTT: '7200',
  MA_KHOA: 'K01',
  MA_BAC_SI: '000001/MAU-GPHN',
  MA_DICH_VU: '',
  NGAY_YL: '202611100940',
  NGAY_TH_YL: '202611100942',
  MA_PTTT: '1',
  NGUON_CTRA: '1',
  VET_THUONG_TP: '',
  DU_PHONG: '',
}

const EXAMINATION: TableRow = {
  MA_LK: '',
  STT: '1',
  MA_DICH_VU: '02.03.1898',
  MA_PTTT_QT: '',
  MA_VAT_TU: '',
  MA_NHOM: '13',
  GOI_VTYT: '',
  TEN_VAT_TU: '',
  TEN_DICH_VU: 'Khám Nội tổng hợp',
  MA_XANG_DAU: '',
  DON_VI_TINH: 'Lần',
  PHAM_VI: '1',
  SO_LUONG: '1',
  DON_GIA_BV: '40000',
  DON_GIA_BH: '40000',
  TT_THAU: '',
  TYLE_TT_DV: '100',
  TYLE_TT_BH: '100',
  THANH_TIEN_BV: '40000',
  THANH_TIEN_BH: '40000',
  T_TRANTT: '',
  MUC_HUONG: '100',
  T_NGUONKHAC_NSNN: '0',
  T_NGUONKHAC_VTNN: '0',
  T_NGUONKHAC_VTTN: '0',
  T_NGUONKHAC_CL: '0',
  T_NGUONKHAC: '0',
  T_BNTT: '0',
  T_BNCCT: '0',
  T_BHTT: '40000',
  MA_KHOA: 'K01',
  MA_GIUONG: '',
  MA_BAC_SI: '000001/MAU-GPHN',
  NGUOI_THUC_HIEN: '000001/MAU-GPHN',
  MA_BENH: 'J00',
  MA_BENH_YHCT: '',
  NGAY_YL: '202611100815',
  NGAY_TH_YL: '202611100820',
  NGAY_KQ: '202611100940',
  MA_PTTT: '1',
  VET_THUONG_TP: '',
  PP_VO_CAM: '',
  VI_TRI_TH_DVKT: '',
  MA_MAY: '',
  MA_HIEU_SP: '',
  TAI_SU_DUNG: '',
  DU_PHONG: '',
}

/** The check-in of the same visit. */
export function checkIn(changes: Readonly<Record<string, string>> = {}): TableRow {
  return { ...CHECK_IN, ...changes }
}

const CHECK_IN: TableRow = {
  MA_LK: '01999.20261110.000123',
  STT: '1',
  MA_BN: 'BN0000123',
  HO_TEN: 'NGUYỄN THỊ MẪU',
  SO_CCCD: '001190000000',
  NGAY_SINH: '199005120000',
  GIOI_TINH: '2',
  MA_THE_BHYT: 'GD4010000000001',
  MA_DKBD: '01999',
  GT_THE_TU: '20260101',
  GT_THE_DEN: '20261231',
  MA_DOITUONG_KCB: '1.1',
  NGAY_VAO: '202611100812',
  NGAY_VAO_NOI_TRU: '',
  LY_DO_VNT: '',
  MA_LY_DO_VNT: '',
  MA_LOAI_KCB: '01',
  MA_CSKCB: '01999',
  MA_DICH_VU: '02.03.1898',
  TEN_DICH_VU: 'Khám Nội tổng hợp',
  MA_THUOC: '',
  TEN_THUOC: '',
  MA_VAT_TU: '',
  TEN_VAT_TU: '',
  NGAY_YL: '202611100815',
  DU_PHONG: '',
}
