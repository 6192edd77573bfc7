import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import { isListName, type Lists } from '#terminology'
import { accept, type Outcome, type Problem, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, auditCallerOf } from './asker.ts'
import { appendTransition } from './evidence-store.ts'
import { type Identifier, identifiersOf } from './identifiers.ts'
import {
  authoritiesOf,
  type Held,
  replaceIdentifiers,
  replaceRegistrations,
} from './index-store.ts'
import { judgeProfile } from './judge-profile.ts'
import { isDay, type KnowsCode } from './judge-values.ts'
import { applyChanges, type Change, type Changed } from './profile-change.ts'
import {
  type Profile,
  type SubjectKind,
  type Statement,
  textOf,
  type ValueSource,
} from './profile.ts'
import { digestOf } from './profile-digest.ts'
import type { Writer } from './profile-definition.ts'
import { type DataState, type Head, headOf } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { registrationRows } from './registration-rows.ts'
import { advanceHead, findHead, findVersion, insertHead, insertVersion } from './profile-store.ts'

/** A number that somebody wrote and another subject holds. */
export type Claim = { readonly wanted: Identifier; readonly held: Held; readonly name: string }

export type VersionToRecord = {
  readonly changes: readonly Change[]
  readonly by: Asker
  readonly writer: Writer
  readonly source: ValueSource
  /** In a word, for the history: write, open, declare, confirm … */
  readonly why: string
  readonly dataState: DataState
  /** What a step does to the whole document beyond the changes: marks it as verified. */
  readonly finish?: (profile: Profile) => Profile
  /** Told of every number that another subject holds; the version is refused. */
  readonly onClaim?: (claim: Claim) => void
} & (
  | { readonly head: Head }
  | { readonly subject: RecordId; readonly kind: SubjectKind; readonly province: string }
)

/**
 * Writes the next version of a file, or its first, with everything that follows from it: numbers, registrations, head, evidence.
 * The transaction must be in the scope of our own work.
 *
 * Refuses everything that `judgeProfile` finds, `registry.number-taken` where another subject holds a number, and
 * `registry.version-stale` when somebody wrote in between. A second call writes one version more.
 */
export async function recordVersion(
  trx: Trx,
  needs: ProfileNeeds,
  asked: VersionToRecord,
): Promise<Outcome<Head>> {
  const now = needs.now()
  const { subject, kind } = 'head' in asked ? asked.head : asked
  const former = 'head' in asked ? asked.head : undefined
  const before = await formerProfile(trx, subject, kind, former)
  const changed = changedBy(needs, asked, before, now)
  const knowing = await knowCodes(needs, asked.changes, changed.profile, now)
  const definition = needs.definitions[kind]
  const today = vietnamDay(now)
  const judging = { definition, today, knowsCode: knowing.knowsCode, writer: asked.writer }
  const [first, ...rest] = judgeProfile(judging, before, changed)
  if (first) return { ok: false, problems: [first, ...rest] }

  const { profile } = changed
  const authorities = await authoritiesOf(trx, facilitiesOf(profile))
  const derived = headOf(definition, profile, {
    now,
    keepsAuthority: former !== undefined && asked.writer === 'facility',
    former: former ?? { authority: provinceOfNew(asked), province: provinceOfNew(asked) },
    provinceOf: knowing.provinceOf,
    authorityOf: (code) => authorities.get(code),
  })
  const { dataState } = asked
  const recordedAt = former
    ? await advanceHead(trx, subject, former.version, { ...derived, dataState }, now)
    : await insertHead(trx, { ...derived, dataState, subject, kind, openedAt: now }).then(() => now)
  if (recordedAt === undefined) return refuse('conflict', 'registry.version-stale', 'version')
  const version = (former?.version ?? 0) + 1
  const taken = await indexNumbers(trx, asked, changed, version, needs)
  if (taken) return taken
  if (kind === 'practitioner') await indexRegistrations(trx, profile, authorities)
  await keepEvidence(trx, asked, { subject, version, recordedAt, former }, profile)
  const head = await findHead(trx, subject)
  return head ? accept(head) : refuse('not-found', 'registry.unknown')
}

async function formerProfile(
  trx: Trx,
  subject: RecordId,
  kind: SubjectKind,
  former: Head | undefined,
): Promise<Profile> {
  const kept = former && (await findVersion(trx, subject, { version: former.version }))
  return kept?.profile ?? { subject, kind, statements: [] }
}

function provinceOfNew(asked: VersionToRecord): string {
  return 'province' in asked ? asked.province : ''
}

/** What a file says after changes, marked with who said it. Pure but for chance. */
export function changedBy(
  { random }: ProfileNeeds,
  { changes, by, source, finish = (profile) => profile }: VersionToRecord,
  before: Profile,
  now: Date,
): Changed {
  const mark = { source, enteredBy: by.account, enteredAt: now.toISOString() }
  const changed = applyChanges(before, changes, {
    newId: () => Buffer.from(random(9)).toString('base64url'),
    provenance: () => mark,
  })
  const statements = changed.profile.statements.map(withForeignDocument)
  return { ...changed, profile: finish({ ...changed.profile, statements }) }
}

