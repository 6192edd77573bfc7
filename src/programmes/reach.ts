import type { Scope } from '#foundation/scope'
import type { Bilingual } from '#vocabulary/bilingual'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { Which } from './progress-store.ts'

/** How far somebody sees progress: the country, traditional medicine of it, what one authority is responsible for, one facility. */
export type Reach = {
  readonly kind: 'country' | 'traditional' | 'authority' | 'facility'
  /** The one authority that is meant, by reach or by choice. */
  readonly authority?: string
  readonly scope: Scope
  readonly which: Which
}

/**
 * The reach of an officer, narrowed to one authority where one is asked for: a health department sees its own alone, the Ministry all, the
 * officers of traditional medicine the facilities that practise it. Source: KH 1642/KH-BYT 2025, III.
 *
 * Refuses `programmes.not-own-authority`.
 */
export function reachOf(
  { role, province }: Pick<Caller, 'role' | 'province'>,
  asked: { readonly authority?: string | undefined; readonly form?: string | undefined },
): Outcome<Reach> {
  const { authority, form } = asked
  const narrowed = form === undefined ? {} : { form }
  if (province !== undefined) {
    if (authority !== undefined && authority !== province)
      return refuse('forbidden', 'programmes.not-own-authority', 'authority')
    const which = { ...narrowed, authority: province }
    return accept({ kind: 'authority', authority: province, scope: { province }, which })
  }
  if (role !== 'ministry-officer' && role !== 'traditional-officer')
    return refuse('forbidden', 'programmes.not-own-authority')
  const traditional = role === 'traditional-officer' ? { traditional: true } : {}
  const one = authority === undefined ? {} : { authority }
  return accept({
    kind: role === 'traditional-officer' ? 'traditional' : 'country',
    ...one,
    scope: { nation: true },
    which: { ...narrowed, ...one, ...traditional },
  })
}

/** Authorities that are no province. Source: QĐ 384/QĐ-BYT 2019. */
export const OTHER_AUTHORITIES: Readonly<Record<string, Bilingual>> = {
  '00': { vi: 'Bộ Y tế', en: 'Ministry of Health' },
  '97': { vi: 'Bộ Quốc phòng', en: 'Ministry of National Defence' },
  '98': { vi: 'Bộ Công an', en: 'Ministry of Public Security' },
}
