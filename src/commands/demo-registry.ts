import { randomBytes } from 'node:crypto'
import { fillRegistry } from '#registry'
import { demoAuthorities, demoRegistry } from '../../simulators/registry/demo-registry.ts'
import { isMarked, markDone } from './running.ts'

const DONE = 'demo-registry'

/** Gives a new demo the files of its facilities and of the practitioners in its dossiers, once. */
export async function fillDemoRegistry(data: string, ownerUrl: string): Promise<void> {
  if (await isMarked(data, DONE)) return
  const authorities = demoAuthorities()
  const needs = {
    ownerUrl,
    now: new Date(),
    random: (count: number) => new Uint8Array(randomBytes(count)),
    authorityOf: (facility: string) => authorities.get(facility),
  }
  await fillRegistry(needs, demoRegistry(), () => undefined)
  await markDone(data, DONE, new Date())
}
