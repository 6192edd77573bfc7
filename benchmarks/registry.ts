/**
 * How fast does the registry answer at the size of the country: whether somebody may practise, as of any date; the public search; a workbook of
 * 50,000 rows. Filled by the fast way with 850,000 practitioners and 60,000 facilities, on a database of its own.
 * Aims: 5 ms at the 99th percentile, 50 ms at the 95th, 60 s. `node benchmarks/registry.ts [--json]`
 *
 * What is not measured is left out of the last line, and the benchmark then ends with 1: no figure stands in for one that was not taken.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#foundation/database'
import { textOf } from '#registry'
import { readStarterEditions } from '#terminology'
import { askMayPractise } from '../src/registry/practice/ask-may-practise.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { fillSynthetic } from '../src/commands/seed-registry.ts'
import { makeWorkplaces } from '../simulators/registry/make-facilities.ts'
import { practitionerFile } from '../simulators/registry/make-practitioners.ts'
import { makeRandom } from '../simulators/province/random.ts'
import { percentiles, round } from './percentiles.ts'

const PRACTITIONERS = Number(process.env['MACH_BENCH_PRACTITIONERS'] ?? 850_000)
const FACILITIES = Number(process.env['MACH_BENCH_FACILITIES'] ?? 60_000)
const QUESTIONS = 5_000
const WARM_UP = 500
const SEED = 850
const json = process.argv.includes('--json')

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-registry-'))
const prepared = await prepareDatabase(folder)
try {
  const size = { practitioners: PRACTITIONERS, facilities: FACILITIES, seed: SEED }
  const fillSeconds = await fillSynthetic(prepared.ownerUrl, size)
  process.stderr.write(`mach: filled in ${fillSeconds.toFixed(0)} s\n`)
  const measured: { mayPractiseP99Ms: number; searchP95Ms?: number; workbookSeconds?: number } = {
    mayPractiseP99Ms: await measureMayPractise(),
  }
  if (!json) process.stdout.write(`filled in ${round(fillSeconds)} s\n`)
  process.stdout.write(`${JSON.stringify(measured)}\n`)
  if (measured.searchP95Ms === undefined || measured.workbookSeconds === undefined)
    process.exitCode = 1
} finally {
  await prepared.end()
  await rm(folder, { recursive: true, force: true })
}

/** Persons, places and days by chance, one question at a time, every tenth as it was believed at an instant. */
async function measureMayPractise(): Promise<number> {
  const database = openDatabase(prepared.url)
  const random = makeRandom('bench registry')
  const places = makeWorkplaces(FACILITIES, SEED, await takenBefore())
  const durations: number[] = []
  const answers = new Map<string, number>()
  for (let turn = 0; turn < WARM_UP + QUESTIONS; turn += 1) {
    const { statements } = practitionerFile(random.int(0, PRACTITIONERS - 1), SEED, places)
    const registration = statements.find(({ section }) => section === 'registration')
    const question = {
      licence: textOf(registration, 'licence') ?? '',
      facility: textOf(registration, 'facility') ?? '',
      at: new Date(Date.parse('2025-06-02T02:00:00Z') + random.int(0, 500) * 86_400_000),
      ...(turn % 10 === 0 ? { believedAt: new Date('2026-10-01T00:00:00Z') } : {}),
    }
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

/** The codes of the shipped facilities, which the seed leaves out. */
async function takenBefore(): Promise<ReadonlySet<string>> {
  const editions = (await readStarterEditions()).filter(({ list }) => list === 'facility')
  return new Set(editions.flatMap(({ concepts }) => [...concepts.keys()]))
}
