import { recordAudit } from '#audit'
import { withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, auditCallerOf } from './asker.ts'
import { type LicenceStanding, licenceStanding } from './licence/licence-standing.ts'
import { type Completeness, completenessOf } from './completeness.ts'
import { type Transition, listTransitions } from './evidence-store.ts'
import { findLastCheck } from './outside/identity-check-store.ts'
import { withIdentityCheck } from './outside/population-question.ts'
import { placesOf } from './places-store.ts'
import { differenceBetween, type FieldDifference } from './profile-difference.ts'
import { asOf, type Profile } from './profile.ts'
import type { Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import {
  findHead,
  findHeadOfAccount,
  findHeadOfCode,
  findVersion,
  type KeptVersion,
  listVersions,
  type Version,
} from './profile-store.ts'
import {
  hasPrivateFields,
  type Reach,
  reachOf,
  registryScopeOf,
  seenBy,
  visibleProfile,
} from './reach.ts'

/** Versions on one page of a history. */
const VERSIONS_MAX = 20

/** A file as somebody may see it. */
export type ReadProfile = {
  readonly head: Head
  readonly reach: Reach
  readonly version: Version
  /** Statements that hold on the day asked for, or all. */
  readonly profile: Profile
  /** What is still missing today of the version that is shown. */
  readonly completeness: Completeness
  /** Of a practitioner: how the licence stands on the day asked for, or today. */
  readonly licence?: LicenceStanding
}

export type ProfileAsked = {
  readonly subject: string
  /** Only what holds on this day. */
  readonly day?: string | undefined
  /** The file as it was believed at this instant. */
  readonly believedAt?: Date | undefined
  readonly version?: number | undefined
}

/** The reachable file, within the asker's scope: by key, a facility by `own`, a practitioner by `own`. */
export type Found = { readonly head: Head; readonly reach: Reach }

/**
 * One file as it is, as of a day, or as it was believed at an instant; the reading is on record.
 *
 * Refuses `registry.unknown`, `registry.not-own-authority` for one that is out of reach (on record too), `registry.not-yet-believed` for an instant
 * before its first version.
 */
export async function readProfile(
  needs: ProfileNeeds,
  asker: Asker,
  asked: ProfileAsked,
): Promise<Outcome<ReadProfile>> {
  const found = await findWithinReach(needs, asker, asked.subject)
  if (!found.ok) return found
  const { head, reach } = found.value
  const { believedAt, version = head.version } = asked
  const kept = await withScope(needs.database, await scopeFor(needs, asker), (trx) =>
    findVersion(trx, head.subject, believedAt === undefined ? { version } : { believedAt }),
  )
  if (kept === undefined) return refuse('not-found', 'registry.not-yet-believed', 'believedAt')
  const { profile: written, ...rest } = kept
  const profile = await withVerification(needs, head, written, believedAt)
  const definition = needs.definitions[head.kind]
  const held = asked.day === undefined ? profile : asOf(profile, asked.day)
  const shown = visibleProfile(definition, held, seenBy(reach, asker.role))
  await recordReading(needs, asker, head, reach, hasPrivateFields(definition, shown))
  const today = vietnamDay(needs.now())
  const licence = licenceStanding(profile, asked.day ?? today)
  return accept({
    head,
    reach,
    version: rest,
    profile: shown,
    completeness: completenessOf(definition, profile, today),
    ...(licence === undefined ? {} : { licence }),
  })
}

/** The identity with what the population database said of these very values, as far as it had by then. */
async function withVerification(
  { database }: ProfileNeeds,
  { kind, subject }: Head,
  profile: Profile,
  at: Date | undefined,
): Promise<Profile> {
  if (kind !== 'practitioner') return profile
  const check = await withScope(database, { persons: [subject] }, (trx) =>
    findLastCheck(trx, subject, at),
  )
  return withIdentityCheck(profile, check)
}

export type HistoryEntry = {
  readonly version: Version
  readonly differences: readonly FieldDifference[]
}
export type History = {
  readonly entries: readonly HistoryEntry[]
  readonly transitions: readonly Transition[]
  /** The version before which the next page begins. */
  readonly before?: number
}

/** What changed in a file, version by version and field by field, the newest first; refuses as `readProfile` does. */
export async function readHistory(
  needs: ProfileNeeds,
  asker: Asker,
  asked: { readonly subject: string; readonly before?: number | undefined },
): Promise<Outcome<History>> {
  const found = await findWithinReach(needs, asker, asked.subject)
  if (!found.ok) return found
  const { head, reach } = found.value
  const { before } = asked
  const [kept, transitions] = await withScope(needs.database, await scopeFor(needs, asker), (trx) =>
    Promise.all([
      listVersions(trx, head.subject, { before, limit: VERSIONS_MAX + 1 }),
      listTransitions(trx, head.subject),
    ]),
  )
  const definition = needs.definitions[head.kind]
  const sees = seenBy(reach, asker.role)
  const shown = kept.map((one) => ({
    ...one,
    profile: visibleProfile(definition, one.profile, sees),
  }))
  const isPrivate = shown.some(({ profile }) => hasPrivateFields(definition, profile))
  await recordReading(needs, asker, head, reach, isPrivate)
  const next = kept.length > VERSIONS_MAX ? kept[VERSIONS_MAX - 1]?.version : undefined
  return accept({
    entries: entriesOf(shown),
    transitions,
    ...(next === undefined ? {} : { before: next }),
  })
}

/** What changed between two versions of a file: what a reviewer compares. Refuses as `readProfile` does. */
export async function compareVersions(
  needs: ProfileNeeds,
  asker: Asker,
  asked: {
    readonly subject: string
    readonly from?: number | undefined
    readonly to?: number | undefined
  },
): Promise<Outcome<readonly FieldDifference[]>> {
  const found = await findWithinReach(needs, asker, asked.subject)
  if (!found.ok) return found
  const { head, reach } = found.value
  const from = asked.from ?? head.publishedVersion
  const to = asked.to ?? head.version
  const scope = await scopeFor(needs, asker)
  const [before, after] = await withScope(needs.database, scope, (trx) =>
    Promise.all([
      from === undefined ? undefined : findVersion(trx, head.subject, { version: from }),
      findVersion(trx, head.subject, { version: to }),
    ]),
  )
  if (after === undefined) return refuse('not-found', 'registry.not-yet-believed', 'to')
  const definition = needs.definitions[head.kind]
  const see = (one: KeptVersion) =>
    visibleProfile(definition, one.profile, seenBy(reach, asker.role))
  await recordReading(needs, asker, head, reach, hasPrivateFields(definition, see(after)))
  return accept(differenceBetween(before && see(before), see(after)))
}

/** A file within the asker's reach. Refuses `registry.unknown` and, on record, `registry.not-own-authority`. */
export async function findWithinReach(
  needs: ProfileNeeds,
  asker: Asker,
  subject: string,
): Promise<Outcome<Found>> {
  const own = await ownHead(needs, asker)
  const key = subject === 'own' ? own?.subject : subject
  if (key === undefined || !isRecordId(key))
    return refuse('not-found', subject === 'own' ? 'registry.no-own-file' : 'registry.unknown')
  const scope = registryScopeOf(asker, own?.subject)
  const found = await withScope(needs.database, scope, async (trx) => {
    const head = await findHead(trx, key)
    return head && { head, reach: reachOf(asker, head, await placesOf(trx, head.subject)) }
  })
  if (found?.reach !== undefined) return accept({ head: found.head, reach: found.reach })
  const exists = await withScope(needs.database, { work: 'refusal' }, (trx) => findHead(trx, key))
  if (exists === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'refused',
      caller: auditCallerOf(asker),
      what: 'registry-profile',
      detail: { subject: key, reason: 'registry.not-own-authority' },
    },
  ])
  return refuse('forbidden', 'registry.not-own-authority', 'subject')
}

