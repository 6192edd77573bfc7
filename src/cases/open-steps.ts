import type { CaseStep } from './case.ts'
import type { KeptCase, StepRow } from './case-store.ts'
import type { CaseNeeds } from './needs.ts'
import { keyOwner, placeOf } from './open-case.ts'
import { openWritten } from './seal-written.ts'

/** The steps of a case with what they wrote; without it where the key of the case is gone. */
export function openSteps(
  needs: Pick<CaseNeeds, 'dataKeys'>,
  { found, wrapped }: KeptCase,
  rows: readonly StepRow[],
): CaseStep[] {
  const key = wrapped && needs.dataKeys.unwrap(wrapped, keyOwner(found.id))
  return rows.map((row) => ({
    position: row.position,
    step: row.step,
    to: row.to_state,
    at: row.at,
    by: {
      account: row.account,
      name: row.name,
      role: row.role,
      ...(row.facility === null ? {} : { facility: row.facility }),
    },
    ...(key ? { written: openWritten(key, row.sealed, placeOf(found.id, row.position)) } : {}),
  }))
}
