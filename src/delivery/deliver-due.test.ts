import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { claimDue } from './claim-store.ts'
import { deliverDue } from './deliver-due.ts'
import { deliveryWorld, dossierFile, facilityCode, HOSPITAL } from './testing/delivery-world.ts'
import { attemptsOf } from './list-store.ts'
import { cancelMessages } from './queue-messages.ts'

const MINUTE = 60_000

test('a queued dossier reaches the portal byte for byte and both numbers are kept', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('51001.1')

  expect(await world.deliver()).toBe(1)
  const row = await world.read(message)
  expect(row).toMatchObject({ state: 'received', attempts: 1, reason: null })
  const { dossiers } = await world.held('51001.1')
  expect(dossiers).toHaveLength(1)
  expect(dossiers[0]?.receptions[0]).toEqual(
    expect.objectContaining({ transactionCode: row.transaction_code, digest: message.payload }),
  )
  expect(await world.deliver()).toBe(0)
})

test('a check-in takes its own address', async () => {
  await using world = await deliveryWorld()
  const file = Buffer.from(
    `<GIAMDINHHS><THONGTINDONVI><MACSKCB>51001</MACSKCB></THONGTINDONVI><TRANG_THAI_KCB><MA_LK>51001.1</MA_LK></TRANG_THAI_KCB><CHUKYDONVI/></GIAMDINHHS>`,
  )
  await world.queue('51001.1', { kind: 'check-in', variant: '4750', file })
  await world.deliver()
  expect(await world.held()).toMatchObject({ checkIns: 1, count: 0 })
})

test('the evidence names address, size, digest and answer, and no credential', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('51001.1')
  await world.deliver()

  const [attempt] = await attemptsOf(world.database, HOSPITAL, message.id)
  const file = dossierFile('51001.1')
  expect(attempt).toMatchObject({
    number: 1,
    outcome: 'received',
    endpoint: '/api/qd130/guiHoSoXmlQD3176',
    httpStatus: 200,
    resultCode: '200',
    requestBytes: file.length,
    requestDigest: createHash('sha256').update(file).digest(),
  })
  const { rows } = await sql<{ text: string }>`select string_agg(t::text, ' ') as text from
    (select attempt::text as t from delivery.attempt union all select portal_account::text from delivery.portal_account) all_rows
  `.execute(world.database)
  const md5 = createHash('md5').update('mat-khau-thu-nghiem').digest('hex').toUpperCase()
  expect(rows[0]?.text.toUpperCase()).not.toContain(md5)
})

test('one token serves many dossiers, and a new one is taken a minute before it ends', async () => {
  await using world = await deliveryWorld({ flags: ['--token-seconds', '900'] })
  world.clock.now = new Date()
  for (const number of [1, 2, 3]) await world.queue(`51001.${number}`)
  await world.deliver()
  expect((await world.held()).calls['token']).toBe(1)

  world.clock.now = new Date(Date.now() + 13.5 * MINUTE)
  await world.queue('51001.4')
  await world.deliver()
  expect((await world.held()).calls['token']).toBe(1)

  world.clock.now = new Date(Date.now() + 14.5 * MINUTE)
  await world.queue('51001.5')
  await world.deliver()
  expect((await world.held()).calls['token']).toBe(2)
})

test('a token that dies before its time is replaced within the same attempt', async () => {
  await using world = await deliveryWorld()
  await world.queue('51001.1')
  await world.deliver()
  await world.portal.post('/_control', { reset: true })

  const message = await world.queue('51001.2')
  await world.deliver()
  expect(await world.read(message)).toMatchObject({ state: 'received', attempts: 1 })
})

test.each([
  ['down', [{ kind: 'down' }], 'portal-down'],
  ['slow', [{ kind: 'slow', calls: ['dossier'], delayMs: 3_000 }], 'portal-down'],
  ['500', [{ kind: '500' }], 'portal-error'],
  ['401', [{ kind: '401' }], 'account-rejected'],
] as const)(
  'while the portal is %s the dossier waits, and goes when it is well',
  async (_, faults, reason) => {
    await using world = await deliveryWorld()
    await world.faults([...faults])
    const message = await world.queue('51001.1')
    await world.deliver()
    expect(await world.read(message)).toMatchObject({ state: 'waiting', reason })

    await world.faults([])
    await world.pass(120, 5)
    expect(await world.read(message)).toMatchObject({ state: 'received', reason: null })
    expect((await world.held('51001.1')).count).toBe(1)
  },
)

