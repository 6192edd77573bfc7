import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillSynthetic } from '../src/commands/seed-registry.ts'
import { type PublicSearch, searchListing } from '../src/registry/look-up/search-listing.ts'
import { temporaryDatabase, type TemporaryDatabase } from './temporary-database.ts'

/** More rows than are walked to see how frequent something is, so that every way of the search is taken. */
const SIZE = { practitioners: 1_500, facilities: 120, seed: 11 }
const NOW = new Date('2026-11-20T02:00:00Z')

let temporary: TemporaryDatabase

beforeAll(async () => {
  temporary = await temporaryDatabase()
  await fillSynthetic(temporary.ownerUrl, SIZE)
})
afterAll(() => temporary[Symbol.asyncDispose]())

async function everyPage(asked: Omit<PublicSearch, 'limit'>, limit: number): Promise<string[]> {
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await searchListing(
      { database: temporary.database, now: () => NOW },
      { ...asked, after, limit },
    )
    if (!page.ok) throw new Error(page.problems[0].code)
    seen.push(...page.value.hits.map(({ subject }) => subject))
    after = page.value.next
  } while (after !== undefined)
  return seen
}

/** The same by reading every row. */
async function allOf(query: string): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`
    select subject from registry.listing where listed @> '2026-11-20'::date and (${query} = '' or terms @@ ${query}::tsquery)
    order by shuffle, subject
  `.execute(temporary.owner)
  return rows.map(({ subject }) => subject)
}

test.each([
  ['what everybody has', {}, ''],
  ['what a third has', { words: 'nguyễn' }, `'nguyen'`],
  ['what one in ten has', { words: 'tran', kind: 'practitioner' }, `'tran' & '=kpractitioner'`],
  ['what few have', { title: 'TLLS' }, `'=tTLLS'`],
  ['what hardly anybody has', { title: 'LY', words: 'le' }, `'=tLY' & 'le'`],
  ['what nobody has', { words: 'zzz' }, `'zzz'`],
] as const)(
  '%s is found wholly, in one order, whatever the size of a page',
  async (_name, asked, query) => {
    const all = await allOf(query)
    for (const limit of [3, 20, 50]) expect(await everyPage(asked, limit)).toEqual(all)
  },
)

test('what is near is found wholly, the nearest first, also where few are what is sought', async () => {
  const near = { latitude: 15.1, longitude: 108.8 }
  const { rows } = await sql<{ count: number; rare: number }>`
    select count(*) as count, count(*) filter (where terms @@ '''=tTLLS''') as rare from registry.listing
    where listed @> '2026-11-20'::date and spot <-> point(${near.longitude * 107.01}, ${near.latitude * 110.66}) <= 50
  `.execute(temporary.owner)
  const within = rows[0] ?? { count: 0, rare: 0 }
  expect(await everyPage({ near }, 50)).toHaveLength(Math.min(within.count, 450))
  expect(await everyPage({ near, title: 'TLLS' }, 2)).toHaveLength(within.rare)
})