/** The asker's own file: the one a practitioner claimed, or that of the facility that staff act for. */
async function ownHead({ database }: ProfileNeeds, asker: Asker): Promise<Head | undefined> {
  const { role, account, facility } = asker
  return withScope(database, { work: 'registry' }, async (trx) => {
    if (role === 'practitioner') return findHeadOfAccount(trx, account)
    return facility === undefined ? undefined : findHeadOfCode(trx, facility)
  })
}

async function scopeFor(needs: ProfileNeeds, asker: Asker) {
  const own: RecordId | undefined = (await ownHead(needs, asker))?.subject
  return registryScopeOf(asker, own)
}

function entriesOf(kept: readonly KeptVersion[]): HistoryEntry[] {
  return kept.slice(0, VERSIONS_MAX).map(({ profile, ...version }, index) => ({
    version,
    differences: differenceBetween(kept[index + 1]?.profile, profile),
  }))
}

async function recordReading(
  needs: ProfileNeeds,
  asker: Asker,
  { subject, kind }: Head,
  reach: Reach,
  isPrivate: boolean,
): Promise<void> {
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'read',
      caller: auditCallerOf(asker),
      what: 'registry-profile',
      purpose: reach === 'authority' || reach === 'nation' ? 'supervision' : 'administration',
      detail: { subject, kind, reach, private: isPrivate },
    },
  ])
}
