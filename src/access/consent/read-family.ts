import type { z } from 'zod'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { ConsentNeeds } from './consent-needs.ts'
import type { ActsFor, Delegate, readFamily as promise } from './contract.ts'
import { findDeath } from './death-store.ts'
import { type DelegationState, isActing } from './delegation.ts'
import { findDelegationsOf, findDelegationsTo, findNumberOf } from './delegation-store.ts'

/** Who may act for the caller, and for whom the caller may act or is asked to. Somebody without a record has nobody yet. */
export async function readFamily(
  needs: ConsentNeeds,
  caller: Caller,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const { database } = needs
  const now = needs.now()
  const number = await findNumberOf(database, caller.account)
  const persons = caller.person === undefined ? [] : await needs.keysOf(caller.person)
  const [mine, held] = await Promise.all([
    findDelegationsOf(database, persons),
    number === undefined ? [] : findDelegationsTo(database, number),
  ])
  const living = await Promise.all(held.map((one) => isAlive(needs, one)))
  return accept({
    delegates: mine.map((one) => toDelegate(one, now)),
    actsFor: held.filter((_one, place) => living[place]).flatMap((one) => toActsFor(one, now)),
  })
}

/** Not for the dead; a guardian acts on until a second source confirms the death. */
async function isAlive(needs: ConsentNeeds, { person, kind }: DelegationState): Promise<boolean> {
  const death = await findDeath(needs.database, await needs.keysOf(person), needs.now())
  return death === undefined || (kind === 'guardian' && !death.isConfirmed)
}

function toDelegate(one: DelegationState, now: Date): Delegate {
  const { id, kind, number, classes, until, since, delegateName } = one
  return {
    id,
    kind,
    state: stateOf(one, now) ?? 'ended',
    ...(delegateName === undefined ? {} : { name: delegateName }),
    numberEnd: number.slice(-3),
    classes: [...classes],
    until: until.toISOString(),
    since: since.toISOString(),
  }
}

function toActsFor(one: DelegationState, now: Date): ActsFor[] {
  const state = stateOf(one, now)
  if (state === undefined) return []
  const { id, kind, person, personName, classes, until } = one
  return [
    {
      id,
      kind,
      state,
      ...(state === 'acting' ? { person } : {}),
      name: personName,
      classes: [...classes],
      until: until.toISOString(),
    },
  ]
}

/** `counter`: of a guardian of whom only a dossier speaks, or whom somebody doubts. Undefined: over. */
function stateOf(one: DelegationState, now: Date): ActsFor['state'] | undefined {
  if (isActing(one, now)) return 'acting'
  if (one.until <= now) return undefined
  if (one.effect === 'offer') return one.kind === 'guardian' ? 'counter' : 'waiting'
  return one.effect === 'doubt' ? 'counter' : undefined
}
