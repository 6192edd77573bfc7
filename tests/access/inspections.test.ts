import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { CANARY, type CanaryWorld, canaryWorld } from './canary-world.ts'

let world: CanaryWorld
beforeAll(async () => {
  world = await canaryWorld()
  // Demo accounts are made when they are first asked for.
  for (const account of ['inspector@51', 'inspector@01', 'head@51', 'head@01', 'officer@51'])
    await world.call(account, { method: 'GET', url: '/session' })
})
afterAll(() => world[Symbol.asyncDispose]())

const ORDER = {
  number: '12/QĐ-TTr',
  facility: '51001',
  visitsFrom: '2026-11-01',
  visitsTo: '2026-11-30',
  inspectors: ['inspector@51'],
}

/** The last day of an order that is signed today. */
const soon = () => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

async function order(more: object = {}, account = 'head@51') {
  const payload = { ...ORDER, until: soon(), ...more }
  const answer = await world.call(account, { method: 'POST', url: '/inspections', payload })
  return { status: answer.statusCode, body: answer.body, id: String(answer.json()['id'] ?? '') }
}

async function revoke(id: string, account = 'head@51') {
  const payload = { reason: 'Cuộc thanh tra đã kết thúc sớm' }
  const url = `/inspections/${id}/revoke`
  return (await world.call(account, { method: 'POST', url, payload })).statusCode
}

const look = (account: string, person: string, visit = '') =>
  world.call(account, {
    method: 'GET',
    url: `/records/${person}${visit === '' ? '' : `/visits/${visit}`}`,
  })

test('without an order an inspector opens no record, and stands in the log of whose it is', async () => {
  const { person } = world.ordinary
  const answer = await look('inspector@51', person)
  expect(answer.statusCode, answer.body).toBe(403)
  const log = await world.call(`citizen@${CANARY.number}`, { method: 'GET', url: '/book/access' })
  const { entries } = z.object({ entries: z.array(z.looseObject({})) }).parse(log.json())
  expect(entries).toContainEqual(
    expect.objectContaining({ action: 'refused', role: 'inspector', what: 'record' }),
  )
})

test('an order opens to its inspectors the visits of its facility and period, in ordinary data, until it is revoked', async () => {
  const { person, visit } = world.ordinary
  const made = await order()
  expect(made.status, made.body).toBe(200)
  const seen = await look('inspector@51', person)
  expect(seen.statusCode, seen.body).toBe(200)
  expect(seen.body).toContain(CANARY.name)
  expect(seen.body).not.toContain(CANARY.sensitive)
  expect((await look('inspector@51', person, visit)).body).toContain(CANARY.ordinary)
  const sensitive = await look('inspector@51', person, world.sensitive.visit)
  expect(sensitive.body).not.toContain(CANARY.sensitive)
  expect(sensitive.body).not.toContain(CANARY.code)
  expect((await look('inspector@51', world.plain.person)).statusCode, 'elsewhere').toBe(403)
  for (const account of ['inspector@01', 'head@51', 'officer@51'])
    expect((await look(account, person)).statusCode, account).toBe(403)

  const log = await world.call(`citizen@${CANARY.number}`, { method: 'GET', url: '/book/access' })
  const { entries } = z.object({ entries: z.array(z.looseObject({})) }).parse(log.json())
  expect(entries).toContainEqual(
    expect.objectContaining({
      action: 'read',
      role: 'inspector',
      ground: 'inspection-order',
      purpose: 'supervision',
    }),
  )
  expect(await revoke(made.id, 'head@01')).toBe(404)
  expect(await revoke(made.id)).toBe(200)
  expect((await look('inspector@51', person)).statusCode).toBe(403)
  expect(await revoke(made.id), 'a second time').toBe(404)
})

test('an order about other days, or that is over, opens nothing; one that names HIV opens none of it', async () => {
  const { person } = world.ordinary
  const early = await order({ number: '13/QĐ-TTr', visitsTo: '2026-11-09' })
  expect(early.status, early.body).toBe(200)
  expect((await look('inspector@51', person)).statusCode).toBe(403)
  const wide = await order({ number: '14/QĐ-TTr', classes: ['ordinary', 'hiv', 'mental-health'] })
  expect(wide.status, wide.body).toBe(200)
  const seen = await look('inspector@51', person, world.sensitive.visit)
  expect(seen.statusCode).toBe(200)
  expect(seen.body).not.toContain(CANARY.sensitive)
  await sql`
    update access.inspection_order set signed_at = signed_at - interval '2 days', until_at = now() - interval '1 minute'
    where id = ${wide.id}
  `.execute(world.temporary.owner)
  expect((await look('inspector@51', person)).statusCode).toBe(403)
})

test.each([
  ['of a facility of another province', { facility: '01999' }, 403, 'access.outside-reach'],
  ['of a facility that is none', { facility: '?' }, 403, 'access.outside-reach'],
  ['for somebody who is no inspector', { inspectors: ['officer@51'] }, 422, 'not-an-inspector'],
  ['for another province’s', { inspectors: ['inspector@01'] }, 422, 'not-an-inspector'],
  ['with its days reversed', { visitsTo: '2026-10-01' }, 422, 'inspection-days'],
  ['of days to come', { visitsFrom: '2031-01-01', visitsTo: '2031-02-01' }, 422, 'inspection-days'],
  ['that is over', { until: '2026-01-01' }, 422, 'inspection-days'],
  ['for ever', { until: '2031-01-01' }, 422, 'inspection-days'],
])('an order %s is not signed', async (_what, more, status, code) => {
  const refused = await order({ number: '20/QĐ-TTr', ...more })
  expect(refused.status, refused.body).toBe(status)
  expect(refused.body).toContain(code)
})

test('only the head of a department signs; a number is signed once; head and inspector read what was signed', async () => {
  for (const account of ['officer@51', 'inspector@51', 'admin', 'doctor@51001'])
    expect((await order({ number: '30/QĐ-TTr' }, account)).status, account).toBe(403)
  expect((await order({ number: '30/QĐ-TTr' })).status).toBe(200)
  expect((await order({ number: '30/QĐ-TTr' })).status).toBe(409)
  const listed = async (account: string) => {
    const answer = await world.call(account, { method: 'GET', url: '/inspections' })
    expect(answer.statusCode, answer.body).toBe(200)
    return z
      .object({ orders: z.array(z.looseObject({ number: z.string(), text: z.string() })) })
      .parse(answer.json()).orders
  }
  for (const account of ['head@51', 'inspector@51']) {
    const found = (await listed(account)).find(({ number }) => number === '30/QĐ-TTr')
    expect(found).toMatchObject({
      state: 'in-force',
      visitsFrom: '2026-11-01',
      visitsTo: '2026-11-30',
    })
    expect(found?.text).toContain('\nfacility 51001\n')
  }
  for (const account of ['head@01', 'inspector@01']) expect(await listed(account)).toEqual([])
})
