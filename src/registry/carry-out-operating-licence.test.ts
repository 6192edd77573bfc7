import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import {
  adjustOperatingLicence,
  issueOperatingLicence,
  liftSuspension,
  suspendOperatingLicence,
} from './carry-out-operating-licence.ts'
import { statementsOf, textOf } from './profile.ts'
import { findVersion, lockHead } from './profile-store.ts'
import { officer, toldOf } from './testing/registry-world.ts'
import { type WorkWorld, workWorld } from './testing/work-world.ts'

let world: WorkWorld
beforeAll(async () => {
  world = await workWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

function decisionsOn(subject: RecordId, code: string) {
  return async (
    deed: typeof issueOperatingLicence,
    definition: string,
    fields: Readonly<Record<string, string>>,
  ) =>
    world.within((trx) =>
      deed(trx, world.needs, officer('51', 'department-head'), subject, {
        step: 'decide',
        fields,
        case: {
          id: newPersonId(world.needs.now(), world.needs.random),
          definition,
          version: 1,
          openedAt: world.needs.now(),
          openedBy: `facility-admin@${code}`,
          position: 4,
          state: 'decided',
          reached: ['draft', 'submitted', 'appraisal'],
          facility: code,
          province: '51',
          traits: {},
        },
      }),
    )
}

test('a licence that is issued and adjusted stands in the file with its paper, its events and what changed', async () => {
  const code = '51304'
  const { subject } = await world.facility(code)
  const decide = decisionsOn(subject, code)
  const decision = {
    'decision-number': '44/QĐ-SYT',
    'decision-day': '2026-11-18',
    from: '2026-11-20',
  }
  const issued = await decide(issueOperatingLicence, 'operating-licence-issue', {
    ...decision,
    'licence-number': '51304-2/QNG-GPHĐ',
    name: 'Cơ sở 2',
    address: 'Số 9 đường Mẫu',
    commune: '21025',
    scope: 'Chuyên khoa mắt',
  })
  expect(issued).toMatchObject({ ok: true })
  const adjusting = {
    ...decision,
    'decision-number': '45/QĐ-SYT',
    'licence-number': '51304-2/QNG-GPHĐ',
    change: 'name',
    name: 'Phòng khám Mắt Mẫu',
    scope: 'Chuyên khoa mắt, răng',
  }
  expect(await decide(adjustOperatingLicence, 'operating-licence-adjust', adjusting)).toMatchObject(
    {
      ok: true,
    },
  )
  expect(
    await decide(adjustOperatingLicence, 'operating-licence-adjust', {
      ...adjusting,
      'licence-number': '9/KHAC-GPHĐ',
    }),
  ).toMatchObject({ problems: [{ code: 'registry.no-licence-in-force', at: 'licence-number' }] })

  const kept = await toldOf(
    world.within(async (trx) => ({
      ok: true,
      value: await findVersion(trx, subject, { version: 3 }),
    })),
  )
  if (!kept) throw new Error('no version 3')
  const { profile } = kept
  const paper = statementsOf(profile, 'operating-licence').find(
    (one) => textOf(one, 'number') === '51304-2/QNG-GPHĐ',
  )
  expect(paper?.values).toMatchObject({
    issuer: 'Sở Y tế Quảng Ngãi',
    issuedOn: '2026-11-18',
    scope: 'Chuyên khoa mắt, răng',
    site: 'Số 9 đường Mẫu',
  })
  const nameOn = (day: string) => textOf(statementsOf(profile, 'administrative', day)[0], 'name')
  expect([nameOn('2026-11-19'), nameOn('2026-11-20')]).toEqual([
    'Bệnh viện Đa khoa 51304',
    'Phòng khám Mắt Mẫu',
  ])
  expect(
    statementsOf(profile, 'operating-licence-event').map((one) => textOf(one, 'event')),
  ).toEqual(['issue', 'adjust'])
})

test('a suspension lifted on the day it began is lifted, and one decided after that on the same day suspends again', async () => {
  const code = '51305'
  const { subject } = await world.facility(code)
  const decide = decisionsOn(subject, code)
  const today = vietnamDay(world.needs.now())
  const fields = {
    'licence-number': `${code}/QNG-GPHĐ`,
    'decision-day': today,
    from: today,
    months: '3',
    part: 'whole',
    facts: 'Không bảo đảm điều kiện',
    remedy: 'Đã khắc phục',
  }
  const suspend = (number: string) =>
    decide(suspendOperatingLicence, 'operating-licence-suspend', {
      ...fields,
      'decision-number': number,
    })
  const lift = (number: string) =>
    decide(liftSuspension, 'operating-licence-suspend', { ...fields, 'decision-number': number })

  const standings = []
  for (const decided of [
    () => suspend('20/QĐ-SYT'),
    () => lift('21/QĐ-SYT'),
    () => suspend('22/QĐ-SYT'),
  ]) {
    await toldOf(decided())
    const head = await toldOf(
      world.within(async (trx) => ({ ok: true, value: await lockHead(trx, subject) })),
    )
    standings.push(head?.standing)
  }
  expect(standings).toEqual(['suspended', 'open', 'suspended'])
})
