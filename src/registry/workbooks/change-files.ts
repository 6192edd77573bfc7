import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, auditCallerOf } from '../asker.ts'
import { identifiersOf } from '../identifiers.ts'
import { authoritiesOf } from '../index-store.ts'
import { judgeProfile } from '../judge-profile.ts'
import { placesOfMany } from '../places-store.ts'
import type { Change } from '../profile-change.ts'
import type { Writer } from '../profile-definition.ts'
import { digestOf } from '../profile-digest.ts'
import { type DataState, type Head, headOf } from '../profile-head.ts'
import type { Profile } from '../profile.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { type KeptVersion, lockHeads } from '../profile-store.ts'
import { reachOf } from '../reach.ts'
import { changedBy, type Claim, facilitiesOf, knowCodes } from '../record-version.ts'
import { registrationRows } from '../registration-rows.ts'
import { type FileAsItStands, judgeWriting } from '../write-statements.ts'
import { advanceFiles, type NextFile } from './change-files-store.ts'
import { claimsOf, problemOf, type SubjectChanged } from './number-claims.ts'

export type FileToChange = { readonly known: KeptVersion; readonly changes: readonly Change[] }

/** What keeps one file from being written, with the numbers that others hold; no problem: it was written with all others. */
export type ChangedFile = {
  /** What the file then says. */
  readonly profile?: Profile
  readonly problems: readonly Problem[]
  readonly claims: readonly Claim[]
}

/**
 * Writes the next versions of many files, with the same bounds and judging as a single one and everything that follows from a version, in a
 * handful of statements. When one is refused none is written: the caller leaves it out and begins anew. A number that two of them give belongs
 * to the first.
 */
export async function changeFiles(
  trx: Trx,
  needs: ProfileNeeds,
  author: Asker & { readonly isAuthority: boolean },
  asked: readonly FileToChange[],
): Promise<ChangedFile[]> {
  if (asked.length === 0) return []
  const subjects = asked.map(({ known }) => known.subject)
  const heads = new Map((await lockHeads(trx, subjects)).map((head) => [head.subject, head]))
  const places = await placesOfMany(trx, subjects)
  const judged = await Promise.all(
    asked.map((one) => {
      const { subject, profile } = one.known
      const head = heads.get(subject)
      const file = head && { head, places: places.get(subject) ?? [], before: profile }
      return judgeFile(needs, author, file, one)
    }),
  )
  const ready = judged.flatMap((one) => (one.ok ? [one.value] : []))
  const claims = await claimsOf(
    trx,
    needs,
    ready.map(({ changed }) => changed),
  )
  const claimed = new Map(ready.map((one, index) => [one, claims[index] ?? []]))
  const answers = judged.map((one): ChangedFile => {
    if (!one.ok) return { problems: one.problems, claims: [] }
    const own = claimed.get(one.value) ?? []
    const { changed } = one.value
    const problems = own.map((claim) => problemOf(changed, claim))
    return { problems, claims: own, profile: changed.profile }
  })
  if (answers.every(({ problems }) => problems.length === 0)) await write(trx, needs, author, ready)
  return answers
}

type Ready = {
  readonly head: Head
  readonly writer: Writer
  readonly dataState: DataState
  readonly changed: SubjectChanged
  readonly provinceOf: (commune: string) => string | undefined
}

async function judgeFile(
  needs: ProfileNeeds,
  author: Asker & { readonly isAuthority: boolean },
  file: FileAsItStands | undefined,
  { known, changes }: FileToChange,
): Promise<Outcome<Ready>> {
  if (file === undefined) return refuse('not-found', 'registry.unknown')
  const { head, before } = file
  const { version } = known
  const writing = author.isAuthority
    ? judgeAuthority(author, file, version)
    : judgeWriting(author, file, { version, changes })
  if (!writing.ok) return writing
  const { writer, dataState } = writing.value
  const now = needs.now()
  const asImported = { source: 'import', why: 'import' } as const
  const next = { head, changes, by: author, writer, dataState, ...asImported }
  const found = changedBy(needs, next, before, now)
  const { knowsCode, provinceOf } = await knowCodes(needs, changes, found.profile, now)
  const definition = needs.definitions[head.kind]
  const judging = { definition, today: vietnamDay(now), knowsCode, writer }
  const [first, ...rest] = judgeProfile(judging, before, found)
  if (first) return { ok: false, problems: [first, ...rest] }
  const changed = { ...found, profile: { ...found.profile, subject: head.subject } }
  return accept({ head, writer, dataState, changed, provinceOf })
}

/** An authority's list is its own decisions in rows: it writes into files within its reach, whatever their review. */
function judgeAuthority(
  author: Asker,
  { head, places }: FileAsItStands,
  version: number,
): Outcome<{ readonly writer: Writer; readonly dataState: DataState }> {
  const reach = reachOf(author, head, places)
  if (reach !== 'authority' && reach !== 'nation')
    return refuse('forbidden', 'registry.not-own-authority')
  if (head.version !== version) return refuse('conflict', 'registry.version-stale')
  return accept({ writer: 'authority', dataState: head.dataState })
}

async function write(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  ready: readonly Ready[],
): Promise<void> {
  const now = needs.now()
  const facilities = ready.flatMap(({ changed: { profile } }) => facilitiesOf(profile))
  const authorities = await authoritiesOf(trx, [...new Set(facilities)])
  const authorityOf = (code: string) => authorities.get(code)
  const files = ready.map((one): NextFile => {
    const { head, writer, dataState, changed, provinceOf } = one
    const { profile } = changed
    const definition = needs.definitions[profile.kind]
    const around = { now, former: head, provinceOf, authorityOf }
    return {
      profile,
      head: headOf(definition, profile, { ...around, keepsAuthority: writer === 'facility' }),
      digest: digestOf(profile),
      numbers: identifiersOf(definition, profile),
      registrations: profile.kind === 'practitioner' ? registrationRows(profile, authorityOf) : [],
      former: head,
      dataState,
    }
  })
  const { account, role } = by
  await advanceFiles(trx, files, { account, role, why: 'import' }, now)
  await recordAudit(
    trx,
    files.map(({ profile: { subject, kind }, former }) => ({
      at: now,
      action: 'update',
      caller: auditCallerOf(by),
      what: 'registry-profile',
      purpose: 'administration',
      detail: { subject, kind, version: former.version + 1, why: 'import' },
    })),
  )
}
