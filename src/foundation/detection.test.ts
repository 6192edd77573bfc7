import { createSocket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { makeDetector, readDetectionRules, type WatchedEvent } from './detection.ts'
import { openSecurityEvents, type SecurityEvent } from './security-events.ts'
import { openSyslog, syslogLine } from './syslog.ts'

const rules = readDetectionRules(await readFile('catalogues/security/detection.json', 'utf8'))
const NOON = new Date('2026-11-21T05:00:00Z')
const event: WatchedEvent = {
  at: NOON,
  action: 'read',
  account: 'clerk@51001',
  role: 'facility-clerk',
  address: '10.1.2.3',
  facility: '51001',
  purpose: 'treatment',
}

function notice(events: readonly Partial<WatchedEvent>[], time = '12:00'): SecurityEvent[] {
  const detect = makeDetector(rules)
  return events.flatMap((one) => detect({ ...event, ...one }, time))
}

const times = (count: number, of: (index: number) => Partial<WatchedEvent>) =>
  Array.from({ length: count }, (_, index) => of(index))

test.each<[string, readonly Partial<WatchedEvent>[], string, string]>([
  [
    'a thousand wrong passwords from one address',
    times(1_000, (index) => ({ action: 'sign-in-failed', account: `name-${index}` })),
    'brute-force',
    '10.1.2.3',
  ],
  [
    'wrong passwords for one account from many addresses',
    times(20, (index) => ({ action: 'sign-in-failed', address: `10.0.0.${index}` })),
    'password-guessing',
    'clerk@51001',
  ],
  [
    'one account that reads hundreds of persons',
    times(300, (index) => ({ person: `person-${index}` })),
    'harvest',
    'clerk@51001',
  ],
  [
    'one person at whom many look',
    times(25, (index) => ({ person: 'the-singer', account: `doctor-${index}` })),
    'many-look-at-one',
    'the-singer',
  ],
  ['a change of rights', [{ action: 'configure' }], 'privilege-change', 'clerk@51001'],
  [
    'a facility where emergencies became usual',
    times(10, (index) => ({ action: 'break-glass', account: `doctor-${index}` })),
    'break-glass-spike',
    '51001',
  ],
  [
    'an account that tries what it may not',
    times(60, () => ({ action: 'refused' })),
    'probing',
    'clerk@51001',
  ],
])('%s is noticed once', (_what, events, rule, subject) => {
  const noticed = notice(events).filter((one) => one.rule === rule)
  expect(noticed).toMatchObject([{ rule, subject }])
})

test('a clerk at work in the middle of the night is noticed, by day not, over midnight too', () => {
  const work = times(60, () => ({ person: 'one' }))
  const rulesOf = (time: string) => notice(work, time).map(({ rule }) => rule)
  expect(rulesOf('12:00')).not.toContain('impossible-hours')
  expect(rulesOf('04:59')).toContain('impossible-hours')
  expect(rulesOf('23:00')).toContain('impossible-hours')
  expect(rulesOf('05:00')).not.toContain('impossible-hours')
})

test('who reads a record again and again, or the own one, harvests nothing', () => {
  const same = times(2_000, () => ({ person: 'one' }))
  const own = times(2_000, (index) => ({ person: `p${index}`, purpose: 'own-record' }))
  expect(notice([...same, ...own]).map(({ rule }) => rule)).not.toContain('harvest')
})

const alarm: SecurityEvent = {
  at: NOON,
  rule: 'harvest',
  severity: 'alert',
  subject: 'clerk@51001',
  windowAt: NOON,
  detail: { count: 300, said: 'a "quoted" ]\\\nline' },
}

test('an event is kept, logged and sent once for each window, whoever notices it', async () => {
  await using temporary = await temporaryDatabase()
  const logged: string[] = []
  const sent: SecurityEvent[] = []
  const events = openSecurityEvents(
    temporary.database,
    (_level, name) => logged.push(name),
    (one) => sent.push(one),
  )
  await Promise.all([events.tell(alarm), events.tell(alarm)])
  await events.tell({ ...alarm, windowAt: new Date(NOON.getTime() + 60_000) })
  expect(logged).toHaveLength(2)
  expect(sent).toHaveLength(2)
})

test('a line of syslog is RFC 5424, with what could end it early escaped', () => {
  expect(syslogLine(alarm, 'mach-1', 42)).toBe(
    '<81>1 2026-11-21T05:00:00.000Z mach-1 mach 42 harvest ' +
      '[mach@32473 subject="clerk@51001" severity="alert" count="300" said="a \\"quoted\\" \\]\\\\ line"] ' +
      '{"rule":"harvest","subject":"clerk@51001","severity":"alert","count":300,"said":"a \\"quoted\\" ]\\\\\\nline"}',
  )
})

test('a receiver gets events by UDP', async () => {
  const receiver = createSocket('udp4')
  await new Promise<void>((resolve) => receiver.bind(0, '127.0.0.1', resolve))
  const got = new Promise<string>((resolve) =>
    receiver.once('message', (bytes) => resolve(bytes.toString())),
  )
  const syslog = openSyslog(`udp://127.0.0.1:${receiver.address().port}`, 'h', 1)
  syslog.send(alarm)
  expect(await got).toContain('harvest')
  syslog.end()
  receiver.close()
})

test('a receiver gets events by TCP, each by its length, also those from before it was there', async () => {
  const receiver = createServer()
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const got = new Promise<string>((resolve) =>
    receiver.once('connection', (socket) =>
      socket.on('data', (bytes) => resolve(bytes.toString())),
    ),
  )
  const syslog = openSyslog(`tcp://127.0.0.1:${(receiver.address() as AddressInfo).port}`, 'h', 1)
  syslog.send(alarm)
  const line = syslogLine(alarm, 'h', 1)
  expect(await got).toBe(`${Buffer.byteLength(line)} ${line}`)
  syslog.end()
  receiver.close()
  expect(() => openSyslog('http://127.0.0.1', 'h', 1)).toThrow('MACH_SYSLOG')
})
