import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { addCareRelations } from '../care/care-relation-store.ts'
import { listPersonNotices } from '../consent/person-notice-store.ts'
import { accessWorld, type AccessWorld, facilityCode } from '../testing/access-world.ts'

const PASSWORD = 'Thuyền Về Bến 48!'
const HA = {
  citizenNumber: '051190000123',
  name: 'Đinh Thị Hà',
  birthDate: '1990-05-12',
  document: 'citizen-card',
  seen: true,
}

/** A clerk of a demo facility, on this machine. */
async function clerkOf(world: AccessWorld, account = 'clerk@51001') {
  const given = await world.door.app.inject({
    method: 'POST',
    url: '/demo/token',
    payload: { account },
    headers: { host: '127.0.0.1' },
  })
  const authorization = `Bearer ${given.json<{ token: string }>().token}`
  return async (document: object) => {
    const answer = await world.door.app.inject({
      method: 'POST',
      url: '/access/counter/citizens',
      payload: document,
      headers: { authorization },
    })
    const content = answer.json<{
      link?: string
      known?: boolean
      picture?: string
      problems?: { code: string }[]
    }>()
    return { status: answer.statusCode, content, code: content.problems?.[0]?.code }
  }
}

test('a citizen without a smartphone goes home with a paper, sets a password, and reads the own book by the number', async () => {
  await using world = await accessWorld()
  const identify = await clerkOf(world)
  const { status, content } = await identify(HA)
  expect(status).toBe(200)
  expect(content).toMatchObject({ signInName: HA.citizenNumber, known: false })
  expect(content.picture).toContain('<svg')
  const browser = world.browser()
  const link = new URL(content.link ?? '').pathname
  await browser.submit(link, { password: PASSWORD, again: PASSWORD })
  expect((await world.browser().open(link)).status).toBe(404)
  await browser.signIn(HA.citizenNumber, PASSWORD)
  expect(JSON.parse((await browser.open('/session')).text)).toMatchObject({
    session: { role: 'citizen', name: HA.name, account: expect.stringMatching(/^citizen-/) },
  })

  const { rows } = await sql<{ text: string; kinds: string[] }>`
    select string_agg(to_jsonb(e)::text, ' ') as text, array_agg(e.what) as kinds from audit.event e
  `.execute(world.temporary.owner)
  expect(rows[0]?.kinds).toContain('citizen-identified')
  expect(rows[0]?.text).toContain('citizen-card')
  expect(rows[0]?.text).not.toContain(HA.citizenNumber)
})

test('the same citizen again gets a new paper when two have seen the document; it ends the former, and the person is told', async () => {
  await using world = await accessWorld()
  const identify = await clerkOf(world)
  const colleague = await clerkOf(world, 'facility-admin@51001')
  const first = await identify(HA)
  expect((await identify({ ...HA, name: 'ĐINH THỊ HÀ' })).content).toEqual({
    state: 'second-needed',
  })
  expect((await identify(HA)).content, 'nobody is the own second').toEqual({
    state: 'second-needed',
  })
  const second = await colleague({ ...HA, name: 'ĐINH THỊ HÀ' })
  expect(second.content.known).toBe(true)
  expect((await world.browser().open(new URL(first.content.link ?? '').pathname)).status).toBe(404)
  expect((await world.browser().open(new URL(second.content.link ?? '').pathname)).status).toBe(200)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from access.account_notice where what = 'identified-at-counter'
  `.execute(world.temporary.owner)
  expect(rows[0]?.count).toBe(2)
})

test.each([
  [{ name: 'Đinh Thị Hải' }, 'access.citizen-differs'],
  [{ birthDate: '1990-05-13' }, 'access.citizen-differs'],
  [{ birthDate: '1991-05-12' }, 'access.citizen-number-birth'],
  [{ citizenNumber: '12345' }, 'citizen-number.not-12-digits'],
  [{ seen: false }, 'request.malformed'],
  [{ role: 'administrator' }, 'request.unknown-parameter'],
])('an account that exists is not handed over on a document with %j', async (changed, code) => {
  await using world = await accessWorld()
  const identify = await clerkOf(world)
  await identify(HA)
  expect((await identify({ ...HA, ...changed })).code).toBe(code)
})

test('a record of the number with another name is told to nobody and opened to nobody', async () => {
  await using world = await accessWorld({ given: { agreesWithRecord: async () => false } })
  const identify = await clerkOf(world)
  expect((await identify(HA)).code).toBe('access.citizen-differs')
})

test.each(['doctor@51001', 'officer@51', 'admin', 'citizen@051090000123'])(
  '%s identifies nobody',
  async (account) => {
    await using world = await accessWorld()
    expect((await (await clerkOf(world, account))(HA)).status).toBe(403)
  },
)

test('whoever has a record is identified by two, where they were treated, and reads of it in the book and the log', async () => {
  await using world = await accessWorld()
  const person = newPersonId(new Date(), randomBytes)
  world.persons.set(HA.citizenNumber, person)
  const clerk = await clerkOf(world)
  const elsewhere = await clerkOf(world, 'clerk@51012')
  const colleague = await clerkOf(world, 'facility-admin@51001')
  expect((await clerk(HA)).code).toBe('access.citizen-not-here')
  const { needs } = world
  await inTransaction(needs.database, async (trx) => {
    const facility = facilityCode('51001')
    await addCareRelations(trx, [
      { facility, person, kind: 'treated', source: 'visit', from: new Date() },
    ])
    return accept(undefined)
  })
  expect((await clerk(HA)).content).toEqual({ state: 'second-needed' })
  expect((await elsewhere(HA)).code).toBe('access.citizen-not-here')
  world.pass(31)
  expect((await colleague(HA)).content, 'the first was too long ago').toEqual({
    state: 'second-needed',
  })
  expect((await clerk(HA)).content).toMatchObject({ state: 'paper', known: false })
  const { rows } = await sql<{ what: string; count: number }>`
    select what, count(*) as count from audit.event where person = ${person} group by what order by what
  `.execute(world.temporary.owner)
  expect(rows).toEqual([
    { what: 'citizen-identified', count: 1 },
    { what: 'citizen-seen', count: 2 },
  ])
  expect(await listPersonNotices(needs.database, [person])).toMatchObject([
    { what: 'identified-at-counter', facility: '51001' },
  ])
})
