import { appendix, BLOCKING_LIST } from './instruments.ts'
import { ADVISED, valueRule, type VisitRule } from './rule-forms.ts'

/** Fields whose few values the appendix itself names. Checked of dossiers; the check-in has its own. */

const SEX = ['1', '2', '3']
const YES = ['1']
const YES_NO = ['0', '1']

function upTo(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
}

const summary = [
  { field: 'GIOI_TINH', allowed: SEX, wrong: '4' },
  { field: 'MA_KHUVUC', allowed: ['K1', 'K2', 'K3'], wrong: 'K4' },
].map((one) =>
  valueRule({ ...one, table: 'XML1', instrument: appendix('XML1', one.field), base: 'outpatient' }),
)

const drugs = [
  { field: 'PHAM_VI', allowed: upTo(1, 3), wrong: '4' },
  { field: 'MA_PTTT', allowed: upTo(1, 3), wrong: '4' },
  { field: 'NGUON_CTRA', allowed: upTo(1, 4), wrong: '5' },
  { field: 'VET_THUONG_TP', allowed: YES, wrong: '2' },
].map((one) =>
  valueRule({ ...one, table: 'XML2', instrument: appendix('XML2', one.field), base: 'outpatient' }),
)

const services = [
  { field: 'PHAM_VI', allowed: upTo(1, 3), wrong: '4' },
  { field: 'MA_PTTT', allowed: upTo(1, 3), wrong: '4' },
  { field: 'VET_THUONG_TP', allowed: YES, wrong: '2' },
  { field: 'PP_VO_CAM', allowed: upTo(1, 4), wrong: '9' },
  { field: 'TAI_SU_DUNG', allowed: YES, wrong: '2' },
].map((one) =>
  valueRule({ ...one, table: 'XML3', instrument: appendix('XML3', one.field), base: 'outpatient' }),
)

const hiv = [
  { field: 'GIOI_TINH', allowed: SEX, wrong: '4' },
  { field: 'MA_BAC_PHAC_DO_BD', allowed: upTo(1, 3), wrong: '4' },
  { field: 'MA_LYDO_DTRI', allowed: upTo(1, 5), wrong: '9' },
  { field: 'LOAI_DTRI_LAO', allowed: upTo(0, 3), wrong: '9' },
  { field: 'SANG_LOC_LAO', allowed: upTo(1, 4), wrong: '9' },
  { field: 'KQ_DTRI_LAO', allowed: upTo(1, 7), wrong: '9' },
  { field: 'MA_LYDO_XNTL_VR', allowed: upTo(1, 3), wrong: '9' },
  { field: 'KQ_XNTL_VR', allowed: upTo(1, 5), wrong: '9' },
  { field: 'MA_LOAI_BN', allowed: upTo(1, 5), wrong: '9' },
  { field: 'GIAI_DOAN_LAM_SANG', allowed: upTo(1, 4), wrong: '9' },
  { field: 'NHOM_DOI_TUONG', allowed: upTo(0, 11), wrong: '12' },
  { field: 'LAN_XN_PCR', allowed: upTo(1, 3), wrong: '9' },
  { field: 'MA_KQ_XN_PCR', allowed: YES_NO, wrong: '2' },
  { field: 'MA_BAC_PHAC_DO', allowed: upTo(1, 3), wrong: '9' },
  { field: 'LY_DO_CHUYEN_PHAC_DO', allowed: upTo(1, 6), wrong: '9' },
].map((one) =>
  valueRule({ ...one, table: 'XML6', instrument: appendix('XML6', one.field), base: 'hiv' }),
)

const hivLists = [
  { field: 'MA_TINH_TRANG_DK', allowed: upTo(1, 9), wrong: '3;x' },
  { field: 'MA_XU_TRI', allowed: upTo(1, 8), wrong: '1;9' },
].map((one) =>
  valueRule({
    ...one,
    table: 'XML6',
    isList: true,
    instrument: appendix('XML6', one.field),
    base: 'hiv',
  }),
)

const papers = [
  { table: 'XML7', field: 'MA_DINH_CHI_THAI', allowed: YES_NO, wrong: '2', base: 'inpatient' },
  { table: 'XML7', field: 'TUOI_THAI', allowed: upTo(1, 42), wrong: '43', base: 'inpatient' },
  { table: 'XML9', field: 'GIOI_TINH_CON', allowed: SEX, wrong: '4', base: 'birth' },
  { table: 'XML9', field: 'SINHCON_PHAUTHUAT', allowed: YES_NO, wrong: '2', base: 'birth' },
  { table: 'XML9', field: 'SINHCON_DUOI32TUAN', allowed: YES_NO, wrong: '2', base: 'birth' },
  { table: 'XML11', field: 'MA_DINH_CHI_THAI', allowed: YES_NO, wrong: '2', base: 'sick-leave' },
  { table: 'XML11', field: 'TUOI_THAI', allowed: upTo(1, 42), wrong: '43', base: 'sick-leave' },
  { table: 'XML11', field: 'MAU_SO', allowed: ['CT07'], wrong: 'CT08', base: 'sick-leave' },
  { table: 'XML13', field: 'MA_LYDO_CT', allowed: upTo(1, 3), wrong: '4', base: 'referral' },
  { table: 'XML13', field: 'MA_LOAI_RV', allowed: ['2', '5'], wrong: '1', base: 'referral' },
] as const

const tuberculosis = [
  { field: 'PHANLOAI_LAO_VITRI', allowed: upTo(1, 2), wrong: '3' },
  { field: 'PHANLOAI_LAO_TS', allowed: upTo(1, 6), wrong: '7' },
  { field: 'PHANLOAI_LAO_HIV', allowed: upTo(1, 3), wrong: '4' },
  { field: 'PHANLOAI_LAO_VK', allowed: upTo(1, 2), wrong: '3' },
  { field: 'PHANLOAI_LAO_KT', allowed: upTo(1, 6), wrong: '7' },
  { field: 'LOAI_DTRI_LAO', allowed: upTo(0, 3), wrong: '4' },
  { field: 'KET_QUA_DTRI_LAO', allowed: upTo(1, 6), wrong: '7' },
].map((one) =>
  valueRule({
    ...one,
    table: 'XML15',
    instrument: appendix('XML15', one.field),
    base: 'tuberculosis',
  }),
)

export const valueRules: readonly VisitRule[] = [
  ...summary,
  ...drugs,
  ...services,
  ...hiv,
  ...hivLists,
  ...papers.map((one) => valueRule({ ...one, instrument: appendix(one.table, one.field) })),
  ...tuberculosis,
  // QĐ 5937/2021, annex 4 was not read; two systems of hospitals agree on 0-8.
  valueRule({
    ...ADVISED,
    confidence: 'practice',
    table: 'XML1',
    field: 'MA_TAI_NAN',
    allowed: upTo(0, 8),
    instrument: BLOCKING_LIST,
    base: 'outpatient',
    wrong: '9',
  }),
]
