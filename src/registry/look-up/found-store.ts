import { type RawBuilder, sql } from 'kysely'
import type { Database } from '#foundation/database'
import type { SubjectKind } from '../profile.ts'
import type { PublicFacts } from './listing.ts'
import { INDEXED_TERMS, pointText } from './listing-store.ts'
import type { Position } from './spot.ts'
import { quotedTerms } from './terms.ts'

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

const COLUMNS = sql`listing.subject, listing.kind, listing.shuffle, listing.code, listing.name, listing.changed_at`

export type Sought = {
  readonly terms: readonly string[]
  /** The day on which it is listed. */
  readonly day: string
  readonly minute?: number | undefined
  readonly limit: number
}

/** A place in the order of results. */
export type Place = { readonly shuffle: number; readonly subject: string }

/** Walks so many rows of the order of results, from a place on; what is found there may be less than a page. */
export async function walkInOrder(
  database: Database,
  sought: Sought & { readonly after: Place; readonly rows: number },
): Promise<Found[]> {
  const { after, rows, limit } = sought
  const page = sql`
    select ${COLUMNS} from (
      select * from registry.listing where (shuffle, subject) > (${after.shuffle}, ${after.subject}::uuid)
      order by shuffle, subject limit ${rows}
    ) listing
    where ${fitting(sought)} order by listing.shuffle, listing.subject limit ${limit}
  `
  return shown(database, page, sql`page.shuffle, page.subject`)
}

/** The same by the index of terms: among all, or in some segments of the order. */
export async function findByTerms(
  database: Database,
  sought: Sought & { readonly after: Place; readonly segments?: readonly string[] },
): Promise<Found[]> {
  const { after, limit, segments } = sought
  const page = sql`
    select ${COLUMNS} from registry.listing
    where ${fittingByIndex(sought, segments)} and (listing.shuffle + 0, listing.subject) > (${after.shuffle}, ${after.subject}::uuid)
    order by listing.shuffle + 0, listing.subject limit ${limit}
  `
  return shown(database, page, sql`page.shuffle, page.subject`)
}

type SoughtNear = Sought & {
  readonly near: Position
  readonly withinKm: number
  readonly skip: number
}

/** What is near a position among the so many nearest, the nearest first, within some kilometres on the flat map. */
export async function walkByDistance(
  database: Database,
  sought: SoughtNear & { readonly rows: number },
): Promise<Found[]> {
  const { near, withinKm, skip, rows, limit } = sought
  const point = sql`${pointText(near)}::point`
  const page = sql`
    select ${COLUMNS}, listing.spot <-> ${point} as distance from (
      select * from registry.listing where spot is not null order by spot <-> ${point} limit ${rows}
    ) listing
    where ${fitting(sought)} and listing.spot <-> ${point} <= ${withinKm}
    order by distance, listing.subject limit ${limit} offset ${skip}
  `
  return shown(database, page, sql`page.distance, page.subject`)
}

/** Whether more than so many lie within some kilometres. */
export async function areManyNear(
  database: Database,
  { near, withinKm }: Pick<SoughtNear, 'near' | 'withinKm'>,
  rows: number,
): Promise<boolean> {
  const { rows: counted } = await sql<{ many: boolean }>`
    select count(*) > ${rows} as many from (
      select from registry.listing where spot is not null and spot <@ circle(${pointText(near)}::point, ${withinKm}) limit ${rows + 1}
    ) listing
  `.execute(database)
  return counted[0]?.many ?? false
}

/** The same by the index of terms, for terms that few have. Written so that the index of distances is not walked to its end. */
export async function findNearByTerms(database: Database, sought: SoughtNear): Promise<Found[]> {
  const { near, withinKm, skip, limit } = sought
  const distance = sql`(listing.spot <-> ${pointText(near)}::point) + 0`
  const page = sql`
    select ${COLUMNS}, ${distance} as distance from registry.listing
    where ${fittingByIndex(sought)} and listing.spot <@ circle(${pointText(near)}::point, ${withinKm}) and ${distance} <= ${withinKm}
    order by distance, listing.subject limit ${limit} offset ${skip}
  `
  return shown(database, page, sql`page.distance, page.subject`)
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
  const page = sql`
    select ${COLUMNS} from registry.listing
    where (listing.subject = any(${subjects}::uuid[]) or listing.code = any(${codes}::text[])) and listing.listed @> ${day}::date
  `
  return shown(database, page, sql`page.shuffle, page.subject`)
}

