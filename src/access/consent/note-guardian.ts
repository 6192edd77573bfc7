import type { Trx } from '#foundation/database'
import { accept, type Outcome } from '#vocabulary/outcome'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { bucketOf, newRecordId, type RecordId } from '#vocabulary/record-id'
import { policyAt } from '../policy/policy-data.ts'
import type { ChoiceEffect } from './choice.ts'
import type { Actor, ConsentNeeds } from './consent-needs.ts'
import { consentRulesAt } from './consent-rules.ts'
import { birthdayOf, type DelegationState, earliestDay, isActing } from './delegation.ts'
import { findDelegationsOf, insertDelegation } from './delegation-store.ts'
import type { PersonNoticeKind } from './person-notice.ts'
import { tellPerson } from './person-notice-store.ts'
import { signChoice } from './sign-choice.ts'

/** That a child came under a number which is not its own: a parent's or guardian's. */
export type GuardianTie = {
  readonly child: RecordId
  readonly childName: string
  /** What the dossier or the paper says: `yyyy-mm-dd`. Where the record knows a birth date, that one decides. */
  readonly born: string
  readonly guardianNumber: string
  /** What tells it: 'dossier:<visit>', or the paper that was seen. */
  readonly source: string
  /** Whether a clerk saw a paper; else a dossier speaks. */
  readonly isPaperSeen: boolean
}

export type GuardianState = 'confirmed' | 'doubted' | 'to-confirm' | 'none'

const DAY_MS = 86_400_000

/** Who acts when a dossier does. */
const DOSSIER: Actor = { account: 'system', name: 'Mạch', role: 'system', address: 'loopback' }

/** By these a guardian's state is told. */
const EFFECTS = {
  confirmed: 'confirm',
  doubted: 'doubt',
  'to-confirm': 'offer',
} as const satisfies Readonly<Record<Exclude<GuardianState, 'none'>, ChoiceEffect>>

/**
 * Keeps who a child's guardian is. A newborn's dossier makes the parent guardian by itself; a later dossier only says where to
 * ask, until a counter has seen a paper. A paper alone, without a dossier that speaks of the same guardian, and more guardians
 * than the rule knows wait for a second human. Ends by itself on the birthday of full age. What stands already is not told again.
 * The recorded birth date decides, not the typed one; of a date known in part the earliest day counts.
 *
 * Source: Law 91/2025/QH15 (data of children); Civil Code 91/2015/QH13, art. 136 (parents as representatives by law).
 */
export async function noteGuardian(
  trx: Trx,
  needs: Pick<ConsentNeeds, 'now' | 'random' | 'key' | 'keysOf' | 'bornOf'>,
  tie: GuardianTie,
  actor: Actor = DOSSIER,
): Promise<Outcome<{ readonly id: RecordId | undefined; readonly state: GuardianState }>> {
  const at = needs.now()
  const years = policyAt(at).years.get('guardian-until')
  const persons = await needs.keysOf(tie.child)
  const born = await bornOn(trx, needs, tie, persons)
  const until = born !== undefined && years !== undefined ? birthdayOf(born, years) : at
  if (born === undefined || until <= at) return accept({ id: undefined, state: 'none' })

  const known = (await findDelegationsOf(trx, persons)).filter(({ kind }) => kind === 'guardian')
  const former = known.find(({ number }) => number === tie.guardianNumber)
  const state = judge({ ...tie, born }, known, former, at)
  const id = former?.id ?? newRecordId(at, bucketOf(tie.child), needs.random)
  if (former !== undefined && isTold(former, state, tie.isPaperSeen)) return accept({ id, state })
  if (former === undefined)
    await insertDelegation(trx, {
      id,
      person: tie.child,
      personName: tie.childName,
      born,
      number: tie.guardianNumber,
      kind: 'guardian',
      classes: DATA_CLASSES,
      until,
      source: tie.source,
      madeAt: at,
      madeBy: actor.account,
    })
  const person = former?.person ?? tie.child
  const told = await tellState(trx, needs, { id, person }, state, tie.source, actor)
  return told.ok ? accept({ id, state }) : told
}

/** The recorded birth date; where the record knows none, what the dossier says, if it says a day. */
async function bornOn(
  trx: Trx,
  { bornOf }: Pick<ConsentNeeds, 'bornOf'>,
  { born }: GuardianTie,
  persons: readonly RecordId[],
): Promise<string | undefined> {
  const recorded = await bornOf?.(persons, trx)
  if (recorded !== undefined) return earliestDay(recorded)
  return /^\d{4}-\d{2}-\d{2}$/.test(born) ? born : undefined
}

function judge(
  { born, isPaperSeen, guardianNumber }: GuardianTie,
  known: readonly DelegationState[],
  former: DelegationState | undefined,
  at: Date,
): Exclude<GuardianState, 'none'> {
  const { guardiansMax, newbornDays } = consentRulesAt(at).guardianship
  const others = known.filter((one) => isActing(one, at) && one.number !== guardianNumber)
  if (former?.effect === 'confirm') return 'confirmed'
  const ageDays = (at.getTime() - birthdayOf(born, 0).getTime()) / DAY_MS
  const isNewborn = ageDays <= newbornDays
  if (!isPaperSeen && !isNewborn) return 'to-confirm'
  if (others.length >= guardiansMax) return 'doubted'
  // A paper that one clerk saw makes no guardian alone: a dossier must speak of the same one, or a colleague look too.
  const isAlone = isPaperSeen && former?.effect !== 'offer'
  return isAlone ? 'doubted' : 'confirmed'
}

/** A dossier never takes back what a human said, and nothing is said twice. */
function isTold(former: DelegationState, state: GuardianState, isPaperSeen: boolean): boolean {
  if (state !== 'none' && former.effect === EFFECTS[state]) return true
  return !isPaperSeen && former.effect !== 'offer'
}

/** Signs what became of a guardian, and tells the child's book. */
export async function tellState(
  trx: Trx,
  needs: Pick<ConsentNeeds, 'now' | 'key'>,
  { id, person }: { readonly id: RecordId; readonly person: RecordId },
  state: Exclude<GuardianState, 'none'> | 'refused',
  source: string,
  actor: Actor,
): Promise<Outcome<unknown>> {
  const at = needs.now()
  const effect = state === 'refused' ? 'end' : EFFECTS[state]
  const { account } = actor
  const by = `${actor.role === 'system' ? 'theo hồ sơ khám bệnh' : 'nhân viên cơ sở, đã xem giấy tờ'}: ${source}`
  const signed = await signChoice(
    trx,
    needs.key,
    { person, at, account, by, kind: 'guardian', subject: id, effect },
    actor,
  )
  if (!signed.ok) return signed
  const what = NOTICES[effect]
  if (what !== undefined)
    await tellPerson(trx, {
      person,
      at,
      what,
      byName: actor.role === 'system' ? undefined : actor.name,
      facility: actor.facility,
      detail: { delegation: id },
    })
  return signed
}

const NOTICES: Readonly<Partial<Record<ChoiceEffect, PersonNoticeKind>>> = {
  confirm: 'guardian-confirmed',
  doubt: 'guardian-doubted',
  end: 'delegate-ended',
}
