import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { forgetCounts, shareCounts } from './limit-store.ts'
import { type LimitRule, makeLimiter, readLimits } from './limits.ts'

const NOON = new Date('2026-11-21T05:00:00Z')
const DAY = '2026-11-21'
const LOOK_UP: LimitRule = {
  name: 'look-ups',
  per: 'account',
  rights: ['patient.find'],
  windowSeconds: 600,
  max: 10,
  from: '2026-07-01',
  instrument: 'test',
  article: 'test',
}
const clerk = { account: 'clerk@51001', address: '10.1.2.3', right: 'patient.find' }

const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000)

function countMany(limiter: ReturnType<typeof makeLimiter>, times: number, at = NOON) {
  return Array.from({ length: times }, () => limiter.count(clerk, DAY, at)).filter(Boolean)
}

test('ten thousand look-ups by one clerk end at the limit, and the first beyond it is told once', () => {
  const refused = countMany(makeLimiter([LOOK_UP]), 10_000)
  expect(refused).toHaveLength(9_990)
  expect(refused.filter((one) => one?.isFirst)).toHaveLength(1)
  expect(refused[0]).toMatchObject({ waitSeconds: 600, isFirst: true })
})

test('when the window is over the clerk may ask again', () => {
  const limiter = makeLimiter([LOOK_UP])
  expect(countMany(limiter, 11)).toHaveLength(1)
  expect(limiter.count(clerk, DAY, later(599))).toMatchObject({ waitSeconds: 1 })
  expect(limiter.count(clerk, DAY, later(600))).toBeUndefined()
})

test('a clock that is set back opens no new window', () => {
  const limiter = makeLimiter([LOOK_UP])
  countMany(limiter, 11)
  expect(limiter.count(clerk, DAY, later(-86_400))).toBeDefined()
})

test('other callers, other rights and other days are not counted with it', () => {
  const limiter = makeLimiter([
    LOOK_UP,
    { ...LOOK_UP, name: 'of-an-address', per: 'address', max: 1 },
  ])
  countMany(limiter, 11)
  expect(limiter.count({ ...clerk, account: 'doctor@51001' }, DAY, NOON)).toBeUndefined()
  expect(limiter.count({ ...clerk, right: 'dossier.submit' }, DAY, NOON)).toBeUndefined()
  expect(limiter.count(clerk, '2026-06-30', NOON)).toBeUndefined()
  const { account: _account, ...nobody } = clerk
  expect(limiter.count(nobody, DAY, NOON)).toBeUndefined()
  expect(limiter.count(nobody, DAY, NOON)).toMatchObject({ rule: { name: 'of-an-address' } })
})

test('a rule of some paths counts what lies under them, and the public look-up ends for whoever walks through it', async () => {
  const rules = readLimits(await readFile('catalogues/security/limits.json', 'utf8'))
  const limiter = makeLimiter(rules)
  const look = (path: string, address = '203.0.113.7') =>
    limiter.count({ address, right: 'public', path }, DAY, NOON)
  const passed = Array.from({ length: 301 }, () => look('/look-up/:subject')).filter(Boolean)
  expect(passed).toMatchObject([{ rule: { name: 'public-look-ups-in-ten-minutes' } }])
  expect(look('/look-up')).toBeDefined()
  expect(look('/look-up', '203.0.113.8')).toBeUndefined()
  expect(look('/look-upper')).toBeUndefined()
  expect(look('/health')).toBeUndefined()
  const account = { account: 'practitioner-1', address: '203.0.113.7', right: 'public' }
  expect(limiter.count({ ...account, path: '/look-up' }, DAY, NOON)).toBeUndefined()
})

test('a flood of addresses takes bounded memory and pushes no account out', () => {
  const limiter = makeLimiter([LOOK_UP, { ...LOOK_UP, name: 'of-an-address', per: 'address' }])
  countMany(limiter, 11)
  for (let one = 0; one < 60_000; one += 1)
    limiter.count({ address: `2001:db8::${one.toString(16)}`, right: 'patient.find' }, DAY, NOON)
  expect(limiter.takeDeltas().length).toBeLessThanOrEqual(50_001)
  expect(limiter.count(clerk, DAY, NOON)).toBeDefined()
})

