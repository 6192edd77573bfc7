import type { Trx } from '#foundation/database'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Asker } from './asker.ts'
import { completenessOf } from './completeness.ts'
import { submissionFaults } from './facility-guards.ts'
import { closing, holdFile, moveState, recordStep, verifiedBy } from './process-step.ts'
import type { Change } from './profile-change.ts'
import { type Profile, statementsOf, textOf } from './profile.ts'
import type { Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { publishProfile } from './publish-profile.ts'
import { listStaffNumbers } from './staff-store.ts'

/** What the two who answer for a facility accept, each by name. Source: KH 1642/KH-BYT 2025. */
const WORDS = {
  head: 'Tôi chịu trách nhiệm trước pháp luật về dữ liệu đã nộp của cơ sở.',
  professional: 'Tôi chịu trách nhiệm về phần chuyên môn kỹ thuật của hồ sơ.',
} as const

export type Submission = {
  readonly subject: RecordId
  /** The version that was seen when responsibility was accepted. */
  readonly version: number
  readonly headName: string
  readonly responsibleName: string
}

/**
 * Submits a facility's file for review: complete, within its guards, and accepted by name by its head and by the person responsible for
 * professional work, whose names must be those of the file. The transaction must be in the scope of our own work.
 *
 * Refuses `registry.unknown`, `registry.version-stale`, `registry.in-review`, `registry.name-not-of-the-file`, and everything that
 * `submissionFaults` finds, all at once. A second call is refused as in review.
 */
export async function submitFacility(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  asked: Submission,
): Promise<Outcome<Head>> {
  const file = await holdFile(trx, asked.subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const { head, profile } = file
  if (head.dataState === 'submitted') return refuse('conflict', 'registry.in-review')
  if (head.version !== asked.version) return refuse('conflict', 'registry.version-stale', 'version')
  const today = vietnamDay(needs.now())
  const staff = await listStaffNumbers(trx, head.code ?? '', today)
  const complete = completenessOf(needs.definitions.facility, profile, today)
  const [first, ...rest] = [
    ...submissionFaults(profile, complete, staff, today),
    ...nameFaults(profile, asked, today),
  ]
  if (first) return { ok: false, problems: [first, ...rest] }
  return recordStep(trx, needs, file, {
    by,
    why: 'submit',
    dataState: 'submitted',
    changes: [
      ...closing(profile, 'acceptance', today),
      accepting('head', asked.headName, asked.version, by, today),
      accepting('professional', asked.responsibleName, asked.version, by, today),
    ],
  })
}

/** A returned file is worked on again; what is published stays. Refuses `registry.not-in-review`. */
export async function returnFacility(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  asked: { readonly subject: RecordId; readonly to: 'returned' | 'draft'; readonly reason: string },
): Promise<Outcome<Head>> {
  const file = await holdFile(trx, asked.subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const isInReview = file.head.dataState === 'submitted' || file.head.dataState === 'verified'
  if (!isInReview) return refuse('conflict', 'registry.not-in-review')
  return moveState(trx, needs, file, { to: asked.to, by, reason: asked.reason })
}

/** Verifies what was submitted: every value is marked with who verified it and when. Refuses `registry.not-in-review`, `registry.facility-suspended`. */
export async function verifyFacility(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
): Promise<Outcome<Head>> {
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  if (file.head.dataState !== 'submitted') return refuse('conflict', 'registry.not-in-review')
  if (file.head.standing === 'closed') return refuse('conflict', 'registry.facility-suspended')
  const finish = verifiedBy(by, needs.now())
  return recordStep(trx, needs, file, {
    by,
    why: 'verify',
    dataState: 'verified',
    changes: [],
    finish,
  })
}

/** Publishes the version that was verified. Refuses `registry.not-verified` when the file changed since. */
export async function publishFacility(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  subject: RecordId,
): Promise<Outcome<Head>> {
  const file = await holdFile(trx, subject)
  if (file === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const { version, dataState, publishedVersion } = file.head
  if (dataState === 'published' && publishedVersion === version) return accept(file.head)
  if (dataState !== 'verified') return refuse('conflict', 'registry.not-verified')
  const reason = 'facility-profile publish'
  return publishProfile(trx, needs, { subject, version, by, reason, dataState: 'published' })
}

function accepting(
  charge: keyof typeof WORDS,
  name: string,
  version: number,
  { account }: Asker,
  today: string,
): Change {
  const values = { charge, name, words: WORDS[charge], account, version }
  return { act: 'add', section: 'acceptance', from: today, values }
}

function nameFaults(profile: Profile, asked: Submission, today: string): Problem[] {
  const given = { head: asked.headName, professional: asked.responsibleName }
  const fields = { head: 'head-name', professional: 'responsible-name' }
  return statementsOf(profile, 'responsible-person', today).flatMap((one): Problem[] => {
    const charge = textOf(one, 'charge')
    if (charge !== 'head' && charge !== 'professional') return []
    const isSame = sameName(given[charge], textOf(one, 'name') ?? '')
    return isSame
      ? []
      : [{ kind: 'incorrect', code: 'registry.name-not-of-the-file', at: fields[charge] }]
  })
}

function sameName(one: string, other: string): boolean {
  const key = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toUpperCase()
  return key(one) === key(other)
}
