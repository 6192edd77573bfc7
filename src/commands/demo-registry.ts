import { randomBytes } from 'node:crypto'
import { fillRegistry } from '#registry'
import { demoCountry } from '../../simulators/registry/demo-country.ts'
import { demoAuthorities, demoRegistry } from '../../simulators/registry/demo-registry.ts'
import { isMarked, markDone } from './running.ts'

const DONE = 'demo-registry'

/** Gives a new demo the files of its facilities and of the practitioners in its dossiers, and the rest of the country at work; once. */
export async function fillDemoRegistry(data: string, ownerUrl: string): Promise<void> {
  if (await isMarked(data, DONE)) return
  const home = demoAuthorities()
  const country = demoCountry(new Set(home.keys()))
  const needs = {
    ownerUrl,
    now: new Date(),
    random: (count: number) => new Uint8Array(randomBytes(count)),
    authorityOf: (facility: string) => home.get(facility) ?? country.authorities.get(facility),
  }
  await fillRegistry(needs, everything(country.files), () => undefined)
  await markDone(data, DONE, new Date())
}

function* everything(country: ReturnType<typeof demoCountry>['files']) {
  yield* demoRegistry()
  yield* country
}
