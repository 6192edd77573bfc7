import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/**
 * The limit beside which intake is measured: COPY of the same XML into one table, one dossier per transaction,
 * on so many connections at once. Returns dossiers per second.
 */
export async function copyPerSecond(
  ownerUrl: string,
  dossiers: readonly string[],
  connections: number,
): Promise<number> {
  const clients = await Promise.all(Array.from({ length: connections }, () => connect(ownerUrl)))
  const [first] = clients
  if (first === undefined) return 0
  await first.query(
    'drop table if exists public.copy_probe; create table public.copy_probe (xml text)',
  )
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      for (let index = next++; index < dossiers.length; index = next++) {
        const copy = client.query(copyFrom('copy public.copy_probe (xml) from stdin'))
        await pipeline(Readable.from([escape(dossiers[index] ?? '')]), copy)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  await first.query('drop table public.copy_probe')
  await Promise.all(clients.map((client) => client.end()))
  return dossiers.length / seconds
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** One row of COPY's text form. */
function escape(text: string): string {
  return `${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}\n`
}
