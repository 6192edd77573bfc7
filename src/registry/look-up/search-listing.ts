import type { Database } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { formatVietnamTime, vietnamDay } from '#vocabulary/vietnam-time'
import {
  areManyNear,
  findByTerms,
  findNearByTerms,
  type Found,
  type Place,
  type Sought,
  walkByDistance,
  walkInOrder,
} from './found-store.ts'
import type { SubjectKind } from '../profile.ts'
import { kilometresBetween, type Position } from './spot.ts'
import { blockTerm, filterTerm, minuteOfWeek, segmentsFrom, wordsOf } from './terms.ts'

/** What the public asks for. Every part narrows the answer. */
export type PublicSearch = {
  /** Words in any order, with or without accents; the beginnings of words suffice. */
  readonly words?: string | undefined
  readonly kind?: SubjectKind | undefined
  readonly province?: string | undefined
  readonly commune?: string | undefined
  /** The code of a facility: those who work there. */
  readonly facility?: string | undefined
  readonly title?: string | undefined
  readonly scope?: string | undefined
  readonly form?: string | undefined
  readonly level?: string | undefined
  /** Open, or at work, on this day of the week, 1 (Monday) to 7. */
  readonly onDay?: number | undefined
  /** Open, or at work, at this minute of a week: `HH:MM` of `onDay`. */
  readonly at?: string | undefined
  readonly openNow?: boolean | undefined
  readonly near?: Position | undefined
  readonly withinKm?: number | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export type PublicHit = Found & { readonly kilometres?: number }
export type PublicPage = { readonly hits: readonly PublicHit[]; readonly next?: string }

/** What lies farther away is not near. */
const WITHIN_KM = 50

/** Of the nearest so many can be paged through. */
const NEAR_MAX = 400

/**
 * One page of those whom the public sees today. In an order by chance that is always the same, so that nobody is shown first; near a position, the
 * nearest first. Refuses `registry.cursor` for the place of a page that we did not give.
 */
export async function searchListing(
  needs: { readonly database: Database; readonly now: () => Date },
  asked: PublicSearch,
): Promise<Outcome<PublicPage>> {
  const now = needs.now()
  const day = vietnamDay(now)
  const minute = minuteAsked(asked, now)
  const sought = { terms: termsOf(asked, minute), day, minute, limit: asked.limit + 1 }
  if (asked.near) return searchNear(needs.database, asked, asked.near, sought)
  const after = parsePlace(asked.after)
  if (after === undefined) return refuse('incorrect', 'registry.cursor', 'after')
  const found = await searchInOrder(needs.database, { ...sought, after })
  const hits = found.slice(0, asked.limit)
  const last = hits.at(-1)
  const isMore = found.length > asked.limit && last !== undefined
  return accept({ hits, ...(isMore ? { next: `${last.shuffle}.${last.subject}` } : {}) })
}

/** So many rows of the order of results are walked first: what one in ten has fills a page so. */
const WALKED = 250

/** Of the nearest so many are looked through before the index of terms is asked. */
const NEAREST_MAX = 3_000

/**
 * What many have is found by walking the order of results; what fewer have, by the index of terms in the next 256th of the order, then in the next
 * sixteenth, then in all: each step reads few rows, as the one before would else have filled the page. decisions/0150.
 */
async function searchInOrder(
  database: Database,
  sought: Sought & { readonly after: Place },
): Promise<Found[]> {
  const walked = await walkInOrder(database, { ...sought, rows: WALKED })
  if (walked.length >= sought.limit) return walked
  for (const digits of [2, 1] as const) {
    const { terms: segments, isLast } = segmentsFrom(sought.after.shuffle, digits)
    const found = await findByTerms(database, { ...sought, segments })
    if (found.length >= sought.limit || isLast) return found
    // None in one of 256 parts: there are few in all.
    if (found.length === 0) break
  }
  return findByTerms(database, sought)
}

async function searchNear(
  database: Database,
  { after = '0', limit, withinKm = WITHIN_KM }: PublicSearch,
  near: Position,
  sought: Sought,
): Promise<Outcome<PublicPage>> {
  const skip = /^\d{1,3}$/.test(after) ? Number(after) : NEAR_MAX + 1
  if (skip > NEAR_MAX) return refuse('incorrect', 'registry.cursor', 'after')
  const asked = { ...sought, near, withinKm, skip }
  const walked = await walkByDistance(database, { ...asked, rows: NEAREST_MAX })
  const isCut = walked.length < sought.limit && (await areManyNear(database, asked, NEAREST_MAX))
  const found = isCut ? await findNearByTerms(database, asked) : walked
  const hits = found.slice(0, limit).map((hit) => {
    const { position } = hit.facts
    return position ? { ...hit, kilometres: kilometresBetween(near, position) } : hit
  })
  const next = skip + limit
  const isMore = found.length > limit && next <= NEAR_MAX
  return accept({ hits, ...(isMore ? { next: String(next) } : {}) })
}

function termsOf(asked: PublicSearch, minute: number | undefined): string[] {
  const { kind, province, commune, facility, title, scope, form, level, onDay } = asked
  const filters = { kind, province, commune, facility, title, scope, form, level, day: onDay }
  const coded = Object.entries(filters).flatMap(([filter, code]) =>
    code === undefined ? [] : [filterTerm(filter as keyof typeof filters, code)],
  )
  const time = minute === undefined ? [] : [blockTerm(minute)]
  return [...wordsOf(asked.words ?? ''), ...coded, ...time]
}

function minuteAsked({ openNow, onDay, at }: PublicSearch, now: Date): number | undefined {
  if (openNow === true) {
    const time = formatVietnamTime(now).slice(8)
    return minuteOfWeek(vietnamDay(now), `${time.slice(0, 2)}:${time.slice(2)}`)
  }
  if (onDay === undefined || at === undefined) return undefined
  // 01/01/2024 was a Monday.
  return minuteOfWeek(`2024-01-0${onDay}`, at)
}

function parsePlace(after: string | undefined): Place | undefined {
  if (after === undefined) return { shuffle: -1, subject: '00000000-0000-0000-0000-000000000000' }
  const [, shuffle, subject] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(after) ?? []
  return shuffle && subject && UUID.test(subject)
    ? { shuffle: Number(shuffle), subject }
    : undefined
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
