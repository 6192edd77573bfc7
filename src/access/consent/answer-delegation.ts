import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { policyAt } from '../policy/policy-data.ts'
import type { ChoiceEffect } from './choice.ts'
import { chooseInTransaction, type ConsentNeeds } from './consent-needs.ts'
import { findDeath } from './death-store.ts'
import { CHOICE_OF, type DelegationState, isActing, isChildBy, isWaiting } from './delegation.ts'
import { findDelegation, findNumberOf } from './delegation-store.ts'
import type { PersonNoticeKind } from './person-notice.ts'
import { tellPerson } from './person-notice-store.ts'
import { refuseRestricted } from './restrict-processing.ts'
import { signChoice } from './sign-choice.ts'

type Done = Outcome<Record<string, never>>

/**
 * Who was asked to act for somebody accepts or declines. Refuses `access.no-delegation` when nothing waits for the caller
 * (a second answer included), `access.person-deceased`, and to accept `access.processing-restricted`.
 */
export async function answerDelegation(
  needs: ConsentNeeds,
  caller: Caller,
  { id, accept: isAccepted }: { readonly id: string; readonly accept: boolean },
): Promise<Done> {
  return chooseInTransaction(needs.database, async (trx) => {
    const found = await findMine(trx, needs, caller, id)
    if (found === undefined || found.isOwner || !isWaiting(found.delegation, needs.now()))
      return refuse('not-found', 'access.no-delegation')
    if (found.delegation.kind !== 'family') return refuse('not-found', 'access.no-delegation')
    const persons = await needs.keysOf(found.delegation.person)
    if ((await findDeath(trx, persons, needs.now())) !== undefined)
      return refuse('conflict', 'access.person-deceased')
    const allowed = await refuseRestricted(trx, persons, 'sharing')
    if (isAccepted && !allowed.ok) return allowed
    return isAccepted
      ? tell(trx, needs, caller, found.delegation, 'accept', 'delegate-accepted')
      : tell(trx, needs, caller, found.delegation, 'decline', 'delegate-declined')
  })
}

/**
 * Ends what lets somebody act, at once: who gave it takes it back, or who had it gives it back, a guardian too. The person for whom
 * somebody acts as guardian contests it: an adult ends it; a child's word stops it until a second human at the counter or the
 * department settles it. What has ended already stays ended. Refuses `access.no-delegation`.
 *
 * Source: Civil Code 91/2015/QH13, art. 20-21, 136; Law 91/2025/QH15 (data of children: the child from 7 years is asked).
 */
export async function endDelegation(
  needs: ConsentNeeds,
  caller: Caller,
  id: string,
): Promise<Done> {
  return chooseInTransaction(needs.database, async (trx) => {
    const found = await findMine(trx, needs, caller, id)
    if (found === undefined) return refuse('not-found', 'access.no-delegation')
    const { delegation } = found
    const now = needs.now()
    if (!isActing(delegation, now) && !isWaiting(delegation, now)) return accept({})
    if (delegation.kind === 'guardian' && found.isOwner)
      return contest(trx, needs, caller, delegation)
    return tell(trx, needs, caller, delegation, 'end', 'delegate-ended')
  })
}

/** The person says that somebody is not their guardian. */
async function contest(
  trx: Trx,
  needs: ConsentNeeds,
  caller: Caller,
  delegation: DelegationState,
): Promise<Done> {
  const now = needs.now()
  const recorded = await needs.bornOf?.(await needs.keysOf(delegation.person), trx)
  const years = policyAt(now).years.get('guardian-until')
  const isChild = isChildBy([delegation.born, recorded], years, now)
  if (!isChild) return tell(trx, needs, caller, delegation, 'end', 'delegate-ended')
  if (delegation.effect === 'doubt') return accept({})
  return tell(trx, needs, caller, delegation, 'doubt', 'guardian-doubted')
}

async function findMine(
  trx: Trx,
  needs: Pick<ConsentNeeds, 'keysOf'>,
  caller: Caller,
  id: string,
): Promise<{ delegation: DelegationState; isOwner: boolean } | undefined> {
  const delegation = isRecordId(id) ? await findDelegation(trx, id) : undefined
  if (delegation === undefined) return undefined
  const own = caller.person === undefined ? [] : await needs.keysOf(caller.person)
  const isOfPerson = delegation.kind === 'guardian' && own.includes(delegation.person)
  if (isOfPerson || (delegation.madeBy === caller.account && delegation.kind === 'family'))
    return { delegation, isOwner: true }
  const number = await findNumberOf(trx, caller.account)
  return number === delegation.number ? { delegation, isOwner: false } : undefined
}

const WHO_ACTS: Readonly<Record<DelegationState['kind'], string>> = {
  family: 'người được cho xem',
  guardian: 'người được ghi nhận là người giám hộ',
}

async function tell(
  trx: Trx,
  needs: ConsentNeeds,
  caller: Caller,
  { id, person, kind, number }: DelegationState,
  effect: ChoiceEffect,
  what: PersonNoticeKind,
): Promise<Done> {
  const at = needs.now()
  const { account } = caller
  const isOwner = (await findNumberOf(trx, account)) !== number
  const by = isOwner ? 'chính người có sổ' : WHO_ACTS[kind]
  const made = { person, at, account, by, kind: CHOICE_OF[kind], subject: id, effect } as const
  const signed = await signChoice(trx, needs.key, made, caller)
  if (!signed.ok) return signed
  const byName = isOwner ? undefined : caller.name
  await tellPerson(trx, { person, at, what, byName, detail: { delegation: id } })
  return accept({})
}
