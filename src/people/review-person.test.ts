import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { rightsOf } from '#access'
import { listAccessOf } from '#audit'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { accept } from '#vocabulary/outcome'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { identifyPerson, keysOf } from './index.ts'
import type { PersonClaim } from './person-claim.ts'
import {
  listForReview,
  readReview,
  reopenReview,
  type ReviewNeeds,
  settleReview,
} from './review-person.ts'

const REASON = 'Đã xem căn cước: gõ nhầm ngày sinh'
const an: PersonClaim = {
  citizenNumber: '051085000123',
  insuranceNumbers: ['DN4510112345678'],
  name: 'Nguyễn Văn An',
  birthDate: '1985-03-02',
  sex: 'male',
  facility: facility('51001'),
  patientNumber: 'BN0001',
}

/** Two facilities of one province: the second claims the first's number with another day of birth. */
async function reviewWorld() {
  const temporary = await temporaryDatabase()
  const { database } = temporary
  const needs: ReviewNeeds = {
    database,
    now: () => new Date('2026-11-20T02:00:00Z'),
    random: randomBytes,
    facilitiesOf: async (province) => (province === '51' ? ['51001', '51002'] : []),
    provinceOf: async (code) => code.slice(0, 2),
    facilityName: async (code) => `Bệnh viện ${code}`,
  }
  const identify = async (claim: PersonClaim) => {
    const outcome = await inTransaction(database, async (trx) =>
      accept(await identifyPerson(trx, claim, needs)),
    )
    if (!outcome.ok) throw new Error('refused')
    return outcome.value
  }
  const owner = await identify(an)
  const other = { ...an, birthDate: '1958-03-02', facility: facility('51002'), patientNumber: 'X' }
  const claimed = await identify(other)
  return {
    temporary,
    needs,
    identify,
    other,
    owner: owner.person,
    claimed: claimed.person,
    review: claimed.review ?? '',
  }
}

function facility(code: string): FacilityCode {
  const parsed = parseFacilityCode(code)
  if (!parsed.ok) throw new Error(code)
  return parsed.value
}

function signedIn(role: Caller['role'], province?: string): Caller {
  return {
    account: `${role}@${province ?? 'vn'}`,
    name: 'Cán bộ',
    role,
    rights: rightsOf(role),
    address: '::1',
    ...(province === undefined ? {} : { province }),
  }
}

const officer = signedIn('department-officer', '51')
const elsewhere = signedIn('department-officer', '01')

test('an officer compares both sides, and each of the two sees in the log that it was looked at', async () => {
  const { temporary, needs, owner, claimed, review } = await reviewWorld()
  await using _ = temporary
  expect(await listForReview(needs, officer, 'open')).toMatchObject({
    value: {
      reviews: [
        { review, facility: { name: 'Bệnh viện 51002' }, system: 'citizen', numberEnd: '123' },
      ],
    },
  })
  expect(await readReview(needs, officer, review)).toMatchObject({
    value: {
      number: '051085000123',
      claimed: { birthDate: '1958-03-02', facilities: ['Bệnh viện 51002'] },
      owner: { birthDate: '1985-03-02', citizenNumber: '051085000123' },
    },
  })
  for (const person of [owner, claimed])
    expect(await listAccessOf(needs.database, [person], 1)).toMatchObject([
      { action: 'read', what: 'person-review', purpose: 'administration' },
    ])
})

test('one person from now on: both keys are one set; taken back, they part, and it waits again', async () => {
  const { temporary, needs, owner, claimed, review, identify, other } = await reviewWorld()
  await using _ = temporary
  const asked = { review, verdict: 'same-person', reason: REASON } as const
  expect(await settleReview(needs, officer, asked)).toEqual({ ok: true, value: {} })
  expect(await keysOf(needs.database, owner)).toEqual([owner, claimed])
  expect(await settleReview(needs, officer, asked)).toMatchObject({
    problems: [{ code: 'people.review-settled' }],
  })
  expect((await identify(other)).review).toBeUndefined()
  expect(await listForReview(needs, officer, 'settled')).toMatchObject({
    value: { reviews: [{ review, verdict: 'same-person', settledBy: officer.account }] },
  })

  expect(await reopenReview(needs, officer, review)).toEqual({ ok: true, value: {} })
  expect(await keysOf(needs.database, owner)).toEqual([owner])
  expect(await reopenReview(needs, officer, review)).toMatchObject({
    problems: [{ code: 'people.review-open' }],
  })
  expect(await settleReview(needs, officer, asked)).toMatchObject({ ok: true })
})

test('two people stay two, and the same contradiction asks nobody again', async () => {
  const { temporary, needs, owner, claimed, review, identify, other } = await reviewWorld()
  await using _ = temporary
  const asked = { review, verdict: 'different-persons', reason: REASON } as const
  expect(await settleReview(needs, officer, asked)).toMatchObject({ ok: true })
  expect(await keysOf(needs.database, owner)).toEqual([owner])
  expect(await identify(other)).toMatchObject({ person: claimed, isNew: false })
  expect(await listForReview(needs, officer, 'open')).toMatchObject({ value: { reviews: [] } })
})

test('nobody settles what another province’s facility sent; an administrator settles any', async () => {
  const { temporary, needs, review } = await reviewWorld()
  await using _ = temporary
  const asked = { review, verdict: 'same-person', reason: REASON } as const
  expect(await listForReview(needs, elsewhere, 'open')).toMatchObject({ value: { reviews: [] } })
  const unknown = { problems: [{ code: 'people.no-review' }] }
  expect(await readReview(needs, elsewhere, review)).toMatchObject(unknown)
  expect(await settleReview(needs, elsewhere, asked)).toMatchObject(unknown)
  const doctor = signedIn('doctor')
  expect(await settleReview(needs, doctor, asked)).toMatchObject({
    problems: [{ code: 'access.duty-not-of-role' }],
  })
  expect(await settleReview(needs, signedIn('administrator'), asked)).toMatchObject({ ok: true })
})
