import { expect, test } from 'vitest'
import { addCareRelations, rightsOf } from '../src/access/index.ts'
import { openDoor } from '../src/foundation/open-door.ts'
import { healthBookRoutes } from '../src/health-book/index.ts'
import { citizen, doctor } from '../src/health-book/testing/book-world.ts'
import { withdrawSubmissionOf } from '../src/intake/withdraw-submission.ts'
import type { Caller } from '../src/vocabulary/caller.ts'
import { send, type World } from './intake-sending.ts'
import { facility, intakeWorld } from './intake-world.ts'
import { fileOf, outpatientVisit } from './sample-dossiers.ts'

const HIV = {
  MA_LK: '01999.20261112.000124',
  NGAY_VAO: '202611120812',
  NGAY_RA: '202611120945',
  MA_BENH_CHINH: 'B20',
}

test('a withdrawn visit is in no list, has no page and no paper, for the person and for the doctor', async () => {
  await using world = await intakeWorld()
  const book = bookOver(world)
  const kept = await send(world, fileOf([outpatientVisit(HIV)]))
  const gone = await send(world, fileOf([outpatientVisit()]))
  const { person, visit, receipt } = gone
  if (!person || !visit) throw new Error('not recorded')
  expect(kept.person).toBe(person)
  const own = citizen(person)
  expect(await visitsOf(book, own)).toEqual([kept.visit, visit])

  const hospital = facility('01999')
  const sender: Caller = {
    ...doctor(hospital),
    role: 'facility-clerk',
    rights: rightsOf('facility-clerk'),
  }
  const done = await withdrawSubmissionOf(world.needs, sender, receipt, 'gửi nhầm người bệnh')
  expect(done.ok).toBe(true)
  await world.database.transaction().execute((trx) =>
    addCareRelations(trx, [
      { person, facility: hospital, kind: 'treated', from: new Date(0), source: 'test' },
      {
        person,
        facility: facility('51203'),
        kind: 'open-visit',
        from: new Date(0),
        source: 'test',
      },
    ]),
  )

  expect(await visitsOf(book, own)).toEqual([kept.visit])
  const readers = [
    { reader: own, root: '/book' },
    { reader: doctor(hospital), root: `/records/${person}` },
    { reader: doctor(facility('51203')), root: `/records/${person}` },
  ]
  for (const { reader, root } of readers) {
    expect((await book(reader, `${root}/visits/${visit}`)).statusCode).toBe(404)
    expect((await book(reader, `${root}/visits/${visit}/papers/visit`)).statusCode).toBe(404)
    const other = await book(reader, `${root}/visits/${kept.visit}`)
    expect(other.statusCode, `${reader.account} ${other.body}`).toBe(200)
  }
  expect((await book(own, '/book/summary')).json()).toMatchObject({ visits: 1 })
})

async function visitsOf(book: ReturnType<typeof bookOver>, reader: Caller) {
  const { visits } = (await book(reader, '/book/visits')).json()
  return visits.map(({ id }: { id: string }) => id)
}

/** The book over what intake wrote, read by whoever is named. */
function bookOver({ needs }: World) {
  let caller: Caller | undefined
  const door = openDoor(
    {},
    async () => caller,
    async () => undefined,
    (error) => {
      throw error
    },
  )
  healthBookRoutes(door, needs)
  return (reader: Caller, url: string) => {
    caller = reader
    return door.app.inject({ method: 'GET', url })
  }
}
