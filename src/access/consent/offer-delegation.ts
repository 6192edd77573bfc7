import type { z } from 'zod'
import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import type { DataClass } from '#vocabulary/data-class'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { bucketOf, newRecordId, type RecordId } from '#vocabulary/record-id'
import { dayAfter, startOfVietnamDay } from '#vocabulary/working-days'
import { chooseInTransaction, type ConsentNeeds } from './consent-needs.ts'
import { consentRulesAt } from './consent-rules.ts'
import type { offerDelegation as promise } from './contract.ts'
import { isActing, isWaiting } from './delegation.ts'
import { findDelegationsOf, findNumberOf, insertDelegation } from './delegation-store.ts'
import { tellPerson } from './person-notice-store.ts'
import { refuseRestricted } from './restrict-processing.ts'
import { signChoice } from './sign-choice.ts'
import { whoseBook } from './whose-book.ts'

const DAY_MS = 86_400_000

/**
 * Lets a member of the family see the own book: which classes, until when. Nothing is open before the other accepts.
 * Whether the number belongs to anybody is not told: the offer waits for whoever signs in with it.
 *
 * Refuses `citizen-number.not-12-digits`, `access.delegate-self`, `access.delegate-term`, `access.delegate-stands`,
 * `access.too-many-delegates`, `access.processing-restricted`, and whatever `whoseBook` refuses.
 */
export async function offerDelegation(
  needs: ConsentNeeds,
  caller: Caller,
  { citizenNumber, classes, untilDay }: z.output<typeof promise.request>,
): Promise<Outcome<{ id: string }>> {
  const number = parseCitizenNumber(citizenNumber)
  if (!number.ok) return number
  const at = needs.now()
  const rules = consentRulesAt(at).delegation
  const until = startOfVietnamDay(dayAfter(untilDay))
  if (until <= at || until.getTime() > at.getTime() + rules.daysMax * DAY_MS)
    return refuse('incorrect', 'access.delegate-term', 'untilDay')

  return chooseInTransaction(needs.database, async (trx) => {
    const whose = await whoseBook(needs, caller, undefined, trx)
    if (!whose.ok) return whose
    if ((await findNumberOf(trx, caller.account)) === number.value)
      return refuse('incorrect', 'access.delegate-self', 'citizenNumber')
    const { person, persons } = whose.value
    const allowed = await refuseRestricted(trx, persons, 'sharing')
    if (!allowed.ok) return allowed
    const others = (await findDelegationsOf(trx, persons)).filter(
      (one) => isActing(one, at) || isWaiting(one, at),
    )
    if (others.some((one) => one.number === number.value))
      return refuse('conflict', 'access.delegate-stands')
    if (others.length >= rules.delegatesMax) return refuse('conflict', 'access.too-many-delegates')

    return keepOffer(trx, needs, caller, { person, number: number.value, classes, untilDay, until })
  })
}

type Offer = {
  readonly person: RecordId
  readonly number: string
  readonly classes: readonly DataClass[]
  readonly untilDay: string
  readonly until: Date
}

async function keepOffer(
  trx: Trx,
  needs: ConsentNeeds,
  { account, name, ...caller }: Caller,
  { person, number, classes, untilDay, until }: Offer,
): Promise<Outcome<{ id: string }>> {
  const at = needs.now()
  const id = newRecordId(at, bucketOf(person), needs.random)
  await insertDelegation(trx, {
    id,
    person,
    personName: name,
    number,
    kind: 'family',
    classes: [...new Set(classes)],
    until,
    source: 'own-choice',
    madeAt: at,
    madeBy: account,
  })
  const by = `chính người có sổ; cho xem: ${classes.join(', ')}; đến hết ngày ${untilDay}`
  const made = { person, at, account, by, kind: 'delegate', subject: id, effect: 'offer' } as const
  const signed = await signChoice(trx, needs.key, made, { account, name, ...caller })
  if (!signed.ok) return signed
  await tellPerson(trx, { person, at, what: 'delegate-offered', detail: { delegation: id } })
  return accept({ id })
}
