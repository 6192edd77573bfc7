import type { Database, Trx } from '#foundation/database'
import { parseFacilityCode } from '#vocabulary/facility-code'
import type { Case } from './case.ts'
import type { CaseNeeds } from './needs.ts'

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
