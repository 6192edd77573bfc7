import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Download, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readFile } from 'node:fs/promises'
import { VIEWPORTS } from '../browser.ts'
import type { World } from '../world.ts'

export type Width = keyof typeof VIEWPORTS
export const WIDTHS = ['desktop', 'phone'] as const

/** Somebody at a screen. */
export type Visitor = {
  readonly page: Page
  readonly width: Width
  /** What must not happen while they walk: errors of scripts, refused calls. */
  readonly troubles: readonly string[]
}

/** Which pages go into the documentation, at which width. */
const SHOTS: Readonly<Record<string, readonly Width[]>> = {
  landing: ['desktop'],
  'sign-in': ['phone'],
  send: ['desktop'],
  submission: WIDTHS,
  'by-ward': ['desktop'],
  practice: ['desktop'],
  'look-up': WIDTHS,
  'look-up-practitioner': ['phone'],
  today: ['desktop'],
  book: WIDTHS,
  timeline: ['phone'],
  trend: ['desktop'],
  pass: ['phone'],
  readers: ['phone'],
  doctor: ['desktop'],
  quality: ['desktop'],
  report: ['desktop'],
  queues: ['desktop'],
  privacy: ['phone'],
  'shared-book': ['phone'],
  notices: ['desktop'],
  family: ['desktop'],
  review: ['desktop'],
  'lists-preview': WIDTHS,
}

const SCREENSHOTS = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))

/** The longest that a page may take on a machine that does many other things. */
const PATIENCE_MS = 30_000

export async function enterHouse(browser: Browser, width: Width): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: VIEWPORTS[width],
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
    hasTouch: width === 'phone',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    // A refused call is noted below, with its address.
    const isRefusal = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRefusal) troubles.push(message.text())
  })
  page.on('response', (response) => {
    if (response.status() >= 400)
      troubles.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  return { page, width, troubles }
}

/** Ends the visit; nothing may have gone wrong on the way but what is named. */
export async function leaveHouse(
  visitor: Visitor,
  expected: readonly string[] = [],
): Promise<void> {
  await visitor.page.context().close()
  expect(visitor.troubles).toEqual(expected)
}

/** Signs in as people do: the first page, the sign-in page, name and password. */
export async function signIn(visitor: Visitor, world: World, account: string): Promise<void> {
  const { page } = visitor
  await page.goto(world.origin)
  await page.getByRole('link', { name: 'Đăng nhập' }).click()
  await page.getByLabel('Tên đăng nhập').fill(account)
  await givePassword(visitor, world)
}

export async function givePassword({ page }: Visitor, world: World): Promise<void> {
  await page.getByLabel('Mật khẩu').fill(world.demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.locator('main h1').waitFor()
}

/** The pages of a role; some pages have a navigation of their own parts besides. */
const MENU = /^(Trang chính|Main pages)$/

/** Goes to one of the pages in the menu, as its link is called there; on a phone it may stand behind one for all others. */
export async function turnTo(visitor: Visitor, path: string, title: string): Promise<void> {
  const { page } = visitor
  const menu = page.getByRole('navigation', { name: MENU })
  await menu.waitFor()
  const link = menu.locator(`a[href="${path}"]`)
  if (!(await link.isVisible())) await menu.getByRole('button', { name: /^(Thêm|More)$/ }).click()
  await link.click()
  await seeTitle(visitor, title)
}

export async function seeTitle({ page }: Visitor, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/**
 * Looks at the page as it stands: it speaks the language it says, fits its screen, and axe finds nothing
 * serious. With MACH_SCREENSHOTS=yes the pages named above go into the documentation.
 */
export async function look(
  visitor: Visitor,
  name?: string,
  language: 'vi' | 'en' = 'vi',
): Promise<void> {
  const { page, width } = visitor
  await page.waitForLoadState('networkidle')
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        // A sign of waiting turns for ever.
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished),
    ),
  )
  expect(await page.locator('html').getAttribute('lang')).toBe(language)
  expect(await page.title()).not.toBe('')
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(beyond, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
  await expectAccessible(page)
  const isShot = name !== undefined && SHOTS[name]?.includes(width) === true
  if (isShot && process.env['MACH_SCREENSHOTS'] === 'yes')
    await page.screenshot({ path: `${SCREENSHOTS}${name}-${width}.png` })
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.failureSummary} ${node.html}`))
  expect(grave, page.url()).toEqual([])
}

/** Presses Tab until the element has the focus; gives up after so many presses. */
export async function tabTo(page: Page, element: Locator, pressesMax = 40): Promise<void> {
  for (let presses = 0; presses < pressesMax; presses += 1) {
    await page.keyboard.press('Tab')
    if (await element.evaluate((one) => one === document.activeElement)) return
  }
  throw new Error(`Tab does not reach ${element.toString()} on ${page.url()}`)
}

/** The whole page in English, and back. */
export async function tryEnglish(visitor: Visitor, title: string): Promise<void> {
  const { page } = visitor
  await page.getByRole('button', { name: 'English EN' }).click()
  await seeTitle(visitor, title)
  await look(visitor, undefined, 'en')
  await page.locator('button[lang="vi"]').click()
}

/** The bytes of what a button saves. */
export async function download(page: Page, button: Locator): Promise<Buffer> {
  const [saved] = await Promise.all([page.waitForEvent('download'), button.click()])
  return bytesOf(saved)
}

async function bytesOf(saved: Download): Promise<Buffer> {
  return readFile(await saved.path())
}

/** A PDF that is more than its frame. */
export function expectPdf(bytes: Buffer): void {
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(bytes.length).toBeGreaterThan(5_000)
}

/** Drops files on a place of the page, as from the desk's folder. */
export async function dropFile(
  page: Page,
  place: Locator,
  file: { readonly name: string; readonly text: string },
): Promise<void> {
  const dataTransfer = await page.evaluateHandle(({ name, text }) => {
    const carried = new DataTransfer()
    carried.items.add(new File([text], name, { type: 'text/xml' }))
    return carried
  }, file)
  await place.dispatchEvent('drop', { dataTransfer })
}

/** Waits until it is so. */
export async function eventually<Value>(read: () => Value | Promise<Value>, value: Value) {
  await expect.poll(read, { timeout: PATIENCE_MS, interval: 100 }).toEqual(value)
}
