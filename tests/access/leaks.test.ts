import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCareRelations } from '#access'
import { inTransaction } from '#foundation/database'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { CANARY, type CanaryWorld, canariesIn, canaryWorld } from './canary-world.ts'

let world: CanaryWorld
beforeAll(async () => {
  world = await canaryWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const NOBODY = '051190999999'

const get = (account: string, url: string) => world.call(account, { method: 'GET', url })

/** The same question about somebody who is there and somebody who is not, by who may know neither: equal to the letter. */
const EQUAL: readonly (readonly [string, string, (world: CanaryWorld) => [string, string]])[] = [
  [
    'a search by number',
    'doctor@01999',
    () => [`/follow-up/patients?number=${CANARY.number}`, `/follow-up/patients?number=${NOBODY}`],
  ],
  [
    'a search by name and day of birth',
    'doctor@01999',
    () => [
      `/follow-up/patients?name=${encodeURIComponent(CANARY.name)}&birthDate=1990-05-12`,
      `/follow-up/patients?name=${encodeURIComponent('TRẦN VĂN KHÔNG')}&birthDate=1990-05-12`,
    ],
  ],
  [
    'a record',
    'doctor@01999',
    ({ ordinary, plain }) => [`/records/${ordinary.person}`, `/records/${otherId(plain.person)}`],
  ],
  [
    'a visit',
    'doctor@01999',
    ({ ordinary, plain }) => [
      `/records/${ordinary.person}/visits/${ordinary.visit}`,
      `/records/${otherId(plain.person)}/visits/${otherId(plain.visit)}`,
    ],
  ],
  [
    'a paper',
    'doctor@01999',
    ({ ordinary, plain }) => [
      `/records/${ordinary.person}/visits/${ordinary.visit}/papers/prescription`,
      `/records/${otherId(plain.person)}/visits/${otherId(plain.visit)}/papers/prescription`,
    ],
  ],
  [
    'a receipt',
    'clerk@01999',
    ({ ordinary, plain }) => [
      `/intake/submissions/${ordinary.receipt}`,
      `/intake/submissions/${otherId(plain.receipt)}`,
    ],
  ],
  [
    'the text of a receipt',
    'clerk@01999',
    ({ ordinary, plain }) => [
      `/intake/submissions/${ordinary.receipt}/file`,
      `/intake/submissions/${otherId(plain.receipt)}/file`,
    ],
  ],
  [
    'a list by link code',
    'clerk@01999',
    () => [
      `/intake/submissions?text=${CANARY.linkCode}`,
      '/intake/submissions?text=51001.20261110.999999',
    ],
  ],
  [
    'a list by patient number',
    'clerk@01999',
    () => [
      `/intake/submissions?text=${CANARY.patientNumber}`,
      '/intake/submissions?text=BNKHONGCO',
    ],
  ],
  [
    'deliveries by link code',
    'clerk@01999',
    () => [`/deliveries?text=${CANARY.linkCode}`, '/deliveries?text=51001.20261110.999999'],
  ],
  [
    'a visit in one’s own book',
    'citizen@001190000000',
    ({ ordinary, plain }) => [
      `/book/visits/${ordinary.visit}`,
      `/book/visits/${otherId(plain.visit)}`,
    ],
  ],
  [
    'another’s book',
    'citizen@001190000000',
    ({ ordinary, plain }) => [`/book/of/${ordinary.person}`, `/book/of/${otherId(plain.person)}`],
  ],
]

/** An id of the same bucket that nobody has. */
function otherId(id: string): string {
  return `${id.slice(0, -4)}${id.endsWith('0000') ? '1111' : '0000'}`
}

test.each(EQUAL)(
  '%s tells nobody whether there is one: status, body and length are equal',
  async (_what, account, ask) => {
    const [there, absent] = ask(world)
    const [one, other] = [await get(account, there), await get(account, absent)]
    expect(one.statusCode).toBe(other.statusCode)
    expect(one.body).toBe(other.body)
    expect(canariesIn(one.body)).toEqual([])
  },
)

describe('figures', () => {
  test('of a province count no facility of another', async () => {
    const asked = '/intake/department?from=2026-11-01&to=2026-11-30&by=visit-end'
    const own = await get('officer@51', asked)
    const elsewhere = await get('officer@01', asked)
    expect(elsewhere.body).not.toContain('"51001"')
    expect([own.statusCode, elsewhere.statusCode]).toEqual([200, 200])
    expect(own.body).toContain('"51001"')
    expect((await get('officer@01', `${asked}&facility=51001`)).statusCode).toBe(404)
  })

  test('of a facility count nothing of another', async () => {
    const { statusCode, body } = await get('clerk@01999', '/intake/submissions?limit=200')
    expect(statusCode).toBe(200)
    expect(body).not.toContain(world.ordinary.receipt)
    expect(body).not.toContain(world.sensitive.receipt)
    expect((await get('clerk@01999', '/deliveries/summary')).body).not.toContain('51001')
  })
})

describe('a doctor to whom the person was referred', () => {
  beforeAll(async () => {
    const facility = parseFacilityCode('01999')
    const { person } = world.ordinary
    if (!facility.ok || !isRecordId(person)) throw new Error('no world')
    await inTransaction(world.temporary.database, async (trx) =>
      accept(
        await addCareRelations(trx, [
          { person, facility: facility.value, kind: 'referral', from: new Date(0), source: 'test' },
        ]),
      ),
    )
  })

  test('reads what is ordinary, and of the sensitive entries of another facility not a word, a code or a count', async () => {
    const { body, statusCode } = await get('doctor@01999', `/records/${world.ordinary.person}`)
    expect(statusCode).toBe(200)
    expect(body).toContain(world.ordinary.visit)
    expect(body).not.toContain(CANARY.sensitive)
    expect(body).not.toContain(CANARY.code)
    expect(body).not.toContain('B20')
  })

  test('reads nothing of what the person hides, while the facility that wrote it goes on seeing its own', async () => {
    const { person, visit } = world.ordinary
    const citizen = `citizen@${CANARY.number}`
    const hide = (hidden: boolean) =>
      world.call(citizen, {
        method: 'POST',
        url: '/book/choices',
        payload: { kind: 'visit', subject: visit, hidden },
      })
    const hiding = await hide(true)
    expect(hiding.statusCode, hiding.body).toBe(200)

    const whole = await get('doctor@01999', `/records/${person}`)
    expect(whole.body).not.toContain(visit)
    const one = await get('doctor@01999', `/records/${person}/visits/${visit}`)
    const none = await get('doctor@01999', `/records/${person}/visits/${otherId(visit)}`)
    expect([one.statusCode, one.body]).toEqual([none.statusCode, none.body])
    expect((await get('doctor@51001', `/records/${person}`)).body).toContain(visit)
    expect((await get(citizen, '/book/visits')).body).toContain(visit)
  })
})

test('a refusal names no person, and no failure says how we are made', async () => {
  for (const url of [
    `/records/${CANARY.number}`,
    `/records/${encodeURIComponent(CANARY.name)}`,
    `/intake/submissions/${CANARY.number}`,
    `/book/of/${CANARY.number}`,
  ]) {
    for (const account of ['doctor@01999', 'clerk@01999', 'citizen@001190000000']) {
      const { statusCode, body } = await get(account, url)
      expect(statusCode).toBeGreaterThanOrEqual(400)
      expect(statusCode).toBeLessThan(500)
      expect(canariesIn(body)).toEqual([])
      expect(body).not.toMatch(/select |postgres|node_modules|at file:/i)
    }
  }
})

test('no line of the log names a person, a number or a code', () => {
  expect(world.logged.flatMap(canariesIn)).toEqual([])
})
