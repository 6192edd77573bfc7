import type { Trx } from '#foundation/database'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, REGISTRY } from './asker.ts'
import { completenessOf } from './completeness.ts'
import { missingFaults } from './facility-guards.ts'
import { appendState, publishProfile } from './publish-profile.ts'
import { findHolders } from './index-store.ts'
import { openWithin } from './open-profile.ts'
import {
  closing,
  type HeldFile,
  holdFile,
  moveState,
  recordStep,
  verifiedBy,
} from './process-step.ts'
import { type Profile, statementsOf, textOf } from './profile.ts'
import { type Head, standingOn } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import {
  findHead,
  findHeadOfAccount,
  findHeadOfCode,
  findVersion,
  setState,
} from './profile-store.ts'

/** What a practitioner declares, by name. Source: KH 1642/KH-BYT 2025. */
const WORDS = 'Tôi đã kê khai đủ, đúng và chịu trách nhiệm trước pháp luật về nội dung đã kê khai.'

/**
 * Takes over the file that facilities made of a person, by the personal ID; where none was made, opens an empty one. Never doubles.
 * The transaction must be in the scope of our own work.
 *
 * Refuses `registry.claimed-already` when another account holds the file. A second call of the same account changes nothing.
 */
export async function claimProfile(
  trx: Trx,
  needs: ProfileNeeds,
  asked: {
    readonly number: string
    readonly account: string
    readonly name: string
    readonly by: Asker
  },
): Promise<Outcome<Head>> {
  const { number, account, name, by } = asked
  const own = await findHeadOfAccount(trx, account)
  if (own) return accept(own)
  const [held] = await findHolders(trx, [{ scheme: 'personal-id', value: number }])
  const subject = held?.subject ?? (await emptyFile(trx, needs, number, name))
  if (typeof subject !== 'string') return subject
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown')
  const { head } = file
  if (head.account !== undefined)
    return head.account === account ? accept(head) : refuse('conflict', 'registry.claimed-already')
  const to = head.dataState === 'unclaimed' ? 'claimed' : head.dataState
  await setState(trx, subject, { account, dataState: to })
  await appendState(trx, head, { to, at: needs.now(), by, reason: 'practitioner-claim' })
  const claimed = await findHead(trx, subject)
  return claimed ? accept(claimed) : refuse('not-found', 'registry.unknown')
}

export type Declared = {
  readonly head: Head
  /** The facilities that are to confirm, by code. */
  readonly facilities: readonly string[]
}

/**
 * Declares the own file as complete and true, by name. A former declaration and the confirmations of it end the day before.
 *
 * Refuses `registry.version-stale`, `registry.in-review` while facilities look at it, `registry.nowhere-registered`, and everything
 * required that is missing, all at once.
 */
