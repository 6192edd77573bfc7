import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Facility, FacilityKind } from '../facility.ts'
import type { SubjectKind } from '../profile.ts'
import { type DaySpan, type Listing, type PublicFacts, shuffleOf } from './listing.ts'
import type { KnownPlace } from './project-listing.ts'
import { type Position, spotOf } from './spot.ts'
import { quotedTerms, type WeekSpan } from './terms.ts'

/** The columns of a listing as they are written, each as text: for one statement, and for the fast way of filling. */
export const LISTING_COLUMNS = [
  'subject',
  'kind',
  'shuffle',
  'code',
  'name',
  'terms',
  'listed',
  'open_minutes',
  'spot',
  'facts',
  'changed_at',
] as const

type ListingText = Readonly<Record<(typeof LISTING_COLUMNS)[number], string | null>>

/** A listing as the database reads it. */
export function listingText(listing: Listing, at: Date): ListingText {
  const { subject, kind, code, name, terms, listed, open, position, facts } = listing
  return {
    subject,
    kind,
    shuffle: String(shuffleOf(subject)),
    code: code ?? null,
    name,
    terms: quotedTerms(terms, ' '),
    listed: multirange(listed.map(({ from = '', until = '' }: DaySpan) => [from, until])),
    open_minutes: multirange(open.map(([from, until]: WeekSpan) => [`${from}`, `${until}`])),
    spot: position === undefined ? null : pointText(position),
    facts: JSON.stringify({ ...facts, ...(position === undefined ? {} : { position }) }),
    changed_at: at.toISOString(),
  }
}

/** Makes these the listings of their subjects; a facility without a file gives way to the file of its code. */
export async function writeListings(
  trx: Trx,
  listings: readonly Listing[],
  at: Date,
): Promise<void> {
  if (listings.length === 0) return
  const rows = JSON.stringify(listings.map((one) => listingText(one, at)))
  const codes = listings.flatMap(({ code }) => code ?? [])
  const subjects = listings.map(({ subject }) => subject)
  await sql`
    delete from registry.listing where code = any(${codes}::text[]) and not (subject = any(${subjects}::uuid[]))
  `.execute(trx)
  await sql`
    insert into registry.listing (subject, kind, shuffle, code, name, terms, listed, open_minutes, spot, facts, changed_at)
    select subject, kind, shuffle, code, name, terms::tsvector, listed::datemultirange, open_minutes::int4multirange, spot::point,
      facts::jsonb, changed_at
    from jsonb_to_recordset(${rows}::jsonb) as listing (subject uuid, kind text, shuffle bigint, code text, name text, terms text,
      listed text, open_minutes text, spot text, facts text, changed_at timestamptz)
    on conflict (subject) do update set
      code = excluded.code, name = excluded.name, terms = excluded.terms, listed = excluded.listed,
      open_minutes = excluded.open_minutes, spot = excluded.spot, facts = excluded.facts, changed_at = excluded.changed_at
  `.execute(trx)
}

/** Where these facilities are: by their listing, else by the list of facilities. */
export async function findPlaces(
  database: Database | Trx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, KnownPlace>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{
    code: string
    province: string
    commune: string
    position: Position | null
  }>`
    select distinct on (known.code) known.code, known.province, known.commune, listing.facts -> 'position' as position
    from registry.facility known left join registry.listing on listing.code = known.code
    where known.code = any(${codes}::text[]) order by known.code, known.valid_from desc
  `.execute(database)
  return new Map(
    rows.map(({ code, province, commune, position }) => [
      code,
      { province, ...(commune === '' ? {} : { commune }), ...(position ? { position } : {}) },
    ]),
  )
}

/** Published files that have no listing yet; facilities first, as practitioners are placed by them. */
export async function listUnlisted(trx: Trx, limit: number): Promise<RecordId[]> {
  const { rows } = await sql<{ subject: RecordId }>`
    select profile.subject from registry.profile
    where profile.published_version is not null
      and not exists (select from registry.listing where listing.subject = profile.subject)
    order by profile.kind limit ${limit}
  `.execute(trx)
  return rows.map(({ subject }) => subject)
}

