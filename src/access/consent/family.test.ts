import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { addCareRelations } from '../care/care-relation-store.ts'
import { decideRecordAccess } from '../care/decide-record-access.ts'
import { answerDelegation, endDelegation } from './answer-delegation.ts'
import { confirmGuardian, listDoubtful, settleGuardian } from './confirm-guardian.ts'
import { noteDeath } from './death-store.ts'
import { findConsentFacts } from './find-consent-facts.ts'
import { makeChoice } from './make-choice.ts'
import { noteGuardian } from './note-guardian.ts'
import { offerDelegation } from './offer-delegation.ts'
import { readChoices } from './read-choices.ts'
import { readFamily } from './read-family.ts'
import { accepted, consentWorld, NOON, OTHER, OWN, refusedFor } from './testing/consent-world.ts'

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
    accept(await noteDeath(trx, { person, diedOn: '2026-11-19', source: 'visit', at: NOON })),
  )
  expect((await findConsentFacts(needs.database, [person], NOON)).delegates).toEqual([])
  expect(await decideRecordAccess(needs.database, binh, person, NOON)).toMatchObject({
    permit: false,
  })
  expect(accepted(await readFamily(needs, binh)).actsFor).toEqual([])
})

const CHILD = '051226000111'
const PAPER = {
  childNumber: CHILD,
  childName: 'Nguyễn Bé',
  childBorn: '2020-03-01',
  guardianNumber: AN,
  paper: 'Giấy khai sinh số 12/2020',
}

test('a clerk who saw the paper makes a parent guardian, until the child is eighteen (Law 91/2025/QH15; Civil Code, art. 136)', async () => {
  await using world = await family()
  const { needs, an, clock } = world
  const clerk = await world.staff('clerk', 'facility-clerk', { facility: OWN })
  const child = world.child(CHILD)
  expect(accepted(await confirmGuardian(needs, clerk, PAPER))).toMatchObject({ state: 'confirmed' })
  expect(accepted(await confirmGuardian(needs, clerk, PAPER))).toMatchObject({ state: 'confirmed' })
  const ask = () => decideRecordAccess(needs.database, an, child, clock.now)
  expect(await ask()).toMatchObject({ permit: true, ground: 'guardian' })
  clock.now = new Date('2038-02-28T16:59:00Z')
  expect(await ask()).toMatchObject({ permit: true })
  clock.now = new Date('2038-02-28T17:00:00Z')
  expect(await ask()).toMatchObject({ permit: false })
  expect(accepted(await readFamily(needs, an)).actsFor).toEqual([])
})

test('a guardian chooses alone for a small child, and from seven years with the child (Law 91/2025/QH15)', async () => {
  await using world = await family()
  const { needs, an, binh, clock } = world
  const clerk = await world.staff('clerk', 'facility-clerk', { facility: OWN })
  const child = world.child(CHILD)
  accepted(await confirmGuardian(needs, clerk, PAPER))
  const wish = { of: child, kind: 'class', subject: 'hiv', hidden: true } as const
  expect(refusedFor(await makeChoice(needs, binh, wish))).toBe('access.not-guardian')
  accepted(await makeChoice(needs, an, wish))
  clock.now = new Date('2027-03-01T03:00:00Z')
  const back = { ...wish, hidden: false }
  expect(refusedFor(await makeChoice(needs, an, back))).toBe('access.child-not-asked')
  accepted(await makeChoice(needs, an, { ...back, childAgrees: true }))
  const { records, childIsAsked } = accepted(await readChoices(needs, an, child))
  expect(childIsAsked).toBe(true)
  expect(records[0]?.text).toContain('trẻ đã được hỏi và đồng ý')
})

test('a newborn’s dossier makes the parent guardian; a later one only says where to ask; a third guardian waits for another colleague', async () => {
  await using world = await family()
  const { needs, an, chi } = world
  const clerk = await world.staff('clerk', 'facility-clerk', { facility: OWN })
  const head = await world.staff('admin', 'facility-administrator', { facility: OWN })
  const child = world.child(CHILD)
  const tell = async (born: string, guardianNumber: string) =>
    accepted(
      await inTransaction(needs.database, (trx) =>
        noteGuardian(trx, needs, {
          child,
          childName: 'Nguyễn Bé',
          born,
          guardianNumber,
          source: 'dossier:visit',
          isPaperSeen: false,
        }),
      ),
    ).state
  const young = { ...PAPER, childBorn: '2026-11-10' }
  expect(await tell('2026-11-10', AN)).toBe('confirmed')
  expect(await tell('2026-11-10', AN)).toBe('confirmed')
  expect(await tell('2026-01-10', BINH)).toBe('to-confirm')
  expect(await tell('2026', CHI)).toBe('none')
  expect(accepted(await readFamily(needs, an)).actsFor).toMatchObject([{ state: 'acting' }])
  expect(
    accepted(await confirmGuardian(needs, clerk, { ...young, guardianNumber: BINH })),
  ).toMatchObject({ state: 'confirmed' })
  const third = accepted(await confirmGuardian(needs, clerk, { ...young, guardianNumber: CHI }))
  expect(third.state).toBe('doubted')
  expect(await decideRecordAccess(needs.database, chi, child, NOON)).toMatchObject({
    permit: false,
  })
  expect(accepted(await listDoubtful(needs, head)).guardians).toMatchObject([
    { guardianNumberEnd: '789', own: false },
  ])
  const settle = { id: third.id, isGuardian: true }
  expect(refusedFor(await settleGuardian(needs, clerk, settle))).toBe('access.own-doing')
  accepted(await settleGuardian(needs, head, settle))
  expect(await decideRecordAccess(needs.database, chi, child, NOON)).toMatchObject({ permit: true })
})

test('nobody of full age is given a guardian at the counter, and a guardian does not end it alone', async () => {
  await using world = await family()
  const { needs, an } = world
  const clerk = await world.staff('clerk', 'facility-clerk', { facility: OWN })
  world.child(CHILD)
  const old = { ...PAPER, childBorn: '2008-11-20' }
  expect(refusedFor(await confirmGuardian(needs, clerk, old))).toBe('access.not-a-child')
  const nobody = { ...PAPER, childNumber: '051226000999' }
  expect(refusedFor(await confirmGuardian(needs, clerk, nobody))).toBe('access.no-such-person')
  const { id } = accepted(await confirmGuardian(needs, clerk, PAPER))
  expect(refusedFor(await endDelegation(needs, an, id))).toBe('access.guardian-by-law')
})

test('a guardian of whom a dossier alone speaks waits for a paper, in sight of the facility that treats the child alone', async () => {
  await using temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const { needs } = world
  const clerk = await world.staff('clerk', 'facility-clerk', { facility: OWN })
  const elsewhere = await world.staff('elsewhere', 'facility-clerk', { facility: OTHER })
  const child = world.child('051226000001')
  await inTransaction(needs.database, async (trx) => {
    await addCareRelations(trx, [
      { facility: OWN, person: child, kind: 'treated', source: 'visit', from: NOON },
    ])
    const tie = {
      child,
      childName: 'Nguyễn Bé',
      born: '2020-01-10',
      guardianNumber: '051090000123',
      source: 'dossier:visit',
      isPaperSeen: false,
    }
    return noteGuardian(trx, needs, tie)
  })
  expect(accepted(await listDoubtful(needs, clerk)).guardians).toMatchObject([
    { childName: 'Nguyễn Bé', guardianNumberEnd: '123', state: 'to-confirm' },
  ])
  expect(accepted(await listDoubtful(needs, elsewhere)).guardians).toEqual([])
})
