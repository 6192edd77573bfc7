import { dayStamp, monthOf, stamp, yearOf, dayOfMinute } from './calendar.ts'
import type { Draft } from './draft.ts'
import type { PricedDrug, PricedService, Row, Terms } from './line-rows.ts'
import { amount } from './line-rows.ts'
import { weightOn } from './maternity-story.ts'
import { sumOf } from './money.ts'
import { addressOn, birthStamp, provinceOn } from './people.ts'

/** What XML1 and the papers say about the person; the papers must repeat it word for word. */
export function identityOf(draft: Draft): Row {
  const { person, ruleDay } = draft
  const firstDay = dayOfMinute(draft.arrived)
  return {
    MA_BN: `${draft.facility.code}${String(person.id + 1).padStart(6, '0')}`,
    HO_TEN: person.name,
    SO_CCCD: person.number,
    NGAY_SINH: birthStamp(person, firstDay),
    GIOI_TINH: person.sex === 'male' ? '1' : '2',
    NHOM_MAU: person.blood,
    MA_QUOCTICH: person.nationality,
    MA_DANTOC: person.people,
    MA_NGHE_NGHIEP: person.occupation,
    DIA_CHI: addressOn(person, ruleDay),
    MATINH_CU_TRU: provinceOn(person, ruleDay),
    MAXA_CU_TRU: person.commune.code,
    DIEN_THOAI: person.phone,
  }
}

/** The card fields; all empty when the insurance has no part in the visit. */
export function cardOf(draft: Draft, terms: Terms): Row {
  const card = draft.person.card
  if (!terms.isInsured || !card)
    return { MA_THE_BHYT: '', MA_DKBD: '', GT_THE_TU: '', GT_THE_DEN: '' }
  return {
    MA_THE_BHYT: card.code,
    MA_DKBD: card.home,
    GT_THE_TU: dayStamp(card.from),
    GT_THE_DEN: dayStamp(card.to),
  }
}

export function summaryRow(
  draft: Draft,
  terms: Terms,
  drugs: readonly PricedDrug[],
  services: readonly PricedService[],
): Row {
  const { plan } = draft
  const paid = dayOfMinute(draft.left)
  return {
    MA_LK: draft.linkCode,
    STT: '1',
    ...identityOf(draft),
    ...cardOf(draft, terms),
    LY_DO_VV: draft.reason,
    LY_DO_VNT: draft.admitted === undefined ? '' : draft.admissionReason,
    CHAN_DOAN_VAO: draft.diagnosisIn,
    CHAN_DOAN_RV: draft.diagnosisOut,
    MA_BENH_CHINH: draft.main,
    MA_BENH_KT: draft.others.join(';'),
    MA_BENH_YHCT: draft.traditional.join(';'),
    MA_PTTT_QT: draft.procedures.join(';'),
    MA_DOITUONG_KCB: draft.category,
    MA_NOI_DI: plan.from ?? '',
    MA_NOI_DEN: plan.referTo?.code ?? '',
    MA_TAI_NAN: draft.accident,
    NGAY_VAO: stamp(draft.arrived),
    NGAY_VAO_NOI_TRU: draft.admitted === undefined ? '' : stamp(draft.admitted),
    NGAY_RA: stamp(draft.ended),
    GIAY_CHUYEN_TUYEN:
      plan.from === undefined ? '' : `${plan.route === 'referral' ? 'CT' : 'HK'}${draft.serial}`,
    SO_NGAY_DTRI: String(draft.treatmentDays),
    PP_DIEU_TRI: draft.treatment,
    KET_QUA_DTRI: draft.outcome,
    MA_LOAI_RV: draft.discharge,
    GHI_CHU: draft.advice,
    NGAY_TTOAN: stamp(draft.left + 12),
    ...totalsOf(drugs, services),
    NAM_QT: String(yearOf(paid)),
    THANG_QT: String(monthOf(paid)),
    MA_LOAI_KCB: draft.form,
    MA_KHOA: draft.wards.join(';'),
    MA_CSKCB: draft.facility.code,
    CAN_NANG: weightOn(draft.person, paid),
    CAN_NANG_CON: plan.care.kind === 'birth' ? childWeight(plan.care.child.id) : '',
    NGAY_TAI_KHAM: plan.nextDay === undefined ? '' : dayStamp(plan.nextDay),
    MA_HSBA: `${draft.admitted === undefined ? 'KB' : 'BA'}${draft.serial}`,
    MA_TTDV: draft.facility.head.licence,
  }
}

/** Birth weight in g. */
export function childWeight(id: number): string {
  return String(2600 + ((id * 173) % 1100))
}

function totalsOf(drugs: readonly PricedDrug[], services: readonly PricedService[]): Row {
  const drugMoney = drugs.map((line) => line.money)
  const all = [...drugMoney, ...services.map((line) => line.money)]
  const supplies = services.filter((line) => line.line.supply).map((line) => line.money)
  return {
    T_THUOC: amount(sumOf(drugMoney, 'hospital')),
    T_VTYT: amount(sumOf(supplies, 'hospital')),
    T_TONGCHI_BV: amount(sumOf(all, 'hospital')),
    T_TONGCHI_BH: amount(sumOf(all, 'insured')),
    T_BNTT: amount(sumOf(all, 'patient')),
    T_BNCCT: amount(sumOf(all, 'copayment')),
    T_BHTT: amount(sumOf(all, 'fund')),
    T_NGUONKHAC: amount(sumOf(all, 'support')),
    T_BHTT_GDV: amount(sumOf(all, 'fund')),
  }
}
