import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../../tests/property-seed.ts'
import { LICENCE_EVENT_KINDS } from '../practice/practice-rules.ts'
import { dayBegins, daysAfter, type LicenceEvent, monthsAfter } from './licence.ts'
import { lastDayOf, licenceAt, licenceLife } from './licence-life.ts'

function event(
  kind: LicenceEvent['kind'],
  day: string,
  more: Partial<LicenceEvent> = {},
): LicenceEvent {
  return { statement: `${kind}-${day}`, kind, at: dayBegins(day), ...more }
}

const NUMBER = '000123/QNG-GPHN'
const issued = event('issue', '2024-03-15', { number: NUMBER, documentType: 'GPHN', title: 'BS' })
const certificate = event('issue', '2014-05-02', {
  number: '004567/QNG-CCHN',
  documentType: 'CCHN',
  title: 'BS',
})

const stateOn = (events: readonly LicenceEvent[], day: string) =>
  licenceAt(licenceLife(events), dayBegins(day))?.state

test('a licence of after 2024 holds for five years (Law 15/2023, art. 27)', () => {
  expect(lastDayOf('GPHN', '2024-03-15')).toBe('2029-03-15')
  expect(stateOn([issued], '2024-03-14')).toBeUndefined()
  expect(stateOn([issued], '2029-03-15')).toBe('valid')
  expect(stateOn([issued], '2029-03-16')).toBe('expired')
})

test('a certificate of before 2024 has no term, and none is reckoned for it (art. 121)', () => {
  expect(lastDayOf('CCHN', '2014-05-02')).toBeUndefined()
  expect(stateOn([certificate], '2031-01-01')).toBe('valid')
})

test('a licence of 29 February ends on the last of a shorter February', () => {
  expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28')
  expect(lastDayOf('GPHN', '2024-02-29')).toBe('2029-02-28')
})

test('suspension, resumption, revocation and a new licence follow each other', () => {
  const events = [
    issued,
    event('suspend', '2025-01-10', { until: '2025-07-10', ground: 'ethics' }),
    event('resume', '2025-08-01'),
    event('revoke', '2026-02-01', { reissueFrom: '2027-02-01' }),
    event('issue', '2027-03-01', { number: '000999/QNG-GPHN', documentType: 'GPHN' }),
  ]
  const { periods, refused } = licenceLife(events)
  expect(refused).toEqual([])
  expect(periods.map(({ from, state }) => [from.slice(0, 10), state])).toEqual([
    ['2024-03-15', 'valid'],
    ['2025-01-10', 'suspended'],
    ['2025-08-01', 'valid'],
    ['2026-02-01', 'revoked'],
    ['2027-03-01', 'valid'],
    ['2032-03-02', 'expired'],
  ])
  expect(periods[1]).toMatchObject({ suspendedUntil: '2025-07-10', number: NUMBER })
  expect(periods[2]).not.toHaveProperty('suspendedUntil')
  expect(periods[4]?.number).toBe('000999/QNG-GPHN')
})

test('a suspended licence expires as any other', () => {
  const events = [issued, event('suspend', '2029-01-01', { until: '2029-12-31' })]
  expect(stateOn(events, '2029-03-15')).toBe('suspended')
  expect(stateOn(events, '2029-03-16')).toBe('expired')
})

test('a renewal begins a new term; without it the licence ends', () => {
  const renewed = [issued, event('renew', '2029-01-10', { until: '2034-03-15' })]
  expect(stateOn(renewed, '2030-01-01')).toBe('valid')
  expect(stateOn(renewed, '2034-03-16')).toBe('expired')
  expect(licenceLife([issued, event('renew', '2029-06-01')]).refused).toHaveLength(1)
})

test('a GPHN replaces a CCHN in force; a second GPHN beside the first is refused', () => {
  const conversion = { ...issued, at: dayBegins('2026-01-05') }
  const life = licenceLife([certificate, conversion])
  expect(licenceAt(life, dayBegins('2026-01-04'))?.documentType).toBe('CCHN')
  expect(licenceAt(life, dayBegins('2026-01-05'))?.documentType).toBe('GPHN')
  const second = event('issue', '2025-01-01', { number: '000777/QNG-GPHN', documentType: 'GPHN' })
  expect(licenceLife([issued, second]).refused.map((one) => one.event)).toEqual([second])
})

test('a reissued paper keeps its term, with its own number or the former', () => {
  const life = licenceLife([issued, event('reissue', '2025-05-05', { number: '000124/QNG-GPHN' })])
  const now = licenceAt(life, dayBegins('2026-01-01'))
  expect(now).toMatchObject({ number: '000124/QNG-GPHN', expiresOn: '2029-03-15', title: 'BS' })
})

const anyEvent = fc
  .record({
    kind: fc.constantFrom(...LICENCE_EVENT_KINDS),
    day: fc.integer({ min: 0, max: 5_000 }).map((count) => daysAfter('2014-01-01', count)),
    number: fc.option(fc.constantFrom('1/A-GPHN', '2/A-GPHN', '3/A-CCHN'), { nil: undefined }),
    documentType: fc.constantFrom('GPHN' as const, 'CCHN' as const),
    extent: fc.constantFrom('whole' as const, 'part' as const),
    term: fc.option(fc.integer({ min: -30, max: 2_000 }), { nil: undefined }),
  })
  .map(({ day, term, kind, ...rest }) =>
    event(kind, day, { ...rest, until: term === undefined ? undefined : daysAfter(day, term) }),
  )

test('no sequence of events leaves two valid licences of one person, or a gap in the history', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 14 }), (events) => {
      const { periods, refused } = licenceLife(events)
      for (const [index, period] of periods.entries()) {
        const next = periods[index + 1]
        expect(period.until).toBe(next?.from)
        if (next) expect(period.from < next.from).toBe(true)
        expect(period.number).not.toBe('')
      }
      // Whatever the minute: one period holds it, or none before the first issue.
      for (const { at } of events) {
        const holding = periods.filter(
          ({ from, until }) => from <= at && (until === undefined || at < until),
        )
        expect(holding.length).toBe(periods[0] && periods[0].from <= at ? 1 : 0)
      }
      expect(refused.length).toBeLessThanOrEqual(events.length)
    }),
    { numRuns: 500 },
  )
})

test('nothing makes a revoked licence valid but a new issue', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 14 }), (events) => {
      const { periods } = licenceLife(events)
      for (const [index, period] of periods.entries()) {
        if (period.state !== 'revoked') continue
        const next = periods[index + 1]
        if (next) expect(next.statement.startsWith('issue')).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

test('what happens later does not change how it stood before', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 10 }), (events) => {
      const inOrder = events.toSorted((one, other) => one.at.localeCompare(other.at))
      const before = inOrder.slice(0, -1)
      const cut = inOrder.at(-1)?.at
      if (cut === undefined) return
      const [short, long] = [licenceLife(before), licenceLife(inOrder)]
      for (const { at } of before)
        if (at < cut) expect(licenceAt(long, at)?.state).toBe(licenceAt(short, at)?.state)
    }),
    { numRuns: 300 },
  )
})
