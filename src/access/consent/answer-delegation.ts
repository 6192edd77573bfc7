import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import type { ChoiceEffect } from './choice.ts'
import { chooseInTransaction, type ConsentNeeds } from './consent-needs.ts'
import { findDeath } from './death-store.ts'
import { type DelegationState, isActing, isWaiting } from './delegation.ts'
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
    const found = await findMine(trx, caller, id)
    if (found === undefined || found.isOwner || !isWaiting(found.delegation, needs.now()))
      return refuse('not-found', 'access.no-delegation')
    if (found.delegation.kind !== 'family') return refuse('not-found', 'access.no-delegation')
    const persons = await needs.keysOf(found.delegation.person)
    if ((await findDeath(trx, persons)) !== undefined)
      return refuse('conflict', 'access.person-deceased')
    const allowed = await refuseRestricted(trx, persons, 'sharing')
    if (isAccepted && !allowed.ok) return allowed
    return isAccepted
      ? tell(trx, needs, caller, found.delegation, 'accept', 'delegate-accepted')
      : tell(trx, needs, caller, found.delegation, 'decline', 'delegate-declined')
  })
}

/**
 * Ends what lets somebody act, at once: who gave it takes it back, or who had it gives it back. What has ended already
 * stays ended. Refuses `access.no-delegation`, and `access.guardian-by-law` for a guardian, who is one by law.
 */
export async function endDelegation(
  needs: ConsentNeeds,
  caller: Caller,
  id: string,
): Promise<Done> {
  return chooseInTransaction(needs.database, async (trx) => {
    const found = await findMine(trx, caller, id)
    if (found === undefined) return refuse('not-found', 'access.no-delegation')
    const { delegation } = found
    if (delegation.kind === 'guardian') return refuse('conflict', 'access.guardian-by-law')
    const now = needs.now()
    if (!isActing(delegation, now) && !isWaiting(delegation, now)) return accept({})
    return tell(trx, needs, caller, delegation, 'end', 'delegate-ended')
  })
}

async function findMine(
  trx: Trx,
  caller: Caller,
  id: string,
): Promise<{ delegation: DelegationState; isOwner: boolean } | undefined> {
  const delegation = isRecordId(id) ? await findDelegation(trx, id) : undefined
  if (delegation === undefined) return undefined
  if (delegation.madeBy === caller.account && delegation.kind === 'family')
    return { delegation, isOwner: true }
  const number = await findNumberOf(trx, caller.account)
  return number === delegation.number ? { delegation, isOwner: false } : undefined
}

async function tell(
  trx: Trx,
  needs: ConsentNeeds,
  caller: Caller,
  { id, person, madeBy }: DelegationState,
  effect: ChoiceEffect,
  what: PersonNoticeKind,
): Promise<Done> {
  const at = needs.now()
  const { account } = caller
  const isOwner = madeBy === account
  const by = isOwner ? 'chính người có sổ' : 'người được cho xem'
  const made = { person, at, account, by, kind: 'delegate', subject: id, effect } as const
  const signed = await signChoice(trx, needs.key, made, caller)
  if (!signed.ok) return signed
  const byName = isOwner ? undefined : caller.name
  await tellPerson(trx, { person, at, what, byName, detail: { delegation: id } })
  return accept({})
}
