import { sql } from 'kysely'
import type { Database } from '../src/foundation/database.ts'
import type { FacilityCode } from '../src/vocabulary/facility-code.ts'
import type { RecordId } from '../src/vocabulary/record-id.ts'

/** The kinds of relation between a person and a facility that hold at the clock's time. */
export async function findCareKindsOf(
  world: { readonly owner: Database; readonly needs: { readonly now: () => Date } },
  person: RecordId | undefined,
  facility: FacilityCode,
): Promise<string[]> {
  const now = world.needs.now()
  const { rows } = await sql<{ kind: string }>`
    select kind from access.care_relation
    where person = ${person ?? null}::uuid and facility = ${facility}
      and from_at <= ${now} and (until_at is null or until_at > ${now})
    order by kind
  `.execute(world.owner)
  return rows.map((row) => row.kind)
}
