import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { BackupFault } from './backup-box.ts'
import type { DumpHead, DumpPiece, DumpTable } from './dump-database.ts'

export type Restored = { readonly tables: number; readonly rows: number }

/**
 * Fills a migrated database with the content of a dump, in one transaction: all of it or nothing.
 *
 * The tables must be those of the dump (the migrations of its head have run, none more). What the migrations put
 * into them is replaced. Throws a `BackupFault` when a table is missing, a count differs or the end does not come.
 */
export async function restoreDatabase(
  ownerUrl: string,
  head: DumpHead,
  pieces: AsyncIterator<DumpPiece>,
  onTable: (done: number, table: DumpTable) => void,
): Promise<Restored> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('begin')
    // References between tables hold as a whole, but not table by table on the way.
    await client.query(`set local session_replication_role = 'replica'`)
    await emptyTables(client)
    const restored = await fillTables(client, head, pieces, onTable)
    await client.query('commit')
    await client.query('analyze')
    return restored
  } finally {
    await client.end()
  }
}

async function emptyTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string }>(`
    select format('%I.%I', n.nspname, c.relname) as table
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not (n.nspname = 'public' and c.relname = 'migration')`)
  if (rows.length > 0)
    await client.query(`truncate ${rows.map((row) => row.table).join(', ')} restart identity`)
}

async function fillTables(
  client: pg.Client,
  head: DumpHead,
  pieces: AsyncIterator<DumpPiece>,
  onTable: (done: number, table: DumpTable) => void,
): Promise<Restored> {
  let tables = 0
  let rows = 0
  for (;;) {
    const piece = await nextPiece(pieces)
    if (piece.kind === 'end') break
    if (piece.kind === 'sequences') await setSequences(client, piece.values)
    else if (piece.kind === 'table') {
      rows += await fillTable(client, piece.table, pieces)
      tables += 1
      onTable(tables, piece.table)
    } else throw new BackupFault(`the backup has a ${piece.kind} where none belongs`)
  }
  if (tables !== head.tables)
    throw new BackupFault(`the backup names ${head.tables} tables and holds ${tables}`)
  return { tables, rows }
}

async function nextPiece(pieces: AsyncIterator<DumpPiece>): Promise<DumpPiece> {
  const next = await pieces.next()
  if (next.done === true) throw new BackupFault('the backup ends before its end')
  return next.value
}

async function fillTable(
  client: pg.Client,
  { schema, name, columns, partition }: DumpTable,
  pieces: AsyncIterator<DumpPiece>,
): Promise<number> {
  const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
  if (partition !== undefined)
    await client.query(
      `create table if not exists ${table} partition of ${partition.parent} ${partition.bounds}`,
    )
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  let expected = -1
  const content = async function* () {
    for (;;) {
      const piece = await nextPiece(pieces)
      if (piece.kind === 'content') yield piece.bytes
      else if (piece.kind === 'table-end') {
        expected = piece.rows
        return
      } else throw new BackupFault(`${table} does not end`)
    }
  }
  const filling = client.query(copyFrom(`copy ${table} (${names}) from stdin (format binary)`))
  await pipeline(Readable.from(content()), filling)
  if (filling.rowCount !== expected)
    throw new BackupFault(`${table} should have ${expected} rows and has ${filling.rowCount}`)
  return expected
}

async function setSequences(
  client: pg.Client,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, value] of Object.entries(values))
    await client.query('select setval($1::regclass, $2::bigint)', [name, value])
}
