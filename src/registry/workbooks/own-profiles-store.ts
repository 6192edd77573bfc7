import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Author } from '#workbooks'
import { type Profile, readStatements, type SubjectKind } from '../profile.ts'

/** Files of one template: as many as a list takes rows. */
const PROFILES_MAX = 50_000

/** The files of facilities, or of practitioners registered on a day, within an author's reach. */
export async function listOwnProfiles(
  trx: Trx,
  kind: SubjectKind,
  { facility, province }: Pick<Author, 'facility' | 'province'>,
  day: string,
): Promise<Profile[]> {
  const own = facility ?? null
  const authority = facility === undefined ? (province ?? null) : null
  const ofFacility = sql`(${own}::text is null or p.code = ${own}) and (${authority}::text is null or p.authority = ${authority})`
  const ofPractitioner = sql`exists (select from registry.registration r where r.practitioner = p.subject
    and (${own}::text is null or r.facility = ${own}) and (${authority}::text is null or r.authority = ${authority})
    and (r.valid_to is null or r.valid_to >= ${day}::date))`
  const { rows } = await sql<{ subject: RecordId; body: unknown }>`
    select p.subject, v.body from registry.profile p
    join registry.profile_version v on v.subject = p.subject and v.version = p.version
    where p.kind = ${kind} and ${kind === 'facility' ? ofFacility : ofPractitioner}
    order by p.name, p.subject limit ${PROFILES_MAX}
  `.execute(trx)
  return rows.map(({ subject, body }) => ({ subject, kind, statements: readStatements(body) }))
}