test('a lost answer leaves exactly one dossier at the portal after the retry', async () => {
  await using world = await deliveryWorld()
  await world.faults([{ kind: 'lost-answer', calls: ['dossier'], times: 2 }])
  const message = await world.queue('51001.1')
  await world.deliver()
  expect(await world.read(message)).toMatchObject({ state: 'waiting', reason: 'portal-down' })

  await world.pass(60, 1)
  const held = await world.held('51001.1')
  expect(held.count).toBe(1)
  expect(held.dossiers[0]?.receptions).toHaveLength(3)
  expect(new Set(held.dossiers[0]?.receptions.map(({ digest }) => digest)).size).toBe(1)
  const row = await world.read(message)
  expect(row).toMatchObject({ state: 'received', attempts: 3 })
  expect(row.transaction_code).toBe(held.dossiers[0]?.receptions.at(-1)?.transactionCode)
})

test('a dossier that the portal takes in twice is one dossier', async () => {
  await using world = await deliveryWorld()
  await world.faults([{ kind: 'duplicate', calls: ['dossier'], times: 1 }])
  await world.queue('51001.1')
  await world.deliver()
  expect((await world.held('51001.1')).count).toBe(1)
})

test('a file that the portal refuses is a dead letter at once and does not disturb the line', async () => {
  await using world = await deliveryWorld()
  const bad = await world.queue('51001.1', { file: Buffer.from('<GIAMDINHHS/>') })
  const good = await world.queue('51001.2')
  await world.deliver()
  expect(await world.read(bad)).toMatchObject({ state: 'failed', reason: 'message-refused' })
  expect(await world.read(good)).toMatchObject({ state: 'received' })
})

test('a facility without an account waits, and goes once the account is set', async () => {
  await using world = await deliveryWorld({ account: false })
  const message = await world.queue('51001.1')
  await world.deliver()
  expect(await world.read(message)).toMatchObject({ state: 'waiting', reason: 'account-missing' })

  await world.setAccount(HOSPITAL)
  await world.deliver()
  expect(await world.read(message)).toMatchObject({ state: 'received' })
})

test('a worker that dies leaves its dossier to the next one after the lease', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('51001.1')
  const { now } = world.clock
  const leaseEnd = new Date(now.getTime() + 3 * MINUTE)
  const claim = {
    channel: 'insurance-portal',
    now,
    leaseEnd,
    count: 16,
    afterFacility: '',
  } as const
  expect(await claimDue(world.database, claim)).toHaveLength(1)

  expect(await world.deliver()).toBe(0)
  world.clock.now = new Date(leaseEnd.getTime() + 1)
  expect(await world.deliver()).toBe(1)
  expect(await world.read(message)).toMatchObject({ state: 'received', attempts: 2 })
  const attempts = await attemptsOf(world.database, HOSPITAL, message.id)
  expect(attempts.map(({ outcome }) => outcome)).toEqual(['received', 'interrupted'])
})

test('a payload that cannot be read is tried by the policy, not for ever at once', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('51001.1')
  const { sender } = world.needs.channels['insurance-portal']
  const readPayload = () => Promise.reject(new Error('disk'))
  const broken = { ...world.needs, channels: { 'insurance-portal': { sender, readPayload } } }
  for (let time = 0; time < 5; time += 1) {
    await expect(deliverDue(broken)).rejects.toThrow('disk')
    world.clock.now = new Date(world.clock.now.getTime() + 4 * MINUTE)
  }
  expect(await deliverDue(broken)).toBe(1)
  expect(await world.read(message)).toMatchObject({ state: 'waiting', reason: 'interrupted' })
  world.clock.now = new Date(world.clock.now.getTime() + 60 * MINUTE)
  await world.deliver()
  expect(await world.read(message)).toMatchObject({ state: 'received' })
})

