import type { z } from 'zod'
import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { isTreatedAt } from '../care/care-relation-store.ts'
import { chooseInTransaction, type ConsentNeeds } from './consent-needs.ts'
import type { listGuardians as promise } from './contract.ts'
import type { DelegationState } from './delegation.ts'
import { findConfirmed, findDoubtful, findGuardian, findToConfirm } from './delegation-store.ts'
import { tellState } from './note-guardian.ts'

/** A page of the queue. */
const LISTED_MAX = 100

type Listed = z.input<typeof promise.response>['guardians'][number]

/**
 * Guardians within the caller's reach: those of whom a second person must say whether they are, those who wait for a paper at the
 * caller's facility, then those who act. A facility reaches whom its own counter made and the guardians of those whom it treats; a
 * department those of the facilities of its province.
 */
export async function listGuardians(
  needs: ConsentNeeds,
  caller: Caller,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const { database } = needs
  const reach = await reachOf(needs, caller)
  const { facility } = caller
  const [doubtful, waiting, acting] = await Promise.all([
    findDoubtful(database, reach, LISTED_MAX),
    facility === undefined ? [] : findToConfirm(database, facility, LISTED_MAX),
    findConfirmed(database, reach, needs.now(), LISTED_MAX),
  ])
  await auditList(needs, caller, [...doubtful, ...waiting, ...acting])
  const listed = (state: Listed['state']) => (one: DelegationState) => toListed(one, state, caller)
  return accept({
    guardians: [
      ...doubtful.map(listed('doubted')),
      ...waiting.map(listed('to-confirm')),
      ...acting.map(listed('acting')),
    ],
  })
}

/** One event for each child whose name the list shows. */
async function auditList(
  { database, now }: ConsentNeeds,
  caller: Caller,
  shown: readonly DelegationState[],
): Promise<void> {
  const at = now()
  await recordAudit(
    database,
    [...new Set(shown.map(({ person }) => person))].map((person) => ({
      at,
      action: 'read',
      caller,
      what: 'guardian-list',
      person,
      purpose: 'administration',
    })),
  )
}

function toListed(one: DelegationState, state: Listed['state'], caller: Caller): Listed {
  return {
    id: one.id,
    childName: one.personName,
    ...(one.born === undefined ? {} : { childBorn: one.born }),
    ...(one.delegateName === undefined ? {} : { guardianName: one.delegateName }),
    guardianNumberEnd: one.number.slice(-3),
    source: one.source,
    state,
    madeAt: one.madeAt.toISOString(),
    own: isOwnDoing(one, caller),
    forDepartment: isReopening(one) && caller.facility !== undefined,
  }
}

/** The facilities whose guardians a caller looks after: the own one, or those of the province. */
async function reachOf(
  needs: Pick<ConsentNeeds, 'facilitiesOf'>,
  { facility, province }: Caller,
): Promise<readonly FacilityCode[]> {
  if (facility !== undefined) return [facility]
  return province === undefined ? [] : needs.facilitiesOf(province)
}

/** Whoever brought it in, or spoke last of it, is not the second person. */
function isOwnDoing({ madeBy, toldBy }: DelegationState, { account }: Caller): boolean {
  return madeBy === account || toldBy === account
}

/** Confirmed once, then contested by the child or taken back: no counter opens it again. */
function isReopening({ effect, wasConfirmed }: DelegationState): boolean {
  return effect === 'doubt' && wasConfirmed
}

/**
 * Says whether a doubtful guardian is one. Two people are needed: whoever brought it in may not judge it. At a counter the second is of a
 * facility that treats the child; where the child contested, or somebody took it back, the department alone confirms again.
 * Refuses `access.no-delegation` (a second call, and outside the caller's reach, too), `access.own-doing` and `access.department-decides`.
 */
export async function settleGuardian(
  needs: ConsentNeeds,
  caller: Caller,
  { id, isGuardian }: { readonly id: string; readonly isGuardian: boolean },
): Promise<Outcome<Record<string, never>>> {
  const reach = await reachOf(needs, caller)
  return chooseInTransaction(needs.database, async (trx) => {
    const found = isRecordId(id) ? await findGuardian(trx, id, reach) : undefined
    if (found?.effect !== 'doubt') return refuse('not-found', 'access.no-delegation')
    if (isOwnDoing(found, caller)) return refuse('forbidden', 'access.own-doing')
    if (isGuardian && (await isForDepartment(trx, found, caller)))
      return refuse('forbidden', 'access.department-decides')
    const state = isGuardian ? 'confirmed' : 'refused'
    const told = await tellState(trx, needs, found, state, found.source, caller)
    return told.ok ? accept({}) : told
  })
}

async function isForDepartment(
  trx: Trx,
  found: DelegationState,
  { facility }: Caller,
): Promise<boolean> {
  if (facility === undefined) return false
  return isReopening(found) || !(await isTreatedAt(trx, found.person, facility))
}

/**
 * Takes a guardian back who is none, at once and with a reason: the counter that made it, who treats the child, or a department over them. One person is enough,
 * for it closes a door; to open it again needs two. What has ended stays ended. Refuses `access.no-delegation` outside the caller's reach.
 */
export async function endGuardian(
  needs: ConsentNeeds,
  caller: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Outcome<Record<string, never>>> {
  const reach = await reachOf(needs, caller)
  return chooseInTransaction(needs.database, async (trx) => {
    const found = isRecordId(id) ? await findGuardian(trx, id, reach) : undefined
    if (found === undefined) return refuse('not-found', 'access.no-delegation')
    if (found.effect === 'end') return accept({})
    const told = await tellState(trx, needs, found, 'refused', reason, caller)
    return told.ok ? accept({}) : told
  })
}
