import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Problem } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { Import } from './import.ts'
import type { Counts, ImportState } from './import-state.ts'
import type { Author } from './keeper.ts'

type ImportRow = {
  id: RecordId
  list: string
  version: number
  author: Author
  file_name: string
  digest: Buffer
  sheet: string | null
  header_row: number | null
  state: ImportState
  rows: number
  position: number
  attempts: number
  counts: Counts
  problems: Problem[]
  notices: { code: string; at: string }[]
  created_at: Date
  changed_at: Date
  finished_at: Date | null
  forgotten_at: Date | null
}

const COLUMNS = sql.raw(
  `i.id, i.list, i.version, i.author, i.file_name, i.digest, i.sheet, i.header_row, i.state, i.rows, i.position, i.attempts, i.counts,
   i.problems, i.notices, i.created_at, i.changed_at, i.finished_at, i.forgotten_at`,
)

function rowToImport(row: ImportRow): Import {
  const { id, list, version, author, digest, state, rows, position, attempts, counts } = row
  return {
    id,
    list,
    version,
    author,
    digest,
    state,
    rows,
    position,
    attempts,
    counts,
    fileName: row.file_name,
    problems: row.problems,
    notices: row.notices,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.sheet === null ? {} : { sheet: row.sheet }),
    ...(row.header_row === null ? {} : { headerRow: row.header_row }),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    ...(row.forgotten_at === null ? {} : { forgottenAt: row.forgotten_at }),
  }
}

export type NewImport = Pick<
  Import,
  'id' | 'list' | 'version' | 'author' | 'fileName' | 'digest' | 'createdAt'
>

/** Keeps a workbook as it came. False when the same reach has the same file of the same list under way already. */
export async function insertImport(trx: Trx, made: NewImport, body: Uint8Array): Promise<boolean> {
  const { facility = null, province = null } = made.author
  const { rows } = await sql<{ id: string }>`
    insert into workbooks.import (id, list, version, facility, province, author, file_name, digest, bytes, state, created_at, changed_at)
    values (${made.id}, ${made.list}, ${made.version}, ${facility}, ${facility === null ? province : null},
      ${JSON.stringify(made.author)}::jsonb, ${made.fileName}, ${made.digest}, ${body.length}, 'received', ${made.createdAt}, ${made.createdAt})
    on conflict do nothing returning id
  `.execute(trx)
  if (rows.length === 0) return false
  await sql`insert into workbooks.file (import, body) values (${made.id}, ${Buffer.from(body)})`.execute(
    trx,
  )
  return true
}

/** The import of the same file by the same reach that is under way or done. */
export async function findSameFile(
  database: Database | Trx,
  { list, author, digest }: Pick<NewImport, 'list' | 'author' | 'digest'>,
): Promise<Import | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${COLUMNS} from workbooks.import i
    where i.list = ${list} and coalesce(i.facility, i.province, '') = ${author.facility ?? author.province ?? ''}
      and i.digest = ${digest} and i.state not in ('refused', 'undone') and i.forgotten_at is null
  `.execute(database)
  return rows[0] && rowToImport(rows[0])
}

export async function findImport(
  database: Database | Trx,
  id: RecordId,
): Promise<Import | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${COLUMNS} from workbooks.import i where i.id = ${id}
  `.execute(database)
  return rows[0] && rowToImport(rows[0])
}

/** The same, held until the end of the transaction. */
export async function lockImport(trx: Trx, id: RecordId): Promise<Import | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${COLUMNS} from workbooks.import i where i.id = ${id} for update
  `.execute(trx)
  return rows[0] && rowToImport(rows[0])
}

/** The latest imports that the transaction's scope shows, the newest first. */
export async function listImports(
  database: Database | Trx,
  asked: { readonly list?: string | undefined; readonly limit: number },
): Promise<Import[]> {
  const { rows } = await sql<ImportRow>`
    select ${COLUMNS} from workbooks.import i
    where ${asked.list ?? null}::text is null or i.list = ${asked.list ?? null}
    order by i.created_at desc, i.id limit ${asked.limit}
  `.execute(database)
  return rows.map(rowToImport)
}

/** Takes the import on which nobody has worked for longest, and notes that somebody begins. Undefined when there is nothing to do. */
export async function claimImport(trx: Trx, now: Date): Promise<Import | undefined> {
  const { rows } = await sql<ImportRow>`
    update workbooks.import as i set attempts = i.attempts + 1, changed_at = greatest(i.changed_at, ${now})
    where i.id = (
      select id from workbooks.import where state in ('received', 'comparing', 'running', 'undoing')
      order by changed_at limit 1 for update skip locked)
    returning ${COLUMNS}
  `.execute(trx)
  return rows[0] && rowToImport(rows[0])
}

/** What has become of an import; what is not named stays. */
export type Progress = Partial<
  Pick<
    Import,
    | 'state'
    | 'rows'
    | 'position'
    | 'counts'
    | 'sheet'
    | 'headerRow'
    | 'problems'
    | 'notices'
    | 'finishedAt'
  >
>

/** Notes progress; whoever works on the import has not tried in vain. */
export async function noteProgress(
  trx: Trx,
  id: RecordId,
  now: Date,
  progress: Progress,
): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await sql`
    update workbooks.import set
      state = coalesce(${progress.state ?? null}, state), rows = coalesce(${progress.rows ?? null}, rows),
      position = coalesce(${progress.position ?? null}, position), counts = coalesce(${json(progress.counts)}::jsonb, counts),
      sheet = coalesce(${progress.sheet ?? null}, sheet), header_row = coalesce(${progress.headerRow ?? null}, header_row),
      problems = coalesce(${json(progress.problems)}::jsonb, problems), notices = coalesce(${json(progress.notices)}::jsonb, notices),
      finished_at = coalesce(${progress.finishedAt ?? null}, finished_at),
      attempts = 0, changed_at = greatest(changed_at, ${now})
    where id = ${id}
  `.execute(trx)
}

export async function readFileOf(
  database: Database | Trx,
  id: RecordId,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ body: Buffer }>`
    select body from workbooks.file where import = ${id}
  `.execute(database)
  return rows[0]?.body
}

/** Removes files, rows and undo logs of imports that nobody touched since an instant; their receipts stay. Answers of how many. */
export async function forgetImports(
  trx: Trx,
  before: Date,
  now: Date,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update workbooks.import set forgotten_at = ${now} where id in (
      select id from workbooks.import where forgotten_at is null and changed_at < ${before} order by changed_at limit ${limit})
    returning id
  `.execute(trx)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await sql`delete from workbooks.undo where import = any(${ids}::uuid[])`.execute(trx)
  await sql`delete from workbooks.row where import = any(${ids}::uuid[])`.execute(trx)
  await sql`delete from workbooks.file where import = any(${ids}::uuid[])`.execute(trx)
  return ids.length
}
