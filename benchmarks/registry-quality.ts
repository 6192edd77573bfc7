/**
 * How fast is the quality of files counted, and how fast is what pages ask of it answered? Filled by the fast way, on a database of its own; the steps
 * of a pass run without the pause of a second that lies between them. Aims: totals and the lowest facilities of a province within 200 ms.
 * `node benchmarks/registry-quality.ts`; sizes by MACH_BENCH_PRACTITIONERS and MACH_BENCH_FACILITIES.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#foundation/database'
import { withScope } from '#foundation/scope'
import { qualityLoop, qualityTotals, readProfileDefinitions } from '#registry'
import { openTerminology } from '#terminology'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { fillSynthetic } from '../src/commands/seed-registry.ts'
import { listStaffFaults } from '../src/registry/quality/quality-store.ts'
import { listTotals, listWorstFacilities } from '../src/registry/quality/quality-total-store.ts'
import { percentiles, round } from './percentiles.ts'

const PRACTITIONERS = Number(process.env['MACH_BENCH_PRACTITIONERS'] ?? 20_000)
const FACILITIES = Number(process.env['MACH_BENCH_FACILITIES'] ?? 1_400)
const QUESTIONS = 200

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-quality-'))
const prepared = await prepareDatabase(folder)
try {
  const size = { practitioners: PRACTITIONERS, facilities: FACILITIES, seed: 850 }
  await fillSynthetic(prepared.ownerUrl, size)
  const database = openDatabase(prepared.url)
  const needs = { database, now: () => new Date() }
  const counting = await count()
  process.stdout.write(`${JSON.stringify({ ...counting, ...(await answers()) })}\n`)
  await database.destroy()

  async function count() {
    const { listsFor } = openTerminology(needs)
    const loop = qualityLoop({ ...needs, listsFor, definitions: readProfileDefinitions() })
    const startedAt = performance.now()
    while (!(await qualityTotals(needs)).isCounted) await loop.run()
    const seconds = (performance.now() - startedAt) / 1000
    return {
      files: PRACTITIONERS + FACILITIES,
      filesPerSecond: round((PRACTITIONERS + FACILITIES) / seconds),
    }
  }

  async function answers() {
    const { method, authorities } = await qualityTotals(needs)
    const [first] = authorities.toSorted((one, other) => other.practitioners - one.practitioners)
    const authority = first?.key ?? ''
    const largest = await withScope(database, { nation: true }, async (trx) => {
      const all = await listTotals(trx, method.number, 'facility')
      return all.toSorted((one, other) => other.practitioners - one.practitioners)[0]
    })
    const facility = largest?.key ?? ''
    const day = new Date().toISOString().slice(0, 10)
    return {
      totalsMs: await timed(() => qualityTotals(needs)),
      lowestMs: await timed(() =>
        withScope(database, { province: authority }, (trx) =>
          listWorstFacilities(trx, method.number, { authority, limit: 50 }),
        ),
      ),
      staffOf: largest?.practitioners ?? 0,
      staffFaultsMs: await timed(() =>
        withScope(database, { facilities: [facility] }, (trx) =>
          listStaffFaults(trx, { facility, day, limit: 300 }),
        ),
      ),
    }
  }
} finally {
  await prepared.end()
  await rm(folder, { recursive: true, force: true })
}

/** Milliseconds at the 95th percentile. */
async function timed(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < QUESTIONS; index += 1) {
    const startedAt = performance.now()
    await ask()
    times.push(performance.now() - startedAt)
  }
  return round(percentiles(times).p95)
}
