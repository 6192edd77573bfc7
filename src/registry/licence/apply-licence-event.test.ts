import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import '../../../tests/property-seed.ts'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import type { RecordId } from '#vocabulary/record-id'
import { askMayPractise } from '../practice/ask-may-practise.ts'
import { publishProfile } from '../publish-profile.ts'
import {
  licence,
  manager,
  MINISTRY,
  officer,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../testing/registry-world.ts'
import { applyLicenceEvent } from './apply-licence-event.ts'
import type { LicenceDecision } from './licence-decision.ts'
import { factsOf } from '../practice/practice-facts.ts'
import { findVersion } from '../profile-store.ts'
import { readProfile } from '../read-profile.ts'
import { licenceLife } from './licence-life.ts'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { listAlerts, listNotices, seeNotice } from './list-licence-work.ts'

let world: RegistryWorld
beforeAll(async () => {
  world = await registryWorld()
  await world.facility('51001')
  await world.facility('51002')
})
afterAll(() => world[Symbol.asyncDispose]())

const head = officer('51', 'department-head')
let people = 0

/** A doctor of 51001, licensed and registered, with a published file. */
async function doctor() {
  people += 1
  const number = `000${100 + people}/QNG-GPHN`
  const opened = await toldOf(
    world.practitioner(manager('51001'), `05108500${1000 + people}`, [
      licence(number),
      registration('51001', number),
    ]),
  )
  const { subject, version } = opened.head
  const asked = { subject, version, by: MINISTRY, reason: 'test', dataState: 'published' } as const
  await toldOf(world.within((trx) => publishProfile(trx, world.needs, asked)))
  return { subject, number }
}

function decide(
  subject: RecordId,
  decision: Partial<LicenceDecision> & Pick<LicenceDecision, 'kind' | 'licence'>,
) {
  const needs = { ...world.needs, calendar: WORKING_CALENDAR }
  const full = {
    from: '2026-11-20',
    decisionNumber: '12/QĐ-SYT',
    decidedOn: '2026-11-20',
    ...decision,
  }
  return world.within((trx) => applyLicenceEvent(trx, needs, head, { subject, decision: full }))
}

/** Friday, 20/11/2026. */
const at = new Date('2026-11-20T10:00:00+07:00')

const answerOf = async (number: string) => {
  const told = await toldOf(askMayPractise(world, { licence: number, facility: '51001', at }))
  return [told.answer, told.reasons[0]?.code]
}

const fileOf = async (subject: RecordId) => {
  const kept = await withScope(world.database, { work: 'test' }, async (trx) => {
    const { rows } = await sql<{ version: number }>`
      select version from registry.profile where subject = ${subject}
    `.execute(trx)
    return findVersion(trx, subject, { version: rows[0]?.version ?? 0 })
  })
  if (!kept) throw new Error('no file')
  return kept.profile
}

test('a suspension is in force at once: registration closed, rights ended, facility told, public file changed (art. 34-38)', async () => {
  const { subject, number } = await doctor()
  expect(await answerOf(number)).toEqual(['yes', 'licence-in-force'])
  const suspend = { kind: 'suspend', licence: number, to: '2027-05-20', ground: 'ethics' } as const
  const { head: after, effects } = await toldOf(decide(subject, suspend))
  expect(after.publishedVersion).toBe(after.version)
  expect(effects.tell).toEqual(['51001'])
  expect(await answerOf(number)).toEqual(['no', 'licence-suspended'])

  const closed = (await fileOf(subject)).statements.find(
    ({ section }) => section === 'registration',
  )
  expect(closed).toMatchObject({
    to: '2026-11-19',
    values: { endReason: 'đình chỉ giấy phép hành nghề' },
  })
  const { rows } = await sql`
    select facility, event, closed, publish_by from registry.licence_notice where practitioner = ${subject}
  `.execute(world.owner)
  expect(rows).toMatchObject([{ facility: '51001', event: 'suspend', closed: 1 }])
  const standing = await sql`
    select state, instrument from access.licence_decision where licence = ${number}
  `.execute(world.owner)
  expect(standing.rows).toMatchObject([{ state: 'suspended', instrument: '12/QĐ-SYT' }])
})

test('whoever opens the file is told first how the licence stands, until when and by which decision', async () => {
  const { subject, number } = await doctor()
  const licenceOn = async (day: string) =>
    (await toldOf(readProfile(world.needs, head, { subject, day }))).licence
  expect(await licenceOn('2026-11-20')).toMatchObject({ number, state: 'valid' })
  await toldOf(
    decide(subject, { kind: 'suspend', licence: number, to: '2027-05-20', ground: 'ethics' }),
  )
  expect(await licenceOn('2026-11-19')).toMatchObject({ number, state: 'valid' })
  expect(await licenceOn('2026-11-20')).toEqual({
    number,
    state: 'suspended',
    from: '2026-11-20',
    to: '2027-05-20',
    decision: '12/QĐ-SYT',
  })
  await toldOf(
    decide(subject, {
      kind: 'revoke',
      licence: number,
      from: '2026-11-21',
      decisionNumber: '13/QĐ-SYT',
      ground: 'asked',
    }),
  )
  expect(await licenceOn('2026-11-21')).toMatchObject({ state: 'revoked', decision: '13/QĐ-SYT' })
})

test('the facility concerned reads its notice and what is due; another facility reads nothing of it', async () => {
  const { subject, number } = await doctor()
  await toldOf(
    decide(subject, { kind: 'suspend', licence: number, to: '2027-05-20', ground: 'ethics' }),
  )
  const clerkOf = (code: string): Caller => {
    const { account, name, address, facility } = manager(code)
    const rights = new Set(['registry.read'] as const)
    const role = 'facility-administrator'
    return { account, name, address, role, rights, ...(facility ? { facility } : {}) }
  }
  const mine = await toldOf(listNotices(world.needs, clerkOf('51001'), undefined))
  const notice = mine.notices.find(({ practitioner }) => practitioner === subject)
  expect(notice).toMatchObject({
    event: 'suspend',
    closed: 1,
    licence: number,
    holdsFrom: '2026-11-20',
  })
  const position = notice?.position ?? 0
  expect((await toldOf(listNotices(world.needs, clerkOf('51002'), undefined))).notices).toEqual([])
  expect(await seeNotice(world.needs, clerkOf('51002'), position)).toMatchObject({ ok: false })
  expect(await seeNotice(world.needs, clerkOf('51001'), position)).toMatchObject({ ok: true })

  const due = await toldOf(listAlerts(world.needs, clerkOf('51001'), {}))
  const own = due.alerts.filter(({ practitioner }) => practitioner === subject)
  expect(own.map(({ code }) => code)).toEqual(['report-leaving', 'education-50'])
  const nobody = await toldOf(listAlerts(world.needs, clerkOf('51002'), { facility: '51001' }))
  expect(nobody).toMatchObject({ practitioners: 0, alerts: [] })
})

test('the same decision again is refused and leaves nothing half done', async () => {
  const { subject, number } = await doctor()
  const revoke = { kind: 'revoke', licence: number, ground: 'asked' } as const
  await toldOf(decide(subject, revoke))
  const before = (await fileOf(subject)).statements.length
  expect(await decide(subject, revoke)).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.licence-event-not-possible' }],
  })
  expect((await fileOf(subject)).statements.length).toBe(before)
  expect(await answerOf(number)).toEqual(['no', 'licence-revoked'])
})

