import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeDataKeys } from '#records'
import { readCase } from './read-cases.ts'
import { rewrapCaseKeys } from './rewrap-store.ts'
import { callerOf, caseWorld } from './testing/case-world.ts'

test('after a rotation of the master key every case opens under the new one, and an erased one stays erased', async () => {
  const world = await caseWorld()
  await using _ = world
  const [former, fresh] = [1, 2].map(() => randomBytes(32).toString('base64'))
  if (former === undefined || fresh === undefined) throw new Error('no keys')
  const needs = { ...world.needs, dataKeys: makeDataKeys(former) }
  const citizen = callerOf('citizen', 'subject', world)
  const fields = { question: 'Vì sao hồ sơ của tôi được mở?' }
  const asked = { definition: 'access-question', fields }
  Object.assign(world.needs, { dataKeys: needs.dataKeys })
  const kept = await world.open(citizen, asked)
  const erased = await world.open(citizen, asked)
  const { owner } = world.temporary
  await sql`update cases.case set key = null where id = ${erased}::uuid`.execute(owner)

  const both = makeDataKeys(former, () => [fresh, former])
  expect(await rewrapCaseKeys(owner, both, undefined, 10)).toMatchObject({
    place: kept,
    wrapped: 1,
  })
  expect(await rewrapCaseKeys(owner, both, undefined, 10)).toMatchObject({ seen: 1, wrapped: 0 })
  expect(await rewrapCaseKeys(owner, both, kept, 10)).toMatchObject({ place: undefined, seen: 0 })

  const alone = { ...needs, dataKeys: makeDataKeys(former, () => [fresh]) }
  expect(await readCase(alone, citizen, kept)).toMatchObject({
    value: { timeline: [{ fields: [{ value: fields.question }] }] },
  })
  expect(await readCase(alone, citizen, erased)).toMatchObject({
    value: { timeline: [{ erased: true }] },
  })
})