test('several server processes together let no more through than one', async () => {
  await using temporary = await temporaryDatabase()
  const { database } = temporary
  const [one, other] = [makeLimiter([LOOK_UP]), makeLimiter([LOOK_UP])]
  expect([...countMany(one, 6), ...countMany(other, 6)]).toEqual([])
  await Promise.all([shareCounts(database, one), shareCounts(database, other)])
  await Promise.all([shareCounts(database, one), shareCounts(database, other)])
  // Whoever told last has learned of both; the other learns with its next call.
  expect([one, other].filter((limiter) => limiter.count(clerk, DAY, NOON))).not.toEqual([])
  await Promise.all([shareCounts(database, one), shareCounts(database, other)])
  expect(one.count(clerk, DAY, NOON) ?? other.count(clerk, DAY, NOON)).toBeDefined()
})

test('the counts of a process that died are not forgotten, those of last month are', async () => {
  await using temporary = await temporaryDatabase()
  const died = makeLimiter([LOOK_UP])
  countMany(died, 10)
  await shareCounts(temporary.database, died)
  const risen = makeLimiter([LOOK_UP])
  countMany(risen, 1)
  await shareCounts(temporary.database, risen)
  expect(risen.count(clerk, DAY, NOON)).toBeDefined()

  await forgetCounts(temporary.database, later(30 * 86_400))
  const fresh = makeLimiter([LOOK_UP])
  countMany(fresh, 1)
  await shareCounts(temporary.database, fresh)
  expect(fresh.count(clerk, DAY, NOON)).toBeUndefined()
})

test('the limits in force can be read, name their source, and hold ten thousand look-ups of one clerk', async () => {
  const rules = readLimits(await readFile('catalogues/security/limits.json', 'utf8'))
  const limiter = makeLimiter(rules)
  expect(countMany(limiter, 10_000).length).toBeGreaterThan(1_000)
  expect(() => readLimits('{"rules":[{"name":"x"}]}')).toThrow()
})

test('one account that asks for one person again and again is refused, for that person alone, and nobody else is', () => {
  const byOne: LimitRule = { ...LOOK_UP, name: 'by-one', per: 'account-and-person', max: 10 }
  const byAll: LimitRule = { ...LOOK_UP, name: 'by-all', per: 'person', max: 15 }
  const limiter = makeLimiter([byOne, byAll])
  const ask = (account: string, person: string) =>
    limiter.count({ ...clerk, account, person }, DAY, NOON)?.rule.name
  const asked = Array.from({ length: 1_000 }, () => ask('clerk@51001', 'one'))
  expect(asked.filter((name) => name === 'by-one')).toHaveLength(990)
  expect(ask('clerk@51001', 'two'), 'another person').toBeUndefined()
  // What was refused did not count: the ten that were answered leave five to all others.
  const others = Array.from({ length: 6 }, (_, one) => ask(`doctor@5100${one}`, 'one'))
  expect(others).toEqual([...Array.from({ length: 5 }), 'by-all'])
})

test('a call that names nobody counts for no person', () => {
  const limiter = makeLimiter([{ ...LOOK_UP, per: 'person', max: 1 }])
  expect(countMany(limiter, 50)).toHaveLength(0)
})

test('whom a few pages name is counted, each person once: a hundred thousand lines end at the limit', () => {
  const rule: LimitRule = { ...LOOK_UP, name: 'names', counts: 'names', max: 5_000 }
  const limiter = makeLimiter([rule])
  const named = (from: number, to: number) =>
    new Set(Array.from({ length: to - from }, (_, index) => `person ${from + index}`))
  expect(countMany(limiter, 10_000), 'calls are not counted').toEqual([])
  limiter.countNames(clerk, named(0, 5_000), DAY, NOON)
  limiter.countNames(clerk, named(0, 5_000), DAY, NOON)
  expect(limiter.count(clerk, DAY, NOON), 'the same people again').toBeUndefined()
  limiter.countNames(clerk, named(4_999, 100_000), DAY, NOON)
  expect(limiter.count(clerk, DAY, NOON)).toMatchObject({ rule: { name: 'names' }, isFirst: true })
  expect(limiter.count({ ...clerk, account: 'other' }, DAY, NOON)).toBeUndefined()
  expect(limiter.count(clerk, DAY, later(600))).toBeUndefined()
})
