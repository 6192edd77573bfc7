import { ageOn, dayOfMinute, dayStamp, stamp } from './calendar.ts'
import type { Draft } from './draft.ts'
import type { Row, Terms } from './line-rows.ts'
import { cardOf, identityOf } from './summary-row.ts'

/** Age in completed years below which a paper names the parents. */
const CHILD_AGE = 16

function parentsOf(draft: Draft): Row {
  const isChild = ageOn(dayOfMinute(draft.left), draft.person.birth) < CHILD_AGE
  return isChild
    ? { HO_TEN_CHA: draft.person.father, HO_TEN_ME: draft.person.mother }
    : { HO_TEN_CHA: '', HO_TEN_ME: '' }
}

export function dischargeRow(draft: Draft): Row {
  const left = dayOfMinute(draft.left)
  const hasRest = draft.restDays > 0 && draft.person.employer !== ''
  return {
    MA_LK: draft.linkCode,
    SO_LUU_TRU: `BA${draft.serial}`,
    MA_YTE: identityOf(draft)['MA_BN'] ?? '',
    MA_KHOA_RV: draft.wards[1] ?? draft.wards[0] ?? '',
    NGAY_VAO: stamp(draft.arrived),
    NGAY_RA: stamp(draft.ended),
    MA_DINH_CHI_THAI: '0',
    CHAN_DOAN_RV: draft.diagnosisOut,
    PP_DIEUTRI: draft.treatment,
    GHI_CHU: hasRest
      ? `Nghỉ ngơi ${String(draft.restDays).padStart(2, '0')} ngày sau ra viện`
      : draft.advice,
    MA_TTDV: draft.facility.head.licence,
    MA_BS: draft.doctor.licence,
    TEN_BS: draft.doctor.name,
    NGAY_CT: dayStamp(left),
    ...parentsOf(draft),
    ...(hasRest
      ? {
          SO_NGAY_NGHI: String(draft.restDays),
          NGOAITRU_TUNGAY: dayStamp(left + 1),
          NGOAITRU_DENNGAY: dayStamp(left + draft.restDays),
        }
      : {}),
  }
}

/** Key results in one sentence: what lies outside, and what the pictures show. */
function keyResults(draft: Draft): string {
  const pictures = draft.results
    .filter((result) => result.conclusion !== '')
    .map((result) => `${result.name}: ${result.conclusion}`)
  const values = draft.results
    .filter((result) => result.value !== '')
    .slice(0, 10)
    .map((result) => `${result.name} ${result.value.replace('.', ',')} ${result.unit}`.trim())
  const all = [...values, ...pictures].join('; ')
  return all === '' ? 'Không làm cận lâm sàng' : all
}

export function recordSummaryRow(draft: Draft): Row {
  return {
    MA_LK: draft.linkCode,
    MA_LOAI_KCB: draft.form,
    ...parentsOf(draft),
    NGUOI_GIAM_HO: '',
    DON_VI: draft.person.employer,
    NGAY_VAO: stamp(draft.arrived),
    NGAY_RA: stamp(draft.ended),
    CHAN_DOAN_VAO: draft.diagnosisIn,
    CHAN_DOAN_RV: draft.diagnosisOut,
    QT_BENHLY: draft.history === '' ? draft.reason : draft.history,
    TOMTAT_KQ: keyResults(draft),
    PP_DIEUTRI: draft.treatment,
    KET_QUA_DTRI: draft.outcome,
    GHI_CHU: '',
    MA_TTDV: draft.facility.head.licence,
    NGAY_CT: dayStamp(dayOfMinute(draft.left)),
  }
}

/** Rest for a threatened pregnancy: four weeks from the day of the visit. */
export function pregnancyRestRow(draft: Draft): Row {
  const first = dayOfMinute(draft.left)
  return {
    MA_LK: draft.linkCode,
    SO_SERI: `DT${draft.serial}`,
    SO_CT: `${draft.serial}/DT`,
    SO_NGAY: '28',
    DON_VI: draft.person.employer,
    CHAN_DOAN_RV: draft.diagnosisOut,
    TU_NGAY: dayStamp(first),
    DEN_NGAY: dayStamp(first + 27),
    MA_TTDV: draft.facility.head.licence,
    TEN_BS: draft.doctor.name,
    MA_BS: draft.doctor.licence,
    NGAY_CT: dayStamp(first),
  }
}

