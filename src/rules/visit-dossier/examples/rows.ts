import type { DossierTables, TableName, TableRow } from '#vocabulary/dossier-tables'
import { dictionaryOn } from '../field-dictionary.ts'
import { round } from '../money.ts'

/* Rows of the synthetic dossiers on which rules are shown and tried. Everybody and everything in them is invented. */

export const FACILITY = '51001'

type Given = Readonly<Record<string, string>>

const dictionary = dictionaryOn('2026-11-20')

/** A row with every tag of the dictionary in its order, empty where nothing is given. */
export function rowOf(table: TableName, given: Given): TableRow {
  const fields = dictionary?.tables.get(table)?.fields ?? []
  return Object.fromEntries(fields.map((field) => [field.name, given[field.name] ?? '']))
}

/** A row that repeats what the summary says, as papers do. */
export function copyOf(table: TableName, summary: Given, given: Given): TableRow {
  return rowOf(table, {
    ...summary,
    STT: '',
    GHI_CHU: '',
    DU_PHONG: '',
    GIAY_CHUYEN_TUYEN: '',
    ...given,
  })
}

const NO_SUPPORT = {
  T_NGUONKHAC_NSNN: '0',
  T_NGUONKHAC_VTNN: '0',
  T_NGUONKHAC_VTTN: '0',
  T_NGUONKHAC_CL: '0',
  T_NGUONKHAC: '0',
}

/** A line of XML2 with its amounts worked out. */
export function drug(number: number, given: Given): TableRow {
  const line = {
    MA_NHOM: '4',
    MA_THUOC: '40.48',
    TEN_THUOC: 'Thuốc thử Paracetamol 500',
    DON_VI_TINH: 'Viên',
    HAM_LUONG: '500mg',
    DUONG_DUNG: '1.01',
    DANG_BAO_CHE: 'Viên nén',
    LIEU_DUNG: '1 viên/lần * 3 lần/ngày * 5 ngày [3 viên/ngày]',
    SO_DANG_KY: 'THU-00001-26',
    TT_THAU: '12/QĐ-SYT;G1;N1;2026',
    PHAM_VI: '1',
    TYLE_TT_BH: '100',
    SO_LUONG: '15',
    DON_GIA: '480',
    MUC_HUONG: '80',
    MA_KHOA: 'K01',
    MA_BAC_SI: '000001/QNG-GPHN',
    NGAY_YL: '202611100940',
    NGAY_TH_YL: '202611100942',
    MA_PTTT: '1',
    NGUON_CTRA: '1',
    ...NO_SUPPORT,
    ...given,
  }
  const gross = round(Number(line.SO_LUONG) * Number(line.DON_GIA))
  return rowOf('XML2', { STT: String(number), ...shared(line, gross, gross), ...line })
}

/** A line of XML3 with its amounts worked out. */
export function service(number: number, given: Given): TableRow {
  const line = {
    DON_VI_TINH: 'Lần',
    PHAM_VI: '1',
    SO_LUONG: '1',
    DON_GIA_BV: '40000',
    DON_GIA_BH: given['DON_GIA_BV'] ?? '40000',
    TYLE_TT_DV: '100',
    TYLE_TT_BH: '100',
    MUC_HUONG: '80',
    MA_KHOA: 'K01',
    MA_BAC_SI: '000001/QNG-GPHN',
    NGUOI_THUC_HIEN: '000001/QNG-GPHN',
    MA_PTTT: '1',
    ...NO_SUPPORT,
    ...given,
  }
  const rate = Number(line.TYLE_TT_DV) / 100
  const gross = round(Number(line.SO_LUONG) * Number(line.DON_GIA_BV) * rate)
  const insured = round(Number(line.SO_LUONG) * Number(line.DON_GIA_BH) * rate)
  return rowOf('XML3', { STT: String(number), ...shared(line, gross, insured), ...line })
}

