import { CompactEncrypt, compactDecrypt } from 'jose'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { FastifyRequest } from 'fastify'
import { listAccessOf } from '#audit'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { listChoices } from '../consent/choice-store.ts'
import { noteDeath } from '../consent/death-store.ts'
import { readNotices } from '../consent/read-notices.ts'
import { liftRestriction, restrictProcessing } from '../consent/restrict-processing.ts'
import { accepted, consentWorld, NOON, OWN, refusedFor } from '../consent/testing/consent-world.ts'
import { endShare, giveShare, readShares } from './give-share.ts'
import { openShare } from './open-share.ts'
import { isPasscode, isSealedDocument } from './share.ts'

const PASSCODE = '482 019'.replace(' ', '')

async function sharing() {
  const temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const needs = { ...world.needs, origin: 'https://mach.example' }
  const an = await world.citizen('an', '051090000123')
  const key = randomBytes(32)
  const sealed = await new CompactEncrypt(Buffer.from('{"resourceType":"Bundle"}'))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'application/fhir+json' })
    .encrypt(key)
  const wish = {
    label: 'Cho bác sĩ ở Đà Nẵng',
    classes: ['ordinary' as const],
    hours: 24,
    passcode: PASSCODE,
    sealed,
  }
  const given = accepted(await giveShare(needs, an, wish))
  const open = async (passcode: string, recipient = 'BS. Lê Văn Xa', url = given.url) => {
    const raw = { body: { recipient, passcode }, ip: '203.0.113.9' } as unknown as FastifyRequest
    const asked = {
      query: { token: url.split('/').at(-1) ?? '' },
      body: Buffer.alloc(0),
      contentType: '',
    }
    const { status, body } = accepted(await openShare(needs, { ...asked, raw }))
    return { status, body: JSON.parse(String(body)) as Record<string, unknown> }
  }
  return {
    ...world,
    needs,
    an,
    person: an.person as RecordId,
    key,
    wish,
    given,
    open,
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('a link with its passcode opens the sealed summary, which only the key in the link opens (SMART Health Links 1.0)', async () => {
  await using world = await sharing()
  const { needs, an, given, key, person } = world
  expect(given.url).toMatch(/^https:\/\/mach\.example\/shares\/[\w-]{43}$/)
  const { status, body } = await world.open(PASSCODE)
  expect(status).toBe(200)
  const [file] = body['files'] as { contentType: string; embedded: string }[]
  expect(file?.contentType).toBe('application/fhir+json')
  const { plaintext } = await compactDecrypt(file?.embedded ?? '', key)
  expect(Buffer.from(plaintext).toString()).toContain('Bundle')

  expect((await listAccessOf(needs.database, [person], 10))[0]).toMatchObject({
    action: 'share',
    what: 'share-opened',
    caller: { name: 'BS. Lê Văn Xa', role: 'anonymous' },
  })
  expect(accepted(await readNotices(needs, an)).notices[0]).toMatchObject({
    what: 'share-opened',
    byName: 'BS. Lê Văn Xa',
  })
  expect(accepted(await readShares(needs, an)).shares).toMatchObject([{ opened: 1, state: 'open' }])
  expect(await listChoices(needs.database, [person], 10)).toMatchObject([
    { kind: 'share', effect: 'give' },
  ])
})

test('five wrong passcodes close a share for ever, also when they come at once; the right one opens it no more', async () => {
  await using world = await sharing()
  const { needs, an } = world
  expect(await world.open('000000')).toEqual({ status: 401, body: { remainingAttempts: 4 } })
  expect((await world.open(PASSCODE)).status).toBe(200)
  const rush = await Promise.all(Array.from({ length: 12 }, (_, n) => world.open(`11111${n}`)))
  expect(rush.filter(({ status }) => status === 401)).toHaveLength(4)
  expect((await world.open(PASSCODE)).status).toBe(404)
  expect(accepted(await readShares(needs, an)).shares).toMatchObject([{ state: 'locked' }])
  expect(accepted(await readNotices(needs, an)).notices[0]).toMatchObject({ what: 'share-locked' })
})

test('a share ends at its term, when it is taken back, and with the death of its owner; nobody can tell which', async () => {
  await using world = await sharing()
  const { needs, an, person, clock, wish } = world
  const gone = { status: 404, body: { error: 'no such link' } }
  const second = accepted(await giveShare(needs, an, wish))
  const third = accepted(await giveShare(needs, an, wish))
  accepted(await endShare(needs, an, second.id))
  accepted(await endShare(needs, an, second.id))
  expect(await world.open(PASSCODE, 'x', second.url)).toEqual(gone)
  expect(await world.open(PASSCODE, 'x', 'https://mach.example/shares/none')).toEqual(gone)
  clock.now = new Date(NOON.getTime() + 24 * 3_600_000)
  expect(await world.open(PASSCODE)).toEqual(gone)
  clock.now = NOON
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
  expect(await world.open(PASSCODE, 'x', third.url)).toEqual(gone)
})

test('another person’s share is nobody’s to end; what is no sealed document, no term or no passcode is refused', async () => {
  await using world = await sharing()
  const { needs, an, given, wish } = world
  const binh = await world.citizen('binh', '051060000456')
  expect(refusedFor(await endShare(needs, binh, given.id))).toBe('access.no-share')
  const code = async (change: Partial<typeof wish>) =>
    refusedFor(await giveShare(needs, an, { ...wish, ...change }))
  expect(await code({ hours: 721 })).toBe('access.share-term')
  expect(await code({ passcode: '123456' })).toBe('access.share-passcode')
  expect(await code({ sealed: '{"resourceType":"Bundle"}' })).toBe('access.share-malformed')
})

test.each(['12345', '111111', '121212', '654321', 'abcdef', ' 48201'])(
  'the passcode "%s" is none',
  (text) => expect(isPasscode(text)).toBe(false),
)

test('a JWE under another key than the link’s, or none at all, is not kept', async () => {
  const header = (fields: object) => Buffer.from(JSON.stringify(fields)).toString('base64url')
  expect(isSealedDocument(`${header({ alg: 'dir', enc: 'A256GCM' })}..iv.text.tag`)).toBe(true)
  expect(isSealedDocument(`${header({ alg: 'none' })}..iv.text.tag`)).toBe(false)
  expect(isSealedDocument(`${header({ alg: 'dir', enc: 'A256GCM' })}.key.iv.text.tag`)).toBe(false)
  expect(isSealedDocument('....')).toBe(false)
})

test('while the person restricts sharing no link opens and none is given; lifted, it opens again', async () => {
  await using world = await sharing()
  const { needs, an } = world
  const asked = { persons: [an.person as RecordId], case: an.person as RecordId }
  await inTransaction(needs.database, async (trx) =>
    accept(await restrictProcessing(trx, an, { ...asked, purpose: 'sharing' }, NOON)),
  )
  expect((await world.open(PASSCODE)).status).toBe(404)
  expect(refusedFor(await giveShare(needs, an, world.wish))).toBe('access.processing-restricted')
  await inTransaction(needs.database, async (trx) =>
    accept(await liftRestriction(trx, an, asked, NOON)),
  )
  expect((await world.open(PASSCODE)).status).toBe(200)
})
