import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listAccessOf } from '#audit'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { newRecordId, type RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { isSignedChoice } from './consent-key.ts'
import { noteDeath } from './death-store.ts'
import { findConsentFacts } from './find-consent-facts.ts'
import { makeChoice } from './make-choice.ts'
import { readChoices } from './read-choices.ts'
import { readNotices } from './read-notices.ts'
import { accepted, consentWorld, NOON, OTHER, OWN, refusedFor } from './testing/consent-world.ts'

const visit: RecordId = newRecordId(NOON, 7, randomBytes)
const hide = (kind: 'visit' | 'class' | 'facility', subject: string, hidden = true) => ({
  kind,
  subject,
  hidden,
})

test('what a citizen hides binds the very next decision, and is taken back by the same call (Law 91/2025/QH15, withdrawal as easy as giving)', async () => {
  await using temporary = await temporaryDatabase()
  const { needs, citizen } = await consentWorld(temporary)
  const an = await citizen('an', '051090000123')
  const facts = () => findConsentFacts(needs.database, [an.person as RecordId], NOON)

  accepted(await makeChoice(needs, an, hide('visit', visit)))
  accepted(await makeChoice(needs, an, hide('class', 'hiv')))
  accepted(await makeChoice(needs, an, hide('facility', OTHER)))
  expect(await facts()).toMatchObject({
    hiddenVisits: new Set([visit]),
    hiddenClasses: new Set(['hiv']),
    blockedFacilities: new Set([OTHER]),
  })

  accepted(await makeChoice(needs, an, hide('visit', visit, false)))
  accepted(await makeChoice(needs, an, hide('class', 'hiv', false)))
  accepted(await makeChoice(needs, an, hide('facility', OTHER, false)))
  expect(await facts()).toMatchObject({
    hiddenVisits: new Set(),
    hiddenClasses: new Set(),
    blockedFacilities: new Set(),
  })
})

test('each choice is signed, dated, says what was read, and names the one before; a changed letter is found', async () => {
  await using temporary = await temporaryDatabase()
  const { needs, citizen, clock } = await consentWorld(temporary)
  const an = await citizen('an', '051090000123')
  accepted(await makeChoice(needs, an, hide('visit', visit)))
  clock.now = new Date('2026-11-21T05:00:00Z')
  accepted(await makeChoice(needs, an, hide('class', 'mental-health')))
  accepted(await makeChoice(needs, an, hide('class', 'mental-health')))

  const { records, publicKey } = accepted(await readChoices(needs, an, undefined))
  expect(records.map(({ position }) => position)).toEqual([2, 1])
  expect(records[0]).toMatchObject({ at: '2026-11-21T05:00:00.000Z', own: true })
  expect(records[0]?.text).toContain('Cơ sở đã ghi vẫn thấy phần mình ghi')
  expect(records[0]?.text).toContain('Đã chọn: Ẩn / chặn (hide) · class · mental-health')
  expect(records[0]?.text).not.toContain('051090000123')
  for (const { text, signature } of records) {
    const bytes = Buffer.from(signature, 'base64url')
    expect(isSignedChoice({ text, signature: bytes }, publicKey)).toBe(true)
    const changed = text.replace('hide', 'show')
    expect(isSignedChoice({ text: changed, signature: bytes }, publicKey)).toBe(false)
    const other = (await consentWorld(temporary)).needs.key
    expect(other.publicKey).toEqual(publicKey)
  }
})

test('records of choices can be neither changed nor removed by the application', async () => {
  await using temporary = await temporaryDatabase()
  for (const statement of [
    sql`update access.choice set effect = 'show'`,
    sql`delete from access.choice`,
    sql`update access.break_glass set until = now()`,
    sql`delete from access.person_notice`,
  ])
    await expect(statement.execute(temporary.database)).rejects.toThrow(/permission denied/)
})

test('a choice stands in the log and among the notices; what is not there to hide is refused', async () => {
  await using temporary = await temporaryDatabase()
  const { needs, citizen } = await consentWorld(temporary)
  const an = await citizen('an', '051090000123')
  accepted(await makeChoice(needs, an, hide('visit', visit)))
  expect(await listAccessOf(needs.database, [an.person as RecordId], 10)).toMatchObject([
    { action: 'consent', what: 'choice-visit', detail: { effect: 'hide' } },
  ])
  expect(accepted(await readNotices(needs, an))).toMatchObject({
    notices: [{ what: 'choice-changed', detail: { kind: 'visit', effect: 'hide' }, seen: false }],
    unseen: 1,
  })
  for (const wish of [
    hide('visit', 'x'),
    hide('class', 'ordinary'),
    hide('class', 'everything'),
    hide('facility', '99999'),
  ])
    expect(refusedFor(await makeChoice(needs, an, wish))).toBe('access.choice-subject-unknown')
})

test('of two choices of one person at the same moment both are kept, one after the other', async () => {
  await using temporary = await temporaryDatabase()
  const { needs, citizen } = await consentWorld(temporary)
  const an = await citizen('an', '051090000123')
  await Promise.all(
    ['hiv', 'mental-health', 'reproductive'].map((one) =>
      makeChoice(needs, an, hide('class', one)),
    ),
  )
  const { records } = accepted(await readChoices(needs, an, undefined))
  expect(records.map(({ position }) => position)).toEqual([3, 2, 1])
  expect(new Set(records.map(({ subject }) => subject)).size).toBe(3)
})

test('for the dead nobody chooses anything new, and a death told in error is taken back', async () => {
  await using temporary = await temporaryDatabase()
  const { needs, citizen } = await consentWorld(temporary)
  const an = await citizen('an', '051090000123')
  const person = an.person as RecordId
  const tell = (diedOn: string | undefined, facility = OWN) =>
    inTransaction(needs.database, async (trx) =>
      accept(
        await noteDeath(trx, { person, diedOn, source: `visit-${facility}`, facility, at: NOON }),
      ),
    )
  await tell(undefined)
  accepted(await makeChoice(needs, an, hide('class', 'hiv')))
  await tell('2026-11-19')
  await tell('2026-11-19')
  await tell('2026-11-18', OTHER)
  expect((await findConsentFacts(needs.database, [person], NOON)).deceasedOn).toBe('2026-11-19')
  expect(refusedFor(await makeChoice(needs, an, hide('class', 'hiv', false)))).toBe(
    'access.person-deceased',
  )
  await tell(undefined)
  await tell(undefined, OTHER)
  expect((await findConsentFacts(needs.database, [person], NOON)).deceasedOn).toBeUndefined()
})

test('a visit of somebody else is not hidden, nor one that there is not; to show again is always allowed', async () => {
  await using temporary = await temporaryDatabase()
  const { needs, citizen, foreign } = await consentWorld(temporary)
  const an = await citizen('an', '051090000123')
  accepted(await makeChoice(needs, an, hide('visit', visit)))
  foreign.add(visit)
  accepted(await makeChoice(needs, an, hide('visit', visit, false)))
  expect(refusedFor(await makeChoice(needs, an, hide('visit', visit)))).toBe(
    'access.choice-subject-unknown',
  )
  expect(accepted(await readChoices(needs, an, undefined)).records).toHaveLength(2)
})
