import { accept, refuse, type Outcome } from './outcome.ts'

declare const meaning: unique symbol

/** The five characters that name a facility towards the insurance (MA_CSKCB). */
export type FacilityCode = string & { readonly [meaning]: 'FacilityCode' }

/**
 * Refuses `facility-code.not-5-characters`.
 * Source: QĐ 384/QĐ-BYT 2019, principles of facility codes.
 */
export function parseFacilityCode(text: string): Outcome<FacilityCode> {
  if (!/^[0-9A-Z]{5}$/.test(text)) return refuse('incorrect', 'facility-code.not-5-characters')
  return accept(text as FacilityCode)
}
