import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findConsentFacts, permitWork, rightsOf } from '#access'
import { listAccessOf } from '#audit'
import { readCase } from '#cases'
import type { Caller } from '#vocabulary/caller'
import type { RecordId } from '#vocabulary/record-id'
import { caseWorld } from '../cases/testing/case-world.ts'
import { takeStep } from '../cases/take-step.ts'
import { carryOutStep } from './carry-out-step.ts'
import type { PrivacyNeeds } from './needs.ts'
import { openRequest } from './open-request.ts'

const WORDS = 'Nội dung yêu cầu của tôi'

async function officeWorld() {
  const world = await caseWorld()
  const needs: PrivacyNeeds = {
    ...world.needs,
    carryOut: carryOutStep({ ...world.needs, erasure: permitWork('erasure') }),
    dataKeys: { ...world.needs.dataKeys, hashCode: () => '' },
    origin: 'http://127.0.0.1',
    pseudonymKey: async () => Buffer.alloc(32),
    registry: { findFacility: async () => undefined },
    makeCopy: () => Promise.reject(new Error('not asked')),
  }
  const citizen = signedIn('citizen', world.person)
  const auditor = signedIn('auditor')
  const colleague = { ...signedIn('auditor'), account: 'colleague', strongAt: world.needs.now() }
  /** Opens a request and has it taken up; answers how its approval ends. */
  const approve = async (kind: string, asked: Record<string, string>, given = {}) => {
    const opened = await openRequest(needs, citizen, { kind, fields: asked })
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    const { case: id } = opened.value
    await step(needs, auditor, id, 'acknowledge', 1, {})
    return { id, done: await step(needs, colleague, id, 'fulfil', 2, { result: WORDS, ...given }) }
  }
  return { world, needs, citizen, auditor, colleague, approve }
}

function signedIn(role: Caller['role'], person?: RecordId): Caller {
  const known = person === undefined ? {} : { person }
  return { account: role, name: role, role, rights: rightsOf(role), address: '::1', ...known }
}

function step(
  needs: PrivacyNeeds,
  caller: Caller,
  id: string,
  name: string,
  position: number,
  fields: Record<string, string>,
) {
  return takeStep(needs, caller, { case: id, step: name, position, fields, defects: [] })
}

test('an approved erasure destroys the key of the part that was approved, and leaves a tombstone and an event', async () => {
  const { world, approve } = await officeWorld()
  await using _ = world
  const asked = { what: WORDS, reason: WORDS }
  expect((await approve('privacy-erasure', asked)).done).toMatchObject({
    problems: [{ code: 'cases.field-missing', at: 'part' }],
  })
  const { done } = await approve('privacy-erasure', asked, { part: 'hiv' })
  expect(done).toMatchObject({ ok: true })
  const { rows } = await sql`
    select subject, ground, account from foundation.erased_key
  `.execute(world.temporary.owner)
  expect(rows).toMatchObject([{ subject: world.person, account: 'colleague' }])
  expect(JSON.stringify(rows)).toContain('356/2025')
  expect(await listAccessOf(world.needs.database, [world.person], 10)).toEqual(
    expect.arrayContaining([expect.objectContaining({ action: 'delete', what: 'data-key' })]),
  )
})

test('an erasure takes four eyes and a fresh proof of who carries it out', async () => {
  const { world, needs, citizen, auditor, colleague } = await officeWorld()
  await using _ = world
  const fields = { what: WORDS, reason: WORDS }
  const opened = await openRequest(needs, citizen, { kind: 'privacy-erasure', fields })
  if (!opened.ok) throw new Error('not opened')
  const { case: id } = opened.value
  await step(needs, auditor, id, 'acknowledge', 1, {})
  const erase = async (caller: Caller) => {
    const done = await step(needs, caller, id, 'fulfil', 2, { result: WORDS, part: 'hiv' })
    return done.ok ? 'done' : done.problems[0].code
  }
  expect(await erase({ ...auditor, strongAt: needs.now() })).toBe('cases.same-hand')
  expect(await erase({ ...colleague, strongAt: new Date(0) })).toBe('access.step-up-needed')
  expect(await erase(colleague)).toBe('done')
})

test('what was erased before is not erased again: the step is refused and the case stays where it was', async () => {
  const { world, needs, auditor, approve } = await officeWorld()
  await using _ = world
  const asked = { what: WORDS, reason: WORDS }
  await approve('privacy-erasure', asked, { part: 'texts' })
  const { id, done } = await approve('privacy-erasure', asked, { part: 'texts' })
  expect(done).toMatchObject({ problems: [{ code: 'records.erased-before' }] })
  expect(await readCase(needs, auditor, id)).toMatchObject({
    value: { state: { id: 'acknowledged' }, position: 2 },
  })
})

test('an approved restriction is known to the policy until the person lifts it', async () => {
  const { world, needs, citizen, approve } = await officeWorld()
  await using _ = world
  const facts = () => findConsentFacts(needs.database, [world.person], needs.now())
  expect(await facts()).not.toHaveProperty('restricted')
  const { id, done } = await approve('privacy-restriction', { purpose: 'apps', wish: WORDS })
  expect(done).toMatchObject({ ok: true })
  expect(await facts()).toMatchObject({ restricted: { apps: true, sharing: false } })
  expect(await step(needs, citizen, id, 'lift', 3, {})).toMatchObject({ ok: true })
  expect(await facts()).not.toHaveProperty('restricted')
})
