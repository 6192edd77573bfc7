import {
  isRestrictedPurpose,
  judgeBreakGlass,
  liftRestriction,
  type PermittedWork,
  restrictProcessing,
} from '#access'
import type { CarryOut, CaseCaller, Definitions, TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { keysOf } from '#people'
import { type Erasure, eraseKey } from '#records'
import { isRole, type Role } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes, RecordId } from '#vocabulary/record-id'
import { BREAK_GLASS_ORIGIN } from './review-break-glass.ts'

/** What doing a step needs beyond the case. */
export type CarryOutNeeds = {
  readonly now: () => Date
  readonly random: RandomBytes
  readonly definitions: Definitions
  /** For erasures that a case approved. */
  readonly erasure: PermittedWork
}

type Deed = (
  trx: Trx,
  needs: CarryOutNeeds,
  caller: CaseCaller & { readonly role: Role },
  taken: TakenStep,
) => Promise<Outcome<undefined>>

/** By definition and step. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'break-glass-review justify': judgeAs('justified'),
  'break-glass-review reject': judgeAs('not-justified'),
  'privacy-erasure fulfil': erase,
  'privacy-restriction fulfil': restrict,
  'privacy-restriction lift': lift,
}

/**
 * Does what a step of a case says, in the transaction of the step: a verdict on an emergency opening closes its entry in
 * the list of openings, an approved erasure destroys the key of what was approved, an approved restriction holds at once.
 * Other steps bring about nothing.
 *
 * Refuses what the deed refuses; the step is not taken then.
 */
export function carryOutStep(needs: CarryOutNeeds): CarryOut {
  return async (trx, caller, taken) => {
    const { role } = caller
    const deed = DEEDS[`${taken.case.definition} ${taken.step}`]
    if (deed === undefined || !isRole(role)) return accept(undefined)
    return deed(trx, needs, { ...caller, role }, taken)
  }
}

function judgeAs(verdict: 'justified' | 'not-justified'): Deed {
  return (trx, { now }, caller, { case: found, fields }) => {
    const grant = found.origin?.slice(BREAK_GLASS_ORIGIN.length) ?? ''
    const reason = fields['reason'] ?? ''
    return judgeBreakGlass(trx, caller, grant, { verdict, reason }, now())
  }
}

const ERASABLE: Readonly<Record<string, Erasure['what']>> = {
  texts: 'texts',
  hiv: 'hiv',
  'mental-health': 'mental-health',
  reproductive: 'reproductive',
}

/** Under every key of the person; refused as erased before only when there is none left that was not. */
async function erase(
  trx: Trx,
  needs: CarryOutNeeds,
  caller: CaseCaller & { readonly role: Role },
  { case: found, fields }: TakenStep,
): Promise<Outcome<undefined>> {
  const what = ERASABLE[fields['part'] ?? '']
  if (what === undefined || found.person === undefined)
    return refuse('incorrect', 'cases.field-no-choice', 'part')
  const { instrument, article } = needs.definitions.ofCase(found)
  const ground = `${instrument}, ${article}`
  const decision = `${found.id}: ${fields['result'] ?? ''}`
  const work = { permit: needs.erasure, caller, now: needs.now(), random: needs.random }
  const done: Outcome<undefined>[] = []
  for (const subject of await keysOf(trx, found.person))
    done.push(await eraseKey(trx, work, { subject, what, ground, decision }))
  return done.find(({ ok }) => ok) ?? done[0] ?? accept(undefined)
}

async function restrict(
  trx: Trx,
  { now }: CarryOutNeeds,
  caller: CaseCaller & { readonly role: Role },
  { case: found, fields }: TakenStep,
): Promise<Outcome<undefined>> {
  const { purpose = '' } = fields
  if (found.person === undefined || !isRestrictedPurpose(purpose))
    return refuse('incorrect', 'cases.field-no-choice', 'purpose')
  const persons = await everyKey(trx, found.person)
  await restrictProcessing(trx, caller, { persons, case: found.id, purpose }, now())
  return accept(undefined)
}

async function lift(
  trx: Trx,
  { now }: CarryOutNeeds,
  caller: CaseCaller & { readonly role: Role },
  { case: found }: TakenStep,
): Promise<Outcome<undefined>> {
  if (found.person === undefined) return accept(undefined)
  const persons = await everyKey(trx, found.person)
  await liftRestriction(trx, caller, { persons, case: found.id }, now())
  return accept(undefined)
}

/** The key that the case names first: that one is told and stands in the log. */
async function everyKey(trx: Trx, person: RecordId): Promise<RecordId[]> {
  return [...new Set([person, ...(await keysOf(trx, person))])]
}
