import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** Every committed file that is text. */
function committed(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 10_000_000 })
    .split('\0')
    .filter((name) => name !== '' && !/\.(?:png|jpe?g|webp|ico|woff2?|gz|zip)$/.test(name))
}

/** What keys and tokens look like. Each needs enough behind it to be one: code may speak of them. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'a private key (PEM)': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*(?:[A-Za-z0-9+/=]{20,}\s*)+/,
  'a private key (JWK)': /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/,
  'a token (JWT) with its signature': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'a token of a code host': /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{40,}|glpat-[\w-]{20,})/,
  'a key of a cloud': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b/,
  'a token of a package registry': /\bnpm_[A-Za-z0-9]{36}\b/,
  'a token of a messenger': /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
  'a password in an address':
    /\b[a-z][a-z+]{2,}:\/\/[^\s/:@'"`$<>{}…]+:[^\s/@'"`$<>{}…]{6,}@(?!localhost|127\.|\[::1\]|[\w.-]*example)/,
  'a master key of an installation': /"(?:masterKey|cookieKey|databasePassword)"\s*:\s*"[^"]{20,}"/,
}

/** Where a person may be made up: tests, what tests stand on, samples, and the simulated province. */
const MADE_UP = /\.test\.tsx?$|^tests\/|\/testing\/|\/examples\/|^samples\/|^simulators\//

/** The made-up persons whom code and guides name by number, each once and known to be nobody. */
const NAMED = new Set([
  '051067314088', // the citizen of the demo, of the province that the simulator makes
  '051190000001', // the guide for integrators
  '051190777777', // the sample row of a template
  '051158000123', // the sample papers
  '051090000123', // the example of a row in a migration
  '051085000123', // the example of a row in a migration
  '010000000001', // a bound in a rule of insurance
])

/** Twelve digits as a personal ID has them: province, century and sex, year, number. Source: Decree 70/2024/NĐ-CP. */
const PERSONAL_ID = /(?<![\d.])0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}(?!\d)/g
const MOBILE = /(?<![\d.+])(?:0|\+84)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}(?!\d)/g

const isText = (text: string) => !text.includes('\0')

test('no committed file holds a key, a token or a password of anybody', async () => {
  const found: string[] = []
  for (const file of committed()) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (!isText(text)) continue
    for (const [what, form] of Object.entries(SECRETS))
      if (form.test(text)) found.push(`${file}: ${what}`)
  }
  expect(found).toEqual([])
})

test('outside tests, samples and the simulated province stands no number of a person but those known to be nobody’s', async () => {
  const found: string[] = []
  for (const file of committed()) {
    if (MADE_UP.test(file) || file === 'package-lock.json') continue
    const text = await readFile(file, 'utf8').catch(() => '')
    if (!isText(text)) continue
    for (const form of [PERSONAL_ID, MOBILE])
      for (const [number] of text.matchAll(form))
        if (!NAMED.has(number)) found.push(`${file}: ${number}`)
  }
  expect(found).toEqual([])
})

test.each([
  [
    'a private key (PEM)',
    ['-----BEGIN', 'PRIVATE', `KEY-----\n${'MIGHAgEAMBMGByqGSM49'.repeat(3)}\n`].join(' '),
  ],
  ['a private key (JWK)', JSON.stringify({ kty: 'EC', d: 'a'.repeat(43) })],
  ['a password in an address', ['postgres://owner:', 'geheim99', '@db.internal/mach'].join('')],
  ['a key of a cloud', ['AKIA', 'ABCDEFGH12345678'].join('')],
  ['a master key of an installation', JSON.stringify({ masterKey: 'k'.repeat(44) })],
])('the scan sees %s', (what, text) => {
  expect(SECRETS[what]?.test(text)).toBe(true)
})
