import { searchKey } from '#vocabulary/person-name'
import type { Facility, FacilityKind } from './facility.ts'

export type LookUp = {
  readonly query?: string | undefined
  readonly province?: string | undefined
  readonly kind?: FacilityKind | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** A facility with the words by which it is found. */
export type Searchable = { readonly facility: Facility; readonly words: string }

export type FacilityPage = { readonly facilities: Facility[]; readonly next?: string }

/** One page of the facilities that were asked for, in the order of their codes. Each typed word must begin a word of the facility. */
export function lookUp(known: readonly Searchable[], asked: LookUp): FacilityPage {
  const { province, kind, after = '', limit } = asked
  const typed = searchKey(asked.query ?? '').split(' ')
  const found = known
    .filter(
      ({ facility, words }) =>
        facility.code > after &&
        (province === undefined || facility.province === province) &&
        (kind === undefined || facility.kind === kind) &&
        typed.every((word) => words.includes(` ${word}`)),
    )
    .map(({ facility }) => facility)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return { facilities: page, ...(found.length > limit && last ? { next: last.code } : {}) }
}
