import type { PermittedFacility } from '#access'
import { recordAudit } from '#audit'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { isoInVietnam, vietnamDay } from '#vocabulary/vietnam-time'
import type { SubmissionDetail } from './contract.ts'
import { readDossierFile } from './dossier-xml/read-dossier-file.ts'
import { findHistory, findLine, type LineRow } from './list-store.ts'
import type { IntakeNeeds } from './needs.ts'
import { permitOwn } from './permit-own.ts'
import { readableDossier } from './readable-dossier.ts'
import { standingOf, type Submission } from './submission.ts'
import { submissionLines } from './submission-lines.ts'
import { findSubmission } from './submission-store.ts'
import { readText } from './text-store.ts'
import { findWithdrawal } from './withdrawal-store.ts'

type Needs = Pick<IntakeNeeds, 'database' | 'now' | 'listsFor' | 'dataKeys'>

/** One submission of the caller's facility, with its findings and the dossier to read. Refuses `intake.unknown-receipt`. */
export async function readSubmissionOf(
  needs: Needs,
  caller: Caller,
  receipt: string,
): Promise<Outcome<SubmissionDetail>> {
  const found = await findOwn(needs, caller, receipt)
  if (!found.ok) return found
  const { permit, line, submission } = found.value
  const { facility } = permit
  const day = vietnamDay(line.visit_end ?? line.received_at)
  const lists = await needs.listsFor(day, facility)
  const [[shown], text, history, withdrawal] = await Promise.all([
    submissionLines(needs, permit, lists, [line]),
    readText(needs.database, needs.dataKeys, permit, line.digest),
    findHistory(needs.database, permit, line.link_code),
    findWithdrawal(needs.database, facility, line.receipt),
    auditOf(needs, caller, line, 'read'),
  ])
  if (!shown) return refuse('not-found', 'intake.unknown-receipt')
  const tables = text?.ok === true ? readDossierFile(text.value)[0].tables : {}
  const isTreating = caller.facility === facility
  return accept({
    ...shown,
    ...(line.person ? { person: line.person } : {}),
    ...(line.reason === null ? {} : { reason: line.reason }),
    ruleSet: submission.ruleSet,
    truncated: submission.truncated,
    findings: [...submission.findings],
    tables: readableDossier(tables, { day, lists, facility, isTreating }),
    history: history.map((one) => ({
      receipt: one.receipt,
      kind: one.kind,
      receivedAt: isoInVietnam(one.received_at),
      status: standingOf(one),
    })),
    ...(withdrawal
      ? {
          withdrawal: {
            at: isoInVietnam(withdrawal.withdrawn_at),
            by: withdrawal.by,
            reason: withdrawal.reason,
          },
        }
      : {}),
  })
}

/** The XML as it came, for the facility that sent it. Refuses `intake.unknown-receipt`, `records.text-erased`. */
export async function readFileOf(
  needs: Needs,
  caller: Caller,
  receipt: string,
): Promise<Outcome<BytesAnswer>> {
  const found = await findOwn(needs, caller, receipt)
  if (!found.ok) return found
  const { permit, line } = found.value
  const [text] = await Promise.all([
    readText(needs.database, needs.dataKeys, permit, line.digest),
    auditOf(needs, caller, line, 'export'),
  ])
  if (!text) return refuse('not-found', 'intake.unknown-receipt')
  if (!text.ok) return text
  return accept({
    status: 200,
    contentType: 'application/xml',
    body: text.value,
    headers: {
      'content-disposition': `attachment; filename="${line.receipt}.xml"`,
      'x-content-type-options': 'nosniff',
    },
  })
}

type Own = { permit: PermittedFacility; line: LineRow; submission: Submission }

async function findOwn(needs: Needs, caller: Caller, receipt: string): Promise<Outcome<Own>> {
  const own = await permitOwn(needs, caller)
  if (!own.ok) return own
  const permit = own.value
  const unknown = refuse('not-found', 'intake.unknown-receipt', 'receipt')
  if (!isRecordId(receipt)) return unknown
  const [line, submission] = await Promise.all([
    findLine(needs.database, permit, receipt),
    findSubmission(needs.database, permit.facility, receipt),
  ])
  return line && submission ? accept({ permit, line, submission }) : unknown
}

function auditOf(needs: Needs, caller: Caller, line: LineRow, action: 'read' | 'export') {
  return recordAudit(needs.database, [
    {
      at: needs.now(),
      action,
      caller,
      what: line.kind,
      ...(line.person ? { person: line.person } : {}),
      ...(line.visit ? { visit: line.visit } : {}),
      purpose: 'administration',
      ground: 'own-facility',
      detail: { receipt: line.receipt },
    },
  ])
}
