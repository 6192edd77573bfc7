import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import type { FacilityCode } from '#vocabulary/facility-code'
import { searchKey } from '#vocabulary/person-name'
import type { RecordId } from '#vocabulary/record-id'
import type { FindingLine } from './finding-lines.ts'
import { packFindings, unpackFindings, type Whose } from './packed-findings.ts'
import type { JudgedStatus, Submission } from './submission.ts'

/** A submission as the table keeps it. */
export type SubmissionRow = {
  receipt: RecordId
  received_at: Date
  kind: Submission['kind']
  attempt: number
  status: JudgedStatus
  standing: Submission['standing']
  replaced_by: RecordId | null
  former: RecordId | null
  link_code: string
  visit: RecordId | null
  person: RecordId | null
  errors: number
  warnings: number
  notices: number
  truncated: boolean
  rule_set: string
  lists: string
  findings: Buffer | null
}

/** The columns of a `SubmissionRow`, of the table under the alias s. */
export const SUBMISSION_COLUMNS: RawBuilder<unknown> = sql.raw(
  `s.receipt, s.received_at, s.kind, s.attempt, s.status, s.standing, s.replaced_by, s.former, s.link_code,
   s.visit, s.person, s.errors, s.warnings, s.notices, s.truncated, s.rule_set, s.lists, s.findings`,
)

export function rowToSubmission(row: SubmissionRow): Submission {
  return {
    receipt: row.receipt,
    receivedAt: row.received_at,
    kind: row.kind,
    attempt: row.attempt,
    status: row.status,
    standing: row.standing,
    replacedBy: row.replaced_by ?? undefined,
    former: row.former ?? undefined,
    linkCode: row.link_code,
    visit: row.visit ?? undefined,
    person: row.person ?? undefined,
    counts: { error: row.errors, warning: row.warnings, notice: row.notices },
    truncated: row.truncated,
    ruleSet: row.rule_set,
    lists: row.lists,
    findings: unpackFindings(row.findings).findings,
  }
}

/** The newest receipt for the same bytes of the same sender, if there is one. */
export async function findSame(
  db: Database | Trx,
  facility: FacilityCode,
  digest: Buffer,
): Promise<Submission | undefined> {
  const statement = sql<SubmissionRow>`
    select ${SUBMISSION_COLUMNS} from intake.submission s
    where s.facility = ${facility} and s.digest = ${digest}
    order by s.attempt desc limit 1
  `
  const { rows } = await withScope(db, { facilities: [facility] }, (trx) => statement.execute(trx))
  return rows[0] && rowToSubmission(rows[0])
}

export async function findSubmission(
  db: Database | Trx,
  facility: FacilityCode,
  receipt: RecordId,
): Promise<Submission | undefined> {
  const statement = sql<SubmissionRow>`
    select ${SUBMISSION_COLUMNS} from intake.submission s
    where s.facility = ${facility} and s.receipt = ${receipt}
  `
  const { rows } = await withScope(db, { facilities: [facility] }, (trx) => statement.execute(trx))
  return rows[0] && rowToSubmission(rows[0])
}

/** A submission that is about to be filed. */
export type SubmissionToFile = Omit<Submission, 'standing' | 'replacedBy' | 'former'> & {
  readonly facility: FacilityCode
  readonly door: 'intake' | 'wire'
  readonly sender: string
  readonly digest: Buffer
  /** The refusal of the same bytes that is judged again here. */
  readonly judgedBefore: RecordId | undefined
  /** Digest of the file of several dossiers that this one came in. */
  readonly file: Buffer | undefined
  readonly patientNumber: string
  readonly visitEnd: Date | undefined
  readonly ward: string
  readonly reason: string | undefined
  readonly whose: readonly Whose[]
  readonly lines: readonly FindingLine[]
}

/**
 * Files a submission with its findings, and says of former words on the same visit that this one replaces them:
 * an accepted dossier replaces all, a refused one only refusals. One statement.
 *
 * Throws a unique violation when another sender filed the same bytes first.
 * @returns the submission that this one follows, if any
 */
export async function fileSubmission(
  trx: Trx,
  filed: SubmissionToFile,
): Promise<RecordId | undefined> {
  enterScope(trx, { facilities: [filed.facility] })
  const linkKey = searchKey(filed.linkCode)
  const { rows } = await sql<{ former: RecordId | null }>`
    with replaced as (
      update intake.submission set standing = 'replaced', replaced_by = ${filed.receipt}
      where facility = ${filed.facility} and link_key = ${linkKey} and link_code = ${filed.linkCode}
        and link_code <> '' and kind <> 'check-in' and ${filed.kind} = 'dossier' and standing = 'current'
        and (${filed.status !== 'refused'}::boolean or status = 'refused')
      returning receipt, received_at
    ), former as (
      select coalesce((select receipt from replaced order by received_at desc, receipt desc limit 1),
                      ${filed.judgedBefore ?? null}::uuid) as receipt
    ), lines as (
      insert into intake.finding
        (facility, received_at, receipt, line, rule, severity, ward, doctor, count, counted_on, leads)
      select ${filed.facility}, ${filed.receivedAt}, ${filed.receipt}, line.number, rule, severity, ward, doctor, count,
        (least(${filed.visitEnd ?? null}::timestamptz, ${filed.receivedAt}) at time zone 'Asia/Ho_Chi_Minh')::date, leads
      from rows from (jsonb_to_recordset(${JSON.stringify(filed.lines)}::jsonb)
        as (rule text, severity text, ward text, doctor text, count int, leads boolean)) with ordinality
        as line (rule, severity, ward, doctor, count, leads, number)
    )
    insert into intake.submission (facility, receipt, received_at, kind, door, sender, digest, attempt, status, former,
      file, link_code, link_key, patient_number, patient_key, visit, person, visit_end, ward, errors, warnings, notices,
      truncated, reason, rule_set, lists, findings)
    select ${filed.facility}, ${filed.receipt}, ${filed.receivedAt}, ${filed.kind}, ${filed.door}, ${filed.sender},
      ${filed.digest}, ${filed.attempt}, ${filed.status}, former.receipt, ${filed.file ?? null}, ${filed.linkCode},
      ${linkKey}, ${filed.patientNumber}, ${searchKey(filed.patientNumber)}, ${filed.visit ?? null}::uuid,
      ${filed.person ?? null}::uuid, ${filed.visitEnd ?? null}::timestamptz, ${filed.ward}, ${filed.counts.error},
      ${filed.counts.warning}, ${filed.counts.notice}, ${filed.truncated}, ${filed.reason ?? null}, ${filed.ruleSet},
      ${filed.lists}, ${packFindings(filed)}
    from former
    returning former
  `.execute(trx)
  return rows[0]?.former ?? undefined
}

/** The persons of check-ins that announced a visit. */
export async function findCheckedIn(
  trx: Trx,
  facility: FacilityCode,
  linkCode: string,
): Promise<RecordId[]> {
  enterScope(trx, { facilities: [facility] })
  const { rows } = await sql<{ person: RecordId }>`
    select distinct person from intake.submission
    where facility = ${facility} and link_key = ${searchKey(linkCode)} and link_code = ${linkCode}
      and kind <> 'dossier' and person is not null
  `.execute(trx)
  return rows.map((row) => row.person)
}
