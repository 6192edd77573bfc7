import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openDoor } from '#foundation/open-door'
import { foundationTexts } from '#foundation/problem-texts'
import type { Caller } from '#vocabulary/caller'
import { RIGHTS } from '#vocabulary/rights'
import { listDeliveries, listQueues, readDelivery, ResultImportReport } from './contract.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { deliveryTexts } from './problem-texts.ts'
import { deliveryWorld, facilityCode, HOSPITAL } from './testing/delivery-world.ts'

const BASE: Caller = {
  account: 'somebody',
  name: 'Người dùng',
  role: 'facility-clerk',
  rights: new Set(RIGHTS),
  address: '127.0.0.1',
}

async function routesWorld() {
  const world = await deliveryWorld()
  const who: { caller: Caller } = { caller: { ...BASE, facility: HOSPITAL } }
  const door = openDoor(
    { ...foundationTexts, ...deliveryTexts },
    () => Promise.resolve(who.caller),
    () => Promise.resolve(),
    (error) => {
      throw error
    },
  )
  const { database } = world
  deliveryRoutes(door, {
    database,
    now: () => world.clock.now,
    random: randomBytes,
    masterKey: Buffer.alloc(32, 7).toString('base64'),
    facilityName: (code) => Promise.resolve(code === HOSPITAL ? 'Bệnh viện mẫu' : undefined),
    facilitiesOf: (province) => Promise.resolve(province === '51' ? [HOSPITAL] : []),
  })
  const get = async (url: string) => {
    const answer = await door.app.inject({ method: 'GET', url })
    const content: unknown = answer.json()
    return { status: answer.statusCode, content }
  }
  const send = async (
    method: 'POST' | 'PUT',
    url: string,
    payload: object | string,
    type?: string,
  ) => {
    const headers = type ? { 'content-type': type } : {}
    const answer = await door.app.inject({ method, url, payload, headers })
    const content: unknown = answer.json()
    return { status: answer.statusCode, content }
  }
  const close = async () => {
    await door.app.close()
    await world[Symbol.asyncDispose]()
  }
  return { ...world, who, get, send, [Symbol.asyncDispose]: close }
}

test('a clerk finds a delivery by state, clock, MA_LK, receipt and maGiaoDich, and turns pages', async () => {
  await using world = await routesWorld()
  const message = await world.queue('51001.7')
  await world.deliver()
  for (let number = 0; number < 5; number += 1) await world.queue(`51001.1${number}`)
  const code = (await world.read(message)).transaction_code ?? ''
  const list = async (query: string) =>
    listDeliveries.response.parse((await world.get(`/deliveries?${query}`)).content)

  for (const query of [
    'state=received',
    `text=${message.submission}`,
    `text=${code}`,
    'text=51001.7',
    `text=${message.id.toUpperCase()}`,
  ])
    expect(
      (await list(query)).deliveries.map(({ id }) => id),
      query,
    ).toEqual([message.id])
  expect((await list('clock=late')).deliveries).toEqual([])
  expect((await list('text=51001%25')).deliveries).toEqual([])
  world.clock.now = new Date(world.clock.now.getTime() + 3 * 3_600_000)
  expect((await list('clock=near')).deliveries).toHaveLength(5)
  world.clock.now = new Date(world.clock.now.getTime() + 24 * 3_600_000)
  expect((await list('clock=late')).deliveries).toHaveLength(5)

  const first = await list('limit=4')
  const rest = await list(`limit=4&before=${first.next ?? ''}`)
  expect(first.deliveries).toHaveLength(4)
  expect(rest.deliveries).toHaveLength(2)
  expect(rest.next).toBeUndefined()
})

test('one delivery is shown with its attempts, and the read is in the audit of the person', async () => {
  await using world = await routesWorld()
  const person = (await world.queue('51001.0')).id
  const message = await world.queue('51001.1', { person })
  await world.deliver()
  const { content } = await world.get(`/deliveries/${message.id}`)
  expect(readDelivery.response.parse(content)).toMatchObject({
    state: 'received',
    stateText: { vi: 'BHXH đã tiếp nhận, chờ kết quả' },
    attemptList: [{ outcome: 'received', httpStatus: 200 }],
  })
  const { listAccessOf } = await import('#audit')
  expect(await listAccessOf(world.database, [person], 10)).toMatchObject([
    { action: 'read', what: 'delivery', purpose: 'payment' },
  ])
})

