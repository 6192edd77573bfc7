import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Facility, FacilityKind } from '../facility.ts'
import { type DaySpan, type Listing, shuffleOf } from './listing.ts'
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
  'changed_at',
] as const

/** What is shown of a listing lies apart from what is walked: decisions/0150. */
export const FACTS_COLUMNS = ['subject', 'facts'] as const

type Column = (typeof LISTING_COLUMNS)[number] | (typeof FACTS_COLUMNS)[number]
type ListingText = Readonly<Record<Column, string | null>>

/** A listing as the database reads it: the columns of both tables. */
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

/** The terms of a listing with its place in the order of results: what the index of terms is over. */
export const INDEXED_TERMS = sql`(listing.terms || array_to_tsvector(array[
  '=h' || left(lpad(to_hex(listing.shuffle), 12, '0'), 1), '=h' || left(lpad(to_hex(listing.shuffle), 12, '0'), 2)]))`

/** Makes these the listings of their subjects; a facility without a file gives way to the file of its code, and is remembered as gone. */
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
    with gone as (
      delete from registry.listing where code = any(${codes}::text[]) and not (subject = any(${subjects}::uuid[]))
      returning subject, kind, code, name
    )
    insert into registry.listing_gone (subject, kind, code, name, changed_at)
    select subject, kind, code, name, ${at}::timestamptz from gone on conflict do nothing
  `.execute(trx)
  await sql`
    insert into registry.listing (subject, kind, shuffle, code, name, terms, listed, open_minutes, spot, changed_at)
    select subject, kind, shuffle, code, name, terms::tsvector, listed::datemultirange, open_minutes::int4multirange, spot::point, changed_at
    from jsonb_to_recordset(${rows}::jsonb) as listing (subject uuid, kind text, shuffle bigint, code text, name text, terms text,
      listed text, open_minutes text, spot text, changed_at timestamptz)
    on conflict (subject) do update set
      code = excluded.code, name = excluded.name, terms = excluded.terms, listed = excluded.listed,
      open_minutes = excluded.open_minutes, spot = excluded.spot, changed_at = excluded.changed_at
  `.execute(trx)
  await sql`
    insert into registry.listing_facts (subject, facts)
    select subject, facts::jsonb from jsonb_to_recordset(${rows}::jsonb) as listing (subject uuid, facts text)
    on conflict (subject) do update set facts = excluded.facts
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
    select distinct on (known.code) known.code, known.province, known.commune, shown.facts -> 'position' as position
    from registry.facility known left join registry.listing on listing.code = known.code
      left join registry.listing_facts shown on shown.subject = listing.subject
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
    with moved as (
      update registry.listing set spot = ${spot}::point, changed_at = ${at} from registry.listing_facts shown
      where shown.subject = listing.subject and kind = 'practitioner' and shown.facts ->> 'main' = ${code}
        and ${INDEXED_TERMS} @@ ${quotedTerms([`=f${code}`], ' & ')}::tsquery and (spot is null or not spot ~= ${spot}::point)
      returning listing.subject
    )
    update registry.listing_facts set facts = jsonb_set(facts, '{position}', ${JSON.stringify(position)}::jsonb)
    where subject in (select subject from moved)
  `.execute(trx)
}

/** A position as the database reads a point. */
export function pointText(position: Position): string {
  const { east, north } = spotOf(position)
  return `(${east},${north})`
}

function multirange(spans: readonly (readonly [string, string])[]): string {
  return `{${spans.map(([from, until]) => `[${from},${until})`).join(',')}}`
}
