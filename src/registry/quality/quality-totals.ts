import type { Database } from '#foundation/database'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { methodOn, type QualityMethod, readQualityMethods } from './quality-method.ts'
import { isCounted, listTotals, type Scored, type Total } from './quality-total-store.ts'
import { keptScore, sumOf } from './fold-quality.ts'
import { scoreOf } from './quality-score.ts'

/** The quality of everything that an authority is responsible for. Scores in hundredths of a point; of a part nothing was asked of −1. */
export type AuthorityQuality = Total & Scored

export type QualityTotals = {
  readonly method: QualityMethod
  /** False while a new method has not counted all files yet. */
  readonly isCounted: boolean
  /** By authority: a province, 00 the Ministry, 97 the army, 98 the police; in the order of their codes. */
  readonly authorities: readonly AuthorityQuality[]
  /** All of them together. */
  readonly country: Scored & { readonly facilities: number; readonly practitioners: number }
}

let methods: readonly QualityMethod[] | undefined

/** The method of a day; read once. */
export function methodOf(now: Date): QualityMethod {
  methods ??= readQualityMethods()
  return methodOn(methods, vietnamDay(now))
}

/**
 * How good the registry is by authority and in all, as it was last counted; it names nobody. `grain`: everything, or what is of traditional
 * medicine. A second call answers the same until something is counted anew.
 */
export async function qualityTotals(
  { database, now }: { readonly database: Database; readonly now: () => Date },
  grain: 'authority' | 'traditional' = 'authority',
): Promise<QualityTotals> {
  const method = methodOf(now())
  const [authorities, counted] = await Promise.all([
    listTotals(database, method.number, grain),
    isCounted(database, method.number),
  ])
  const sum = (of: 'facilities' | 'practitioners') =>
    authorities.reduce((all, one) => all + one[of], 0)
  return {
    method,
    isCounted: counted,
    authorities,
    country: {
      ...keptScore(scoreOf(method, sumOf(authorities))),
      facilities: sum('facilities'),
      practitioners: sum('practitioners'),
    },
  }
}