export async function declarePractice(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  asked: { readonly subject: RecordId; readonly version: number },
): Promise<Outcome<Declared>> {
  const file = await holdFile(trx, asked.subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const { head, profile } = file
  if (head.dataState === 'declared') return refuse('conflict', 'registry.in-review')
  if (head.version !== asked.version) return refuse('conflict', 'registry.version-stale', 'version')
  const today = vietnamDay(needs.now())
  const facilities = placesToday(profile, today)
  const complete = completenessOf(needs.definitions.practitioner, profile, today)
  const [first, ...rest] = [
    ...missingFaults(complete.missing),
    ...(facilities.length > 0 ? [] : [nowhere()]),
  ]
  if (first) return { ok: false, problems: [first, ...rest] }
  const values = { name: head.name, words: WORDS, account: by.account, version: head.version }
  const declared = await recordStep(trx, needs, file, {
    by,
    why: 'declare',
    dataState: 'declared',
    changes: [
      ...closing(profile, 'declaration', today),
      ...closing(profile, 'confirmation', today),
      { act: 'add', section: 'declaration', from: today, values },
    ],
  })
  return declared.ok ? accept({ head: declared.value, facilities }) : declared
}

/**
 * A facility confirms what a practitioner declared of working there. When every facility has, the file is confirmed and published.
 *
 * Refuses `registry.facility-suspended` for a facility that may not act, `registry.not-declared`, `registry.not-registered-here`, and
 * `registry.confirmed-already` for a second confirmation of the same declaration.
 */
export async function confirmPractice(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  asked: { readonly subject: RecordId; readonly facility: string; readonly name: string },
): Promise<Outcome<Head>> {
  const { subject, facility, name } = asked
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const today = vietnamDay(needs.now())
  const fault = await confirmingFault(trx, file, facility, today)
  if (fault) return fault
  const { head, profile } = file
  const others = placesToday(profile, today).filter((one) => one !== facility)
  const confirmed = new Set(confirmersOf(profile, today))
  const isLast = others.every((one) => confirmed.has(one))
  const values = { facility, name, account: by.account, version: head.version }
  const recorded = await recordStep(trx, needs, file, {
    by,
    why: 'confirm',
    dataState: isLast ? 'confirmed' : 'declared',
    changes: [{ act: 'add', section: 'confirmation', from: today, values }],
    finish: verifiedBy(by, needs.now(), (one) => isLast || textOf(one, 'facility') === facility),
  })
  if (!recorded.ok || !isLast) return recorded
  const { version } = recorded.value
  const reason = 'practitioner-confirmation confirm'
  return publishProfile(trx, needs, { subject, version, by, reason, dataState: 'confirmed' })
}

/** A facility, or whoever samples, sends the file back to the person. Refuses `registry.not-in-review`. */
export async function returnPractice(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  asked: { readonly subject: RecordId; readonly reason: string },
): Promise<Outcome<Head>> {
  const file = await holdFile(trx, asked.subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const { dataState } = file.head
  if (dataState === 'returned') return accept(file.head)
  const isInReview = ['declared', 'confirmed', 'verified', 'published'].includes(dataState)
  if (!isInReview) return refuse('conflict', 'registry.not-in-review')
  return moveState(trx, needs, file, { to: 'returned', by, reason: asked.reason })
}

/** A department verifies a file that it sampled. Refuses `registry.not-confirmed` for one that not every facility confirmed. */
export async function verifyPractice(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
): Promise<Outcome<Head>> {
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  if (file.head.dataState === 'verified') return accept(file.head)
  if (file.head.dataState !== 'confirmed') return refuse('conflict', 'registry.not-confirmed')
  const finish = verifiedBy(by, needs.now())
  const verified = await recordStep(trx, needs, file, {
    by,
    why: 'verify',
    dataState: 'verified',
    changes: [],
    finish,
  })
  if (!verified.ok) return verified
  const { version } = verified.value
  const reason = 'practitioner-sample verify'
  return publishProfile(trx, needs, { subject, version, by, reason, dataState: 'verified' })
}

/** Where a practitioner works on a day by own right: support and consultation are confirmed by who sends. */
function placesToday(profile: Profile, today: string): string[] {
  const places = statementsOf(profile, 'registration', today)
    .filter((one) => textOf(one, 'kind') === 'regular')
    .flatMap((one) => textOf(one, 'facility') ?? [])
  return [...new Set(places)]
}

/** The facilities whose confirmation holds on a day. */
function confirmersOf(profile: Profile, today: string): string[] {
  return statementsOf(profile, 'confirmation', today).flatMap(
    (one) => textOf(one, 'facility') ?? [],
  )
}

async function emptyFile(
  trx: Trx,
  needs: ProfileNeeds,
  number: string,
  name: string,
): Promise<RecordId | (Outcome<never> & { readonly ok: false })> {
  const opened = await openWithin(trx, needs, REGISTRY, {
    kind: 'practitioner',
    province: '00',
    statements: [{ act: 'add', section: 'identity', values: { name, personalId: number } }],
  })
  return opened.ok ? opened.value.head.subject : opened
}

function nowhere(): Problem {
  return { kind: 'incorrect', code: 'registry.nowhere-registered', at: 'registration.facility' }
}

async function confirmingFault(
  trx: Trx,
  { head, profile }: HeldFile,
  facility: string,
  today: string,
): Promise<(Outcome<never> & { readonly ok: false }) | undefined> {
  const place = await findHeadOfCode(trx, facility)
  const kept = place && (await findVersion(trx, place.subject, { version: place.version }))
  if (kept && standingOn(kept.profile, today) !== 'open')
    return refuse('conflict', 'registry.facility-suspended', 'facility')
  if (!placesToday(profile, today).includes(facility))
    return refuse('conflict', 'registry.not-registered-here', 'facility')
  if (confirmersOf(profile, today).includes(facility))
    return refuse('conflict', 'registry.confirmed-already', 'facility')
  return head.dataState === 'declared' ? undefined : refuse('conflict', 'registry.not-declared')
}
