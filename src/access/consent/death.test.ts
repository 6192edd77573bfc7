import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { addCareRelations, endCareRelations } from '../care/care-relation-store.ts'
import { decideRecordAccess } from '../care/decide-record-access.ts'
import { breakGlass } from './break-glass.ts'
import { noteDeath } from './death-store.ts'
import { findConsentFacts } from './find-consent-facts.ts'
import { makeChoice } from './make-choice.ts'
import { readNotices } from './read-notices.ts'
import { accepted, consentWorld, NOON, OTHER, OWN, refusedFor } from './testing/consent-world.ts'

const HIDE = { kind: 'class', subject: 'hiv', hidden: true } as const
const EMERGENCY = {
  citizenNumber: '051090000123',
  reason: 'Người bệnh hôn mê sau tai nạn, cần biết tiền sử dị ứng và thuốc đang có',
}

async function told() {
  const temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const { needs } = world
  const an = await world.citizen('an', EMERGENCY.citizenNumber)
  const doctor = await world.staff('doctor', 'doctor', { facility: OWN })
  const person = an.person as RecordId
  const tell = (facility = OTHER, diedOn = '2026-11-10') =>
    inTransaction(needs.database, async (trx) =>
      accept(
        await noteDeath(trx, { person, diedOn, source: `dossier-${facility}`, facility, at: NOON }),
      ),
    )
  await tell()
  const may = async (caller: Caller) =>
    (await decideRecordAccess(needs.database, caller, person, NOON)).permit
  /** Somebody comes to a facility, on a day at noon. */
  const visit = (day: string, source = `visit-${day}`) =>
    inTransaction(needs.database, async (trx) =>
      accept(
        await addCareRelations(trx, [
          { person, facility: OWN, kind: 'treated', source, from: new Date(`${day}T05:00:00Z`) },
        ]),
      ),
    )
  const deceasedOn = async () => (await findConsentFacts(needs.database, [person], NOON)).deceasedOn
  return {
    ...world,
    an,
    doctor,
    person,
    tell,
    may,
    visit,
    deceasedOn,
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('whom one dossier alone tells dead reads, chooses and is opened in an emergency, and is told of it', async () => {
  await using world = await told()
  const { needs, an, doctor } = world
  expect(await world.deceasedOn()).toBe('2026-11-10')
  expect(await world.may(an)).toBe(true)
  accepted(await makeChoice(needs, an, HIDE))
  accepted(await breakGlass(needs, doctor, EMERGENCY))
  expect(await world.may(doctor)).toBe(true)
  const { notices } = accepted(await readNotices(needs, an))
  expect(notices.filter(({ what }) => what === 'death-told')).toMatchObject([
    { facility: { code: OTHER } },
  ])
})

test('an app of a person told dead reads nothing, not even what the person may', async () => {
  await using world = await told()
  const client = { kind: 'app', id: 'APP-1', scopes: ['patient/*.rs'] } as const
  expect(await world.may({ ...world.an, client })).toBe(false)
})

test('a second facility confirms a death, the same one telling it twice does not', async () => {
  await using world = await told()
  const { needs, an, doctor } = world
  await world.tell()
  expect(await world.may(an)).toBe(true)
  await world.tell(OWN, '2026-11-11')
  expect(await world.may(an)).toBe(false)
  expect(refusedFor(await makeChoice(needs, an, HIDE))).toBe('access.person-deceased')
  expect(refusedFor(await breakGlass(needs, doctor, EMERGENCY))).toBe('access.person-deceased')
})

test('a visit on a later day contradicts a death, until it is taken back', async () => {
  await using world = await told()
  const { needs, person } = world
  await world.visit('2026-11-10')
  expect(await world.deceasedOn()).toBe('2026-11-10')
  await world.visit('2026-11-11')
  expect(await world.deceasedOn()).toBeUndefined()
  expect(await world.may(world.doctor)).toBe(true)
  await inTransaction(needs.database, async (trx) =>
    accept(await endCareRelations(trx, person, 'visit-2026-11-11', NOON)),
  )
  expect(await world.deceasedOn()).toBe('2026-11-10')
})

test('the visit that itself tells a death contradicts none', async () => {
  await using world = await told()
  await world.visit('2026-11-12', `dossier-${OWN}`)
  await world.tell(OWN, '2026-11-12')
  expect(await world.deceasedOn()).toBe('2026-11-12')
})

test('a death taken back by its sender is told to the person too', async () => {
  await using world = await told()
  const { needs, an } = world
  await inTransaction(needs.database, async (trx) => {
    const death = { person: world.person, diedOn: undefined, facility: OTHER, at: NOON }
    return accept(await noteDeath(trx, { ...death, source: `dossier-${OTHER}` }))
  })
  expect(await world.deceasedOn()).toBeUndefined()
  const { notices } = accepted(await readNotices(needs, an))
  expect(notices.map(({ what }) => what)).toEqual(['death-taken-back', 'death-told'])
})
