import { type RawBuilder, sql } from 'kysely'
import { insistOnPermit, type PermittedFacility } from '#access'
import { type SoughtState, submissionIsIn } from '#delivery'
import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import { searchKey } from '#vocabulary/person-name'
import type { RecordId } from '#vocabulary/record-id'
import type { JudgedStatus, Submission } from './submission.ts'

/** One line of a list, as the table keeps it. */
export type LineRow = {
  receipt: RecordId
  received_at: Date
  kind: Submission['kind']
  door: 'intake' | 'wire'
  sender: string
  status: JudgedStatus
  standing: Submission['standing']
  link_code: string
  patient_number: string
  visit: RecordId | null
  person: RecordId | null
  visit_end: Date | null
  ward: string
  errors: number
  warnings: number
  notices: number
  reason: string | null
  digest: Buffer
}

const LINE_COLUMNS = sql.raw(
  `s.receipt, s.received_at, s.kind, s.door, s.sender, s.status, s.standing, s.link_code, s.patient_number, s.visit,
   s.person, s.visit_end, s.ward, s.errors, s.warnings, s.notices, s.reason, s.digest`,
)

export type LineFilter = {
  readonly from?: Date | undefined
  /** Exclusive. */
  readonly to?: Date | undefined
  readonly status?: JudgedStatus | 'replaced' | 'withdrawn' | undefined
  readonly severity?: 'error' | 'warning' | 'notice' | undefined
  readonly ward?: string | undefined
  readonly doctor?: string | undefined
  readonly kind?: Submission['kind'] | undefined
  /** Where the delivery stands that the submission caused. */
  readonly delivery?: SoughtState | undefined
  readonly text?: string | undefined
  /** Submissions that the receiver knows by the text. */
  readonly byNumber?: readonly RecordId[] | undefined
  readonly after?: { readonly at: Date; readonly receipt: RecordId } | undefined
  readonly limit: number
}

/** Lines newest first. Every filter walks an index of the facility. */
export async function findLines(
  db: Database,
  permit: PermittedFacility,
  filter: LineFilter,
): Promise<LineRow[]> {
  insistOnPermit(permit)
  const { facility } = permit
  const statement = sql<LineRow>`
    select ${LINE_COLUMNS} from intake.submission s
    where s.facility = ${facility} and ${sql.join(conditionsOf(facility, filter), sql` and `)}
    order by s.received_at desc, s.receipt desc
    limit ${filter.limit}
  `
  const { rows } = await withScope(db, { facilities: [facility] }, (trx) => statement.execute(trx))
  return rows
}

function conditionsOf(facility: FacilityCode, filter: LineFilter): RawBuilder<unknown>[] {
  const { from, to, kind, severity, ward, doctor, text, after, status, delivery } = filter
  return [
    sql`true`,
    ...(from ? [sql`s.received_at >= ${from}`] : []),
    ...(to ? [sql`s.received_at < ${to}`] : []),
    ...(kind ? [sql`s.kind = ${kind}`] : []),
    ...(after ? [sql`(s.received_at, s.receipt) < (${after.at}, ${after.receipt}::uuid)`] : []),
    ...(status ? [statusCondition(status)] : []),
    ...(severity || ward || doctor ? [findingCondition(filter)] : []),
    ...(delivery ? [submissionIsIn(delivery, facility, sql`s.receipt`)] : []),
    ...(text ? [textCondition(text, filter.byNumber ?? [])] : []),
  ]
}

function statusCondition(status: NonNullable<LineFilter['status']>): RawBuilder<unknown> {
  return status === 'replaced' || status === 'withdrawn'
    ? sql`s.standing = ${status}`
    : sql`s.status = ${status} and s.standing = 'current'`
}

function findingCondition({ severity, ward, doctor }: LineFilter): RawBuilder<unknown> {
  const finding = sql`exists (select from intake.finding f
    where f.facility = s.facility and f.received_at = s.received_at and f.receipt = s.receipt
      and ${severity ? sql`f.severity = ${severity}` : sql`true`}
      and ${ward ? sql`f.ward = ${ward}` : sql`true`}
      and ${doctor ? sql`f.doctor = ${doctor}` : sql`true`})`
  return ward && !severity && !doctor ? sql`(s.ward = ${ward} or ${finding})` : finding
}

/** Greater than every key: a range from a beginning to this is all that begins so. */
const LAST = '\uffff'

function textCondition(text: string, byNumber: readonly RecordId[]): RawBuilder<unknown> {
  const key = searchKey(text)
  const receipts = receiptRange(text)
  const ways = [
    ...(key === ''
      ? []
      : [
          sql`(s.link_key >= ${key} and s.link_key < ${key + LAST})`,
          sql`(s.patient_key <> '' and s.patient_key >= ${key} and s.patient_key < ${key + LAST})`,
        ]),
    ...(receipts ? [sql`s.receipt between ${receipts.from}::uuid and ${receipts.to}::uuid`] : []),
    ...(byNumber.length > 0 ? [sql`s.receipt = any(${[...byNumber]}::uuid[])`] : []),
  ]
  return ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`
}

/** Eight digits of a receipt and more: all receipts that begin so. */
function receiptRange(text: string): { from: string; to: string } | undefined {
  const digits = text.toLowerCase().replaceAll('-', '')
  if (!/^[0-9a-f]{8,32}$/.test(digits)) return undefined
  return { from: digits.padEnd(32, '0'), to: digits.padEnd(32, 'f') }
}

export async function findLine(
  db: Database,
  permit: PermittedFacility,
  receipt: RecordId,
): Promise<LineRow | undefined> {
  insistOnPermit(permit)
  const statement = sql<LineRow>`
    select ${LINE_COLUMNS} from intake.submission s
    where s.facility = ${permit.facility} and s.receipt = ${receipt}
  `
  const { rows } = await withScope(db, { facilities: [permit.facility] }, (trx) =>
    statement.execute(trx),
  )
  return rows[0]
}

/** Submissions about one visit that are shown: a visit is seldom sent more than three times. */
const HISTORY_MAX = 100

/** All submissions about one visit, check-ins included, the newest first. */
export async function findHistory(
  db: Database,
  permit: PermittedFacility,
  linkCode: string,
): Promise<LineRow[]> {
  insistOnPermit(permit)
  if (linkCode === '') return []
  const statement = sql<LineRow>`
    select ${LINE_COLUMNS} from intake.submission s
    where s.facility = ${permit.facility} and s.link_key = ${searchKey(linkCode)} and s.link_code = ${linkCode}
    order by s.received_at desc, s.receipt desc
    limit ${HISTORY_MAX}
  `
  const { rows } = await withScope(db, { facilities: [permit.facility] }, (trx) =>
    statement.execute(trx),
  )
  return rows
}
