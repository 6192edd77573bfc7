import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { identitySettings } from '../../src/commands/up.ts'
import { openDatabase } from '../../src/foundation/database.ts'
import { openBrowser } from '../browser.ts'
import { type Simulator, startSimulator } from '../simulators.ts'
import { startWorld, type World } from '../world.ts'
import { seeTitle, type Visitor } from './visitor.ts'

/** Fulfils the rules for passwords of staff. */
export const PASSWORD = 'trúc đào 2 bên sông'

/** A world with a provider of electronic identities beside it, under a name: passkeys belong to a name, never to a bare address. */
export type GuardedHouse = AsyncDisposable & {
  readonly world: World
  readonly browser: Browser
  readonly origin: string
  readonly identity: Simulator
}

/** @param receiver further hosts that the house may call, and the settings that name them */
export async function openGuardedHouse(receiver?: {
  readonly url: string
  readonly settings: Record<string, string>
}): Promise<GuardedHouse> {
  const identity = await startSimulator('upstream-identity')
  const world = await startWorld((port) => ({
    MACH_ORIGIN: `http://localhost:${port}`,
    ...identitySettings(identity.url),
    ...receiver?.settings,
    MACH_OUTGOING_ALLOWED: [identity.url, ...(receiver === undefined ? [] : [receiver.url])]
      .map((url) => new URL(url).host)
      .join(','),
  }))
  const browser = await openBrowser()
  return {
    world,
    browser,
    origin: `http://localhost:${new URL(world.origin).port}`,
    identity,
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await world[Symbol.asyncDispose]()
      await identity[Symbol.asyncDispose]()
    },
  }
}

/** A telephone or computer that asks its person for finger or PIN, and is always told yes. */
export async function giveAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Makes an account as the demo's administrator; answers the link by which its person sets a password. */
export async function newAccount(
  { world }: GuardedHouse,
  account: {
    readonly signInName: string
    readonly name: string
    readonly role: string
    readonly facility?: string
  },
): Promise<string> {
  const answer = await fetch(`${world.origin}/accounts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await world.token('admin')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(account),
  })
  const { link } = (await answer.json()) as { link: string }
  return link
}

/** Sets the password by the link, and goes to sign in. */
export async function setPassword({ page }: Visitor, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD)
  await page.getByLabel('Nhập lại mật khẩu mới').fill(PASSWORD)
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click()
  await page.getByRole('link', { name: 'Đăng nhập' }).click()
}

/** An administrator's first sign-in: a passkey and recovery codes, then the own desk. */
export async function enrolPasskey(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await page.getByLabel('Mật khẩu').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await seeTitle(visitor, 'Đăng ký xác thực lớp thứ hai')
  await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
  await seeTitle(visitor, 'Mã khôi phục')
  await page.getByRole('button', { name: 'Tôi đã cất giữ' }).click()
}

/** Goes to a page by its sign-in, with the demo's password. */
export async function comeIn(
  { world, origin }: GuardedHouse,
  { page }: Visitor,
  account: string,
  to: string,
): Promise<void> {
  await page.goto(`${origin}/session/sign-in?account=${account}&return=${to}`)
  await page.getByLabel('Mật khẩu').fill(world.demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.locator('main h1').waitFor()
}

export async function openMenu({ page }: Visitor, item: string): Promise<void> {
  await page.getByRole('button', { name: /^Tài khoản: / }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Lets the last confirmation of an account be an hour ago. What the server remembers of sessions may be five seconds old. */
export async function growOld({ database: { url } }: World, account: string): Promise<void> {
  const database = openDatabase(url, 1)
  await sql`update access.session set strong_at = now() - interval '1 hour' where account = ${account}`.execute(
    database,
  )
  await database.destroy()
  await new Promise((resolve) => setTimeout(resolve, 6_000))
}
