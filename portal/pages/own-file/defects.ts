import type { CaseView } from '#cases/contract'

/** What was returned to be mended, by its place: a section, a field, or a field of one statement. */
export type DefectsAt = ReadonlyMap<string, readonly string[]>

export const NO_DEFECTS: DefectsAt = new Map()

/** The points of the last return of a case, while it waits for them to be mended. */
export function lastDefects(view: CaseView | undefined): DefectsAt {
  if (view?.state.kind !== 'waiting') return NO_DEFECTS
  const last = view.timeline.findLast(({ defects }) => defects.length > 0)
  const byPlace = Map.groupBy(last?.defects ?? [], ({ field }) => field)
  return new Map([...byPlace].map(([place, all]) => [place, all.map(({ reason }) => reason)]))
}

/** What stands against a section, or against a field of one of its statements; `statement` left out: against the section itself. */
export function defectsAt(
  defects: DefectsAt,
  section: string,
  field?: string,
  statement?: string,
): readonly string[] {
  if (field === undefined) return defects.get(section) ?? []
  const place = `${section}.${field}`
  return [...(defects.get(place) ?? []), ...(defects.get(`${place}#${statement ?? ''}`) ?? [])]
}
