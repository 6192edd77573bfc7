import { expect, test } from 'vitest'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import { checkEvent, type EventToApply } from './check-event.ts'
import { effectsOf } from './licence-effects.ts'
import { dayBegins, type LicenceEvent } from './licence.ts'

const NUMBER = '000123/QNG-GPHN'
const issued: LicenceEvent = {
  statement: 'issue',
  kind: 'issue',
  at: dayBegins('2024-03-15'),
  number: NUMBER,
  documentType: 'GPHN',
  title: 'BS',
}

function deed(
  kind: EventToApply['kind'],
  day: string,
  more: Partial<EventToApply> = {},
): EventToApply {
  return { statement: 'new', licence: NUMBER, kind, at: dayBegins(day), ...more }
}
const codes = (known: readonly LicenceEvent[], event: EventToApply) =>
  checkEvent(known, event).map(({ code }) => code)

const suspend = deed('suspend', '2026-02-01', { until: '2026-08-01', ground: 'ethics' })

test('a suspension lasts one to twenty-four months and has a ground of art. 34', () => {
  expect(codes([issued], suspend)).toEqual([])
  for (const until of [undefined, '2026-02-20', '2028-02-02'])
    expect(codes([issued], { ...suspend, until })).toEqual(['registry.licence-suspension-length'])
  expect(codes([issued], { ...suspend, ground: 'asked' })).toEqual([
    'registry.licence-ground-unknown',
  ])
  expect(codes([issued], { ...suspend, extent: 'part' })).toEqual([
    'registry.licence-suspension-without-scope',
  ])
})

test('practice is resumed after the education only (art. 34)', () => {
  const resume = deed('resume', '2026-08-02')
  expect(codes([issued, suspend], resume)).toEqual(['registry.licence-resume-without-education'])
  expect(codes([issued, suspend], { ...resume, educationDone: true })).toEqual([])
})

test('what the law does not let follow is a conflict, and so is an event before the latest', () => {
  expect(codes([issued], deed('resume', '2026-08-02'))).toEqual([
    'registry.licence-event-not-possible',
  ])
  expect(codes([issued, suspend], deed('renew', '2026-03-01'))).toEqual([
    'registry.licence-event-not-possible',
  ])
  expect(codes([issued, suspend], deed('revoke', '2026-01-01', { ground: 'asked' }))).toEqual([
    'registry.licence-event-too-early',
  ])
  expect(codes([issued], deed('renew', '2029-06-01'))).toContain(
    'registry.licence-event-not-possible',
  )
})

test('one person holds one licence: another is refused while the first is in force', () => {
  const second = deed('issue', '2026-05-01', {
    number: '9/QNG-GPHN',
    licence: '9/QNG-GPHN',
    documentType: 'GPHN',
  })
  expect(codes([issued], second)).toEqual(['registry.licence-event-not-possible'])
})

test('a licence that ends before it begins, or names another number, is refused with every fault at once', () => {
  const renew = deed('renew', '2028-12-01', { until: '2028-11-30', licence: '5/QNG-GPHN' })
  expect(codes([issued], renew)).toEqual([
    'registry.licence-not-in-force',
    'registry.licence-ends-before-it-begins',
  ])
})

test('from 01/01/2027 a doctor’s first licence needs the competence test (art. 120)', () => {
  const first = (day: string, more: Partial<EventToApply> = {}) =>
    deed('issue', day, { number: NUMBER, documentType: 'GPHN', title: 'BS', ...more })
  expect(codes([], first('2026-12-31'))).toEqual([])
  expect(codes([], first('2027-01-01'))).toEqual(['registry.licence-without-test'])
  expect(codes([], first('2027-01-01', { testDecision: '12/HĐYKQG' }))).toEqual([])
  expect(codes([], first('2027-01-01', { title: 'DD' }))).toEqual([])
  expect(codes([], first('2028-01-01', { title: 'DD' }))).toEqual(['registry.licence-without-test'])
})

test('after 2023 no certificate is issued, and a barred holder waits (art. 35, 121)', () => {
  const old = deed('issue', '2024-01-01', { number: '1/QNG-CCHN', documentType: 'CCHN' })
  expect(codes([], old)).toEqual(['registry.certificate-of-after-2023'])
  const revoked: LicenceEvent = {
    statement: 'r',
    kind: 'revoke',
    at: dayBegins('2025-01-01'),
    reissueFrom: '2026-01-01',
  }
  const again = (day: string) => deed('issue', day, { number: '2/QNG-GPHN', documentType: 'GPHN' })
  expect(codes([issued, revoked], again('2025-12-31'))).toEqual(['registry.licence-reissue-barred'])
  expect(codes([issued, revoked], again('2026-01-01'))).toEqual([])
})

const registrations = [
  {
    statement: 'ended',
    facility: '51003',
    kind: 'regular',
    slots: [],
    from: '2020-01-01',
    to: '2025-12-31',
  },
  { statement: 'now', facility: '51001', kind: 'regular', slots: [], from: '2024-04-01' },
  { statement: 'later', facility: '51002', kind: 'regular', slots: [], from: '2026-06-01' },
]

test('a whole suspension closes registrations, ends rights and tells each facility at once (art. 34-38)', () => {
  const effects = effectsOf(suspend, { registrations }, WORKING_CALENDAR)
  expect(effects.close).toMatchObject([
    { statement: 'now', lastDay: '2026-01-31' },
    { statement: 'later', lastDay: undefined },
  ])
  expect(effects).toMatchObject({
    standing: 'suspended',
    leavesPublicList: true,
    tell: ['51001', '51002'],
  })
  // Sunday 01/02/2026; five working days end with Friday 06/02.
  expect(effects.publishBy?.toISOString()).toBe('2026-02-06T17:00:00.000Z')
})

test('a suspension in part tells the facilities and closes nothing; a resumption opens the rights again', () => {
  const part = { ...suspend, extent: 'part' as const, scopesAffected: ['32-V'] }
  expect(effectsOf(part, { registrations }, WORKING_CALENDAR)).toMatchObject({
    close: [],
    standing: undefined,
    leavesPublicList: false,
    tell: ['51001', '51002'],
  })
  expect(
    effectsOf(deed('resume', '2026-09-01'), { registrations }, WORKING_CALENDAR).standing,
  ).toBe('in-force')
  expect(
    effectsOf(deed('revoke', '2026-09-01'), { registrations }, WORKING_CALENDAR).standing,
  ).toBe('revoked')
  expect(
    effectsOf(deed('expire', '2026-09-01'), { registrations }, WORKING_CALENDAR).standing,
  ).toBe('suspended')
})
