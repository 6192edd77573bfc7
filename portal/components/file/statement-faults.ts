import { problemsOf, type ShownProblem } from '../../foundation/problems.ts'

/** What the server found wrong with one change: at a field of it, or with the whole. */
export type Faults = {
  readonly at: ReadonlyMap<string, ShownProblem>
  /** The rest, which stands at no field of the form. */
  readonly rest: readonly ShownProblem[]
  readonly isStale: boolean
}

/** Takes refusals apart by the places of one change: `changes[0].values.number` is the field `number`, `changes[0].from` the first day. */
export function faultsOf(error: unknown, index: number, fields: ReadonlySet<string>): Faults {
  const problems = error === null || error === undefined ? [] : [...problemsOf(error)]
  const placed = problems.map((one) => ({ one, place: placeOf(one.at, index) }))
  return {
    at: new Map(
      placed.flatMap(({ one, place }) =>
        place !== undefined && fields.has(place) ? [[place, one] as const] : [],
      ),
    ),
    rest: placed
      .filter(({ place }) => place === undefined || !fields.has(place))
      .map(({ one }) => one),
    isStale: problems.some(({ code }) => code === 'registry.version-stale'),
  }
}

function placeOf(at: string | undefined, index: number): string | undefined {
  const parts = /^changes\[(\d+)\]\.(?:values\.)?([a-zA-Z-]+)$/.exec(at ?? '')
  return parts !== null && Number(parts[1]) === index ? parts[2] : undefined
}
