import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { completenessOf, nextReviewOf } from './completeness.ts'
import { type Profile, type Statement, statementsOf, type SubjectKind, textOf } from './profile.ts'
import type { DataState } from './data-state.ts'
import type { ProfileDefinition } from './profile-definition.ts'

export type { DataState } from './data-state.ts'

export type IdentityState = 'unverified' | 'matched' | 'mismatch'

/** Whether a facility may act: its operating licence suspended as a whole, or revoked or closed. */
export type Standing = 'open' | 'suspended' | 'closed'

/** What lists and guards ask of a file without opening it. */
export type Head = {
  readonly subject: RecordId
  readonly kind: SubjectKind
  readonly name: string
  /** Of a facility: its code today. */
  readonly code?: string
  /** Who is responsible: a province, or 00 the Ministry, 97 the army, 98 the police. */
  readonly authority: string
  readonly province: string
  readonly commune?: string
  readonly form?: string
  /** Whether the officers of traditional medicine review it too. */
  readonly traditional: boolean
  readonly version: number
  readonly publishedVersion?: number
  readonly publishedAt?: Date
  readonly dataState: DataState
  readonly identityState: IdentityState
  readonly standing: Standing
  /** Of a practitioner: the account that claimed the file. */
  readonly account?: string
  readonly completeness: number
  readonly nextReview?: string
  readonly openedAt: Date
  readonly changedAt: Date
}

/** What of a head follows from the document. */
export type DerivedHead = Pick<
  Head,
  | 'name'
  | 'code'
  | 'authority'
  | 'province'
  | 'commune'
  | 'form'
  | 'traditional'
  | 'standing'
  | 'completeness'
  | 'nextReview'
>

/** What is known beside the document: the province of a commune, and who is responsible for a facility. */
export type Surroundings = {
  readonly now: Date
  readonly former: Pick<Head, 'authority' | 'province'>
  /** A facility does not choose who is responsible for it: that changes when whoever is responsible verifies. */
  readonly keepsAuthority: boolean
  readonly provinceOf: (commune: string) => string | undefined
  readonly authorityOf: (facility: string) => string | undefined
}

const OWN_AUTHORITY: Readonly<Record<string, string>> = { ministry: '00', army: '97', police: '98' }

/** Scopes and titles that the officers of traditional medicine review. Source: KH 1642/KH-BYT 2025 (Cục Quản lý Y, Dược cổ truyền). */
const TRADITIONAL_SCOPES = new Set(['32-VI', '32-XI', 'LY', 'GT'])

/** The head of a document as it holds today. */
export function headOf(
  definition: ProfileDefinition,
  profile: Profile,
  around: Surroundings,
): DerivedHead {
  const today = vietnamDay(around.now)
  const nextReview = nextReviewOf(definition, profile, today)
  const common = {
    completeness: completenessOf(definition, profile, today).percent,
    ...(nextReview === undefined ? {} : { nextReview }),
  }
  return profile.kind === 'facility'
    ? { ...common, ...facilityHead(profile, around, today) }
    : { ...common, ...practitionerHead(profile, around, today) }
}

/**
 * Whether the operating licence lets a facility act on a day. The last event that the day has reached speaks, of one day the one recorded later;
 * a suspension with a last day ends with it. Source: Law 15/2023/QH15, art. 54-56.
 */
export function standingOn(profile: Profile, day: string): Standing {
  const events = statementsOf(profile, 'operating-licence-event')
    .filter(({ from }) => from !== undefined && from <= day)
    .filter((one) => textOf(one, 'extent') !== 'part')
    .filter((one) => STANDING_AFTER[textOf(one, 'event') ?? ''] !== undefined)
  // Statements of one day stand in the order in which they were recorded.
  const last = events.findLast(({ from }) => from === events[0]?.from)
  const standing = STANDING_AFTER[textOf(last, 'event') ?? ''] ?? 'open'
  const isOver = standing === 'suspended' && last?.to !== undefined && last.to < day
  return isOver ? 'open' : standing
}

const STANDING_AFTER: Readonly<Record<string, Standing>> = {
  issue: 'open',
  reissue: 'open',
  suspend: 'suspended',
  lift: 'open',
  revoke: 'closed',
  close: 'closed',
}

function facilityHead(profile: Profile, around: Surroundings, today: string) {
  const administrative = current(profile, 'administrative', today)
  const commune = textOf(current(profile, 'address', today), 'commune')
  const code = textOf(administrative, 'facilityCode')
  const form = textOf(administrative, 'form')
  const province = (commune && around.provinceOf(commune)) ?? around.former.province
  const own = OWN_AUTHORITY[textOf(administrative, 'authority') ?? '']
  return {
    name: textOf(administrative, 'name') ?? '',
    authority: around.keepsAuthority ? around.former.authority : (own ?? province),
    province: around.keepsAuthority ? around.former.province : province,
    traditional:
      administrative?.values.traditional === true || (form ?? '').includes('traditional'),
    standing: standingOn(profile, today),
    ...(code === undefined ? {} : { code }),
    ...(form === undefined ? {} : { form }),
    ...(commune === undefined ? {} : { commune }),
  }
}

function practitionerHead(profile: Profile, around: Surroundings, today: string) {
  const places = statementsOf(profile, 'registration', today)
  const main = places.find(({ values }) => values.main === true) ?? places.at(-1)
  const authority = around.authorityOf(textOf(main, 'facility') ?? '') ?? around.former.authority
  const home = statementsOf(profile, 'address', today).at(0)
  const commune = textOf(home, 'commune')
  const scopes = statementsOf(profile, 'licence-scope', today)
  return {
    name: textOf(current(profile, 'identity', today), 'name') ?? '',
    authority,
    province: (commune && around.provinceOf(commune)) ?? around.former.province,
    traditional: scopes.some((one) => TRADITIONAL_SCOPES.has(textOf(one, 'scope') ?? '')),
    standing: 'open' as const,
    ...(commune === undefined ? {} : { commune }),
  }
}

/** What holds today of a section; before anything does, what will. */
function current(profile: Profile, section: string, today: string): Statement | undefined {
  return statementsOf(profile, section, today)[0] ?? statementsOf(profile, section).at(-1)
}
