import { expect, test } from 'vitest'
import { openPracticeMemory } from '#registry'
import type { Caller } from '#vocabulary/caller'
import { send } from '../../tests/intake-sending.ts'
import { facility, intakeWorld } from '../../tests/intake-world.ts'
import { fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import { keepFile } from '../registry/practice/testing/keep-file.ts'
import { readPracticeWarningsOf } from './read-practice-warnings.ts'

const NUMBER = '000001/MAU-GPHN'
const SUBJECT = '0192f0c0-0000-8000-8000-00000000000a'
const at = (place: string, number: string) => ({
  id: `at-${place}`,
  section: 'registration',
  from: '2024-04-01',
  values: { facility: place, licence: number, kind: 'regular' },
  provenance: {},
})

const base = { name: 'x', address: '127.0.0.1', rights: new Set(['registry.read'] as const) }
const CLERK: Caller = {
  ...base,
  account: 'clerk@01999',
  role: 'facility-clerk',
  facility: facility('01999'),
}
const ADMINISTRATOR: Caller = {
  ...base,
  account: 'facility-admin@01999',
  role: 'facility-administrator',
  facility: facility('01999'),
}
const OFFICER: Caller = {
  ...base,
  account: 'officer@01',
  role: 'department-officer',
  province: '01',
}
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

/** Two visits at 01999 by a doctor who is registered at 51001 alone. */
async function warnedWorld() {
  const world = await intakeWorld()
  const licence = {
    id: 'licence',
    section: 'licence',
    values: { documentType: 'GPHN', number: NUMBER, issuedOn: '2024-03-15', title: 'BS' },
    provenance: {},
  }
  await keepFile(world.owner, { subject: SUBJECT, statements: [licence, at('51001', NUMBER)] })
  const other = '0192f0c0-0000-8000-8000-00000000000b'
  await keepFile(world.owner, { subject: other, statements: [at('01999', '2')] })
  const needs = { ...world.needs, practice: openPracticeMemory(world.needs) }
  for (const visit of ['A', 'B'])
    await send({ ...world, needs }, fileOf([outpatientVisit({ MA_LK: visit, MA_BN: visit })]))
  return { ...world, needs }
}

test('a facility sees who was warned of, by day, with the dossiers and the registration that is lacking', async () => {
  await using world = await warnedWorld()
  const told = await readPracticeWarningsOf(world.needs, CLERK, NOVEMBER)
  expect(told).toMatchObject({
    ok: true,
    value: {
      reach: 'facility',
      days: [{ day: '2026-11-10', count: 2 }],
      practitioners: [
        {
          licence: NUMBER,
          practitioner: SUBJECT,
          licenceState: 'valid',
          dossiers: 2,
          rules: [{ rule: 'practice.not-registered', count: 2 }],
          registrations: [{ facility: '51001', here: false, slots: [] }],
          examples: [{ day: '2026-11-10' }, { day: '2026-11-10' }],
        },
      ],
    },
  })
  const earlier = await readPracticeWarningsOf(world.needs, CLERK, {
    from: '2026-10-01',
    to: '2026-10-31',
  })
  expect(earlier).toMatchObject({ ok: true, value: { practitioners: [], days: [] } })
})

test('a health department sees figures of its province, and no dossier', async () => {
  await using world = await warnedWorld()
  const told = await readPracticeWarningsOf(world.needs, OFFICER, NOVEMBER)
  expect(told).toMatchObject({
    ok: true,
    value: { reach: 'province', practitioners: [{ facility: '01999', dossiers: 2, examples: [] }] },
  })
  const elsewhere = await readPracticeWarningsOf(
    world.needs,
    { ...OFFICER, province: '51' },
    NOVEMBER,
  )
  expect(elsewhere).toMatchObject({ ok: true, value: { practitioners: [] } })
  expect(
    await readPracticeWarningsOf(world.needs, OFFICER, { ...NOVEMBER, facility: '51001' }),
  ).toMatchObject({
    ok: false,
    problems: [{ code: 'intake.facility-elsewhere' }],
  })
  expect(
    await readPracticeWarningsOf(world.needs, OFFICER, { from: '2026-01-01', to: '2026-11-30' }),
  ).toMatchObject({
    ok: false,
    problems: [{ code: 'intake.period-too-long' }],
  })
})

test('a mended dossier is warned of no longer', async () => {
  await using world = await warnedWorld()
  await send(world, fileOf([outpatientVisit({ MA_LK: 'A', MA_BN: 'A', MA_DOITUONG_KCB: '2' })]))
  const told = await readPracticeWarningsOf(world.needs, CLERK, NOVEMBER)
  expect(told).toMatchObject({ ok: true, value: { practitioners: [{ dossiers: 1 }] } })
})

test('an administrator sees whom the own facility is warned of, and no dossier; of no other facility', async () => {
  await using world = await warnedWorld()
  const told = await readPracticeWarningsOf(world.needs, ADMINISTRATOR, NOVEMBER)
  expect(told).toMatchObject({
    ok: true,
    value: { reach: 'figures', practitioners: [{ licence: NUMBER, dossiers: 2, examples: [] }] },
  })
  const elsewhere = { ...ADMINISTRATOR, facility: facility('51001') }
  expect(await readPracticeWarningsOf(world.needs, elsewhere, NOVEMBER)).toMatchObject({
    value: { practitioners: [] },
  })
})
