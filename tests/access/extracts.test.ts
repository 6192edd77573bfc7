import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { fileOf, outpatientVisit } from '../sample-dossiers.ts'
import { composedHouse, type House } from './composed-house.ts'

const PEOPLE = 7
const WORDS = 'Nội dung yêu cầu của tôi, viết đủ dài'
const FACILITY = '51001'

let house: House
let persons: string[]
beforeAll(async () => {
  house = await composedHouse()
  persons = []
  for (let index = 0; index < PEOPLE; index += 1) persons.push(await send(index))
}, 60_000)
afterAll(() => house[Symbol.asyncDispose]())

const numberOf = (index: number) => `0510900000${String(10 + index)}`

async function ask(account: string, method: 'GET' | 'POST', path: string, body?: object) {
  const answer = await fetch(`${house.origin}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await house.token(account)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** A visit of one of seven men of one age with one disease; answers whose. */
async function send(index: number, more: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${house.origin}/intake/dossiers?onError=record&reason=test`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await house.token(`clerk@${FACILITY}`)}`,
      'content-type': 'application/xml',
    },
    body: new Uint8Array(
      fileOf(
        [
          outpatientVisit({
            MA_LK: `EXTRACT.${index}.${more['MA_BN'] ?? ''}`,
            MA_CSKCB: FACILITY,
            MA_BN: `E${index}`,
            SO_CCCD: numberOf(index),
            HO_TEN: 'NGUYỄN VĂN TRÍCH',
            NGAY_SINH: `1990010${index + 1}0000`,
            GIOI_TINH: '1',
            MA_THE_BHYT: '',
            MA_BENH_CHINH: 'J18.9',
            ...more,
          }),
        ],
        { facility: FACILITY },
      ),
    ),
  })
  const text = await answer.text()
  return z.object({ person: z.string() }, text).parse(JSON.parse(text)).person
}

const Case = z.object({ case: z.string() })

async function step(account: string, id: string, name: string, position: number, fields: object) {
  const body = { position, fields }
  const answer = await ask(account, 'POST', `/cases/${id}/steps/${name}`, body)
  expect(answer.status, `${name}: ${answer.text}`).toBe(200)
}

async function open(account: string, kind: string, fields: object): Promise<string> {
  const answer = await ask(account, 'POST', '/privacy/requests', { kind, fields })
  expect(answer.status, answer.text).toBe(200)
  return Case.parse(JSON.parse(answer.text)).case
}

async function approvedExtract(): Promise<string> {
  const id = await open('analyst', 'extract', {
    aim: 'Phân bố bệnh hô hấp theo tháng trong năm',
    from: '2026-11-01',
    to: '2026-11-20',
    k: '5',
  })
  await step('auditor', id, 'approve', 1, { terms: 'Chỉ dùng cho báo cáo này.' })
  return id
}

/** Pseudonyms of the lines of the disease. */
async function linesOf(id: string): Promise<string[]> {
  const answer = await ask('analyst', 'GET', `/privacy/extracts/${id}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.text
    .split('\n')
    .filter((line) => line.endsWith(',J18'))
    .map((line) => line.split(',')[0] ?? '')
}

async function restrict(index: number, purpose: string): Promise<string> {
  const citizen = `citizen@${numberOf(index)}`
  const id = await open(citizen, 'privacy-restriction', { purpose, wish: WORDS })
  await step('auditor', id, 'acknowledge', 1, {})
  await step('auditor', id, 'fulfil', 2, { result: WORDS })
  return id
}

async function join(one: string, other: string): Promise<void> {
  await sql`
    insert into people.same_person (id, one, other, joined_at, joined_by, reason)
    values (gen_random_uuid(), ${one}::uuid, ${other}::uuid, now(), 'test', 'test')
  `.execute(house.temporary.owner)
}

test('whoever restricts research or statistics leaves the extract at once, and comes back when the person lifts it', async () => {
  const id = await approvedExtract()
  const all = await linesOf(id)
  expect(new Set(all).size).toBe(PEOPLE)
  const request = await restrict(0, 'research')
  const fewer = await linesOf(id)
  expect(fewer).toHaveLength(PEOPLE - 1)
  expect(all).toEqual(expect.arrayContaining(fewer))
  await restrict(1, 'apps')
  expect(await linesOf(id), 'another purpose').toHaveLength(PEOPLE - 1)
  await step(`citizen@${numberOf(0)}`, request, 'lift', 3, {})
  expect(await linesOf(id)).toHaveLength(PEOPLE)
})

test('a group that a restriction makes too small is left out whole', async () => {
  const id = await approvedExtract()
  const requests = [
    await restrict(2, 'statistics'),
    await restrict(3, 'all'),
    await restrict(4, 'research'),
  ]
  expect(await linesOf(id)).toEqual([])
  for (const [place, index] of [2, 3, 4].entries())
    await step(`citizen@${numberOf(index)}`, requests[place] ?? '', 'lift', 3, {})
  expect(await linesOf(id)).toHaveLength(PEOPLE)
})

test('a restriction holds for a key that is found to be the same person later, and one person counts once', async () => {
  const id = await approvedExtract()
  const request = await restrict(5, 'research')
  expect(await linesOf(id)).toHaveLength(PEOPLE - 1)
  const [, , , , , restricted = '', other = ''] = persons
  await join(restricted, other)
  expect(await linesOf(id), 'both keys').toHaveLength(PEOPLE - 2)
  await step(`citizen@${numberOf(5)}`, request, 'lift', 3, {})
  const lines = await linesOf(id)
  expect(lines).toHaveLength(PEOPLE)
  expect(new Set(lines).size, 'one pseudonym for both keys').toBe(PEOPLE - 1)
})
