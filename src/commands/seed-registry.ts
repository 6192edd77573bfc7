import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { openDatabase } from '#foundation/database'
import { fillRegistry, listFacilities } from '#registry'
import type { RandomBytes } from '#vocabulary/record-id'
import { facilityFile, makeWorkplaces } from '../../simulators/registry/make-facilities.ts'
import { makeRegistry } from '../../simulators/registry/make-practitioners.ts'
import { ENTERED_AT } from '../../simulators/registry/make-statement.ts'
import { progressBar } from './progress-bar.ts'
import { prepareDatabase } from './prepare-database.ts'
import { ownerOf, runningDatabaseUrl } from './running.ts'
import { countWord, readWords, tellingWords } from './words.ts'

export type RegistrySize = {
  readonly practitioners: number
  readonly facilities: number
  readonly seed: number
}

const DEFAULT_SIZE: RegistrySize = { practitioners: 10_000, facilities: 1_000, seed: 51 }

/**
 * `./mach seed registry [--practitioners N] [--facilities N] [--seed S] [--data DIR]`: a synthetic registry straight into the database of a data
 * folder, by the fast way; an empty folder gets a database first. The same seed makes the same files; a second time is refused, as its numbers are held already.
 */
export function seedRegistry(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values } = readWords(words, ['practitioners', 'facilities', 'seed', 'data'], [])
    const size = {
      practitioners: countWord(
        values['practitioners'],
        DEFAULT_SIZE.practitioners,
        'practitioners',
      ),
      facilities: countWord(values['facilities'], DEFAULT_SIZE.facilities, 'facilities'),
      seed: countWord(values['seed'], DEFAULT_SIZE.seed, 'seed'),
    }
    const owner = await preparedOwner(resolve(values['data'] ?? '.mach'))
    try {
      const seconds = await fillSynthetic(owner.url, size)
      process.stderr.write(
        `mach: ${size.facilities} facilities and ${size.practitioners} practitioners in ${seconds.toFixed(0)} s\n`,
      )
      return 0
    } catch (error) {
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    } finally {
      await owner.end()
    }
  })
}

/** The database of the running Mạch as its owner; where none runs, that of the folder, which is made when there is none. */
async function preparedOwner(data: string): Promise<{ url: string; end: () => Promise<void> }> {
  if ((await runningDatabaseUrl(data)) !== undefined) return ownerOf(data)
  const { ownerUrl, end } = await prepareDatabase(data)
  return { url: ownerUrl, end }
}

/** Fills a migrated database; answers how many seconds it took. */
export async function fillSynthetic(ownerUrl: string, size: RegistrySize): Promise<number> {
  const startedAt = Date.now()
  const database = openDatabase(ownerUrl, 1)
  const taken = new Set((await listFacilities(database)).map(({ code }): string => code))
  await database.destroy()
  const places = makeWorkplaces(size.facilities, size.seed, taken)
  const authorities = new Map(places.map(({ code, province }) => [code, province]))
  const bar = progressBar('registry', places.length + size.practitioners)
  let done = 0
  const needs = {
    ownerUrl,
    now: new Date(ENTERED_AT),
    random: seededBytes(size.seed),
    authorityOf: (facility: string) => authorities.get(facility),
  }
  const files = makeRegistry(places, size, (place) => facilityFile(place, size.seed))
  await fillRegistry(needs, files, () => bar.step((done += 1)))
  bar.end()
  return (Date.now() - startedAt) / 1000
}

/** Bytes that follow from the seed, so that the same seed gives the same keys. */
function seededBytes(seed: number): RandomBytes {
  let count = 0
  let pool = Buffer.alloc(0)
  return (wanted) => {
    if (pool.length < wanted) {
      count += 1
      pool = createHash('sha512').update(`registry ${seed} ${count}`).digest()
    }
    const bytes = new Uint8Array(pool.subarray(0, wanted))
    pool = pool.subarray(wanted)
    return bytes
  }
}
