import { findIdentity } from '#access'
import {
  type CaseNeeds,
  hasOpenCase,
  openCase,
  type OpenedCase,
  SYSTEM,
  takeStepWithin,
} from '#cases'
import { inTransaction, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { searchKey } from '#vocabulary/person-name'
import type { RecordId } from '#vocabulary/record-id'
import type { Asker } from './asker.ts'
import { submitFacility, type Submission } from './facility-steps.ts'
import { findHolders } from './index-store.ts'
import { openConfirmations, titleOf } from './open-confirmations.ts'
import { declarePractice } from './practitioner-steps.ts'
import { type Profile, statementsOf, textOf } from './profile.ts'
import type { Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findHead, findHeadOfAccount, findHeadOfCode, findVersion } from './profile-store.ts'
import { findWithinReach } from './read-profile.ts'
import { whatStands } from './what-stands.ts'

/** What opening a case about a file needs. */
export type WorkNeeds = ProfileNeeds & { readonly cases: CaseNeeds }

type Fields = Readonly<Record<string, string>>

/**
 * Asks for the account of a facility, by whoever is to answer for it; whoever decides sees what stands of the code already. Refuses
 * `registry.account-asked` while the caller has an open request for the same code, and what `openCase` refuses.
 */
export function askForFacilityAccount(
  needs: WorkNeeds,
  caller: Caller,
  fields: Fields,
): Promise<Outcome<OpenedCase>> {
  const code = (fields['facility-code'] ?? '').trim()
  const origin = `facility-account:${code}:${caller.account}:`
  return inWork<OpenedCase>(needs, async (trx) => {
    enterScope(trx, { account: caller.account })
    const asked = { definition: 'facility-account', openedBy: caller.account, origin }
    if (await hasOpenCase(trx, asked))
      return refuse('conflict', 'registry.account-asked', 'facility-code')
    const head = await findHeadOfCode(trx, code)
    return openCase(trx, needs.cases, caller, {
      definition: 'facility-account',
      province: head?.authority ?? code.slice(0, 2),
      fields,
      traits: head?.form === undefined ? {} : { type: head.form },
      facts: await whatStands(trx, code),
      origin: `${origin}${needs.now().getTime()}`,
    })
  })
}

/**
 * Asks for the account of a practitioner. Who signed in by VNeID under this very number and name is matched at once; everybody else is compared
 * by papers. Foreigners ask with the twelve-digit number of their own electronic identity.
 *
 * Refuses `registry.account-needs-personal-id` for a passport, and what `openCase` and the making of the account refuse.
 * Source: KH 1642/KH-BYT 2025; Decree 69/2024/NĐ-CP, art. 7-8.
 */
export function askForPractitionerAccount(
  needs: WorkNeeds,
  caller: Caller,
  asked: {
    readonly fields: Fields
    readonly facility?: string | undefined
    readonly province: string
  },
): Promise<Outcome<OpenedCase>> {
  const { fields, facility, province } = asked
  const number = (fields['number'] ?? '').replaceAll(' ', '')
  if (number !== '' && !parseCitizenNumber(number).ok)
    return Promise.resolve(refuse('incorrect', 'registry.account-needs-personal-id', 'number'))
  return inWork(needs, async (trx) => {
    const place = facility === undefined ? undefined : await findHeadOfCode(trx, facility)
    const isVouched = await isVouchedFor(trx, caller, number, fields['name'] ?? '')
    // Nobody proves themselves by saying so.
    const proof = isVouched ? 'vneid' : 'paper'
    const opened = await openCase(trx, needs.cases, caller, {
      definition: 'practitioner-account',
      practitioner: number,
      province: place?.authority ?? province,
      ...(facility === undefined ? {} : { facility }),
      fields: { ...fields, number, proof },
      traits: { proof },
    })
    if (!opened.ok || !isVouched) return opened
    const match = { case: opened.value.case, step: 'match', position: 1, fields: {}, defects: [] }
    const matched = await takeStepWithin(trx, needs.cases, SYSTEM, match)
    return matched.ok ? opened : matched
  })
}

/** Whether the caller's account was made after VNeID vouched for this number and name. */
async function isVouchedFor(
  trx: Trx,
  { account }: Caller,
  number: string,
  name: string,
): Promise<boolean> {
  const known = await findIdentity(trx, account)
  return (
    known?.identifiedBy === 'upstream' &&
    known.citizenNumber === number &&
    searchKey(known.name) === searchKey(name)
  )
}

/**
 * Submits the own facility's file and opens its review, in one transaction. Refuses what `submitFacility` and `openCase` refuse.
 */
export async function submitOwnFacility(
  needs: WorkNeeds,
  caller: Caller,
  asked: Omit<Submission, 'subject'>,
): Promise<Outcome<OpenedCase>> {
  const found = await findWithinReach(needs, caller, 'own')
  if (!found.ok) return found
  const { subject } = found.value.head
  return inWork(needs, async (trx) => {
    const submitted = await submitFacility(trx, needs, caller, { ...asked, subject })
    if (!submitted.ok) return submitted
    const head = submitted.value
    return openCase(trx, needs.cases, caller, {
      definition: 'facility-profile',
      facility: head.code ?? '',
      province: head.authority,
      traits: {
        traditional: yesOrNo(head),
        ...(head.form === undefined ? {} : { type: head.form }),
      },
      origin: `facility-profile:${subject}:${head.version}`,
      fields: {
        'profile-version': String(head.version),
        'head-name': asked.headName,
        'responsible-name': asked.responsibleName,
        'head-accepts': 'yes',
        'responsible-accepts': 'yes',
      },
    })
  })
}

/**
 * Claims the file that facilities made of the caller: equal names match, a file that another account holds is in conflict.
 * Refuses `registry.claimed-own` when the caller has a file already.
 */
export function claimOwnPractice(
  needs: WorkNeeds,
  caller: Caller,
  asked: { readonly licenceNumber?: string | undefined; readonly explanation?: string | undefined },
): Promise<Outcome<OpenedCase>> {
  const { practitioner: number } = caller
  if (number === undefined) return Promise.resolve(refuse('forbidden', 'registry.number-missing'))
  return inWork(needs, async (trx) => {
    if (await findHeadOfAccount(trx, caller.account))
      return refuse('conflict', 'registry.claimed-own')
    const [held] = await findHolders(trx, [{ scheme: 'personal-id', value: number }])
    const head = held && (await findHead(trx, held.subject))
    return openCase(trx, needs.cases, caller, {
      definition: 'practitioner-claim',
      practitioner: number,
      ...(await placeOf(trx, head)),
      traits: { match: matchOf(head, caller) },
      origin: `practitioner-claim:${caller.account}:${needs.now().getTime()}`,
      fields: {
        truth: 'yes',
        ...(asked.licenceNumber === undefined ? {} : { 'licence-number': asked.licenceNumber }),
        ...(asked.explanation === undefined ? {} : { explanation: asked.explanation }),
      },
    })
  })
}

/** Declares the own file and puts it to every facility of registration, in one transaction. Refuses what `declarePractice` refuses. */
export async function declareOwnPractice(
  needs: WorkNeeds,
  caller: Caller,
  asked: { readonly version: number },
): Promise<Outcome<{ readonly cases: readonly RecordId[]; readonly head: Head }>> {
  const found = await findWithinReach(needs, caller, 'own')
  if (!found.ok) return found
  const { subject } = found.value.head
  return inWork(needs, async (trx) => {
    const declared = await declarePractice(trx, needs, caller, { ...asked, subject })
    if (!declared.ok) return declared
    const { head, facilities } = declared.value
    const opened = await openConfirmations(
      trx,
      { open: (asking) => openCase(trx, needs.cases, caller, asking) },
      { head, facilities, practitioner: caller.practitioner ?? '' },
    )
    return opened.ok ? accept({ cases: opened.value, head }) : opened
  })
}

/** Draws one practitioner for a check by the authority. Refuses `registry.not-own-authority` and `registry.not-confirmed`. */
export async function samplePractitioner(
  needs: WorkNeeds,
  caller: Caller,
  asked: { readonly subject: string; readonly sample?: string | undefined },
): Promise<Outcome<OpenedCase>> {
  const found = await findWithinReach(needs, caller, asked.subject)
  if (!found.ok) return found
  const { head } = found.value
  if (head.kind !== 'practitioner' || head.dataState !== 'confirmed')
    return refuse('conflict', 'registry.not-confirmed', 'subject')
  return inWork(needs, async (trx) =>
    openCase(trx, needs.cases, caller, {
      definition: 'practitioner-sample',
      ...(await placeOf(trx, head)),
      ...(await numberOf(trx, head)),
      province: head.authority,
      traits: { traditional: yesOrNo(head), ...(await titleOf(trx, head)) },
      origin: `practitioner-sample:${head.subject}:${head.version}`,
      fields: {
        'profile-version': String(head.version),
        ...(asked.sample === undefined ? {} : { sample: asked.sample }),
      },
    }),
  )
}

/** Says that somebody begins or ends at the own facility; the authority publishes it. Refuses what `openCase` refuses. */
export async function openRegistrationWork(
  needs: WorkNeeds,
  caller: Caller,
  asked: { readonly subject: string; readonly turn: 'add' | 'end'; readonly fields: Fields },
): Promise<Outcome<OpenedCase>> {
  const found = await findWithinReach(needs, caller, asked.subject)
  if (!found.ok) return found
  const { head } = found.value
  const facility = caller.facility ?? ''
  return inWork(needs, async (trx) =>
    openCase(trx, needs.cases, caller, {
      definition: `registration-${asked.turn}`,
      ...(await numberOf(trx, head)),
      facility,
      province: (await findHeadOfCode(trx, facility))?.authority ?? head.authority,
      traits: { traditional: yesOrNo(head), ...(await titleOf(trx, head)) },
      fields: asked.fields,
    }),
  )
}

function inWork<Value>(
  { database }: ProfileNeeds,
  work: (trx: Trx) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return inTransaction<Value>(database, (trx) => {
    enterScope(trx, { work: 'registry' })
    return work(trx)
  })
}

function yesOrNo({ traditional }: Head): 'yes' | 'no' {
  return traditional ? 'yes' : 'no'
}

function matchOf(head: Head | undefined, { account, name }: Asker): 'exact' | 'open' | 'conflict' {
  if (head?.account !== undefined && head.account !== account) return 'conflict'
  return head !== undefined && searchKey(head.name) === searchKey(name) ? 'exact' : 'open'
}

/** The main place of a practitioner, to which a case is put. */
async function placeOf(trx: Trx, head: Head | undefined) {
  const profile = head && (await profileOf(trx, head))
  const place = profile && statementsOf(profile, 'registration').find(({ to }) => to === undefined)
  const facility = textOf(place, 'facility')
  return {
    ...(facility === undefined ? {} : { facility }),
    ...(head === undefined ? {} : { province: head.authority }),
  }
}

async function numberOf(trx: Trx, head: Head): Promise<{ readonly practitioner?: string }> {
  const profile = await profileOf(trx, head)
  const identity = profile && statementsOf(profile, 'identity')[0]
  const practitioner = textOf(identity, 'personalId') ?? textOf(identity, 'foreignDocument')
  return practitioner === undefined ? {} : { practitioner }
}

async function profileOf(trx: Trx, { subject, version }: Head): Promise<Profile | undefined> {
  return (await findVersion(trx, subject, { version }))?.profile
}
