import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { decideRecordAccess } from '../care/decide-record-access.ts'
import { answerDelegation, endDelegation } from './answer-delegation.ts'
import { noteDeath } from './death-store.ts'
import { findConsentFacts } from './find-consent-facts.ts'
import { offerDelegation } from './offer-delegation.ts'
import { readFamily } from './read-family.ts'
import { accepted, consentWorld, NOON, OWN, refusedFor } from './testing/consent-world.ts'

const AN = '051090000123'
const BINH = '051060000456'
const CHI = '051065000789'

async function family() {
  const temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const an = await world.citizen('an', AN)
  const binh = await world.citizen('binh', BINH)
  const chi = await world.citizen('chi', CHI)
  return {
    ...world,
    an,
    binh,
    chi,
    person: an.person as RecordId,
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

const OFFER = { citizenNumber: BINH, classes: ['ordinary' as const], untilDay: '2027-01-31' }

test('a member of the family sees the book only after accepting, only the classes given, until the day given or taken back', async () => {
  await using world = await family()
  const { needs, an, binh, chi, person, clock } = world
  const ask = (when = clock.now) => decideRecordAccess(needs.database, binh, person, when)
  const { id } = accepted(await offerDelegation(needs, an, OFFER))
  expect(await ask()).toMatchObject({ permit: false })
  expect(refusedFor(await answerDelegation(needs, chi, { id, accept: true }))).toBe(
    'access.no-delegation',
  )
  expect(refusedFor(await answerDelegation(needs, an, { id, accept: true }))).toBe(
    'access.no-delegation',
  )
  accepted(await answerDelegation(needs, binh, { id, accept: true }))
  expect(await ask()).toMatchObject({ permit: true, ground: 'family', classes: ['ordinary'] })
  expect(await ask(new Date('2027-01-31T16:59:00Z'))).toMatchObject({ permit: true })
  expect(await ask(new Date('2027-01-31T17:00:00Z'))).toMatchObject({ permit: false })
  expect(accepted(await readFamily(needs, binh)).actsFor).toMatchObject([
    { state: 'acting', person, name: 'Người an' },
  ])

  accepted(await endDelegation(needs, an, id))
  accepted(await endDelegation(needs, an, id))
  expect(await ask()).toMatchObject({ permit: false })
  expect(accepted(await readFamily(needs, an)).delegates).toMatchObject([
    { state: 'ended', numberEnd: '456' },
  ])
})

test('an offer has a term, is not to oneself, and not twice to the same person', async () => {
  await using world = await family()
  const { needs, an, binh } = world
  const code = async (change: Partial<typeof OFFER>) =>
    refusedFor(await offerDelegation(needs, an, { ...OFFER, ...change }))
  expect(await code({ untilDay: '2026-11-19' })).toBe('access.delegate-term')
  expect(await code({ untilDay: '2036-01-01' })).toBe('access.delegate-term')
  expect(await code({ citizenNumber: AN })).toBe('access.delegate-self')
  const { id } = accepted(await offerDelegation(needs, an, OFFER))
  expect(await code({})).toBe('access.delegate-stands')
  accepted(await answerDelegation(needs, binh, { id, accept: false }))
  accepted(await offerDelegation(needs, an, OFFER))
})

test('when a person has died, nobody acts for them any more', async () => {
  await using world = await family()
  const { needs, an, binh, person } = world
  const { id } = accepted(await offerDelegation(needs, an, OFFER))
  accepted(await answerDelegation(needs, binh, { id, accept: true }))
  await inTransaction(needs.database, async (trx) =>
    accept(
      await noteDeath(trx, {
        person,
        diedOn: '2026-11-19',
        source: 'visit',
        facility: OWN,
        at: NOON,
      }),
    ),
  )
  expect((await findConsentFacts(needs.database, [person], NOON)).delegates).toEqual([])
  expect(await decideRecordAccess(needs.database, binh, person, NOON)).toMatchObject({
    permit: false,
  })
  expect(accepted(await readFamily(needs, binh)).actsFor).toEqual([])
})
