import { openPracticeMemory } from '#registry'
import { expect, test } from 'vitest'
import { send } from '../../tests/intake-sending.ts'
import { intakeWorld } from '../../tests/intake-world.ts'
import { fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import { keepFile } from '../registry/practice/testing/keep-file.ts'
import type { Statement } from '../registry/profile.ts'
import { practiceMentions } from './practice-mentions.ts'

/** The doctor who orders, prescribes and examines in the sample visit of Tuesday 10/11/2026, 08:15 to 09:42. */
const NUMBER = '000001/MAU-GPHN'
const SUBJECT = '0192f0c0-0000-8000-8000-00000000000a'

const licence: Statement = {
  id: 'licence',
  section: 'licence',
  values: {
    documentType: 'GPHN',
    number: NUMBER,
    issuedOn: '2024-03-15',
    validTo: '2029-03-15',
    title: 'BS',
  },
  provenance: {},
}
const registeredAt = (facility: string, from: string, to: string): Statement => ({
  id: `at-${facility}`,
  section: 'registration',
  from: '2024-04-01',
  values: {
    facility,
    licence: NUMBER,
    kind: 'regular',
    slots: [{ days: [1, 2, 3, 4, 5], from, to }],
  },
  provenance: {},
})
const colleague: Statement = { ...registeredAt('01999', '07:00', '16:30'), id: 'colleague' }
const event = (kind: string): Statement => ({
  id: kind,
  section: 'licence-event',
  from: '2026-11-01',
  to: '2027-05-01',
  values: { licence: NUMBER, event: kind, extent: 'whole' },
  provenance: {},
})

async function worldWith(statements: readonly Statement[], published = true) {
  const world = await intakeWorld()
  await keepFile(world.owner, { subject: SUBJECT, statements, published })
  // Somebody is registered at 01999, so that its staff list has been entered.
  const other = '0192f0c0-0000-8000-8000-00000000000b'
  await keepFile(world.owner, { subject: other, statements: [colleague] })
  return { ...world, needs: { ...world.needs, practice: openPracticeMemory(world.needs) } }
}

async function warnings(
  statements: readonly Statement[],
  changes: Readonly<Record<string, string>> = {},
  published = true,
) {
  await using world = await worldWith(statements, published)
  const answer = await send(world, fileOf([outpatientVisit(changes)]))
  return answer.findings.filter(({ rule }) => rule.startsWith('practice.'))
}

test('a doctor with licence and registration within the hours is warned of by nothing', async () => {
  expect(await warnings([licence, registeredAt('01999', '07:00', '16:30')])).toEqual([])
})

test('a suspended doctor is warned of once, at the first place, and the dossier is accepted (Law 15/2023, art. 34)', async () => {
  const found = await warnings([licence, registeredAt('01999', '07:00', '16:30'), event('suspend')])
  expect(found).toMatchObject([
    { rule: 'practice.not-licensed', severity: 'warning', at: 'XML2[1]/MA_BAC_SI' },
  ])
  expect(found[0]?.source).toContain('điều 34')
  expect(found[0]?.message.vi).toContain('3 chỗ')
})

test('registered elsewhere alone, and acting outside the registered hours, are warned of (art. 36-38)', async () => {
  expect(await warnings([licence, registeredAt('51001', '07:00', '16:30')])).toMatchObject([
    { rule: 'practice.not-registered', severity: 'warning' },
  ])
  const late = await warnings([licence, registeredAt('01999', '13:00', '20:00')])
  expect(late).toMatchObject([{ rule: 'practice.outside-hours', severity: 'warning' }])
})

test('an emergency, a stay and a ward of emergency warn of no place and no hour', async () => {
  const elsewhere = [licence, registeredAt('51001', '07:00', '16:30')]
  expect(await warnings(elsewhere, { MA_DOITUONG_KCB: '2' })).toEqual([])
  const evening = [licence, registeredAt('01999', '13:00', '20:00')]
  expect(await warnings(evening, { MA_LOAI_KCB: '03' })).toEqual([])
})

test('what is missing warns of nothing: an unknown number, hours, a file that nobody has reviewed', async () => {
  expect(await warnings([])).toEqual([])
  const hourless = {
    ...registeredAt('01999', '07:00', '08:00'),
    values: { facility: '01999', licence: NUMBER },
  }
  expect(await warnings([licence, hourless])).toEqual([])
  const elsewhere = [licence, registeredAt('51001', '07:00', '16:30')]
  expect(await warnings(elsewhere, {}, false)).toEqual([])
  expect(await warnings([...elsewhere, event('suspend')], {}, false)).toHaveLength(1)
})

const mentionsOf = (staff: string, line: Record<string, string> = {}) =>
  practiceMentions({
    XML3: [{ NGUOI_THUC_HIEN: staff, NGAY_TH_YL: '202611100820', ...line }],
  }).map(({ licence: number, circumstances }) => [number, ...circumstances])

test('staff codes and personal IDs are no licence numbers; who came from elsewhere is excused', () => {
  expect(mentionsOf('1/A-GPHN;2/A-GPHN')).toEqual([['1/A-GPHN'], ['2/A-GPHN']])
  expect(mentionsOf('1/A-GPHN(NV07)')).toEqual([['1/A-GPHN']])
  expect(mentionsOf('(NV07)')).toEqual([])
  expect(mentionsOf('051090000123')).toEqual([])
  expect(mentionsOf('1/A-GPHN.TX.01999')).toEqual([['1/A-GPHN', 'support', 'consultation']])
  expect(mentionsOf('1/A-GPHN', { MA_KHOA: 'K02' })).toEqual([['1/A-GPHN', 'duty']])
  expect(mentionsOf('1/A-GPHN', { NGAY_TH_YL: '20261110' })).toEqual([['1/A-GPHN', 'duty']])
  expect(mentionsOf('1/A-GPHN', { NGAY_TH_YL: 'không rõ' })).toEqual([])
})
