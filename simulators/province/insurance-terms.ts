import { dayOfMinute, isoDay, type Day, type Minute } from './calendar.ts'
import type { Story } from './draft.ts'
import { drugPrice, servicePrice, type Terms } from './line-rows.ts'
import { cents, grossOf } from './money.ts'
import type { VisitPlan } from './visit-plan.ts'

/** 15 % of the base salary of 2,340,000 VND (NĐ 73/2024/NĐ-CP): below this a visit on the right route is free. */
const FREE_BELOW = 351_000
/** From this day half of the benefit is paid to who comes without referral (NĐ 188/2025/NĐ-CP, QĐ 3276/QĐ-BYT). */
export const HALF_BENEFIT_FROM = '2026-07-01'

/** MA_DOITUONG_KCB: why the insurance pays, by where the patient is registered and how they came. */
export function categoryOf(plan: VisitPlan, form: string, ended: Minute): string {
  const { person, facility, route } = plan
  const day = isoDay(dayOfMinute(ended))
  if (!isPaid(plan)) return '9'
  if (facility.kind === 'commune-station') return '1.2'
  if (route === 'emergency') return '2'
  if (person.card?.home === facility.code) return '1.1'
  if (plan.care.kind === 'newborn') return '1.7'
  if (route === 'referral') return '1.3'
  if (route === 'appointment') return '1.5'
  return selfReferred(plan, form, day)
}

function isPaid(plan: VisitPlan): boolean {
  return plan.person.card !== undefined && plan.facility.contract
}

function selfReferred(plan: VisitPlan, form: string, day: string): string {
  const isStay = ['03', '04', '09'].includes(form)
  if (plan.facility.kind === 'provincial-hospital' || plan.facility.kind === 'specialised-hospital')
    return isStay ? '3.2' : day >= HALF_BENEFIT_FROM ? '1.18' : '3.3'
  if (plan.facility.kind === 'traditional-hospital' && !isStay)
    return day >= HALF_BENEFIT_FROM ? '1.14' : '3.3'
  return day >= '2025-07-01' && isStay ? '1.15' : '3.3'
}

/** Whether someone may come to this facility on this day without a referral and still be paid for. */
export function mayComeAlone(
  plan: Pick<VisitPlan, 'facility' | 'day'>,
  day: Day = plan.day,
): boolean {
  const isUpper = [
    'provincial-hospital',
    'specialised-hospital',
    'traditional-hospital',
    'central-hospital',
  ].includes(plan.facility.kind)
  return !isUpper || (isoDay(day) >= HALF_BENEFIT_FROM && plan.facility.level < 3)
}

/** MUC_HUONG in percent: the card's level, halved for some, whole at stations and for small sums. */
export function termsOf(
  plan: VisitPlan,
  story: Pick<Story, 'drugs' | 'services'>,
  category: string,
): Terms {
  const card = plan.person.card
  if (category === '9' || !card) return { isInsured: false, level: 0 }
  if (category === '1.2') return { isInsured: true, level: 100 }
  if (['1.18', '1.14'].includes(category)) return { isInsured: true, level: card.level / 2 }
  const isRightRoute = category.startsWith('1.') || category === '2'
  const isSmall = isRightRoute && insuredTotal(story) < FREE_BELOW
  return { isInsured: true, level: isSmall ? 100 : card.level }
}

function insuredTotal({ drugs, services }: Pick<Story, 'drugs' | 'services'>): number {
  const prices = [
    ...drugs.map((line) => drugPrice(line, true)),
    ...services.map((line) => servicePrice(line, true)),
  ]
  return prices.reduce((sum, price) => sum + cents(grossOf(price).insured), 0) / 100
}
