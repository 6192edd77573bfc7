import { insistOnPermit, type PermittedTotals } from '#access'
import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { classNumber } from './class-numbers.ts'
import { resourceTypeNumber } from './resource-types.ts'

/** One coded diagnosis of one visit, with whose it is: for whoever makes it into something in which nobody is found. */
export type CodedVisit = {
  readonly person: RecordId
  readonly facility: FacilityCode
  readonly at: Date
  readonly code: string
}

/**
 * The main codes of diagnoses of a period, of the ordinary class only: sensitive classes are not among them, whoever asks.
 * No more than `limit`; throws for a permit that the policy did not make.
 */
export async function listCodedVisits(
  db: Database,
  permit: PermittedTotals,
  period: { readonly from: Date; readonly to: Date },
  limit: number,
): Promise<CodedVisit[]> {
  insistOnPermit(permit)
  return withScope(db, { work: 'extract' }, async (trx) => {
    const { rows } = await sql<CodedVisit>`
      select person, facility, at, code from records.resource
      where type = ${resourceTypeNumber('Condition')} and data_class = ${classNumber('ordinary')}
        and not in_error and code is not null
        and at >= ${period.from}::timestamptz and at < ${period.to}::timestamptz
      order by at, id limit ${limit}
    `.execute(trx)
    return rows
  })
}
