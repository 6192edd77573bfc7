import { recordAudit } from '#audit'
import { submissionsByTransactionCode } from '#delivery'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { SubmissionFilter, SubmissionLine } from './contract.ts'
import { dayAfter, startOfDay } from './days.ts'
import { findLines, type LineRow } from './list-store.ts'
import type { IntakeNeeds } from './needs.ts'
import { permitOwn } from './permit-own.ts'
import { submissionLines } from './submission-lines.ts'

export type SubmissionPage = { submissions: SubmissionLine[]; next?: string }

/** One page of what the caller's facility has sent. Refuses `intake.no-facility`, `intake.cursor-unknown`. */
export async function listSubmissionsOf(
  needs: Pick<IntakeNeeds, 'database' | 'now' | 'listsFor'>,
  caller: Caller,
  { after: cursor, from, to, ...asked }: SubmissionFilter,
): Promise<Outcome<SubmissionPage>> {
  const own = await permitOwn(needs, caller)
  if (!own.ok) return own
  const permit = own.value
  const { facility } = permit
  const after = cursor === undefined ? undefined : readCursor(cursor)
  if (cursor !== undefined && !after) return refuse('incorrect', 'intake.cursor-unknown', 'after')

  const { database } = needs
  const byNumber = asked.text
    ? await submissionsByTransactionCode(database, facility, asked.text)
    : undefined
  const rows = await findLines(database, permit, {
    ...asked,
    after,
    byNumber,
    from: from === undefined ? undefined : startOfDay(from),
    to: to === undefined ? undefined : startOfDay(dayAfter(to)),
    limit: asked.limit + 1,
  })
  const page = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? page.at(-1) : undefined
  const lists = await needs.listsFor(vietnamDay(needs.now()), facility)
  const [submissions] = await Promise.all([
    submissionLines(needs, permit, lists, page),
    auditList(needs, caller, page),
  ])
  return accept({ submissions, ...(last ? { next: cursorOf(last) } : {}) })
}

/** One event for each person whose name the list shows. */
async function auditList(
  { database, now }: Pick<IntakeNeeds, 'database' | 'now'>,
  caller: Caller,
  rows: readonly LineRow[],
): Promise<void> {
  const persons = new Map(rows.flatMap((row) => (row.person ? [[row.person, row]] : [])))
  await recordAudit(
    database,
    [...persons].map(([person, row]) => ({
      at: now(),
      action: 'read',
      caller,
      what: 'dossier-list',
      person,
      ...(row.visit ? { visit: row.visit } : {}),
      purpose: 'administration',
      ground: 'own-facility',
    })),
  )
}

function cursorOf(row: LineRow): string {
  return `${row.received_at.toISOString()}_${row.receipt}`
}

function readCursor(cursor: string): { at: Date; receipt: LineRow['receipt'] } | undefined {
  const [time = '', receipt = ''] = cursor.split('_')
  const at = new Date(time)
  return Number.isNaN(at.getTime()) || !isRecordId(receipt) ? undefined : { at, receipt }
}
