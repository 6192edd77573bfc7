import type { Locator, Page } from 'playwright-core'
import { outsideSettings } from '../../src/commands/demo-outside.ts'
import { PASSWORD } from './guarded-house.ts'

/** What people do at the forms of a file. */

type Place = Page | Locator

/** Writes into the field of that name, whatever stands beside the name: a star, or that it is optional. */
export async function fill(place: Place, label: string, text: string): Promise<void> {
  await fieldOf(place, label).fill(text)
}

export async function fillDay(place: Place, label: string, day: string): Promise<void> {
  const field = fieldOf(place, label)
  await field.fill(day)
  await field.blur()
}

/** Chooses from a list by a few letters without accents. */
export async function choose(
  page: Page,
  label: string,
  typed: string,
  option: string,
): Promise<void> {
  await fieldOf(page, label).fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

/** Sends the form that is open, and waits until it is gone. */
export async function save(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Lưu', exact: true })
  await button.click()
  await button.waitFor({ state: 'detached' })
}

/** Takes a step in its window, and waits until the window is gone. */
export async function inDialog(page: Page, step: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: step }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Opens a case from the queue. */
export async function openCaseOf(
  page: Page,
  origin: string,
  definition: string,
  about: string,
): Promise<void> {
  await page.goto(`${origin}/vu-viec?definition=${definition}`)
  await page.getByRole('link', { name: about }).first().click()
  await page.getByRole('heading', { name: 'Hồ sơ đang xem xét' }).waitFor()
}

/** Strong enough to stand without a second factor. */
const PASSWORD_ALONE = 'Trúc đào 2 bên sông Trà!'

/** Sets the first password by its link; `alone`: of a role without a second factor, and signs in with it. */
export async function ownPassword(page: Page, link: string, alone = false): Promise<void> {
  const password = alone ? PASSWORD_ALONE : PASSWORD
  await page.goto(link)
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password)
  await page.getByLabel('Nhập lại mật khẩu mới').fill(password)
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click()
  await page.getByRole('link', { name: 'Đăng nhập' }).click()
  if (!alone) return
  await page.getByLabel('Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

/** The national data centre as the one receiver of a house, which signs with a key of its own. */
export async function receiverAt(url: string, folder: string) {
  const {
    MACH_OUTSIDE_KEY_FILE = '',
    MACH_OUTSIDE_CERT_FILE = '',
    MACH_DATA_CENTRE_SECRET = '',
  } = await outsideSettings(folder, 0)
  const settings = {
    MACH_OUTSIDE_KEY_FILE,
    MACH_OUTSIDE_CERT_FILE,
    MACH_DATA_CENTRE_SECRET,
    MACH_DATA_CENTRE_URL: `${url}/api/v1/profile-batches`,
  }
  return { url, settings }
}

function fieldOf(place: Place, label: string): Locator {
  const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return place
    .getByLabel(new RegExp(`^${escaped}( \\*| \\(nếu có\\))?$`))
    .and(place.locator('input, textarea'))
    .first()
}
