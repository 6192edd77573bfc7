import { expect, test } from 'vitest'
import { listAccessOf } from '#audit'
import type { RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { decideRecordAccess } from '../care/decide-record-access.ts'
import { breakGlass, readRate } from './break-glass.ts'
import { listGrantsSince } from './break-glass-store.ts'
import { markNoticesSeen, readNotices } from './read-notices.ts'
import { listToReview, reviewBreakGlass } from './review-break-glass.ts'
import { accepted, consentWorld, NOON, OTHER, OWN, refusedFor } from './testing/consent-world.ts'

const NUMBER = '051090000123'
const REASON = 'Người bệnh hôn mê sau tai nạn, cần biết tiền sử dị ứng và thuốc đang có'

async function emergency() {
  const temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const an = await world.citizen('an', NUMBER)
  const doctor = await world.staff('doctor', 'doctor', { facility: OWN })
  return {
    ...world,
    an,
    doctor,
    person: an.person as RecordId,
    open: (reason = REASON) => breakGlass(world.needs, doctor, { citizenNumber: NUMBER, reason }),
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('in an emergency a doctor opens a record for hours, for oneself alone, and the citizen is told at once', async () => {
  await using world = await emergency()
  const { needs, doctor, an, person } = world
  const colleague = await world.staff('colleague', 'doctor', { facility: OWN })
  const ask = (who = doctor, minutes = 0) =>
    decideRecordAccess(needs.database, who, person, new Date(NOON.getTime() + minutes * 60_000))
  expect(await ask()).toMatchObject({ permit: false })
  expect(accepted(await world.open())).toEqual({ person, until: '2026-11-20T09:00:00.000Z' })
  expect(await ask()).toMatchObject({ permit: true, ground: 'break-glass', purpose: 'emergency' })
  expect(await ask(doctor, 239)).toMatchObject({ permit: true })
  expect(await ask(doctor, 240)).toMatchObject({ permit: false })
  expect(await ask(colleague)).toMatchObject({ permit: false })

  expect(await listAccessOf(needs.database, [person], 10)).toMatchObject([
    { action: 'break-glass', ground: 'break-glass', purpose: 'emergency' },
  ])
  const told = accepted(await readNotices(needs, an))
  expect(told).toMatchObject({
    unseen: 1,
    notices: [{ what: 'break-glass', byName: 'doctor', facility: { code: OWN }, seen: false }],
  })
  expect(JSON.stringify(told)).not.toContain('hôn mê')
  accepted(await markNoticesSeen(needs, an))
  expect(accepted(await readNotices(needs, an)).unseen).toBe(0)
})

test.each([
  '',
  'cấp cứu',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'a a a a a a a a a a a a a a a',
  'a b c d e f g h i j k l',
  'bc df gh jk lm np qrst vwx',
])('a reason is a sentence: "%s" is none', async (reason) => {
  await using world = await emergency()
  expect(refusedFor(await world.open(reason))).toBe('access.break-glass-reason')
})

test('one account opens so many records a day and no more, and sees how many', async () => {
  await using world = await emergency()
  const { needs, doctor, clock } = world
  const together = await Promise.all(Array.from({ length: 8 }, () => world.open()))
  expect(together.filter(({ ok }) => ok)).toHaveLength(5)
  expect(refusedFor(await world.open())).toBe('access.break-glass-too-many')
  expect(accepted(await readRate(needs, doctor))).toMatchObject({ used: 5, most: 5 })
  clock.now = new Date(NOON.getTime() + 24 * 3_600_000)
  accepted(await world.open())
})

test('nobody but a doctor breaks the glass, and only over somebody who has a record', async () => {
  await using world = await emergency()
  const { needs, doctor } = world
  const clerk = await world.staff('clerk', 'facility-clerk', { facility: OWN })
  const asked = { citizenNumber: NUMBER, reason: REASON }
  expect(refusedFor(await breakGlass(needs, clerk, asked))).toBe('access.role-opens-no-record')
  const nobody = { citizenNumber: '051090000999', reason: REASON }
  expect(refusedFor(await breakGlass(needs, doctor, nobody))).toBe('access.no-such-person')
})

test('a number and a person who are two open nothing', async () => {
  await using world = await emergency()
  const { needs, doctor, person } = world
  const binh = await world.citizen('binh', '051060000456')
  const both = (other: RecordId) =>
    breakGlass(needs, doctor, { citizenNumber: NUMBER, person: other, reason: REASON })
  expect(refusedFor(await both(binh.person as RecordId))).toBe('access.no-such-person')
  accepted(await both(person))
})

test('an opening that is judged not justified ends at once', async () => {
  await using world = await emergency()
  const { needs, doctor, person } = world
  const ask = () => decideRecordAccess(needs.database, doctor, person, NOON)
  const admin = await world.staff('admin', 'facility-administrator', { facility: OWN })
  accepted(await world.open())
  expect(await ask()).toMatchObject({ permit: true })
  const [grant] = accepted(await listToReview(needs, admin)).grants
  const reason = 'Đã đối chiếu với sổ trực của khoa cấp cứu'
  const verdict = { id: grant?.id ?? '', verdict: 'not-justified' as const, reason }
  accepted(await reviewBreakGlass(needs, admin, verdict))
  expect(await ask()).toMatchObject({ permit: false })
})

test('whose opening was judged not justified opens the same record this way no more for thirty days; others do', async () => {
  await using world = await emergency()
  const { needs, clock } = world
  const admin = await world.staff('admin', 'facility-administrator', { facility: OWN })
  const colleague = await world.staff('colleague', 'doctor', { facility: OWN })
  const binh = await world.citizen('binh', '051060000456')
  accepted(await world.open())
  const [grant] = accepted(await listToReview(needs, admin)).grants
  const reason = 'Đã đối chiếu với sổ trực của khoa cấp cứu'
  const verdict = { id: grant?.id ?? '', verdict: 'not-justified' as const, reason }
  accepted(await reviewBreakGlass(needs, admin, verdict))
  expect(refusedFor(await world.open())).toBe('access.break-glass-barred')
  accepted(await breakGlass(needs, colleague, { citizenNumber: NUMBER, reason: REASON }))
  const other = { person: binh.person as RecordId, reason: REASON }
  accepted(await breakGlass(needs, world.doctor, other))
  clock.now = new Date(NOON.getTime() + 30 * 24 * 3_600_000)
  accepted(await world.open())
})

test('every emergency opening waits for a review by the facility’s administrator, the head or the inspector of the province; nobody else’s', async () => {
  await using world = await emergency()
  const { needs, an, clock } = world
  accepted(await world.open())
  const inspector = await world.staff('inspector', 'inspector', { province: '51' })
  const own = await world.staff('admin', 'facility-administrator', { facility: OWN })
  const foreign = await world.staff('foreign', 'facility-administrator', { facility: OTHER })
  expect(accepted(await listToReview(needs, foreign)).grants).toEqual([])
  const [grant] = accepted(await listToReview(needs, own)).grants
  expect(grant).toMatchObject({ reason: REASON, late: false, ofAccount: 1, own: false })
  expect(grant?.reviewDue).toBe('2026-11-25T17:00:00.000Z')
  clock.now = new Date('2026-11-26T00:00:00Z')
  expect(accepted(await listToReview(needs, inspector)).grants).toMatchObject([{ late: true }])

  const verdict = {
    id: grant?.id ?? '',
    verdict: 'not-justified' as const,
    reason: 'Người bệnh không có mặt tại cơ sở ngày đó',
  }
  expect(refusedFor(await reviewBreakGlass(needs, foreign, verdict))).toBe('access.no-break-glass')
  accepted(await reviewBreakGlass(needs, inspector, verdict))
  expect(accepted(await listToReview(needs, own)).grants).toMatchObject([
    { late: false, review: { verdict: 'not-justified', role: 'inspector' } },
  ])
  expect(accepted(await readNotices(needs, an)).notices[0]).toMatchObject({
    what: 'break-glass-reviewed',
    detail: { verdict: 'not-justified' },
  })
  expect(await listGrantsSince(needs.database, NOON, 10)).toHaveLength(1)
})

test('the reason lies sealed in the database', async () => {
  await using world = await emergency()
  accepted(await world.open())
  const [grant] = await listGrantsSince(world.needs.database, NOON, 10)
  expect(grant?.sealed.toString('latin1')).not.toContain('tai')
})
