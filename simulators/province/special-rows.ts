import { dayOfMinute, dayStamp } from './calendar.ts'
import type { Draft } from './draft.ts'
import type { Row, Terms } from './line-rows.ts'
import { birthMinute } from './maternity-story.ts'
import { stamp } from './calendar.ts'
import type { Person } from './people.ts'
import { cardOf, childWeight, identityOf } from './summary-row.ts'

/** HIV care (XML6): the first visit registers, the others continue. */
export function hivRow(draft: Draft, terms: Terms, ordinal: number, every: number): Row {
  const identity = identityOf(draft)
  const first = dayOfMinute(draft.left)
  const begun = first - ordinal * every
  const hasLoad = draft.results.some((result) => result.code === 'HIVTLVR')
  return {
    MA_LK: draft.linkCode,
    MA_THE_BHYT: cardOf(draft, terms)['MA_THE_BHYT'] ?? '',
    SO_CCCD: identity['SO_CCCD'] ?? '',
    NGAY_SINH: identity['NGAY_SINH'] ?? '',
    GIOI_TINH: identity['GIOI_TINH'] ?? '',
    DIA_CHI: identity['DIA_CHI'] ?? '',
    MATINH_CU_TRU: identity['MATINH_CU_TRU'] ?? '',
    MAXA_CU_TRU: identity['MAXA_CU_TRU'] ?? '',
    NGAYKD_HIV: dayStamp(begun - 20),
    NOI_LAY_MAU_XN: draft.facility.code,
    NOI_XN_KD: '51001',
    NOI_BDDT_ARV: draft.facility.code,
    BDDT_ARV: dayStamp(begun),
    MA_PHAC_DO_DIEU_TRI_BD: 'TDF+3TC+DTG',
    MA_BAC_PHAC_DO_BD: '1',
    MA_LYDO_DTRI: ordinal === 0 ? '1' : '3',
    LOAI_DTRI_LAO: '0',
    SANG_LOC_LAO: '2',
    KQ_DTRI_LAO: '7',
    ...(hasLoad
      ? {
          MA_LYDO_XNTL_VR: '1',
          NGAY_XN_TLVR: dayStamp(first),
          KQ_XNTL_VR: '1',
          NGAY_KQ_XN_TLVR: dayStamp(first),
        }
      : {}),
    MA_LOAI_BN: '1',
    GIAI_DOAN_LAM_SANG: '1',
    NHOM_DOI_TUONG: '9',
    MA_TINH_TRANG_DK: '9',
    MA_XU_TRI: '1',
    NGAY_BAT_DAU_XU_TRI: dayStamp(first),
    NGAY_KET_THUC_XU_TRI: dayStamp(first + every),
    MA_PHAC_DO_DIEU_TRI: 'TDF+3TC+DTG',
    MA_BAC_PHAC_DO: '1',
    SO_NGAY_CAP_THUOC_ARV: String(every),
    NGAY_CHUYEN_PHAC_DO: dayStamp(begun),
    LY_DO_CHUYEN_PHAC_DO: '6',
    MA_CSKCB: draft.facility.code,
  }
}

/** Tuberculosis (XML15): A1 for six months, cured at the end. */
export function tuberculosisRow(draft: Draft, ordinal: number, total: number, every: number): Row {
  const identity = identityOf(draft)
  const begun = dayOfMinute(draft.left) - ordinal * every
  const isLast = ordinal === total - 1 && total >= 6
  return {
    MA_LK: draft.linkCode,
    STT: '1',
    MA_BN: identity['MA_BN'] ?? '',
    HO_TEN: identity['HO_TEN'] ?? '',
    SO_CCCD: identity['SO_CCCD'] ?? '',
    PHANLOAI_LAO_VITRI: '1',
    PHANLOAI_LAO_TS: '1',
    PHANLOAI_LAO_HIV: '2',
    PHANLOAI_LAO_VK: '1',
    PHANLOAI_LAO_KT: '',
    LOAI_DTRI_LAO: '2',
    NGAYBD_DTRI_LAO: dayStamp(begun),
    PHACDO_DTRI_LAO: '1',
    NGAYKT_DTRI_LAO: isLast ? dayStamp(dayOfMinute(draft.left)) : '',
    KET_QUA_DTRI_LAO: isLast ? '1' : '6',
    MA_CSKCB: draft.facility.code,
  }
}

/** The birth certificate paper (XML9) in the mother's dossier. */
export function birthRow(draft: Draft, terms: Terms, child: Person, isSurgery: boolean): Row {
  const { person: mother, facility } = draft
  const identity = identityOf(draft)
  const card = cardOf(draft, terms)['MA_THE_BHYT'] ?? ''
  return {
    MA_LK: draft.linkCode,
    MA_BHXH_NND: card.slice(5),
    MA_THE_NND: card,
    HO_TEN_NND: mother.name,
    NGAYSINH_NND: dayStamp(mother.birth),
    MA_DANTOC_NND: mother.people,
    SO_CCCD_NND: mother.number,
    NGAYCAP_CCCD_NND: dayStamp(Math.min(mother.birth + 365 * 19, dayOfMinute(draft.arrived) - 90)),
    NOICAP_CCCD_NND: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
    NOI_CU_TRU_NND: identity['DIA_CHI'] ?? '',
    MA_QUOCTICH: mother.nationality,
    MATINH_CU_TRU: identity['MATINH_CU_TRU'] ?? '',
    MAXA_CU_TRU: identity['MAXA_CU_TRU'] ?? '',
    HO_TEN_CHA: child.father,
    MA_THE_TAM:
      child.card?.code ??
      `TE1${identity['MATINH_CU_TRU'] ?? '51'}${String(9_000_000_000 + child.id)}`,
    HO_TEN_CON: child.name,
    GIOI_TINH_CON: child.sex === 'male' ? '1' : '2',
    SO_CON: '1',
    LAN_SINH: '1',
    SO_CON_SONG: '1',
    CAN_NANG_CON: childWeight(child.id),
    NGAY_SINH_CON: stamp(birthMinute(child)),
    NOI_SINH_CON: facility.name,
    TINH_TRANG_CON: 'Khỏe mạnh, khóc to, hồng hào',
    SINHCON_PHAUTHUAT: isSurgery ? '1' : '0',
    SINHCON_DUOI32TUAN: '0',
    GHI_CHU: isSurgery ? 'Sinh con phải phẫu thuật' : 'Đẻ thường',
    NGUOI_DO_DE: draft.doctor.name,
    NGUOI_GHI_PHIEU: draft.doctor.name,
    NGAY_CT: dayStamp(dayOfMinute(draft.left)),
    SO: draft.serial,
    QUYEN_SO: '01',
    MA_TTDV: facility.head.licence,
  }
}