/** Nationality and passport together name a foreigner as the personal ID names a citizen; either alone names nobody. */
function withForeignDocument(one: Statement): Statement {
  if (one.section !== 'identity') return one
  const [nationality, passport] = [textOf(one, 'nationality'), textOf(one, 'passport')]
  const { foreignDocument: _former, ...values } = one.values
  if (nationality === undefined || passport === undefined) return { ...one, values }
  return { ...one, values: { ...values, foreignDocument: `${nationality}:${passport}` } }
}

/** The lists of every day that a change speaks of: a code is judged by the day from which it is said to hold. */
export async function knowCodes(
  { listsFor }: ProfileNeeds,
  changes: readonly Change[],
  profile: Profile,
  now: Date,
): Promise<{
  readonly knowsCode: KnowsCode
  readonly provinceOf: (commune: string) => string | undefined
}> {
  const today = vietnamDay(now)
  const spoken = changes.length === 0 ? [] : profile.statements.map(({ from }) => from)
  const days = [...new Set([today, ...spoken.filter((day) => day !== undefined && isDay(day))])]
  const lists = new Map<string | undefined, Lists>(
    await Promise.all(days.map(async (day) => [day, await listsFor(day ?? today, '')] as const)),
  )
  return {
    knowsCode: (list, code, day) => {
      const known = lists.get(day)
      if (!isListName(list) || known?.isLoaded(list) !== true) return undefined
      return known.find(list, code) !== undefined
    },
    provinceOf: (commune) => lists.get(today)?.find('commune', commune)?.properties.province,
  }
}

/** The facilities at which a profile says that somebody is registered. */
export function facilitiesOf(profile: Profile): string[] {
  const codes = profile.statements
    .filter(({ section }) => section === 'registration')
    .map((one) => textOf(one, 'facility'))
  return [...new Set(codes.filter((code) => code !== undefined))]
}

async function indexNumbers(
  trx: Trx,
  asked: VersionToRecord,
  { profile, touched }: Changed,
  version: number,
  { definitions }: ProfileNeeds,
): Promise<Outcome<never> | undefined> {
  const { subject, kind, statements } = profile
  const numbers = identifiersOf(definitions[kind], profile)
  const taken = await replaceIdentifiers(trx, subject as RecordId, version, numbers)
  const identity = statements.find(
    ({ section }) => section === 'identity' || section === 'administrative',
  )
  const problems = taken.flatMap((held): Problem[] => {
    const wanted = numbers.find((one) => one.scheme === held.scheme && one.value === held.value)
    if (wanted === undefined) return []
    asked.onClaim?.({ wanted, held, name: textOf(identity, 'name') ?? '' })
    const at = `changes[${touched.get(wanted.statement) ?? 0}].values.${wanted.field}`
    return [{ kind: 'conflict', code: CODE_OF_SCHEME[held.scheme] ?? 'registry.number-taken', at }]
  })
  const [first, ...rest] = problems
  return first && { ok: false, problems: [first, ...rest] }
}

/** What is said when another subject holds a number. */
export const CODE_OF_SCHEME: Readonly<Record<string, string>> = {
  'personal-id': 'registry.person-known',
  'foreign-document': 'registry.person-known',
  'practice-licence': 'registry.licence-number-taken',
  'operating-licence': 'registry.licence-number-taken',
}

async function indexRegistrations(
  trx: Trx,
  profile: Profile,
  authorities: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = registrationRows(profile, (code) => authorities.get(code))
  await replaceRegistrations(trx, profile.subject as RecordId, rows)
}

async function keepEvidence(
  trx: Trx,
  { by, why, dataState }: VersionToRecord,
  at: {
    readonly subject: RecordId
    readonly version: number
    readonly recordedAt: Date
    readonly former: Head | undefined
  },
  profile: Profile,
): Promise<void> {
  const { subject, version, recordedAt, former } = at
  const author = { account: by.account, role: by.role }
  const digest = digestOf(profile)
  await insertVersion(trx, { subject, version, recordedAt, why, digest, ...author }, profile)
  if (former?.dataState !== dataState) {
    const from = former?.dataState ?? 'none'
    const step = { subject, version, from, to: dataState, at: recordedAt, reason: why }
    await appendTransition(trx, { ...step, ...author })
  }
  await recordAudit(trx, [
    {
      at: recordedAt,
      action: former ? 'update' : 'create',
      caller: auditCallerOf(by),
      what: 'registry-profile',
      purpose: 'administration',
      detail: { subject, kind: profile.kind, version, why },
    },
  ])
}
