import { PRACTICE_RULES } from '../practice/practice-rules.ts'

/** Hyphens, dashes and minus signs as people and systems type them. */
const DASHES = /[\u00AD\u2010-\u2015\u2212\uFE58\uFE63\uFF0D_]/g
const SLASHES = /[\u2044\u2215\uFF0F\\]/g
/** Đ in its Vietnamese form and the look-alikes of Iceland and Africa. */
const BARRED_D = /[ĐđÐðƉɖ]/g
/** Spaces of any width, and marks that are not seen. */
const SPACES = /[\s\u200B-\u200D\u2060\uFEFF]+/g

const USUAL = new RegExp(PRACTICE_RULES.licence.numbers.pattern, 'u')

/**
 * What two writings of one licence number have in common: no spaces, one case, D for Đ, one dash, no leading zeros.
 * For comparing only; what is shown is the number as it was printed. Empty for a text without letter or digit.
 */
export function licenceKey(number: string): string {
  const key = number
    .normalize('NFKC')
    .replace(SPACES, '')
    .replace(DASHES, '-')
    .replace(SLASHES, '/')
    .replace(BARRED_D, 'D')
    .toUpperCase()
    .replace(/-{2,}/g, '-')
    .replace(/^0+(?=[0-9])/, '')
  return /[\p{L}\p{N}]/u.test(key) ? key : ''
}

/** Whether a number has one of the forms that are usual: never more than a warning (catalogues/practice/licence.json). */
export function isUsualLicenceNumber(number: string): boolean {
  return USUAL.test(number.normalize('NFC').trim())
}
