import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { CANARY, type CanaryWorld, canaryWorld } from './canary-world.ts'

let world: CanaryWorld
beforeAll(async () => {
  world = await canaryWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const Log = z.object({
  entries: z.array(
    z.object({ action: z.string(), what: z.string(), role: z.string(), own: z.boolean() }),
  ),
})

async function ownLog() {
  const answer = await world.call(`citizen@${CANARY.number}`, {
    method: 'GET',
    url: '/book/access',
  })
  return Log.parse(answer.json()).entries.filter(({ own }) => !own)
}

async function eventsOf(account: string) {
  const { rows } = await sql<{ what: string; person: string | null }>`
    select what, person from audit.event where account like ${`${account}%`} and action = 'refused' order by number
  `.execute(world.temporary.owner)
  return rows
}

test('whoever is turned away at the door of a record stands in the log of its person', async () => {
  const { person, visit } = world.ordinary
  const wanted = [
    ['clerk@51001', `/records/${person}`, 'record'],
    ['officer@51', `/records/${person}/visits/${visit}`, 'visit'],
    ['auditor', `/records/${person.toUpperCase()}`, 'record'],
    ['facility-admin@51001', `/book/of/${person}`, 'record'],
  ] as const
  for (const [account, url] of wanted)
    expect((await world.call(account, { method: 'GET', url })).statusCode, url).toBe(403)
  const seen = (await ownLog()).filter(({ action }) => action === 'refused').slice(0, 4)
  expect(seen.map(({ role, what }) => [role, what]).reverse()).toEqual([
    ['facility-clerk', 'record'],
    ['department-officer', 'visit'],
    ['auditor', 'record'],
    ['facility-administrator', 'record'],
  ])
})

test('what names nobody, or no key of a person, is written down with nobody', async () => {
  await world.call('ministry', { method: 'GET', url: '/records/x%20y' })
  await world.call('ministry', { method: 'GET', url: '/follow-up/patients' })
  const events = await eventsOf('ministry')
  expect(events.map(({ what }) => what)).toEqual([
    'GET /records/:person',
    'GET /follow-up/patients',
  ])
  expect(events.every(({ person }) => person === null)).toBe(true)
})

test('a stranger who guesses keys fills nobody’s log', async () => {
  const before = (await ownLog()).length
  const url = `/records/${world.ordinary.person}`
  expect((await world.call(undefined, { method: 'GET', url })).statusCode).toBe(401)
  expect((await ownLog()).length).toBe(before)
  expect((await eventsOf('anonymous')).every(({ person }) => person === null)).toBe(true)
})
