import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import { accept, type Outcome, type Problem } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, auditCallerOf } from '../asker.ts'
import { identifiersOf } from '../identifiers.ts'
import { authoritiesOf, findHolders } from '../index-store.ts'
import { judgeProfile } from '../judge-profile.ts'
import { authorshipOf, openingFaults, type ProfileToOpen } from '../open-profile.ts'
import { noteClaims } from '../note-claims.ts'
import { digestOf } from '../profile-digest.ts'
import { headOf } from '../profile-head.ts'
import type { Profile } from '../profile.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { changedBy, type Claim, facilitiesOf, knowCodes } from '../record-version.ts'
import { registrationRows } from '../registration-rows.ts'
import { claimsOf, problemOf, type SubjectChanged } from './number-claims.ts'
import { insertFiles, type NewFile } from './open-files-store.ts'

/** Of one file: what it says, or why it cannot be opened, with the numbers that others hold. */
export type OpenedFile = { readonly outcome: Outcome<Profile>; readonly claims: readonly Claim[] }

/**
 * Opens the files of many subjects of whom none has one, with the same judging as `openProfile` and everything that follows from a first
 * version, in a handful of statements. When one is refused none is written: the caller leaves it out and begins anew. A number that two of
 * them give belongs to the first.
 */
export async function openFiles(
  trx: Trx,
  needs: ProfileNeeds,
  asker: Asker,
  asked: readonly ProfileToOpen[],
): Promise<OpenedFile[]> {
  const judged = await Promise.all(asked.map((one) => judgeFile(needs, asker, one)))
  const claims = await claimsOf(
    trx,
    needs,
    judged.map(({ changed }) => changed),
  )
  const opened = judged.map(({ changed, problems }, index): OpenedFile => {
    const own = claims[index] ?? []
    const [first, ...rest] = [...problems, ...own.map((claim) => problemOf(changed, claim))]
    return first
      ? { outcome: { ok: false, problems: [first, ...rest] }, claims: own }
      : { outcome: accept(changed.profile), claims: own }
  })
  if (opened.every(({ outcome }) => outcome.ok)) await write(trx, needs, asker, judged)
  return opened
}

type Judged = {
  readonly asked: ProfileToOpen
  readonly changed: SubjectChanged
  readonly problems: readonly Problem[]
  readonly provinceOf: (commune: string) => string | undefined
}

async function judgeFile(needs: ProfileNeeds, asker: Asker, asked: ProfileToOpen): Promise<Judged> {
  const { kind, statements } = asked
  const now = needs.now()
  const subject = newPersonId(now, needs.random)
  const before = { subject, kind, statements: [] }
  const authorship = authorshipOf(asker)
  const marked = {
    ...version(asker),
    ...authorship,
    changes: statements,
    ...before,
    province: asked.province,
  }
  const found = changedBy(needs, marked, before, now)
  const changed = { ...found, profile: { ...found.profile, subject } }
  const { knowsCode, provinceOf } = await knowCodes(needs, statements, changed.profile, now)
  const definition = needs.definitions[kind]
  const judging = { definition, today: vietnamDay(now), knowsCode, writer: authorship.writer }
  const problems = [
    ...openingFaults(asker, kind, statements),
    ...judgeProfile(judging, before, changed),
  ]
  return { asked, changed, problems, provinceOf }
}

function version(by: Asker) {
  return { by, why: 'open', dataState: 'unclaimed' } as const
}

/**
 * Keeps, after everything else is committed, that files could not be opened because others hold their numbers. Who holds a number is asked
 * anew: it may be a file of the same list.
 */
export async function noteOpeningClaims(
  needs: ProfileNeeds,
  asker: Asker,
  claims: readonly Claim[],
): Promise<void> {
  const numbers = claims.map(({ wanted }) => wanted)
  const held = await withScope(needs.database, { work: 'registry' }, (trx) =>
    findHolders(trx, numbers),
  )
  const holding = claims.flatMap((claim): Claim[] => {
    const { scheme, value } = claim.wanted
    const holder = held.find((one) => one.scheme === scheme && one.value === value)
    return holder ? [{ ...claim, held: holder }] : []
  })
  await noteClaims(needs, asker, holding, undefined)
}

async function write(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  judged: readonly Judged[],
): Promise<void> {
  if (judged.length === 0) return
  const now = needs.now()
  const facilities = judged.flatMap(({ changed: { profile } }) => facilitiesOf(profile))
  const authorities = await authoritiesOf(trx, [...new Set(facilities)])
  const authorityOf = (code: string) => authorities.get(code)
  const files = judged.map(({ asked: { province }, changed: { profile }, provinceOf }): NewFile => {
    const definition = needs.definitions[profile.kind]
    const former = { authority: province, province }
    const around = { now, former, provinceOf, authorityOf, keepsAuthority: false }
    return {
      profile,
      head: headOf(definition, profile, around),
      digest: digestOf(profile),
      numbers: identifiersOf(definition, profile),
      registrations: profile.kind === 'practitioner' ? registrationRows(profile, authorityOf) : [],
    }
  })
  const { account, role } = by
  const dataState = judged[0]?.asked.kind === 'facility' ? 'draft' : 'unclaimed'
  await insertFiles(trx, files, { account, role, why: 'open', dataState, at: now })
  await recordAudit(
    trx,
    files.map(({ profile: { subject, kind } }) => ({
      at: now,
      action: 'create',
      caller: auditCallerOf(by),
      what: 'registry-profile',
      purpose: 'administration',
      detail: { subject, kind, version: 1, why: 'open' },
    })),
  )
}
