import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { JudgedRow } from '../list/judge-rows.ts'
import type { Reason } from '../list/reasons.ts'
import type { Compared, RowValues, Written } from './keeper.ts'

/** Keeps judged rows; those with reasons have failed already. */
export async function insertRows(
  trx: Trx,
  id: RecordId,
  rows: readonly JudgedRow[],
): Promise<void> {
  const json = JSON.stringify(
    rows.map(({ row, key, values, reasons }) => ({
      row,
      key: key.slice(0, KEY_CHARACTERS_MAX),
      values,
      ...(reasons.length > 0 ? { change: 'failed', reasons } : {}),
    })),
  )
  await sql`
    insert into workbooks.row (import, row, key, values, change, reasons)
    select ${id}, row, key, values, change, reasons
    from jsonb_to_recordset(${json}::jsonb) as judged (row integer, key text, values jsonb, change text, reasons jsonb)
  `.execute(trx)
}

const KEY_CHARACTERS_MAX = 500

/** Rows behind a position that nobody has compared yet. */
export async function rowsToCompare(
  trx: Trx,
  id: RecordId,
  position: number,
  limit: number,
): Promise<RowValues[]> {
  const { rows } = await sql<RowValues>`
    select row, values from workbooks.row where import = ${id} and row > ${position} and change is null order by row limit ${limit}
  `.execute(trx)
  return rows
}

/** Rows behind a position that are to be written and are not. */
export async function rowsToApply(
  trx: Trx,
  id: RecordId,
  position: number,
  limit: number,
): Promise<RowValues[]> {
  const { rows } = await sql<RowValues>`
    select row, values from workbooks.row
    where import = ${id} and row > ${position} and change in ('new', 'changed', 'ended') and outcome is null
    order by row limit ${limit}
  `.execute(trx)
  return rows
}

/** Written rows before a position, the last first, each with what was last written for undoing it. */
export async function rowsToTakeBack(
  trx: Trx,
  id: RecordId,
  position: number,
  limit: number,
): Promise<{ readonly row: number; readonly undo: unknown }[]> {
  const { rows } = await sql<{ row: number; undo: unknown }>`
    select r.row, (select u.entry from workbooks.undo u where u.import = r.import and u.row = r.row order by u.at desc limit 1) as undo
    from workbooks.row r
    where r.import = ${id} and r.row < ${position} and r.outcome = 'done' order by r.row desc limit ${limit}
  `.execute(trx)
  return rows
}

export async function noteCompared(
  trx: Trx,
  id: RecordId,
  compared: readonly Compared[],
): Promise<void> {
  await sql`
    update workbooks.row r set change = c.change, before = c.before, reasons = c.reasons
    from jsonb_to_recordset(${JSON.stringify(compared)}::jsonb) as c (row integer, change text, before jsonb, reasons jsonb)
    where r.import = ${id} and r.row = c.row
  `.execute(trx)
}

/** Notes what became of rows, and what it takes to undo those that were written. */
export async function noteWritten(
  trx: Trx,
  id: RecordId,
  written: readonly Written[],
  names: { readonly ok: 'done' | 'undone'; readonly not: 'failed' | 'kept' },
  now: Date,
): Promise<void> {
  const json = JSON.stringify(
    written.map((one) => ({
      row: one.row,
      outcome: one.ok ? names.ok : names.not,
      ...(one.ok ? { undo: one.undo } : { reasons: one.reasons }),
    })),
  )
  await sql`
    update workbooks.row r set outcome = w.outcome, reasons = w.reasons
    from jsonb_to_recordset(${json}::jsonb) as w (row integer, outcome text, reasons jsonb)
    where r.import = ${id} and r.row = w.row
  `.execute(trx)
  await sql`
    insert into workbooks.undo (import, row, entry, at)
    select ${id}, row, undo, ${now} from jsonb_to_recordset(${json}::jsonb) as w (row integer, undo jsonb) where undo is not null
  `.execute(trx)
}

/** Lets failed rows be written once more. Answers how many. */
export async function reopenFailed(trx: Trx, id: RecordId): Promise<number> {
  const done = await sql`
    update workbooks.row set outcome = null, reasons = null where import = ${id} and outcome = 'failed'
  `.execute(trx)
  return Number(done.numAffectedRows ?? 0)
}

export type KeptRow = RowValues & {
  readonly change: Compared['change'] | null
  readonly before: Readonly<Record<string, string>> | null
  readonly outcome: 'done' | 'failed' | 'undone' | 'kept' | null
  readonly reasons: readonly Reason[] | null
}

/** A page of rows by what they would change or by what became of them. `failed` are all that stand with a reason. */
export async function listRows(
  database: Database | Trx,
  id: RecordId,
  asked: { readonly show: string; readonly after: number; readonly limit: number },
): Promise<KeptRow[]> {
  const which =
    asked.show === 'failed'
      ? sql`(r.outcome in ('failed', 'kept') or r.change = 'failed')`
      : sql`r.change = ${asked.show}`
  const { rows } = await sql<KeptRow>`
    select r.row, r.values, r.change, r.before, r.outcome, r.reasons from workbooks.row r
    where r.import = ${id} and r.row > ${asked.after} and ${asked.show === 'all' ? sql`true` : which}
    order by r.row limit ${asked.limit}
  `.execute(database)
  return rows
}
