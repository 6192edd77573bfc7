import type { Bilingual } from '#vocabulary/bilingual'
import type { ProgrammeNeeds } from './programme-needs.ts'
import { OTHER_AUTHORITIES } from './reach.ts'

/** The last day of the 63 provinces. Source: NQ 202/2025/QH15. */
const LAST_DAY_OF_63 = '2025-06-30'

/** Names of places by their codes, as they are called on one day. */
export type PlaceNames = {
  readonly authority: (code: string) => Bilingual
  readonly province: (code: string) => Bilingual
  readonly commune: (code: string) => Bilingual
  readonly form: (code: string) => Bilingual
  readonly forms: readonly { readonly code: string; readonly name: Bilingual }[]
  /** The provinces of before 01/07/2025 that one was formed from; none for one that is unchanged. */
  readonly former: (province: string) => readonly string[]
}

const NOWHERE: Bilingual = { vi: 'Chưa rõ', en: 'Not known' }

/** The names in force on a day, `yyyy-mm-dd`. */
export async function placeNames(
  { listsFor, definitions }: Pick<ProgrammeNeeds, 'listsFor' | 'definitions'>,
  day: string,
): Promise<PlaceNames> {
  const [lists, before] = await Promise.all([listsFor(day, ''), listsFor(LAST_DAY_OF_63, '')])
  const nameIn = (list: 'province' | 'commune', code: string): Bilingual => {
    const found = lists.find(list, code)
    if (found === undefined) return code === '' ? NOWHERE : { vi: code, en: code }
    return { vi: found.display, en: found.displayEn ?? found.display }
  }
  const forms = new Map(
    (definitions.facility.lists['form']?.codes ?? []).map(({ code, label }) => [code, label]),
  )
  const province = (code: string) => nameIn('province', code)
  return {
    province,
    authority: (code) => OTHER_AUTHORITIES[code] ?? province(code),
    commune: (code) => nameIn('commune', code),
    form: (code) => forms.get(code) ?? NOWHERE,
    forms: [...forms].map(([code, name]) => ({ code, name })),
    former: (code) => {
      const from = (lists.find('province', code)?.properties['formed_from'] ?? '').split(';')
      if (from.length < 2) return []
      return from.map((old) => before.find('province', old)?.display ?? old)
    },
  }
}