test('practice resumed needs a registration anew, and a new number takes over scope and term', async () => {
  const { subject, number } = await doctor()
  await toldOf(
    decide(subject, {
      kind: 'suspend',
      licence: number,
      from: '2026-10-01',
      to: '2026-11-01',
      ground: 'health',
    }),
  )
  await toldOf(
    decide(subject, { kind: 'resume', licence: number, from: '2026-11-15', educationDone: true }),
  )
  expect(await answerOf(number)).toEqual(['no', 'registration-ended'])

  await toldOf(
    decide(subject, { kind: 'adjust', licence: number, from: '2026-11-16', scopes: ['32-V'] }),
  )
  const anew = `9${number}`
  await toldOf(
    decide(subject, { kind: 'reissue', licence: anew, formerly: number, from: '2026-11-17' }),
  )
  const profile = await fileOf(subject)
  const life = licenceLife(factsOf(profile).licenceEvents)
  expect(life.refused).toEqual([])
  expect(life.periods.at(-2)).toMatchObject({
    number: anew,
    state: 'valid',
    expiresOn: '2029-05-01',
  })
  const scopes = profile.statements.filter(({ section }) => section === 'licence-scope')
  expect(scopes).toMatchObject([
    { to: '2026-11-16', values: { licence: number } },
    { from: '2026-11-17', values: { licence: anew, scope: '32-V' } },
  ])
})

test('a renewal moves the last day; of somebody else’s licence nothing can be decided', async () => {
  const { subject, number } = await doctor()
  await toldOf(decide(subject, { kind: 'renew', licence: number, to: '2034-05-01' }))
  const paper = (await fileOf(subject)).statements.find(({ section }) => section === 'licence')
  expect(paper?.values['validTo']).toBe('2034-05-01')
  expect(
    await decide(subject, { kind: 'revoke', licence: '1/HNO-GPHN', ground: 'asked' }),
  ).toMatchObject({
    ok: false,
    problems: [{ code: 'registry.licence-not-in-force' }],
  })
})

const anyDecision = fc.record({
  kind: fc.constantFrom(
    'issue',
    'reissue',
    'adjust',
    'renew',
    'suspend',
    'resume',
    'revoke',
    'expire',
  ),
  days: fc.integer({ min: 0, max: 200 }),
  isOther: fc.boolean(),
})

test('whatever is decided in whatever order: one licence at a time, and nothing written that the law does not let follow', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyDecision, { maxLength: 6 }), async (decisions) => {
      const { subject, number } = await doctor()
      run += 1
      for (const { kind, days, isOther } of decisions) {
        const from = new Date(Date.parse('2026-01-01') + days * 86_400_000)
          .toISOString()
          .slice(0, 10)
        const licenceNumber = isOther ? `${run}/BYT-GPHN` : number
        const ground = kind === 'revoke' ? 'asked' : 'ethics'
        const to =
          kind === 'suspend'
            ? '2026-10-01'
            : kind === 'renew' || kind === 'issue'
              ? '2031-01-01'
              : undefined
        await decide(subject, {
          kind,
          licence: licenceNumber,
          from,
          to,
          ground,
          educationDone: true,
          testDecision: '1',
          title: 'BS',
        })
      }
      const life = licenceLife(factsOf(await fileOf(subject)).licenceEvents)
      expect(life.refused).toEqual([])
      for (const [index, period] of life.periods.entries())
        expect(period.until).toBe(life.periods[index + 1]?.from)
    }),
    { numRuns: 12 },
  )
})
