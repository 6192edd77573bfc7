import type { z } from 'zod'
import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { findAccount } from '../accounts/account-store.ts'
import type { ConsentNeeds } from '../consent/consent-needs.ts'
import type { orderInspection as promise } from './contract.ts'
import { type InspectionOrder, insertInspection } from './inspection-store.ts'

type Wish = z.output<typeof promise.request>

const DAY_MS = 86_400_000

/** An inspection is over within a year, drawn out ones included: 366 days. */
const DAYS_MAX = 366

/**
 * Orders named inspectors to inspect a facility of the head's own province, and signs the order. From then on, until its last day,
 * the policy lets them open records of visits there that began in the period, ordinary data and what the order names beside it.
 *
 * Refuses `access.outside-reach` for a facility elsewhere, `access.inspection-days` for days that do not follow one another, lie
 * ahead, or reach beyond a year, `access.not-an-inspector` with the place of an account that is none of the province, and
 * `access.inspection-number-taken`: a second call with the same number changes nothing.
 * Source: Luật Thanh tra 84/2025/QH15 (order to inspect; assumed for its content); Luật 15/2023/QH15 điều 69.
 */
export async function orderInspectionOf(
  needs: ConsentNeeds,
  caller: Caller,
  wish: Wish,
): Promise<Outcome<{ readonly id: string }>> {
  const { province } = caller
  const facility = parseFacilityCode(wish.facility)
  if (province === undefined || !facility.ok || !(await isOf(needs, province, facility.value)))
    return refuse('forbidden', 'access.outside-reach', 'facility')
  const days = daysOf(wish, needs.now())
  if (days === undefined) return refuse('incorrect', 'access.inspection-days')
  return inTransaction(needs.database, async (trx) => {
    const stranger = await findStranger(trx, wish.inspectors, province)
    if (stranger !== undefined)
      return refuse('incorrect', 'access.not-an-inspector', `inspectors.${stranger}`)
    const order = signed(needs, caller, { ...wish, ...days, province, facility: facility.value })
    if (!(await insertInspection(trx, order)))
      return refuse('conflict', 'access.inspection-number-taken', 'number')
    const { id, number, classes, inspectors } = order
    await recordAudit(trx, [
      {
        at: order.signedAt,
        action: 'configure',
        caller,
        what: 'inspection-order',
        purpose: 'supervision',
        detail: {
          order: id,
          number,
          at: facility.value,
          inspectors: inspectors.join(' '),
          classes: classes.join(' '),
        },
      },
    ])
    return accept({ id })
  })
}

async function isOf({ facilitiesOf }: ConsentNeeds, province: string, facility: FacilityCode) {
  return (await facilitiesOf(province)).includes(facility)
}

/** Days of Vietnam as instants, ends exclusive. */
function daysOf({ visitsFrom, visitsTo, until }: Wish, now: Date) {
  const dayOf = (day: string) => new Date(`${day}T00:00:00+07:00`)
  const after = (day: string) => new Date(dayOf(day).getTime() + DAY_MS)
  const days = { visitsFrom: dayOf(visitsFrom), visitsTo: after(visitsTo), until: after(until) }
  const isInOrder = days.visitsFrom < days.visitsTo && days.visitsFrom <= now && days.until > now
  return isInOrder && days.until.getTime() - now.getTime() <= DAYS_MAX * DAY_MS ? days : undefined
}

/** The place of the first account that is no inspector of the province who can sign in. */
async function findStranger(
  trx: Trx,
  inspectors: readonly string[],
  province: string,
): Promise<number | undefined> {
  for (const [place, id] of inspectors.entries()) {
    const account = await findAccount(trx, id)
    const isTheirs = account?.role === 'inspector' && account.province === province
    if (!isTheirs || account.locked) return place
  }
  return undefined
}

type Terms = Pick<
  InspectionOrder,
  | 'number'
  | 'province'
  | 'facility'
  | 'visitsFrom'
  | 'visitsTo'
  | 'until'
  | 'inspectors'
  | 'classes'
>

function signed(
  { now, random, key }: ConsentNeeds,
  { account, name }: Caller,
  { number, province, facility, visitsFrom, visitsTo, until, inspectors, classes }: Terms,
): InspectionOrder {
  const signedAt = now()
  const terms = {
    number,
    province,
    facility,
    visitsFrom,
    visitsTo,
    until,
    inspectors: [...new Set(inspectors)],
    classes: DATA_CLASSES.filter((one) => one === 'ordinary' || classes.includes(one)),
  }
  const text = orderText(terms, name, signedAt)
  return {
    ...terms,
    id: newPersonId(signedAt, random),
    signedBy: account,
    signedName: name,
    signedAt,
    text,
    signature: key.sign(text),
    key: key.publicKey.kid,
  }
}

/** What is signed, line by line; ends are exclusive. */
function orderText(order: Terms, name: string, signedAt: Date): string {
  return [
    'mach/inspection-order',
    `number ${order.number}`,
    `province ${order.province}`,
    `facility ${order.facility}`,
    `visits ${order.visitsFrom.toISOString()} ${order.visitsTo.toISOString()}`,
    `until ${order.until.toISOString()}`,
    `inspectors ${order.inspectors.join(' ')}`,
    `classes ${order.classes.join(' ')}`,
    `signed ${name} ${signedAt.toISOString()}`,
    '',
  ].join('\n')
}
