import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** What a backup says of itself before its content. */
export type DumpHead = {
  readonly madeAt: string
  /** Migrations that have run: name and digest of the file. */
  readonly migrations: readonly { readonly name: string; readonly digest: string }[]
  readonly tables: number
  /** The content of `secrets.json`; absent when it is kept apart. */
  readonly secrets?: string
}

export type DumpTable = {
  readonly schema: string
  readonly name: string
  /** In the order of the content. */
  readonly columns: readonly string[]
  /** For a partition made while running: its parent and its bounds. */
  readonly partition?: { readonly parent: string; readonly bounds: string }
}

/** A piece of a dump. Content is PostgreSQL's own binary COPY form. */
export type DumpPiece =
  | { readonly kind: 'head'; readonly head: DumpHead }
  | { readonly kind: 'table'; readonly table: DumpTable }
  | { readonly kind: 'content'; readonly bytes: Buffer }
  | { readonly kind: 'table-end'; readonly rows: number }
  | { readonly kind: 'sequences'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'end' }

/**
 * Every table of every room as of one instant, while others go on writing: one snapshot, read only.
 * Left out: what is lost at a crash anyway (unlogged tables).
 *
 * @param ownerUrl the owner of the tables; a role that sees only some rows is refused by PostgreSQL, not served half
 */
export async function* dumpDatabase(
  ownerUrl: string,
  facts: { readonly madeAt: Date; readonly secrets?: string },
): AsyncGenerator<DumpPiece> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('set statement_timeout = 0; set row_security = off')
    await client.query('begin isolation level repeatable read, read only')
    const tables = await findTables(client)
    const { rows: migrations } = await client.query<{ name: string; digest: string }>(
      'select name, digest from public.migration order by name',
    )
    const head = { madeAt: facts.madeAt.toISOString(), migrations, tables: tables.length }
    yield {
      kind: 'head',
      head: facts.secrets === undefined ? head : { ...head, secrets: facts.secrets },
    }
    for (const table of tables) yield* dumpTable(client, table)
    yield { kind: 'sequences', values: await findSequences(client) }
    yield { kind: 'end' }
  } finally {
    await client.end()
  }
}

type TableRow = {
  schema: string
  name: string
  columns: string[]
  transactions: string[]
  parent: string | null
  bounds: string | null
}

async function findTables(client: pg.Client): Promise<TableRow[]> {
  const { rows } = await client.query<TableRow>(`
    select n.nspname as schema, c.relname as name,
           array_agg(a.attname::text order by a.attnum) as columns,
           coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'xid8'::regtype), '{}') as transactions,
           (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid and c.relispartition) as parent,
           pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relpersistence = 'p'
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not (n.nspname = 'public' and c.relname = 'migration')
    group by n.nspname, c.relname, c.oid, c.relispartition, c.relpartbound
    order by n.nspname, c.relname`)
  return rows
}

/**
 * Transaction numbers belong to the server that gave them: in another all former changes are long past, in the order of
 * their ordinals. (The audit log keeps its numbers: it knows eras.)
 */
const PAST_TRANSACTION = `'3'::xid8`
const CHANGE_LOG = 'records.change'

async function* dumpTable(client: pg.Client, row: TableRow): AsyncGenerator<DumpPiece> {
  const { schema, name, columns, transactions, parent, bounds } = row
  const partition = parent !== null && bounds !== null ? { partition: { parent, bounds } } : {}
  yield { kind: 'table', table: { schema, name, columns, ...partition } }
  const wanted = columns.map((column) =>
    `${schema}.${name}` === CHANGE_LOG && transactions.includes(column)
      ? PAST_TRANSACTION
      : pg.escapeIdentifier(column),
  )
  const from = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
  const copying = client.query(
    copyTo(`copy (select ${wanted.join(', ')} from ${from}) to stdout (format binary)`),
  )
  for await (const bytes of copying) yield { kind: 'content', bytes: Buffer.from(bytes) }
  yield { kind: 'table-end', rows: copying.rowCount }
}

async function findSequences(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
    from pg_sequences where last_value is not null`)
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