export function sickLeaveRow(draft: Draft, terms: Terms): Row {
  const first = dayOfMinute(draft.left)
  const card = cardOf(draft, terms)['MA_THE_BHYT'] ?? ''
  return {
    MA_LK: draft.linkCode,
    SO_CT: `NV${draft.serial}`,
    SO_SERI: `${draft.facility.code}${draft.serial}`,
    SO_KCB: `KB${draft.serial}`,
    DON_VI: draft.person.employer,
    MA_BHXH: card.slice(5),
    MA_THE_BHYT: card,
    CHAN_DOAN_RV: draft.diagnosisOut,
    PP_DIEUTRI: 'nội khoa',
    MA_DINH_CHI_THAI: '0',
    SO_NGAY_NGHI: String(draft.leaveDays),
    TU_NGAY: dayStamp(first),
    DEN_NGAY: dayStamp(first + draft.leaveDays - 1),
    MA_TTDV: draft.facility.head.licence,
    MA_BS: draft.doctor.licence,
    NGAY_CT: dayStamp(first),
    MAU_SO: 'CT07',
  }
}

/** Fields that a paper copies from XML1 as they are. */
function copied(draft: Draft, terms: Terms): Row {
  const identity = identityOf(draft)
  const card = cardOf(draft, terms)
  return {
    MA_CSKCB: draft.facility.code,
    HO_TEN: identity['HO_TEN'] ?? '',
    NGAY_SINH: identity['NGAY_SINH'] ?? '',
    GIOI_TINH: identity['GIOI_TINH'] ?? '',
    DIA_CHI: identity['DIA_CHI'] ?? '',
    MA_THE_BHYT: card['MA_THE_BHYT'] ?? '',
    GT_THE_DEN: card['GT_THE_DEN'] ?? '',
    NGAY_VAO: stamp(draft.arrived),
    NGAY_VAO_NOI_TRU: draft.admitted === undefined ? '' : stamp(draft.admitted),
    NGAY_RA: stamp(draft.ended),
    CHAN_DOAN_RV: draft.diagnosisOut,
    MA_BENH_CHINH: draft.main,
    MA_BENH_KT: draft.others.join(';'),
    MA_BENH_YHCT: draft.traditional.join(';'),
    MA_BAC_SI: draft.doctor.licence,
    MA_TTDV: draft.facility.head.licence,
  }
}

export function referralRow(draft: Draft, terms: Terms): Row {
  const identity = identityOf(draft)
  const isGoingBack = draft.facility.level > (draft.plan.referTo?.level ?? 0)
  return {
    MA_LK: draft.linkCode,
    SO_HOSO: `CT${draft.serial}`,
    SO_CHUYENTUYEN: draft.serial,
    GIAY_CHUYEN_TUYEN: `CT${draft.serial}`,
    MA_CSKCB_DI: draft.plan.from ?? '',
    MA_CSKCB_DEN: draft.plan.referTo?.code ?? '',
    ...copied(draft, terms),
    MA_QUOCTICH: identity['MA_QUOCTICH'] ?? '',
    MA_DANTOC: identity['MA_DANTOC'] ?? '',
    MA_NGHE_NGHIEP: identity['MA_NGHE_NGHIEP'] ?? '',
    DAU_HIEU_LS: draft.reason,
    QT_BENHLY: draft.history,
    TOMTAT_KQ: keyResults(draft),
    PP_DIEUTRI: draft.treatment,
    TINH_TRANG_CT: 'Tỉnh, mạch, huyết áp ổn định, tự thở',
    MA_LOAI_RV: draft.discharge,
    MA_LYDO_CT: '1',
    HUONG_DIEU_TRI: isGoingBack ? 'Tiếp tục điều trị, theo dõi gần nhà' : 'Điều trị chuyên sâu',
    PHUONGTIEN_VC: isGoingBack ? 'Tự túc' : 'Xe cứu thương',
    HOTEN_NGUOI_HT: isGoingBack ? '' : draft.doctor.name,
    CHUCDANH_NGUOI_HT: isGoingBack ? '' : 'Bác sĩ',
  }
}

export function appointmentRow(draft: Draft, terms: Terms): Row {
  const next = draft.plan.nextDay ?? dayOfMinute(draft.ended) + 1
  return {
    MA_LK: draft.linkCode,
    SO_GIAYHEN_KL: `HK${draft.serial}`,
    ...copied(draft, terms),
    NGAY_HEN_KL: dayStamp(next),
    MA_DOITUONG_KCB: draft.category,
    NGAY_CT: dayStamp(dayOfMinute(draft.left)),
  }
}
