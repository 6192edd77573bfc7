import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import { REGISTRY } from './asker.ts'
import { registryScopeOf } from './reach.ts'
import { listStaff } from './staff-store.ts'
import {
  manager,
  MINISTRY,
  officer,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from './testing/registry-world.ts'

let world: RegistryWorld
beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
  await world.facility('01777')
  await toldOf(
    world.practitioner(manager('51001'), '051085000001', [registration('51001', '1/QNG-GPHN')]),
  )
  await toldOf(
    world.practitioner(manager('01777'), '001085000002', [registration('01777', '2/HNO-GPHN')]),
  )
})
afterAll(() => world[Symbol.asyncDispose]())

const TABLES = ['profile', 'profile_version', 'identifier', 'registration', 'transition'] as const

async function countIn(database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of TABLES) {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from ${sql.table(`registry.${table}`)}`.execute(database)
    counts[table] = rows[0]?.n ?? 0
  }
  return counts
}

test('without a scope nothing of the registry of persons is seen', async () => {
  expect(await countIn(world.database)).toEqual({
    profile: 0,
    profile_version: 0,
    identifier: 0,
    registration: 0,
    transition: 0,
  })
})

test('each scope shows the files that concern it and no others', async () => {
  const namesFor = (asker: Parameters<typeof registryScopeOf>[0]) =>
    withScope(world.database, registryScopeOf(asker), async (trx) => {
      const { rows } = await sql<{ n: number; versions: number }>`
        select count(*) as n, (select count(*) from registry.profile_version) as versions from registry.profile
      `.execute(trx)
      return rows[0]
    })
  expect(await namesFor(manager('51001'))).toEqual({ n: 2, versions: 2 })
  expect(await namesFor(officer('51'))).toEqual({ n: 2, versions: 2 })
  expect(await namesFor(officer('97'))).toEqual({ n: 0, versions: 0 })
  expect(await namesFor(MINISTRY)).toEqual({ n: 4, versions: 4 })
  expect(await namesFor(REGISTRY)).toEqual({ n: 4, versions: 4 })
})

test('the staff list of another facility is empty behind the wall, whatever is asked', async () => {
  const asked = { facility: '01777', day: '2026-11-20', limit: 10 }
  const staff = await withScope(world.database, registryScopeOf(manager('51001')), (trx) =>
    listStaff(trx, asked),
  )
  expect(staff).toEqual([])
})
