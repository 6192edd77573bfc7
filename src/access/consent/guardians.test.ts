import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listAccessOf } from '#audit'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { addCareRelations } from '../care/care-relation-store.ts'
import { decideRecordAccess } from '../care/decide-record-access.ts'
import { endDelegation } from './answer-delegation.ts'
import { confirmGuardian } from './confirm-guardian.ts'
import { makeChoice } from './make-choice.ts'
import { noteGuardian } from './note-guardian.ts'
import { readChoices } from './read-choices.ts'
import { readFamily } from './read-family.ts'
import { endGuardian, listGuardians, settleGuardian } from './settle-guardian.ts'
import { accepted, consentWorld, NOON, OTHER, OWN, refusedFor } from './testing/consent-world.ts'

const AN = '051090000123'
const BINH = '051060000456'
const CHI = '051065000789'
const CHILD = '051220000111'
const ADULT = '051074432466'
const PAPER = {
  childNumber: CHILD,
  childName: 'Nguyễn Bé',
  childBorn: '2020-03-01',
  guardianNumber: AN,
  paper: 'Giấy khai sinh số 12/2020',
}

async function counter() {
  const temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const { needs } = world
  const tell = async (child: RecordId, born: string, guardianNumber: string) =>
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
  return {
    ...world,
    an: await world.citizen('an', AN),
    binh: await world.citizen('binh', BINH),
    chi: await world.citizen('chi', CHI),
    clerk: await world.staff('clerk', 'facility-clerk', { facility: OWN }),
    second: await world.staff('second', 'facility-clerk', { facility: OWN }),
    head: await world.staff('admin', 'facility-administrator', { facility: OWN }),
    stranger: await world.staff('stranger', 'facility-clerk', { facility: OTHER }),
    department: await world.staff('head@51', 'department-head', { province: '51' }),
    tell,
    /** The facility treats the child. */
    treat: (child: RecordId, facility = OWN) =>
      inTransaction(needs.database, async (trx) => {
        await addCareRelations(trx, [
          { facility, person: child, kind: 'treated', source: 'visit', from: NOON },
        ])
        return { ok: true, value: undefined }
      }),
    /** One clerk sees a paper, another says so too. */
    make: async (asked: typeof PAPER, by: Caller, also: Caller) => {
      const { id } = accepted(await confirmGuardian(needs, by, asked))
      accepted(await settleGuardian(needs, also, { id, isGuardian: true }))
      return id
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('a guardian whom the record does not show needs a second person, and ends when the child is eighteen (Law 91/2025/QH15; Civil Code, art. 136)', async () => {
  await using world = await counter()
  const { needs, an, clerk, second, clock } = world
  const child = world.child(CHILD)
  await world.treat(child)
  const ask = () => decideRecordAccess(needs.database, an, child, clock.now)
  const first = accepted(await confirmGuardian(needs, clerk, PAPER))
  expect(first.state).toBe('doubted')
  expect(accepted(await confirmGuardian(needs, second, PAPER))).toEqual(first)
  expect(await ask()).toMatchObject({ permit: false })
  const word = { id: first.id, isGuardian: true }
  expect(refusedFor(await settleGuardian(needs, clerk, word))).toBe('access.own-doing')
  expect(refusedFor(await settleGuardian(needs, world.stranger, word))).toBe('access.no-delegation')
  accepted(await settleGuardian(needs, second, word))
  expect(await ask()).toMatchObject({ permit: true, ground: 'guardian' })
  clock.now = new Date('2038-02-28T16:59:00Z')
  expect(await ask()).toMatchObject({ permit: true })
  clock.now = new Date('2038-02-28T17:00:00Z')
  expect(await ask()).toMatchObject({ permit: false })
  expect(accepted(await readFamily(needs, an)).actsFor).toEqual([])
})

test('name and birth date as typed must be those of the record, and the try is written down', async () => {
  await using world = await counter()
  const { needs, stranger } = world
  world.child(CHILD)
  const code = async (change: Partial<typeof PAPER>) =>
    refusedFor(await confirmGuardian(needs, stranger, { ...PAPER, ...change }))
  expect(await code({ childName: 'Sai Tên Hoàn Toàn' })).toBe('access.citizen-differs')
  expect(await code({ childBorn: '2020-03-02' })).toBe('access.citizen-differs')
  expect(await code({ childBorn: '2012-03-01' })).toBe('access.citizen-number-birth')
  expect(await code({ childNumber: '051220000999' })).toBe('access.no-such-person')
  expect(await code({ guardianNumber: CHILD })).toBe('access.delegate-self')
  const { rows } = await sql`select from audit.event where action = 'refused'`.execute(
    needs.database,
  )
  expect(rows).toHaveLength(2)
  expect(accepted(await listGuardians(needs, stranger)).guardians).toEqual([])
})

test('an adult is given no guardian, whatever the clerk types; a guardian of former days is none by the recorded age', async () => {
  await using world = await counter()
  const { needs, an, clerk, second } = world
  world.child(ADULT, 'Lê Văn Lớn', '1974')
  const adult = { ...PAPER, childNumber: ADULT, childName: 'Lê Văn Lớn' }
  const born = (childBorn: string) => confirmGuardian(needs, clerk, { ...adult, childBorn })
  expect(refusedFor(await born('2025-01-01'))).toBe('access.citizen-number-birth')
  expect(refusedFor(await born('1974-01-01'))).toBe('access.not-a-child')

  const child = world.child(CHILD)
  await world.treat(child)
  await world.make(PAPER, clerk, second)
  accepted(await readChoices(needs, an, child))
  world.record(child, 'Nguyễn Bé', '1974-05-01')
  expect(refusedFor(await readChoices(needs, an, child))).toBe('access.not-guardian')
})

test('a guardian chooses alone for a small child, and from seven recorded years with the child (Law 91/2025/QH15)', async () => {
  await using world = await counter()
  const { needs, an, binh, clerk, second, clock } = world
  const child = world.child(CHILD)
  await world.treat(child)
  await world.make(PAPER, clerk, second)
  const wish = { of: child, kind: 'class', subject: 'hiv', hidden: true } as const
  expect(refusedFor(await makeChoice(needs, binh, wish))).toBe('access.not-guardian')
  accepted(await makeChoice(needs, an, wish))
  const back = { ...wish, hidden: false }
  world.record(child, 'Nguyễn Bé', '2018')
  expect(refusedFor(await makeChoice(needs, an, back))).toBe('access.child-not-asked')
  world.record(child, 'Nguyễn Bé', '2020-03-01')
  clock.now = new Date('2027-03-01T03:00:00Z')
  expect(refusedFor(await makeChoice(needs, an, back))).toBe('access.child-not-asked')
  accepted(await makeChoice(needs, an, { ...back, childAgrees: true }))
  const { records, childIsAsked } = accepted(await readChoices(needs, an, child))
  expect(childIsAsked).toBe(true)
  expect(records[0]?.text).toContain('trẻ đã được hỏi và đồng ý')
})

test('a newborn’s dossier makes the parent guardian; a later one only says where to ask, and a paper answers; a third guardian waits for another', async () => {
  await using world = await counter()
  const { needs, an, binh, chi, clerk, head, tell } = world
  const child = world.child('051226000111', 'Nguyễn Bé', '2026-11-10')
  const young = { ...PAPER, childNumber: '051226000111', childBorn: '2026-11-10' }
  expect(await tell(child, '2026-11-10', AN)).toBe('confirmed')
  expect(await tell(child, '2026-11-10', AN)).toBe('confirmed')
  expect(accepted(await readFamily(needs, an)).actsFor).toMatchObject([{ state: 'acting' }])
  await world.treat(child)
  await world.make({ ...young, guardianNumber: BINH }, clerk, head)
  expect(await decideRecordAccess(needs.database, binh, child, NOON)).toMatchObject({
    permit: true,
  })
  const third = accepted(await confirmGuardian(needs, clerk, { ...young, guardianNumber: CHI }))
  expect(third.state).toBe('doubted')
  expect(await decideRecordAccess(needs.database, chi, child, NOON)).toMatchObject({
    permit: false,
  })
  const listed = accepted(await listGuardians(needs, head)).guardians
  expect(listed.filter(({ state }) => state === 'doubted')).toMatchObject([
    { guardianNumberEnd: '789', own: false },
  ])

  const older = world.child(CHILD)
  expect(await tell(older, '2026-11-10', AN)).toBe('to-confirm')
  expect(accepted(await confirmGuardian(needs, clerk, PAPER)).state).toBe('confirmed')
})

test('a wrong guardian is taken back: by the person, by whoever was named, by the counter that made it, by the department over it', async () => {
  await using world = await counter()
  const { needs, an, clerk, second, stranger, department, clock } = world
  const child = world.child(CHILD)
  const ask = () => decideRecordAccess(needs.database, an, child, clock.now)
  await world.treat(child)
  const id = await world.make(PAPER, clerk, second)
  const word = { id, reason: 'Nhập nhầm số của người khác' }
  expect(refusedFor(await endGuardian(needs, stranger, word))).toBe('access.no-delegation')
  accepted(await endGuardian(needs, clerk, word))
  accepted(await endGuardian(needs, clerk, word))
  expect(await ask()).toMatchObject({ permit: false })

  const again = async () => {
    expect(accepted(await confirmGuardian(needs, clerk, PAPER)).id).toBe(id)
    const open = { id, isGuardian: true }
    expect(refusedFor(await settleGuardian(needs, second, open))).toBe('access.department-decides')
    accepted(await settleGuardian(needs, department, open))
    expect(await ask()).toMatchObject({ permit: true })
  }
  await again()
  accepted(await endGuardian(needs, department, word))
  expect(await ask()).toMatchObject({ permit: false })

  await again()
  accepted(await endDelegation(needs, an, id))
  expect(await ask()).toMatchObject({ permit: false })

  await again()
  const herself = await world.account('be', 'citizen', {
    person: child,
    name: 'Nguyễn Bé',
    number: CHILD,
  })
  expect(accepted(await readFamily(needs, herself)).delegates).toMatchObject([{ id }])
  accepted(await endDelegation(needs, herself, id))
  expect(await ask(), 'a child’s word stops it').toMatchObject({ permit: false })
  expect(accepted(await listGuardians(needs, second)).guardians).toMatchObject([
    { id, state: 'doubted', forDepartment: true },
  ])
  expect(refusedFor(await settleGuardian(needs, second, { id, isGuardian: true }))).toBe(
    'access.department-decides',
  )
  accepted(await settleGuardian(needs, department, { id, isGuardian: true }))
  expect(await ask(), 'until somebody settles it').toMatchObject({ permit: true })
})

test('an adult of whom somebody is wrongly the guardian ends it for good', async () => {
  await using world = await counter()
  const { needs, an, clerk, second } = world
  const child = world.child(CHILD)
  await world.treat(child)
  const id = await world.make(PAPER, clerk, second)
  world.record(child, 'Nguyễn Bé', '1974')
  const victim = await world.account('victim', 'citizen', { person: child, number: CHILD })
  accepted(await endDelegation(needs, victim, id))
  expect(accepted(await readFamily(needs, victim)).delegates).toMatchObject([{ state: 'ended' }])
  expect(accepted(await readFamily(needs, an)).actsFor).toEqual([])
})

test('a guardian of whom a dossier alone speaks waits for a paper, in sight of the facility that treats the child alone', async () => {
  await using world = await counter()
  const { needs, clerk, stranger, tell } = world
  const child = world.child(CHILD)
  await world.treat(child)
  await tell(child, '2020-03-01', AN)
  expect(accepted(await listGuardians(needs, clerk)).guardians).toMatchObject([
    { childName: 'Nguyễn Bé', guardianNumberEnd: '123', state: 'to-confirm' },
  ])
  expect(await listAccessOf(needs.database, [child], 10)).toMatchObject([
    { action: 'read', what: 'guardian-list', caller: { account: 'clerk' } },
    { action: 'delegate' },
  ])
  expect(accepted(await listGuardians(needs, stranger)).guardians).toEqual([])
})

test('two people of a facility that never saw the child make no guardian; the department does, and who treats the child takes it back', async () => {
  await using world = await counter()
  const { needs, stranger, second } = world
  const child = world.child(CHILD)
  await world.treat(child)
  const colleague = await world.staff('colleague', 'facility-administrator', { facility: OTHER })
  const { id } = accepted(await confirmGuardian(needs, stranger, PAPER))
  const word = { id, isGuardian: true }
  expect(refusedFor(await settleGuardian(needs, colleague, word))).toBe('access.department-decides')
  accepted(await settleGuardian(needs, world.department, word))
  const wrong = { id, reason: 'Người nhà của trẻ báo là nhận nhầm' }
  accepted(await endGuardian(needs, second, wrong))
  expect(accepted(await readFamily(needs, world.an)).actsFor).toEqual([])
})
