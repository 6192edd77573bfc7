import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { masterKeysOf, readSecrets, writeKeys } from '#foundation/secrets'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { codeHashKeyOf, makeDataKeys } from './data-keys.ts'
import { rewrapBatch } from './rewrap-store.ts'

const newMaster = () => randomBytes(32).toString('base64')
const SUBJECTS = Array.from({ length: 7 }, (_, one) => `0192f0a0-0000-7000-8000-00000000000${one}`)

async function withKeys(master: string) {
  const temporary = await temporaryDatabase()
  const keys = makeDataKeys(master)
  const plain = new Map<string, Buffer>()
  for (const subject of SUBJECTS) {
    const key = keys.make()
    plain.set(subject, key)
    await sql`
      insert into records.data_key (bucket, subject, data_class, wrapped)
      values (${SUBJECTS.indexOf(subject) % 3}, ${subject}, 0, ${keys.wrap(key, `${subject}/0`)})
    `.execute(temporary.owner)
  }
  const stored = async () => {
    const { rows } = await sql<{ subject: string; wrapped: Buffer }>`
      select subject, wrapped from records.data_key
    `.execute(temporary.owner)
    return rows
  }
  return { temporary, plain, stored }
}

test('after a rotation the new master key alone opens every data key, the former one none', async () => {
  const [former, fresh] = [newMaster(), newMaster()]
  const { temporary, plain, stored } = await withKeys(former)
  await using _ended = temporary
  const both = makeDataKeys(former, () => [fresh, former])

  const first = await rewrapBatch(temporary.owner, both, undefined, 3)
  expect(first).toMatchObject({ seen: 3, wrapped: 3 })
  // In the middle of it: both kinds are there, and every process opens both.
  for (const { subject, wrapped } of await stored())
    expect(both.unwrap(wrapped, `${subject}/0`)).toEqual(plain.get(subject))

  for (let { place } = first; place !== undefined; )
    ({ place } = await rewrapBatch(temporary.owner, both, place, 3))
  expect(await rewrapBatch(temporary.owner, both, undefined, 100)).toMatchObject({ wrapped: 0 })
  const alone = makeDataKeys(former, () => [fresh])
  for (const { subject, wrapped } of await stored()) {
    expect(alone.unwrap(wrapped, `${subject}/0`)).toEqual(plain.get(subject))
    expect(() => makeDataKeys(former).unwrap(wrapped, `${subject}/0`)).toThrow()
    expect(() => alone.unwrap(wrapped, 'another/0')).toThrow()
  }
})

test('what was indexed by a hash is found after a rotation', () => {
  const [former, fresh] = [newMaster(), newMaster()]
  const after = makeDataKeys(former, () => [fresh])
  const hash = makeDataKeys(former).hashCode('hiv', 'B20')
  expect(after.hashCode('hiv', 'B20')).toBe(hash)
  // Also where the former key is no longer there: what hashes was set apart from it.
  const apart = codeHashKeyOf(former)
  expect(makeDataKeys(fresh, () => [fresh], apart).hashCode('hiv', 'B20')).toBe(hash)
  expect(makeDataKeys(fresh).hashCode('hiv', 'B20')).not.toBe(hash)
})

test('a running process opens what another wrapped by a key that it has not heard of', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mach-keys-'))
  const secrets = await readSecrets(folder)
  const running = makeDataKeys(secrets.masterKey, masterKeysOf(folder, secrets))
  const fresh = newMaster()
  await writeKeys(folder, { wrappingKeys: [fresh, secrets.masterKey] })
  const other = makeDataKeys(secrets.masterKey, () => [fresh])
  const key = other.make()
  expect(running.unwrap(other.wrap(key, 'o'), 'o')).toEqual(key)
  // And it wraps by it from then on.
  expect(other.unwrap(running.wrap(key, 'o'), 'o')).toEqual(key)
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect((await readSecrets(folder)).cookieKey).toBe(secrets.cookieKey)
  await rm(folder, { recursive: true })
})
