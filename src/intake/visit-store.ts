import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { KnownVisit } from './submission.ts'

/** The visit that a link code names, held against other writers until the transaction ends. */
export async function holdVisit(
  trx: Trx,
  facility: FacilityCode,
  linkCode: string,
): Promise<KnownVisit | undefined> {
  enterScope(trx, { facilities: [facility] })
  const { rows } = await sql<KnownVisit>`
    select visit, person, submission, version, withdrawn from intake.visit
    where facility = ${facility} and link_code = ${linkCode}
    for update
  `.execute(trx)
  return rows[0]
}

export type VisitToKeep = {
  readonly facility: FacilityCode
  readonly linkCode: string
  readonly visit: RecordId
  readonly person: RecordId
  readonly submission: RecordId
  readonly version: number
  readonly visitEnd: Date | undefined
  readonly acceptedAt: Date
  readonly insured: boolean
}

/** Makes the link code name the visit. Throws a unique violation when another sender was first to. */
export async function addVisit(trx: Trx, visit: VisitToKeep): Promise<void> {
  enterScope(trx, { facilities: [visit.facility] })
  await sql`
    insert into intake.visit (facility, link_code, visit, person, submission, version, visit_end, accepted_at, insured)
    values (${visit.facility}, ${visit.linkCode}, ${visit.visit}, ${visit.person}, ${visit.submission},
      ${visit.version}, ${visit.visitEnd ?? null}, ${visit.acceptedAt}, ${visit.insured})
  `.execute(trx)
}

/** The present word on a visit that is held. A withdrawn visit that is sent again stands again. */
export async function replaceVisit(trx: Trx, visit: VisitToKeep): Promise<void> {
  enterScope(trx, { facilities: [visit.facility] })
  await sql`
    update intake.visit
    set person = ${visit.person}, submission = ${visit.submission}, version = ${visit.version},
      visit_end = ${visit.visitEnd ?? null}, insured = ${visit.insured},
      withdrawn = false
    where facility = ${visit.facility} and link_code = ${visit.linkCode}
  `.execute(trx)
}
