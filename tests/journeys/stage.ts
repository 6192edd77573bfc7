import type { Browser } from 'playwright-core'
import { sendProvince } from '../../simulators/province/send-province.ts'
import { openBrowser } from '../browser.ts'
import { startWorld, type World } from '../world.ts'

/** The whole system with a small province in it, and a browser to walk through it. */
export type Stage = AsyncDisposable & {
  readonly world: World
  readonly browser: Browser
  /** Sends a dossier as its facility's clerk and expects it to be accepted. */
  readonly accept: (xml: string, facility: string) => Promise<void>
}

/** Starting everything takes half a minute on a busy machine; a test that hangs is given up on after two. */
export const START_MS = 240_000
export const WALK_MS = 120_000

/** About eighty visits of the last six weeks, so that every list has something in it. */
const PROVINCE = { persons: 60, visits: 80, years: 0.12, seed: 3 }

export async function openStage(): Promise<Stage> {
  const world = await startWorld()
  const browser = await openBrowser()
  await sendProvince({
    ...PROVINCE,
    endDay: today(),
    endTime: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(11, 16),
    to: world.origin,
    token: (facility) => world.token(`clerk@${facility}`),
  })
  return {
    world,
    browser,
    accept: async (xml, facility) => {
      const { status, answer } = await world.send(xml, `clerk@${facility}`)
      if (status !== 201) throw new Error(`not accepted: ${status} ${JSON.stringify(answer)}`)
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await world[Symbol.asyncDispose]()
    },
  }
}

/** The day in Vietnam, `yyyy-mm-dd`. */
export function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
}