/** Facilities of the list that have neither a file nor a listing yet, each as it was last. */
export async function listPlainUnlisted(trx: Trx, limit: number): Promise<Facility[]> {
  const { rows } = await sql<
    Omit<Facility, 'to' | 'kind'> & { to: string | null; kind: FacilityKind }
  >`
    select distinct on (code) code, name, kind, province, commune, address, insurance_contract as "insuranceContract",
      valid_from as "from", valid_to as "to"
    from registry.facility
    where not exists (select from registry.listing where listing.code = facility.code)
    order by code, valid_from desc limit ${limit}
  `.execute(trx)
  return rows.map(({ to, ...facility }) => ({ ...facility, ...(to === null ? {} : { to }) }))
}

/** Moves those who work at a facility to where it is now. */
export async function moveWorkers(
  trx: Trx,
  code: string,
  position: Position,
  at: Date,
): Promise<void> {
  const spot = pointText(position)
  await sql`
    update registry.listing set spot = ${spot}::point, changed_at = ${at},
      facts = jsonb_set(facts, '{position}', ${JSON.stringify(position)}::jsonb)
    where kind = 'practitioner' and facts ->> 'main' = ${code} and terms @@ ${quotedTerms([`=f${code}`], ' & ')}::tsquery
      and (spot is null or not spot ~= ${spot}::point)
  `.execute(trx)
}

type FoundRow = {
  subject: string
  kind: SubjectKind
  shuffle: number
  code: string | null
  name: string
  facts: PublicFacts & { readonly position?: Position }
  changed_at: Date
  is_listed?: boolean
}

/** A listing as it is shown. */
export type Found = {
  readonly subject: string
  readonly kind: SubjectKind
  readonly shuffle: number
  readonly code?: string
  readonly name: string
  readonly facts: FoundRow['facts']
  readonly changedAt: Date
  /** Whether the public sees it on the day that was asked for. */
  readonly isListed: boolean
}

const COLUMNS = sql`listing.subject, listing.kind, listing.shuffle, listing.code, listing.name, listing.facts, listing.changed_at`

export type Sought = {
  readonly terms: readonly string[]
  /** The day on which it is listed. */
  readonly day: string
  readonly minute?: number | undefined
  readonly limit: number
}

/** So many are walked in the order of results before the index of terms is asked: what more than one in a hundred has is found sooner so. */
const WALKED_MAX = 3_000

/** Walks the order of results from a place on; `isAll` when the walk ended before the page was full, so that rarer terms need the index. */
export async function walkInOrder(
  database: Database,
  sought: Sought & { readonly after: Place },
): Promise<{ readonly found: Found[]; readonly isCut: boolean }> {
  const { after } = sought
  const { rows } = await sql<FoundRow>`
    select ${COLUMNS} from (
      select * from registry.listing where (shuffle, subject) > (${after.shuffle}, ${after.subject}::uuid)
      order by shuffle, subject limit ${WALKED_MAX}
    ) listing
    where ${fitting(sought)} order by listing.shuffle, listing.subject limit ${sought.limit}
  `.execute(database)
  return { found: rows.map(rowToFound), isCut: rows.length < sought.limit }
}

/** A place in the order of results. */
export type Place = { readonly shuffle: number; readonly subject: string }

/** The same by the index of terms, for terms that few have. */
export async function findByTerms(
  database: Database,
  sought: Sought & { readonly after: Place },
): Promise<Found[]> {
  const { after } = sought
  const { rows } = await sql<FoundRow>`
    select ${COLUMNS} from registry.listing
    where ${fitting(sought)} and (listing.shuffle + 0, listing.subject) > (${after.shuffle}, ${after.subject}::uuid)
    order by listing.shuffle + 0, listing.subject limit ${sought.limit}
  `.execute(database)
  return rows.map(rowToFound)
}

