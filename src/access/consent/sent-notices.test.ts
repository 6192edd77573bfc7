import { expect, test } from 'vitest'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import { temporaryDatabase } from '../../../tests/temporary-database.ts'
import { findAccount } from '../accounts/account-store.ts'
import { tokenHash } from '../sealing.ts'
import { insertSession } from '../sessions/session-store.ts'
import { tellNewDevice } from '../sessions/tell-new-device.ts'
import { allowApp } from '../systems/allow-app.ts'
import { insertClient } from '../systems/client-store.ts'
import { readNotices } from './read-notices.ts'
import { restrictProcessing } from './restrict-processing.ts'
import { accepted, consentWorld, NOON } from './testing/consent-world.ts'

const NUMBER = '051090000123'
const CHROME = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36'
const NEWER = 'Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36'
const PHONE = 'Mozilla/5.0 (Linux; Android 16) Firefox/140.0'

async function citizen() {
  const temporary = await temporaryDatabase()
  const world = await consentWorld(temporary)
  const an = await world.citizen('an', NUMBER)
  if (an.person === undefined) throw new Error('no person')
  return {
    ...world,
    an,
    person: an.person,
    told: async () => accepted(await readNotices(world.needs, an)).notices,
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  }
}

test('a sign-in from a device not seen before is told; the first one, and a newer version of a known browser, are not', async () => {
  await using world = await citizen()
  const { needs, an, told } = world
  let entered = 0
  const enter = (agent: string) =>
    inTransaction(needs.database, async (trx) => {
      await tellNewDevice(trx, needs, an.account, agent)
      await insertSession(trx, {
        tokenHash: tokenHash(String((entered += 1))),
        account: an.account,
        createdAt: NOON,
        expiresAt: new Date(NOON.getTime() + 3_600_000),
        address: '::1',
        agent,
        means: ['pwd'],
        assurance: 1,
      })
      return accept(undefined)
    })
  await enter(CHROME)
  await enter(NEWER)
  expect(await told()).toEqual([])
  await enter(PHONE)
  await enter(PHONE)
  expect(await told()).toMatchObject([
    { what: 'new-device', detail: { label: 'Firefox · Android' } },
  ])
})

test('an app that a citizen lets in is told in the book, and is not let in while apps are restricted', async () => {
  await using world = await citizen()
  const { needs, an, person, told } = world
  const client = {
    id: 'app-1',
    kind: 'app',
    name: 'Sổ đường huyết',
    publisher: 'Công ty Mẫu',
    facilities: [],
    method: 'none',
    scopes: ['patient/Observation.rs'],
    redirectUris: ['https://app.example/back'],
    keys: [],
    registeredAt: NOON,
    registeredBy: 'admin',
  } as const
  await inTransaction(needs.database, async (trx) => accept(await insertClient(trx, client)))
  const account = await findAccount(needs.database, an.account)
  if (account === undefined) throw new Error('no account')
  const request = { client, account, person, asked: client.scopes, needed: [], optional: [] }
  const until = new Date(NOON.getTime() + 86_400_000)
  const allow = (grant: string) =>
    allowApp(needs, request, { grant, scopes: client.scopes, until }, '::1')
  expect(await allow('grant-1')).toMatchObject({ ok: true })
  expect(await told()).toMatchObject([
    { what: 'app-allowed', detail: { label: 'Sổ đường huyết', until: until.toISOString() } },
  ])
  await inTransaction(needs.database, async (trx) =>
    accept(
      await restrictProcessing(trx, an, { persons: [person], case: person, purpose: 'apps' }, NOON),
    ),
  )
  expect(await allow('grant-2')).toMatchObject({
    problems: [{ code: 'access.processing-restricted' }],
  })
})
