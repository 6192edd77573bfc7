import { accept, refuse, type Outcome } from './outcome.ts'

declare const meaning: unique symbol

/** The twelve digits that name one person for life (số định danh cá nhân). */
export type CitizenNumber = string & { readonly [meaning]: 'CitizenNumber' }

/**
 * Reads a citizen number as people type it, spaces allowed.
 *
 * The number carries no check digit, so a mistyped one can still be well formed:
 * well formed is never proof of identity.
 *
 * Refuses `citizen-number.not-12-digits`.
 * Source: Decree 137/2015/NĐ-CP, art. 13; Law on Identification 26/2023/QH15, art. 12.
 */
export function parseCitizenNumber(text: string): Outcome<CitizenNumber> {
  const digits = text.replaceAll(' ', '')
  if (!/^\d{12}$/.test(digits)) return refuse('incorrect', 'citizen-number.not-12-digits')

  return accept(digits as CitizenNumber)
}

/** The registered year of birth. */
export function birthYear(number: CitizenNumber): number {
  return 1900 + 100 * Math.floor(centuryAndSex(number) / 2) + Number(number.slice(4, 6))
}

/** The sex on the birth registration. */
export function registeredSex(number: CitizenNumber): 'male' | 'female' {
  return centuryAndSex(number) % 2 === 0 ? 'male' : 'female'
}

/** The fourth digit: 0 and 1 for men and women born 1900-1999, 2 and 3 for 2000-2099, and so on. */
function centuryAndSex(number: CitizenNumber): number {
  return Number(number.charAt(3))
}
