import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { resealBatch } from '#foundation/reseal-store'
import { sealedColumns } from './sealed-columns.ts'
import { accessWorld, type AccessWorld } from './testing/access-world.ts'
import { codeOf, enrolOn } from './testing/authenticator.ts'

const PASSWORD = 'Trăng lên đỉnh núi'
const STEP_MINUTES = 0.5

const newMaster = () => randomBytes(32).toString('base64')

/** A house whose master keys a test exchanges while it runs. */
async function houseWith(keys: { all: readonly string[] }): Promise<AccessWorld> {
  const secrets = {
    masterKey: () => keys.all,
    cookieKey: randomBytes(32).toString('hex'),
    demoPassword: 'unused',
  }
  return await accessWorld({ demo: false, given: { secrets } })
}

/** One walk over everything sealed; two rows at a time. */
async function walk({ temporary }: AccessWorld, keys: readonly string[]) {
  const done = { resealed: 0, unreadable: 0 }
  for (const column of sealedColumns(() => keys, randomBytes))
    for (
      let batch = await resealBatch(temporary.owner, column, undefined, 2);
      batch.place !== undefined;
      batch = await resealBatch(temporary.owner, column, batch.place, 2)
    ) {
      done.resealed += batch.resealed
      done.unreadable += batch.unreadable
    }
  return done
}

async function signInWithCode(world: AccessWorld, secret: string): Promise<string | undefined> {
  world.pass(STEP_MINUTES)
  const browser = world.browser()
  const page = await browser.signIn('quan-tri', PASSWORD)
  const code = codeOf(secret, world.needs.now())
  await browser.submit(`${new URL(page.url).pathname}/code`, { code })
  const { session } = JSON.parse((await browser.open('/session')).text)
  return session?.account
}

test('after a rotation the new master key alone opens second factors, tokens and signing keys, in a house that ran on and in a new one', async () => {
  const [former, fresh] = [newMaster(), newMaster()]
  const keys = { all: [former] }
  await using world = await houseWith(keys)
  const browser = world.browser()
  const link = String(await world.access.makeFirstAdministratorLink())
  await browser.submit(link, { password: PASSWORD, again: PASSWORD })
  const page = await browser.signIn('quan-tri', PASSWORD)
  const { secret } = await enrolOn(browser, page, world.needs.now())

  keys.all = [fresh, former]
  expect(await signInWithCode(world, secret), 'in the middle of it').toBe('quan-tri')
  expect(await walk(world, keys.all)).toMatchObject({ unreadable: 0 })
  expect(await walk(world, keys.all), 'a second walk').toEqual({ resealed: 0, unreadable: 0 })
  keys.all = [fresh]
  expect(await signInWithCode(world, secret), 'with the new key alone').toBe('quan-tri')

  const { rows } = await sql<{ n: number }>`
    select count(*) as n from access.provider_item
  `.execute(world.temporary.owner)
  expect(rows[0]?.n).toBeGreaterThan(0)
  expect((await walk(world, [former])).resealed, 'the former key opens nothing').toBe(0)
  expect((await walk(world, [former])).unreadable).toBeGreaterThan(3)

  await using next = await accessWorld({ demo: false, besides: world })
  const published = async (house: AccessWorld) =>
    await (await fetch(`${house.origin}/oidc/jwks`)).text()
  expect(await published(next)).toContain('"RS256"')
  expect(await published(next)).toBe(await published(world))
})
