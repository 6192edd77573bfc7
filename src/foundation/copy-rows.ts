import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** Rows travel together up to so many characters. */
const GATHERED_MAX = 65_536

/** A table to be filled, and its columns in the order of the rows. */
export type CopiedTable = { readonly table: string; readonly columns: readonly string[] }

export type CopiedValue = string | number | boolean | Uint8Array | null

export type Filling = {
  /** Waits while the server is busy. */
  readonly write: (table: string, row: readonly CopiedValue[]) => Promise<void>
  /** Commits every table; to be called once, at the end. */
  readonly end: () => Promise<void>
  /** Gives up: nothing stays. */
  readonly abandon: () => Promise<void>
}

/**
 * Fills several tables at once, each over a connection of its own, as the owner and without references being checked: for synthetic data in
 * amounts that statements would take hours for. Checks of columns and unique keys hold.
 */
export async function fillTables(
  ownerUrl: string,
  tables: readonly CopiedTable[],
): Promise<Filling> {
  const open = await Promise.all(tables.map((one) => openCopy(ownerUrl, one)))
  const streams = new Map(open.map((one, index) => [tables[index]?.table, one]))
  return {
    write: async (table, row) => {
      const one = streams.get(table)
      if (one === undefined) throw new Error(`no table ${table} is being filled`)
      one.gathered += `${row.map(copyText).join('\t')}\n`
      if (one.gathered.length < GATHERED_MAX) return
      const isFree = one.stream.write(one.gathered)
      one.gathered = ''
      if (!isFree) await once(one.stream, 'drain')
    },
    end: async () => {
      for (const { stream, gathered } of open) stream.end(gathered)
      await Promise.all(open.map(({ stream }) => finished(stream)))
      for (const { client } of open) await client.query('commit')
      await Promise.all(open.map(({ client }) => client.end()))
    },
    abandon: async () => {
      for (const { stream } of open) stream.destroy()
      await Promise.allSettled(open.map(({ client }) => client.end()))
    },
  }
}

async function openCopy(url: string, { table, columns }: CopiedTable) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set statement_timeout = 0')
  await client.query('begin')
  await client.query(`set local session_replication_role = 'replica'`)
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const [schema = '', name = ''] = table.split('.')
  const place = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
  const stream = client.query(copyFrom(`copy ${place} (${names}) from stdin`))
  return { client, stream, gathered: '' }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}

function copyText(value: CopiedValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return value.replace(/[\\\t\n\r]/g, (one) => ESCAPES[one] ?? one)
  if (typeof value === 'object') return `\\\\x${Buffer.from(value).toString('hex')}`
  return String(value)
}
