import { sendProvince } from '../../simulators/province/send-province.ts'
import { demoToken } from './demo-token.ts'
import { seedRegistry } from './seed-registry.ts'
import { progressBar } from './progress-bar.ts'
import { countWord, readWords, tellingWords } from './words.ts'

export type SeedSize = {
  readonly persons: number
  readonly visits: number
  readonly years: number
  readonly seed: number
}

/** What the demo holds: enough for every page to have something true to show, in well under two minutes. */
export const DEMO_SIZE: SeedSize = { persons: 2_000, visits: 6_000, years: 3, seed: 51 }

/** `./mach seed …`: a synthetic province through the front door of a Mạch in demo mode. The same seed sends the same dossiers. */
export function seed(words: string[]): Promise<number> {
  if (words[0] === 'registry') return seedRegistry(words.slice(1))
  return tellingWords(async () => {
    const { values } = readWords(words, ['persons', 'visits', 'years', 'seed', 'to'], [])
    const size = {
      persons: countWord(values['persons'], DEMO_SIZE.persons, 'persons'),
      visits: countWord(values['visits'], DEMO_SIZE.visits, 'visits'),
      years: countWord(values['years'], DEMO_SIZE.years, 'years'),
      seed: countWord(values['seed'], DEMO_SIZE.seed, 'seed'),
    }
    const to = values['to'] ?? 'http://127.0.0.1:8080'
    await seedProvince(to, size, new Date(), new AbortController().signal)
    return 0
  })
}

/** The province as it stands at an instant: its last day and hour are the instant's, in Vietnam. */
export function provinceAt(size: SeedSize, at: Date) {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return { ...size, endDay: local.slice(0, 10), endTime: local.slice(11, 16) }
}

/** Sends the province as it stands at an instant, and says on standard error how it went. */
export async function seedProvince(
  origin: string,
  size: SeedSize,
  at: Date,
  signal: AbortSignal,
): Promise<void> {
  const bar = progressBar('seed', size.visits)
  const startedAt = Date.now()
  const counts = await sendProvince({
    ...provinceAt(size, at),
    to: origin,
    token: (facility: string) => demoToken(origin, `clerk@${facility}`),
    onProgress: (done: number) => bar.step(done),
    concurrency: 8,
    signal,
  })
  bar.end()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0)
  process.stderr.write(
    `mach: ${counts.accepted} dossiers accepted, ${counts.refused} refused with findings, ${counts.checkIns} check-ins, ${seconds} s\n`,
  )
}