test('nobody sees or moves the deliveries of another facility', async () => {
  await using world = await routesWorld()
  const message = await world.queue('51001.1')
  world.who.caller = { ...BASE, facility: facilityCode('51002') }
  expect((await world.get(`/deliveries/${message.id}`)).status).toBe(404)
  expect(await world.get('/deliveries')).toMatchObject({ content: { deliveries: [] } })
  world.who.caller = BASE
  expect(await world.get('/deliveries')).toMatchObject({
    status: 403,
    content: { problems: [{ code: 'delivery.no-facility', message: { vi: expect.any(String) } }] },
  })
})

test('the department sees what waits in its province; a summary says why', async () => {
  await using world = await routesWorld()
  await world.faults([{ kind: 'down' }])
  await world.queue('51001.1')
  await world.deliver()
  world.who.caller = { ...BASE, role: 'department-officer', province: '51' }
  expect((await world.get('/department/deliveries')).content).toMatchObject({
    facilities: [
      {
        facility: '51001',
        facilityName: 'Bệnh viện mẫu',
        waiting: 1,
        failures: 1,
        reason: 'portal-down',
      },
    ],
  })
  world.who.caller = { ...world.who.caller, province: '01' }
  expect((await world.get('/department/deliveries')).content).toEqual({ facilities: [] })

  world.who.caller = { ...BASE, facility: HOSPITAL }
  expect((await world.get('/deliveries/summary')).content).toMatchObject({
    waiting: 1,
    received: 0,
    line: { failures: 1, reasonText: { vi: expect.stringContaining('Chờ cổng BHXH') } },
  })
})

test('an operator sees dead letters, puts them back, and is not let put an old version after a new one', async () => {
  await using world = await routesWorld()
  const dead = await world.queue('51001.1', { file: Buffer.from('<GIAMDINHHS/>') })
  await world.deliver()
  expect((await world.get('/operations/dead-letters')).content).toMatchObject({
    deliveries: [{ id: dead.id, state: 'failed', reason: 'message-refused' }],
  })
  const requeue = () =>
    world.send('POST', '/operations/dead-letters/requeue', { facility: '51001', id: dead.id })
  expect(await requeue()).toMatchObject({ status: 200, content: { state: 'queued' } })
  expect(await requeue()).toMatchObject({ status: 409 })

  await world.deliver()
  await world.queue('51001.1', { supersedes: dead.id })
  await world.deliver()
  expect(await requeue()).toMatchObject({
    status: 409,
    content: { problems: [{ code: 'delivery.newer-exists' }] },
  })
})

test('an operator sets an account, sees who has one and never the password, and releases a line', async () => {
  await using world = await routesWorld()
  const set = await world.send('PUT', '/operations/portal-accounts/51002', {
    username: '51002_BV',
    password: 'rat-bi-mat',
  })
  expect(set).toMatchObject({ status: 200, content: { facility: '51002' } })
  const accounts = await world.get('/operations/portal-accounts')
  expect(accounts.content).toMatchObject({
    accounts: [{ facility: '51001' }, { facility: '51002' }],
  })
  expect(JSON.stringify([set, accounts])).not.toContain('rat-bi-mat')

  await world.faults([{ kind: 'down', times: 1 }])
  const message = await world.queue('51001.1')
  await world.deliver()
  const channel = 'insurance-portal'
  const retry = await world.send('POST', '/operations/queues/retry-now', {
    facility: '51001',
    channel,
  })
  expect(retry).toMatchObject({ content: { released: 1 } })
  await world.deliver()
  expect(await world.read(message)).toMatchObject({ state: 'received' })
  const queues = await world.get('/operations/queues')
  expect(listQueues.response.parse(queues.content).queues).toMatchObject([
    { facility: '51001', facilityName: 'Bệnh viện mẫu', waiting: 0, awaitingResult: 1 },
  ])
})

test('a result list comes in over HTTP', async () => {
  await using world = await routesWorld()
  await world.queue('51001.1')
  await world.deliver()
  const csv = 'MA_LK;TRANG_THAI\n51001.1;Hợp lệ\n51001.9;Hợp lệ\n'
  const { status, content } = await world.send('POST', '/deliveries/results', csv, 'text/csv')
  expect(status).toBe(200)
  expect(ResultImportReport.parse(content)).toMatchObject({ recorded: 1, refusedCount: 1 })
  expect(
    z
      .object({ deliveries: z.array(z.object({ state: z.string() })) })
      .parse((await world.get('/deliveries')).content),
  ).toEqual({
    deliveries: [{ state: 'accepted' }],
  })
})
