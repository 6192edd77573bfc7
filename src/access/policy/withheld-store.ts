import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'

type WithheldRow = { person: RecordId; kind: 'visit' | 'facility'; subject: string }

/**
 * What many persons withhold from one facility: the visits that they hide, and themselves where they block it. For lists that
 * show somebody by a visit of another facility; a record itself is decided on by `decideRecordAccess`.
 *
 * @param persons every key of every person
 */
export async function findWithheld(
  database: Database,
  facility: FacilityCode,
  persons: readonly RecordId[],
): Promise<{ readonly visits: ReadonlySet<string>; readonly persons: ReadonlySet<RecordId> }> {
  const { rows } = await sql<WithheldRow>`
    select person, kind, subject from (
      select distinct on (person, kind, subject) person, kind, subject, effect from access.choice
      where person = any(${[...persons]}::uuid[]) and (kind = 'visit' or (kind = 'facility' and subject = ${facility}))
      order by person, kind, subject, at desc, position desc
    ) newest
    where effect = 'hide'
  `.execute(database)
  return {
    visits: new Set(rows.filter(({ kind }) => kind === 'visit').map(({ subject }) => subject)),
    persons: new Set(rows.filter(({ kind }) => kind === 'facility').map(({ person }) => person)),
  }
}
