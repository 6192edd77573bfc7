import { generateSync } from 'otplib'
import type { Browser, Page } from './access-world.ts'

/** The code that a telephone shows for a secret. @param at the telephone's clock */
export function codeOf(secret: string, at: Date): string {
  return generateSync({
    secret: secret.replaceAll(' ', ''),
    epoch: Math.floor(at.getTime() / 1_000),
  })
}

/** The secret on a page of enrolment. */
export function secretOn({ text }: Page): string {
  const secret = /<code id="secret">([A-Z2-7 ]+)<\/code>/.exec(text)?.[1]
  if (secret === undefined) throw new Error(`no secret on ${text}`)
  return secret
}

/** The recovery codes on a page. */
export function codesOn({ text }: Page): string[] {
  return [...text.matchAll(/<li><code>([0-9A-Z-]+)<\/code>/g)].map((match) => match[1] ?? '')
}

/** Enrols an authenticator on the page that asks for one, and goes on to where the sign-in leads. */
export async function enrolOn(browser: Browser, page: Page, now: Date) {
  const secret = secretOn(page)
  const at = new URL(page.url).pathname.split('/').slice(0, 3).join('/')
  const shown = await browser.submit(`${at}/enrol`, { code: codeOf(secret, now) })
  const codes = codesOn(shown)
  const end = await browser.submit(`${at}/continue`, {})
  return { secret, codes, end }
}