function shared(
  line: { TYLE_TT_BH: string; MUC_HUONG: string },
  gross: number,
  insured: number,
): Given {
  const covered = round((insured * Number(line.TYLE_TT_BH)) / 100)
  const fund = round((covered * Number(line.MUC_HUONG)) / 100)
  return {
    THANH_TIEN_BV: String(gross),
    THANH_TIEN_BH: String(covered),
    T_BNTT: String(round(gross - covered)),
    T_BNCCT: String(round(covered - fund)),
    T_BHTT: String(fund),
  }
}

/** The totals of XML1 from its lines. */
export function totalsOf(drugs: readonly TableRow[], services: readonly TableRow[]): Given {
  const both = [...drugs, ...services]
  const supplies = services.filter((row) => row['MA_NHOM'] === '10')
  const sum = (rows: readonly TableRow[], field: string) =>
    String(round(rows.reduce((total, row) => total + Number(row[field]), 0)))
  return {
    T_THUOC: sum(drugs, 'THANH_TIEN_BV'),
    T_VTYT: sum(supplies, 'THANH_TIEN_BV'),
    T_TONGCHI_BV: sum(both, 'THANH_TIEN_BV'),
    T_TONGCHI_BH: sum(both, 'THANH_TIEN_BH'),
    T_BNTT: sum(both, 'T_BNTT'),
    T_BNCCT: sum(both, 'T_BNCCT'),
    T_BHTT: sum(both, 'T_BHTT'),
    T_NGUONKHAC: sum(both, 'T_NGUONKHAC'),
    T_BHTT_GDV: sum(both, 'T_BHTT'),
  }
}

const PERSON = {
  MA_BN: 'BN0000321',
  HO_TEN: 'PHẠM THỊ THỬ NGHIỆM',
  SO_CCCD: '051190000123',
  NGAY_SINH: '199005120000',
  GIOI_TINH: '2',
  MA_QUOCTICH: '000',
  MA_DANTOC: '01',
  MA_NGHE_NGHIEP: '33',
  DIA_CHI: 'Tổ 1, phường Cẩm Thành, tỉnh Quảng Ngãi',
  MATINH_CU_TRU: '51',
  MAXA_CU_TRU: '21010',
  DIEN_THOAI: '0900000321',
  MA_THE_BHYT: 'GD4515100000321',
  MA_DKBD: FACILITY,
  GT_THE_TU: '20260101',
  GT_THE_DEN: '20261231',
  CAN_NANG: '52.00',
}

/** The summary of a visit. */
export function summary(
  drugs: readonly TableRow[],
  services: readonly TableRow[],
  given: Given,
): TableRow {
  return rowOf('XML1', {
    STT: '1',
    ...PERSON,
    LY_DO_VV: 'Đau họng, sốt nhẹ 2 ngày',
    CHAN_DOAN_VAO: 'Viêm mũi họng cấp',
    CHAN_DOAN_RV: 'Viêm mũi họng cấp',
    MA_BENH_CHINH: 'J00',
    MA_DOITUONG_KCB: '1.1',
    NGAY_VAO: '202611100812',
    NGAY_RA: '202611100945',
    SO_NGAY_DTRI: '0',
    PP_DIEU_TRI: 'Nội khoa',
    KET_QUA_DTRI: '2',
    MA_LOAI_RV: '1',
    NGAY_TTOAN: '202611100958',
    NAM_QT: '2026',
    THANG_QT: '11',
    MA_LOAI_KCB: '01',
    MA_KHOA: 'K01',
    MA_CSKCB: FACILITY,
    MA_HSBA: 'KB26.000321',
    MA_TTDV: '000009/QNG-GPHN',
    ...totalsOf(drugs, services),
    ...given,
  })
}

/** Writes one link key into every row. */
export function linked(
  key: string,
  tables: { [Table in keyof DossierTables]: DossierTables[Table] | undefined },
): DossierTables {
  return Object.fromEntries(
    Object.entries(tables).flatMap(([name, rows]) =>
      rows === undefined ? [] : [[name, rows.map((row) => ({ ...row, MA_LK: key }))]],
    ),
  )
}
