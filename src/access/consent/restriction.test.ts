import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { newPersonId, type RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { breakGlass } from './break-glass.ts'
import { addCareRelations } from '../care/care-relation-store.ts'
import { decideRecordAccess } from '../care/decide-record-access.ts'
import { answerDelegation } from './answer-delegation.ts'
import { offerDelegation } from './offer-delegation.ts'
import { readNotices } from './read-notices.ts'
import { findLeftOut, liftRestriction, restrictProcessing } from './restrict-processing.ts'
import type { RestrictedPurpose } from './restriction.ts'
import { accepted, consentWorld, NOON, OWN, refusedFor } from './testing/consent-world.ts'

const AN = '051090000123'
const BINH = '051090000456'
const OFFER = { citizenNumber: BINH, classes: ['ordinary' as const], untilDay: '2026-12-01' }

async function restricting() {
  const temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const an = await world.citizen('an', AN)
  const binh = await world.citizen('binh', BINH)
  const person = an.person as RecordId
  const { database } = world.needs
  const id = newPersonId(NOON, world.needs.random)
  const office = {
    account: 'auditor',
    name: 'Kiểm soát',
    role: 'auditor' as const,
    address: '::1',
  }
  return {
    ...world,
    an,
    binh,
    person,
    restrict: (purpose: RestrictedPurpose) =>
      inTransaction(database, async (trx) => {
        const asked = { persons: [person], case: id, purpose }
        return accept(await restrictProcessing(trx, office, asked, NOON))
      }),
    lift: () =>
      inTransaction(database, async (trx) =>
        accept(await liftRestriction(trx, office, { persons: [person], case: id }, NOON)),
      ),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('while sharing is restricted nobody is let in anew and the family sees nothing; lifted, all is as before', async () => {
  await using world = await restricting()
  const { needs, an, binh, person } = world
  const { id } = accepted(await offerDelegation(needs, an, OFFER))
  accepted(await answerDelegation(needs, binh, { id, accept: true }))
  const ask = () => decideRecordAccess(needs.database, binh, person, NOON)
  expect(await ask()).toMatchObject({ permit: true, ground: 'family' })

  await world.restrict('sharing')
  expect(await ask()).toMatchObject({ permit: false })
  const another = { ...OFFER, citizenNumber: '051090000789' }
  expect(refusedFor(await offerDelegation(needs, an, another))).toBe('access.processing-restricted')
  expect(accepted(await readNotices(needs, an)).notices[0]).toMatchObject({
    what: 'choice-changed',
    detail: { change: 'restrict-sharing' },
  })

  await world.lift()
  expect(await ask()).toMatchObject({ permit: true, ground: 'family' })
  accepted(await offerDelegation(needs, an, another))
})

test('who treats a person who restricts everything still sees the record by law, and the person the own book', async () => {
  await using world = await restricting()
  const { needs, an, person } = world
  const doctor = await world.staff('doctor', 'doctor', { facility: OWN })
  await inTransaction(needs.database, async (trx) => {
    await addCareRelations(trx, [
      { facility: OWN, person, kind: 'treated', source: 'visit', from: NOON },
    ])
    return accept(undefined)
  })
  await world.restrict('all')
  expect(await decideRecordAccess(needs.database, doctor, person, NOON)).toMatchObject({
    permit: true,
  })
  expect(await decideRecordAccess(needs.database, an, person, NOON)).toMatchObject({
    permit: true,
    ground: 'own-record',
  })
})

test.each(['sharing', 'all'] as const)(
  'while %s is restricted a facility that treats the person sees what it wrote itself; a pass or an emergency opens the rest',
  async (purpose) => {
    await using world = await restricting()
    const { needs, person } = world
    const doctor = await world.staff('doctor', 'doctor', { facility: OWN })
    const relate = (kind: 'open-visit' | 'citizen-qr') =>
      inTransaction(needs.database, async (trx) => {
        await addCareRelations(trx, [
          { facility: OWN, person, kind, source: kind, from: NOON, until: new Date('2027-01-01') },
        ])
        return accept(undefined)
      })
    const ask = () => decideRecordAccess(needs.database, doctor, person, NOON)
    await relate('open-visit')
    expect(await ask()).toMatchObject({ ground: 'open-visit', classes: ['ordinary'] })
    await world.restrict(purpose)
    expect(await ask()).toMatchObject({ ground: 'open-visit', classes: [], facility: OWN })
    await relate('citizen-qr')
    expect(await ask()).toMatchObject({ ground: 'citizen-qr', classes: ['ordinary'] })
    await world.lift()
    expect(await ask()).toMatchObject({ classes: ['ordinary'] })
    await world.restrict(purpose)
    const reason = 'Người bệnh hôn mê sau tai nạn, cần biết tiền sử dị ứng'
    accepted(await breakGlass(needs, doctor, { person, reason }))
    expect(await ask()).toMatchObject({ ground: 'break-glass' })
  },
)

test.each([
  ['research', true],
  ['statistics', true],
  ['all', true],
  ['apps', false],
  ['sharing', false],
] as const)('whoever restricts %s is left out of extracts: %s', async (purpose, isOut) => {
  await using world = await restricting()
  const { needs, person } = world
  await world.restrict(purpose)
  expect((await findLeftOut(needs.database, [person])).has(person)).toBe(isOut)
  await world.lift()
  expect((await findLeftOut(needs.database, [person])).has(person)).toBe(false)
})