test('a correction never overtakes the former, whatever happens to it', async () => {
  await using world = await deliveryWorld()
  await world.faults([{ kind: 'down', calls: ['dossier'], times: 1 }])
  const former = await world.queue('51001.1')
  await world.deliver()
  const correction = await world.queue('51001.1', {
    file: dossierFile('51001.1', { CHAN_DOAN_RV: 'Viêm phổi' }),
    supersedes: former.id,
  })
  const other = await world.queue('51001.2')

  world.clock.now = new Date(world.clock.now.getTime() + 10_000)
  await world.deliver()
  expect(await world.read(other)).toMatchObject({ state: 'received' })
  expect(await world.read(correction)).toMatchObject({ state: 'queued' })

  await world.pass(2)
  const { dossiers } = await world.held('51001.1')
  expect(dossiers[0]?.receptions.map(({ digest }) => digest)).toEqual([
    former.payload,
    correction.payload,
  ])
  expect(await world.read(former)).toMatchObject({ superseded_at: correction.queuedAt })
})

// Tried again: on a starved machine the simulator itself can answer too late, which is an outage and not a double delivery.
test('two workers at once deliver each dossier once', { retry: 2 }, async () => {
  await using world = await deliveryWorld()
  const numbers = Array.from({ length: 60 }, (_, index) => `51001.${index}`)
  for (const number of numbers) await world.queue(number)

  const attempts = await Promise.all([world.deliver(), world.deliver(), world.deliver()])
  expect(attempts.reduce((sum, count) => sum + count, 0)).toBe(60)
  expect(await world.held()).toMatchObject({ count: 60, calls: { dossier: 60 } })
})

test('an outage of 72 hours loses nothing, is not hammered, and all goes within minutes of its end', async () => {
  await using world = await deliveryWorld()
  await world.faults([{ kind: 'down' }])
  for (let number = 0; number < 40; number += 1) await world.queue(`51001.${number}`)
  await world.pass(72 * 60, 15)
  expect((await world.held()).calls['token']).toBeLessThan(400)
  for (let number = 40; number < 50; number += 1) await world.queue(`51001.${number}`)

  await world.faults([])
  await world.pass(6, 1)
  expect(await world.held()).toMatchObject({ count: 50 })
})

test('after fourteen days without success a person must look', async () => {
  await using world = await deliveryWorld()
  await world.faults([{ kind: 'down' }])
  const message = await world.queue('51001.1')
  await world.pass(14 * 24 * 60 + 120, 60)
  expect(await world.read(message)).toMatchObject({ state: 'failed', reason: 'gave-up' })
})

test('a facility whose dossiers fail does not hold the others up', async () => {
  await using world = await deliveryWorld()
  await world.setAccount(facilityCode('51002'))
  await world.faults([{ kind: '500', calls: ['dossier'], facility: '51001' }])
  const failing = await world.queue('51001.1')
  for (let number = 0; number < 20; number += 1)
    await world.queue(`51002.${number}`, { facility: facilityCode('51002') })
  await world.deliver()
  expect(await world.read(failing)).toMatchObject({ state: 'waiting', reason: 'portal-error' })
  expect((await world.held()).count).toBe(20)
})

test('one dossier on which the portal always fails does not hold the others of its facility up', async () => {
  await using world = await deliveryWorld()
  await world.faults([{ kind: '500', calls: ['dossier'], maLK: '51001.0' }])
  const messages = []
  for (let number = 0; number < 30; number += 1) messages.push(await world.queue(`51001.${number}`))
  await world.pass(10, 0.25)
  const [poisoned, ...others] = await Promise.all(messages.map(world.read))
  expect(poisoned).toMatchObject({ state: 'waiting', reason: 'portal-error' })
  expect(others.every(({ state }) => state === 'received')).toBe(true)
})

test('a visit withdrawn before it left is not sent; one that left, or may have, is said to be there', async () => {
  await using world = await deliveryWorld()
  const early = await world.queue('51001.1')
  const cancel = (linkCode: string) =>
    world.database.transaction().execute((trx) => cancelMessages(trx, HOSPITAL, linkCode))
  expect(await cancel('51001.1')).toEqual({ mayBeAtReceiver: false })
  expect(await world.deliver()).toBe(0)
  expect(await world.read(early)).toMatchObject({ state: 'cancelled' })

  await world.queue('51001.2')
  await world.deliver()
  expect(await cancel('51001.2')).toEqual({ mayBeAtReceiver: true })

  await world.faults([{ kind: 'lost-answer', calls: ['dossier'], times: 1 }])
  await world.queue('51001.3')
  await world.deliver()
  expect(await cancel('51001.3')).toEqual({ mayBeAtReceiver: true })
})
