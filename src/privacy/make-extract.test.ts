import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { rightsOf } from '#access'
import type { Caller } from '#vocabulary/caller'
import { bucketOf, newPersonId, newRecordId } from '#vocabulary/record-id'
import { caseWorld } from '../cases/testing/case-world.ts'
import { takeStep } from '../cases/take-step.ts'
import { makeExtract } from './make-extract.ts'
import { openRequest } from './open-request.ts'

function signedIn(role: 'analyst' | 'auditor'): Caller {
  return { account: role, name: role, role, rights: rightsOf(role), address: '::1' }
}

const WISH = {
  aim: 'Phân bố bệnh hô hấp theo tháng trong năm',
  from: '2026-11-01',
  to: '2026-11-20',
  k: '5',
}
const TERMS = { terms: 'Chỉ dùng cho báo cáo này.' }

test('an extract needs the approval of another, leaves small groups out, and is an export on record', async () => {
  const world = await caseWorld()
  await using _ = world
  const needs = {
    ...world.needs,
    dataKeys: { ...world.needs.dataKeys, hashCode: () => '' },
    registry: { findFacility: async () => undefined },
    makeCopy: () => Promise.reject(new Error('not asked')),
    origin: '',
    pseudonymKey: async () => Buffer.alloc(32, 7),
  }
  const { owner } = world.temporary
  const at = new Date('2026-11-10T02:00:00Z')
  for (let index = 0; index < 8; index += 1) {
    const person = newPersonId(at, needs.random)
    const bucket = bucketOf(person)
    const id = newRecordId(at, bucket, needs.random)
    // Six men of one age, two women: a group of six and one of two.
    await sql`
      insert into people.person (bucket, id, name, name_key, given_key, birth_date, sex, provisional, facility, made_at)
      values (${bucket}, ${person}::uuid, 'Nguyễn Văn Kín', 'k', 'k', '1984-05-06', ${index < 6 ? 'male' : 'female'}, false, '51001', ${at})
    `.execute(owner)
    await sql`
      insert into records.resource (at, bucket, type, version, position, data_class, in_error, id, entry, person, facility, code)
      values (${at}, ${bucket}, 3, 1, 0, ${index === 5 ? 2 : 1}, false, ${id}::uuid, ${id}::uuid, ${person}::uuid, '51001', 'J18.9')
    `.execute(owner)
  }
  const analyst = signedIn('analyst')
  const opened = await openRequest(needs, analyst, { kind: 'extract', fields: WISH })
  const id = opened.ok ? opened.value.case : ''
  expect(await makeExtract(needs, analyst, id)).toMatchObject({
    problems: [{ code: 'privacy.extract-not-approved' }],
  })
  const approve = { case: id, step: 'approve', position: 1, fields: TERMS, defects: [] }
  expect(await takeStep(needs, analyst, approve)).toMatchObject({ ok: false })
  expect(
    await takeStep(needs, { ...signedIn('auditor'), strongAt: needs.now() }, approve),
  ).toMatchObject({ ok: true })

  const made = await makeExtract(needs, analyst, id)
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const csv = String(made.value.body)
  // The sensitive one of the six is not among them; the two women are too few.
  expect(csv.split('\n').filter((line) => line.endsWith(',J18'))).toHaveLength(5)
  expect(csv).toContain('2 suppressed')
  expect(csv).not.toMatch(/Kín|1984|female/)
  const { rows } = await sql<{ detail: unknown }>`
    select detail from audit.event where action = 'export' and what = 'extract'
  `.execute(owner)
  expect(rows).toMatchObject([{ detail: { lines: 5, suppressed: 2, k: 5 } }])
})
