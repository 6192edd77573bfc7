/**
 * How fast does the registry answer at the size of the country: whether somebody may practise, as of any date; the public search; a workbook of
 * 50,000 rows. Filled by the fast way with 1,170,000 practitioners and 60,000 facilities, so that a million are public, on a database of its own.
 * Aims: 5 ms at the 99th percentile, 50 ms at the 95th, 60 s. `node benchmarks/registry.ts [--json] [--data DIR]`: a data folder is filled at its first
 * use and kept for the next.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '#foundation/database'
import { textOf } from '#registry'
import { readStarterEditions } from '#terminology'
import { askMayPractise } from '../src/registry/practice/ask-may-practise.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { fillSynthetic } from '../src/commands/seed-registry.ts'
import { makeWorkplaces, type Workplace } from '../simulators/registry/make-facilities.ts'
import { practitionerFile } from '../simulators/registry/make-practitioners.ts'
import { makeRandom } from '../simulators/province/random.ts'
import { measureSearch } from './look-up.ts'
import { percentiles, round } from './percentiles.ts'
import { measureWorkbook } from './workbook.ts'

const PRACTITIONERS = Number(process.env['MACH_BENCH_PRACTITIONERS'] ?? 1_170_000)
const FACILITIES = Number(process.env['MACH_BENCH_FACILITIES'] ?? 60_000)
const WORKBOOK_ROWS = Number(process.env['MACH_BENCH_WORKBOOK_ROWS'] ?? 50_000)
const QUESTIONS = 5_000
const WARM_UP = 500
const SEED = 850
/** Read whole before the clock starts, as by the end of a morning: a folder that was kept lies on the disk alone. */
const READ_DAILY = [
  'identifier',
  'profile',
  'profile_version',
  'registration',
  'listing',
  'listing_facts',
].map((name) => `registry.${name}`)
/** Codes of provinces in personal numbers; the seed uses the first two. Source: Circular 59/2021/TT-BCA, annex 1. */
const ORIGINS = ['051', '052', '054', '056', '058', '060', '062', '064', '066', '067', '068', '070']
const named = process.argv[process.argv.indexOf('--data') + 1]
const kept = process.argv.includes('--data') && named !== undefined ? resolve(named) : undefined

const folder = kept ?? (await mkdtemp(join(tmpdir(), 'mach-bench-registry-')))
const prepared = await prepareDatabase(folder)
try {
  await fill()
  const places = makeWorkplaces(FACILITIES, SEED, await takenBefore())
  const filled = { practitioners: PRACTITIONERS, seed: SEED, places }
  const measured = {
    mayPractiseP99Ms: await measureMayPractise(places),
    searchP95Ms: await measureSearch(prepared.url, filled),
    workbookSeconds: await measureList(),
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`)
} finally {
  await prepared.end()
  if (kept === undefined) await rm(folder, { recursive: true, force: true })
}

/** Fills what was not filled before, and lets the database stand as it does some minutes later. */
async function fill(): Promise<void> {
  const owner = openDatabase(prepared.ownerUrl, 1)
  const { rows } = await sql<{
    listed: number
  }>`select count(*) as listed from registry.listing`.execute(owner)
  if (Number(rows[0]?.listed) < FACILITIES / 2) {
    const size = { practitioners: PRACTITIONERS, facilities: FACILITIES, seed: SEED }
    const seconds = await fillSynthetic(prepared.ownerUrl, size)
    process.stderr.write(`mach: filled in ${round(seconds)} s\n`)
  } else process.stderr.write(`mach: ${rows[0]?.listed} listings from before\n`)
  await sql`set statement_timeout = 0`.execute(owner)
  await sql`vacuum analyze`.execute(owner)
  for (const table of READ_DAILY)
    await sql`select count(one) from ${sql.table(table)} one`.execute(owner)
  await owner.destroy()
}

/** Persons, places and days by chance, one question at a time, every tenth as it was believed at an instant. The questions are made before the clock starts. */
async function measureMayPractise(places: readonly Workplace[]): Promise<number> {
  const database = openDatabase(prepared.url)
  const questions = practiceQuestions(places)
  const durations: number[] = []
  const answers = new Map<string, number>()
  for (const [turn, question] of questions.entries()) {
    const startedAt = performance.now()
    const answer = await askMayPractise({ database }, question)
    if (turn >= WARM_UP) durations.push(performance.now() - startedAt)
    const told = answer.ok ? `${answer.value.basis} ${answer.value.answer}` : 'refused'
    answers.set(told, (answers.get(told) ?? 0) + 1)
  }
  await database.destroy()
  const { p50, p95, p99 } = percentiles(durations)
  const told = [...answers].map(([answer, count]) => `${answer} ${count}`).join(', ')
  process.stderr.write(`mach: may practise p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms (${told})\n`)
  return p99
}

function practiceQuestions(places: readonly Workplace[]) {
  const random = makeRandom('bench registry')
  return Array.from({ length: WARM_UP + QUESTIONS }, (_, turn) => {
    const { statements } = practitionerFile(random.int(0, PRACTITIONERS - 1), SEED, places)
    const registration = statements.find(({ section }) => section === 'registration')
    return {
      licence: textOf(registration, 'licence') ?? '',
      facility: textOf(registration, 'facility') ?? '',
      at: new Date(Date.parse('2025-06-02T02:00:00Z') + random.int(0, 500) * 86_400_000),
      ...(turn % 10 === 0 ? { believedAt: new Date('2026-10-01T00:00:00Z') } : {}),
    }
  })
}

/** A staff list of 50,000 persons without a file, from the sent workbook to the last row, in the registry as it was filled. Seconds. */
async function measureList(): Promise<number> {
  const database = openDatabase(prepared.url)
  const { workbookSeconds } = await measureWorkbook(database, WORKBOOK_ROWS, await nextOrigin())
  await database.destroy()
  return workbookSeconds
}

/** Three digits with which no number begins that was written before: of persons who have no file yet. */
async function nextOrigin(): Promise<string> {
  const owner = openDatabase(prepared.ownerUrl, 1)
  const { rows } = await sql<{ last: string | null }>`
    select max(left(value, 3)) as last from registry.identifier where scheme = 'personal-id'
  `.execute(owner)
  await owner.destroy()
  return ORIGINS.find((one) => one > (rows[0]?.last ?? '')) ?? '051'
}

/** The codes of the shipped facilities, which the seed leaves out. */
async function takenBefore(): Promise<ReadonlySet<string>> {
  const editions = (await readStarterEditions()).filter(({ list }) => list === 'facility')
  return new Set(editions.flatMap(({ concepts }) => [...concepts.keys()]))
}