/** What is near a position, the nearest first, within some kilometres on the flat map. */
export async function findNear(
  database: Database,
  sought: Sought & {
    readonly near: Position
    readonly withinKm: number
    readonly skip: number
    readonly isRare: boolean
  },
): Promise<Found[]> {
  const { near, withinKm, skip, isRare, limit } = sought
  const point = sql`${pointText(near)}::point`
  const nearest = sql`select * from registry.listing where spot is not null order by spot <-> ${point} limit ${WALKED_MAX}`
  const from = isRare ? sql`registry.listing` : sql`(${nearest}) listing`
  // Written so that the index of distances is not walked to its end for terms that few have.
  const distance = isRare ? sql`(listing.spot <-> ${point}) + 0` : sql`listing.spot <-> ${point}`
  const { rows } = await sql<FoundRow>`
    select ${COLUMNS} from ${from}
    where ${fitting(sought)} and listing.spot is not null and (listing.spot <-> ${point}) + 0 <= ${withinKm}
    order by ${distance}, listing.subject limit ${limit} offset ${skip}
  `.execute(database)
  return rows.map(rowToFound)
}

/** Listings by their keys or codes; those that are listed on the day alone. */
export async function findListed(
  database: Database,
  asked: {
    readonly subjects?: readonly string[]
    readonly codes?: readonly string[]
    readonly day: string
  },
): Promise<Found[]> {
  const { subjects = [], codes = [], day } = asked
  if (subjects.length + codes.length === 0) return []
  const { rows } = await sql<FoundRow>`
    select ${COLUMNS} from registry.listing
    where (listing.subject = any(${subjects}::uuid[]) or listing.code = any(${codes}::text[])) and listing.listed @> ${day}::date
  `.execute(database)
  return rows.map(rowToFound)
}

/** What changed since an instant, in the order of the changes; also what is no longer listed. Undefined for a place that we did not give. */
export async function listChanged(
  database: Database,
  asked: {
    readonly since: Date
    readonly terms: readonly string[]
    readonly day: string
    readonly limit: number
    readonly after: string | undefined
  },
): Promise<{ readonly found: Found[]; readonly next?: string } | undefined> {
  const { since, terms, day, limit, after } = asked
  const [, micros, subject] = /^(\d{1,17})\.([0-9a-f-]{36})$/.exec(after ?? FIRST_CHANGE) ?? []
  if (micros === undefined || subject === undefined) return undefined
  const { rows } = await sql<FoundRow & { micros: string }>`
    select ${COLUMNS}, listing.listed @> ${day}::date as is_listed, (extract(epoch from changed_at) * 1000000)::bigint::text as micros
    from registry.listing
    where listing.changed_at >= ${since} and terms @@ ${quotedTerms(terms, ' & ')}::tsquery
      and (changed_at, subject) > ('epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond', ${subject}::uuid)
    order by changed_at, subject limit ${limit + 1}
  `.execute(database)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    found: page.map(({ micros: _micros, ...row }) => rowToFound(row)),
    ...(rows.length > limit && last ? { next: `${last.micros}.${last.subject}` } : {}),
  }
}

const FIRST_CHANGE = '0.00000000-0000-0000-0000-000000000000'

function fitting({ terms, day, minute }: Sought) {
  const query = terms.length === 0 ? null : quotedTerms(terms, ' & ')
  const termsFit = query === null ? sql`true` : sql`listing.terms @@ ${query}::tsquery`
  const isOpen = minute === undefined ? sql`true` : sql`listing.open_minutes @> ${minute}::integer`
  return sql`${termsFit} and ${isOpen} and listing.listed @> ${day}::date`
}

function rowToFound({ changed_at, is_listed: isListed = true, code, ...row }: FoundRow): Found {
  return { ...row, isListed, changedAt: changed_at, ...(code === null ? {} : { code }) }
}

function pointText(position: Position): string {
  const { east, north } = spotOf(position)
  return `(${east},${north})`
}

function multirange(spans: readonly (readonly [string, string])[]): string {
  return `{${spans.map(([from, until]) => `[${from},${until})`).join(',')}}`
}
