import type { z } from 'zod'
import type { Caller } from '#vocabulary/caller'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { chooseInTransaction, type ConsentNeeds } from './consent-needs.ts'
import type { confirmGuardian as promise, listDoubtfulGuardians } from './contract.ts'
import { findDelegation, findDoubtful, findToConfirm } from './delegation-store.ts'
import { noteGuardian, tellState } from './note-guardian.ts'

/** A page of the queue. */
const DOUBTFUL_MAX = 100

/**
 * A clerk saw a birth certificate or a decision: this citizen is this child's guardian. When others stand in the way already,
 * it waits for a colleague's judgement instead. A second call changes nothing.
 *
 * Refuses `citizen-number.not-12-digits`, `access.no-such-person`, `access.not-a-child`, `access.delegate-self`.
 */
export async function confirmGuardian(
  needs: ConsentNeeds,
  caller: Caller,
  asked: z.output<typeof promise.request>,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const child = parseCitizenNumber(asked.childNumber)
  if (!child.ok) return child
  const guardian = parseCitizenNumber(asked.guardianNumber)
  if (!guardian.ok) return guardian
  if (child.value === guardian.value)
    return refuse('incorrect', 'access.delegate-self', 'guardianNumber')
  const person = await needs.findPerson(child.value)
  if (person === undefined) return refuse('not-found', 'access.no-such-person', 'childNumber')

  return chooseInTransaction(needs.database, async (trx) => {
    const tie = {
      child: person,
      childName: asked.childName,
      born: asked.childBorn,
      guardianNumber: guardian.value,
      source: asked.paper,
      isPaperSeen: true,
    }
    const noted = await noteGuardian(trx, needs, tie, caller)
    if (!noted.ok) return noted
    const { id, state } = noted.value
    if (id === undefined) return refuse('incorrect', 'access.not-a-child', 'childBorn')
    return accept({ id, state: state === 'confirmed' ? 'confirmed' : 'doubted' })
  })
}

/** The guardians of whom somebody must say whether they are, then those who wait for a paper at the caller's facility. */
export async function listDoubtful(
  needs: ConsentNeeds,
  caller: Caller,
): Promise<Outcome<z.input<typeof listDoubtfulGuardians.response>>> {
  const found = await findDoubtful(needs.database, DOUBTFUL_MAX)
  const { facility } = caller
  const waiting =
    facility === undefined ? [] : await findToConfirm(needs.database, facility, DOUBTFUL_MAX)
  return accept({
    guardians: [...found, ...waiting].map((one) => ({
      id: one.id,
      childName: one.personName,
      ...(one.born === undefined ? {} : { childBorn: one.born }),
      ...(one.delegateName === undefined ? {} : { guardianName: one.delegateName }),
      guardianNumberEnd: one.number.slice(-3),
      source: one.source,
      state: one.effect === 'doubt' ? ('doubted' as const) : ('to-confirm' as const),
      madeAt: one.madeAt.toISOString(),
      own: one.madeBy === caller.account,
    })),
  })
}

/**
 * Says whether a doubtful guardian is one. Two people are needed: whoever brought it in may not judge it.
 * Refuses `access.no-delegation` (a second call too) and `access.own-doing`.
 */
export async function settleGuardian(
  needs: ConsentNeeds,
  caller: Caller,
  { id, isGuardian }: { readonly id: string; readonly isGuardian: boolean },
): Promise<Outcome<Record<string, never>>> {
  return chooseInTransaction(needs.database, async (trx) => {
    const found = isRecordId(id) ? await findDelegation(trx, id) : undefined
    if (found?.effect !== 'doubt') return refuse('not-found', 'access.no-delegation')
    if (found.madeBy === caller.account) return refuse('forbidden', 'access.own-doing')
    const state = isGuardian ? 'confirmed' : 'refused'
    const told = await tellState(trx, needs, found, state, found.source, caller)
    return told.ok ? accept({}) : told
  })
}
