/**
 * How fast does the public find somebody among a million: names without accents, beginnings of names, numbers, places, hours, distance.
 * Aim: 50 ms at the 95th percentile. `node benchmarks/look-up.ts`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, openDatabase } from '#foundation/database'
import { textOf } from '#registry'
import { searchKey } from '#vocabulary/person-name'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { fillSynthetic } from '../src/commands/seed-registry.ts'
import { type PublicSearch, searchListing } from '../src/registry/look-up/search-listing.ts'
import { EAST_KM, NORTH_KM, type Position } from '../src/registry/look-up/spot.ts'
import { practitionerFile } from '../simulators/registry/make-practitioners.ts'
import type { Workplace } from '../simulators/registry/make-facilities.ts'
import { makeRandom, type Random } from '../simulators/province/random.ts'
import { percentiles } from './percentiles.ts'

const QUESTIONS = 2_000
const WARM_UP = 200
const NOW = new Date('2026-11-20T02:00:00Z')

/**
 * The 95th percentile of searches of the public, in ms, over a registry that `fillSynthetic` filled with this seed. Tells the percentiles of
 * each kind of question on stderr.
 */
export async function measureSearch(url: string, filled: Filled): Promise<number> {
  const database = openDatabase(url)
  await sql`analyze registry.listing`.execute(database).catch(() => undefined)
  const kinds = Object.keys(QUESTION_KINDS)
  const durations = new Map<string, number[]>(kinds.map((kind) => [kind, []]))
  const questions = makeQuestions(filled, await placesOf(database))
  for (const [turn, { kind, asked }] of questions.entries()) {
    const startedAt = performance.now()
    await searchListing({ database, now: () => NOW }, { ...asked, limit: 20 })
    if (turn >= WARM_UP) durations.get(kind)?.push(performance.now() - startedAt)
  }
  await database.destroy()
  for (const [kind, took] of durations) {
    const { p50, p95, p99 } = percentiles(took)
    process.stderr.write(`mach: look-up by ${kind}: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms\n`)
  }
  return percentiles([...durations.values()].flat()).p95
}

type Filled = {
  readonly practitioners: number
  readonly seed: number
  readonly places: readonly Workplace[]
}

/** Of each kind as many as chance has it, made before the clock starts. */
function makeQuestions({ practitioners, seed, places }: Filled, spots: readonly Position[]) {
  const random = makeRandom('bench look-up')
  const kinds = Object.entries(QUESTION_KINDS)
  return Array.from({ length: WARM_UP + QUESTIONS }, () => {
    const [kind, question] = random.pick(kinds)
    const { statements } = practitionerFile(random.int(0, practitioners - 1), seed, places)
    const value = (section: string, field: string) =>
      textOf(
        statements.find((one) => one.section === section),
        field,
      ) ?? ''
    const asked = question(random, {
      name: value('identity', 'name'),
      licence: value('licence', 'number'),
      title: value('licence', 'title'),
      facility: value('registration', 'facility'),
      spot: random.pick(spots),
    })
    return { kind, asked }
  })
}

type Someone = {
  readonly name: string
  readonly licence: string
  readonly title: string
  readonly facility: string
  /** A place at which somebody stands. */
  readonly spot: Position
}
type Question = (random: Random, one: Someone) => Omit<PublicSearch, 'limit'>

const QUESTION_KINDS: Readonly<Record<string, Question>> = {
  name: (_random, { name }) => ({ words: searchKey(name) }),
  'name with accents': (_random, { name }) => ({ words: name }),
  'last word of a name': (_random, { name }) => ({ words: name.split(' ').at(-1) }),
  'beginning of a name': (random, { name }) => ({
    words: searchKey(name).slice(0, random.int(2, 6)),
  }),
  'name and title': (_random, { name, title }) => ({ words: searchKey(name), title }),
  number: (_random, { licence }) => ({ words: licence }),
  'people of a facility': (_random, { facility }) => ({ facility, kind: 'practitioner' }),
  'province and title': (_random, { facility, title }) => ({
    province: facility.slice(0, 2),
    title,
  }),
  'name, open on Saturday': (_random, { name }) => ({ words: searchKey(name), onDay: 6 }),
  'open now, nobody is': () => ({ onDay: 7, at: '03:00' }),
  'nothing like it': () => ({ words: 'khongcoai zzz' }),
  'near a place': (_random, { spot }) => ({ near: spot, kind: 'facility' }),
  'name near a place': (_random, { spot, name }) => ({
    near: spot,
    words: name.split(' ').at(-1),
  }),
  'two common words': (_random, { name }) => ({
    words: searchKey(name).split(' ').slice(0, 2).join(' '),
  }),
}

/** Where some facilities are. */
async function placesOf(database: Database): Promise<Position[]> {
  const { rows } = await sql<{ east: number; north: number }>`
    select spot[0] as east, spot[1] as north from registry.listing
    where kind = 'facility' and spot is not null order by shuffle limit 500
  `.execute(database)
  return rows.map(({ east, north }) => ({ latitude: north / NORTH_KM, longitude: east / EAST_KM }))
}

if (import.meta.main) await run()

async function run(): Promise<void> {
  const { makeWorkplaces } = await import('../simulators/registry/make-facilities.ts')
  const size = {
    practitioners: Number(process.env['MACH_BENCH_PRACTITIONERS'] ?? 1_170_000),
    facilities: Number(process.env['MACH_BENCH_FACILITIES'] ?? 60_000),
    seed: 850,
  }
  const folder = await mkdtemp(join(tmpdir(), 'mach-bench-look-up-'))
  const prepared = await prepareDatabase(folder)
  try {
    const seconds = await fillSynthetic(prepared.ownerUrl, size)
    process.stderr.write(`mach: filled in ${seconds.toFixed(0)} s\n`)
    const owner = openDatabase(prepared.ownerUrl, 1)
    await sql`vacuum analyze registry.listing`.execute(owner)
    await owner.destroy()
    // Which codes were taken decides who works where, and with it no name or number.
    const places = makeWorkplaces(size.facilities, size.seed, new Set())
    const searchP95Ms = await measureSearch(prepared.url, { ...size, places })
    process.stdout.write(`${JSON.stringify({ searchP95Ms })}\n`)
  } finally {
    await prepared.end()
    await rm(folder, { recursive: true, force: true })
  }
}
