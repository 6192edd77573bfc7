import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { eraseClosedBefore } from '#cases'
import { makeNoteKey, openNoteSigner } from '#signing'
import { callerOf, caseWorld } from '../cases/testing/case-world.ts'
import { takeStep } from '../cases/take-step.ts'
import { carryOutRetention, findBrokenProof } from './carry-out-retention.ts'
import { readInventoryFile } from './inventory.ts'
import { keptSince, readRetentionRules } from './retention.ts'

async function retentionWorld() {
  const world = await caseWorld()
  const { publicKey, privateKey } = makeNoteKey()
  const signer = openNoteSigner('mach/test', publicKey, privateKey)
  const { database, now } = world.needs
  const openSigner = async () => signer
  const isClockTrusted = async () => true
  const removals = { 'case-contents': eraseClosedBefore }
  const needs = { database, now, openSigner, isClockTrusted, removals }
  return { world, needs, signer }
}

test('five years after a case was closed what was written in it is gone, with a signed proof', async () => {
  const { world, needs, signer } = await retentionWorld()
  await using _ = world
  const citizen = callerOf('citizen', 'subject', world)
  const fields = { question: 'Vì sao hồ sơ của tôi được mở?' }
  const id = await world.open(citizen, { definition: 'access-question', fields })
  await takeStep(world.needs, citizen, {
    case: id,
    step: 'withdraw',
    position: 1,
    fields: {},
    defects: [],
  })

  expect(await carryOutRetention(needs)).toBe(1)
  expect(await carryOutRetention(needs)).toBe(0)
  world.pass(24 * 366 * 5)
  expect(await carryOutRetention(needs)).toBe(1)

  const { rows } = await sql<{ number: number; removed: number; note: string }>`
    select number, removed, note from privacy.retention_proof order by number
  `.execute(world.temporary.owner)
  expect(rows).toMatchObject([{ removed: 0 }, { removed: 1 }])
  expect(rows[1]?.note).toContain('rule case-contents\n')
  const left = await sql`select from cases.case where key is not null`.execute(
    world.temporary.owner,
  )
  expect(left.rows).toEqual([])
  expect(await findBrokenProof(needs.database, [signer.verifier])).toBeUndefined()
})

test('a proof that was changed or left out is found, with the public key alone', async () => {
  const { world, needs, signer } = await retentionWorld()
  await using _ = world
  for (let day = 0; day < 4; day += 1) {
    await carryOutRetention(needs)
    world.pass(25)
  }
  const { owner } = world.temporary
  await sql`update privacy.retention_proof set removed = 7 where number = 3`.execute(owner)
  expect(await findBrokenProof(needs.database, [signer.verifier])).toBe(3)
  await sql`delete from privacy.retention_proof where number = 2`.execute(owner)
  expect(await findBrokenProof(needs.database, [signer.verifier])).toBe(2)
})

test('access to medical records is logged for 5 years at least, everything else for 24 months', () => {
  const rules = new Map(readRetentionRules().map((rule) => [rule.id, rule]))
  expect(rules.get('access-log')?.keep.months).toBeGreaterThanOrEqual(60)
  expect(rules.get('security-events')?.keep.months).toBeGreaterThanOrEqual(24)
  expect(rules.get('medical-records')?.by).toBe('law')
})

test('every rule is of a dataset that the catalogue of databases names', () => {
  const codes = new Set(readInventoryFile().datasets.map(({ code }) => code))
  expect(readRetentionRules().filter(({ dataset }) => !codes.has(dataset))).toEqual([])
})

test('what is kept counts back in months from today', () => {
  const [rule] = readRetentionRules()
  if (rule === undefined) throw new Error('no rule')
  const since = keptSince({ ...rule, keep: { months: 24 } }, new Date('2026-11-21T02:00:00Z'))
  expect(since.toISOString()).toBe('2024-11-21T02:00:00.000Z')
})
