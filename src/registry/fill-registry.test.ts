import { expect, test } from 'vitest'
import { demoAuthorities, demoRegistry } from '../../simulators/registry/demo-registry.ts'
import { fillRegistry } from './fill-registry.ts'
import { searchListing } from './look-up/search-listing.ts'
import { registryWorld, toldOf } from './testing/registry-world.ts'

/** A hospital of the demo, which the list of facilities holds already. */
const HOSPITAL = '51001'

test('who works at a facility that was listed before is found by its province and by its commune', async () => {
  await using world = await registryWorld()
  const { random, now } = world.needs
  const home = demoAuthorities()
  const speaksOf = (value: unknown) => JSON.stringify(value).includes(`"${HOSPITAL}"`)
  const files = [...demoRegistry()].filter(({ statements }) => speaksOf(statements))
  const needs = { ownerUrl: world.ownerUrl, now: now(), random }
  const authorityOf = (facility: string) => home.get(facility)
  await fillRegistry({ ...needs, authorityOf }, files, () => undefined)
  const address = files[0]?.statements.find(({ section }) => section === 'address')
  const commune = address?.values.commune
  const places = [{ province: '51' }, { commune: typeof commune === 'string' ? commune : '' }]
  for (const place of places) {
    const asked = { kind: 'practitioner', ...place, limit: 5 } as const
    const { hits } = await toldOf(searchListing(world.needs, asked))
    expect(hits).toHaveLength(5)
  }
})