/**
 * What changed of a kind since an instant, in the order of the changes; also what is no longer listed, and keys that are no longer used. Undefined for a
 * place that we did not give.
 */
export async function listChanged(
  database: Database,
  asked: {
    readonly since: Date
    readonly kind: SubjectKind
    readonly terms: readonly string[]
    readonly day: string
    readonly limit: number
    readonly after: string | undefined
  },
): Promise<{ readonly found: Found[]; readonly next?: string } | undefined> {
  const { since, kind, terms, day, limit, after } = asked
  const [, micros, subject] = /^(\d{1,17})\.([0-9a-f-]{36})$/.exec(after ?? FIRST_CHANGE) ?? []
  if (micros === undefined || subject === undefined) return undefined
  const reached = sql`changed_at >= ${since}
    and (changed_at, subject) > ('epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond', ${subject}::uuid)`
  const { rows } = await sql<FoundRow & { micros: string }>`
    select page.*, coalesce(shown.facts, ${NOTHING}::jsonb) as facts, (extract(epoch from page.changed_at) * 1000000)::bigint::text as micros
    from (
      (select ${COLUMNS}, listing.listed @> ${day}::date as is_listed from registry.listing
       where ${INDEXED_TERMS} @@ ${quotedTerms(terms, ' & ')}::tsquery and ${reached} order by changed_at, subject limit ${limit + 1})
      union all
      (select subject, kind, 0, code, name, changed_at, false from registry.listing_gone
       where kind = ${kind} and ${reached} order by changed_at, subject limit ${limit + 1})
      order by changed_at, subject limit ${limit + 1}
    ) page left join registry.listing_facts shown on shown.subject = page.subject
    order by page.changed_at, page.subject
  `.execute(database)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    found: page.map(({ micros: _micros, ...row }) => rowToFound(row)),
    ...(rows.length > limit && last ? { next: `${last.micros}.${last.subject}` } : {}),
  }
}

const NOTHING = JSON.stringify({ statements: [], periods: [] })
const FIRST_CHANGE = '0.00000000-0000-0000-0000-000000000000'

/** A page of rows with what is shown of them, which is read for these rows alone. */
async function shown(
  database: Database,
  page: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<Found[]> {
  const { rows } = await sql<FoundRow & { distance?: number }>`
    select page.*, shown.facts from (${page}) page join registry.listing_facts shown on shown.subject = page.subject order by ${order}
  `.execute(database)
  return rows.map(({ distance: _distance, ...row }) => rowToFound(row))
}

/** What a row that was walked to must fulfil. */
function fitting({ terms, ...when }: Sought) {
  const termsFit =
    terms.length === 0 ? sql`true` : sql`listing.terms @@ ${quotedTerms(terms, ' & ')}::tsquery`
  return sql`${termsFit} and ${isShown(when)}`
}

/** The same, as the index of terms answers it. */
function fittingByIndex({ terms, ...when }: Sought, segments: readonly string[] = []) {
  const parts = [
    ...(terms.length === 0 ? [] : [quotedTerms(terms, ' & ')]),
    ...(segments.length === 0 ? [] : [`(${quotedTerms(segments, ' | ')})`]),
  ]
  const query = parts.join(' & ')
  const termsFit = query === '' ? sql`true` : sql`${INDEXED_TERMS} @@ ${query}::tsquery`
  return sql`${termsFit} and ${isShown(when)}`
}

function isShown({ day, minute }: Pick<Sought, 'day' | 'minute'>) {
  const isOpen = minute === undefined ? sql`true` : sql`listing.open_minutes @> ${minute}::integer`
  return sql`${isOpen} and listing.listed @> ${day}::date`
}

function rowToFound({ changed_at, is_listed: isListed = true, code, ...row }: FoundRow): Found {
  return { ...row, isListed, changedAt: changed_at, ...(code === null ? {} : { code }) }
}
