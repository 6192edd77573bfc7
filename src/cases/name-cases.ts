import type { Database, Trx } from '#foundation/database'
import { parseFacilityCode } from '#vocabulary/facility-code'
import type { Case } from './case.ts'
import { listWithSteps } from './case-store.ts'
import { nameOfCase } from './case-view.ts'
import type { CaseNeeds } from './needs.ts'
import { openSteps } from './open-steps.ts'

export type CaseNames = {
  readonly facility: (code: string | undefined) => string | undefined
  readonly practitioner: (number: string | undefined) => string | undefined
}

/** What the facilities and practitioners of cases are called, each asked for once. */
export async function nameCases(
  db: Database | Trx,
  needs: Pick<CaseNeeds, 'facilityName' | 'practitionerNames'>,
  cases: readonly Pick<Case, 'facility' | 'practitioner'>[],
  moreFacilities: readonly (string | undefined)[] = [],
): Promise<CaseNames> {
  const codes = [...cases.map(({ facility }) => facility), ...moreFacilities]
  const numbers = [...new Set(cases.flatMap(({ practitioner }) => practitioner ?? []))]
  const [facilities, practitioners] = await Promise.all([
    nameFacilities(needs, new Set(codes.flatMap((code) => code ?? []))),
    numbers.length === 0 ? undefined : needs.practitionerNames?.(db, numbers),
  ])
  return {
    facility: (code) => (code === undefined ? undefined : facilities.get(code)),
    practitioner: (number) => (number === undefined ? undefined : practitioners?.get(number)),
  }
}

/**
 * By what cases of kinds that name nobody in clear are told apart, by their ids: what was written is opened for those alone. The transaction
 * must reach the cases; whoever asks may read them.
 */
export async function nameByFields(
  trx: Trx,
  needs: Pick<CaseNeeds, 'dataKeys' | 'definitions'>,
  cases: readonly Case[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = cases.filter((found) => needs.definitions.ofCase(found).namedBy.length > 0)
  if (asked.length === 0) return new Map()
  const kept = await listWithSteps(
    trx,
    asked.map(({ id }) => id),
  )
  return new Map(
    kept.map((one) => {
      const { found } = one.kept
      const steps = openSteps(needs, one.kept, one.rows)
      return [found.id, nameOfCase(needs.definitions.ofCase(found), steps)]
    }),
  )
}

async function nameFacilities(
  needs: Pick<CaseNeeds, 'facilityName'>,
  codes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const text of codes) {
    const code = parseFacilityCode(text)
    const name = code.ok ? await needs.facilityName(code.value) : undefined
    if (name !== undefined) names.set(text, name)
  }
  return names
}
