import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

/** Any constant: two processes that migrate at once take turns by it. */
const LOCK = 8_262_026

const FOLDER = new URL('../../database/migrations/', import.meta.url)

/**
 * Brings a database up to the newest migration, as its owner, and makes the application's own role.
 *
 * Each file of `database/migrations` runs once, in the order of its number, in a transaction of its own.
 * A second call does nothing. Throws when a file that has run was changed since: forward only.
 *
 * @param only the names to run when not all: the tables as they were when a backup was made
 */
export async function migrate(
  ownerUrl: string,
  applicationPassword?: string,
  only?: ReadonlySet<string>,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await prepare(client, applicationPassword)
    return await runMissing(client, only)
  } finally {
    await client.end()
  }
}

async function prepare(client: pg.Client, applicationPassword: string | undefined): Promise<void> {
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'mach_app') then
        create role mach_app login nosuperuser nocreatedb nocreaterole nobypassrls;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$;
    create table if not exists public.migration (
      name text primary key, digest text not null, applied_at timestamptz not null default now()
    );`)
  if (applicationPassword) {
    await client.query(`alter role mach_app password ${pg.escapeLiteral(applicationPassword)}`)
  }
}

async function runMissing(client: pg.Client, only?: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await client.query<{ name: string; digest: string }>(
    'select name, digest from public.migration',
  )
  const known = new Map(rows.map((row) => [row.name, row.digest]))
  const applied: string[] = []
  for (const name of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()) {
    if (only?.has(name) === false) continue
    const text = await readFile(new URL(name, FOLDER), 'utf8')
    const digest = createHash('sha256').update(text).digest('hex')
    if (known.has(name)) {
      if (known.get(name) !== digest)
        throw new Error(`migration ${name} has run and was changed since`)
      continue
    }
    await runOne(client, name, text, digest)
    applied.push(name)
  }
  return applied
}

/** The migrations that this version of Mạch knows, with the digests of their files. */
export async function knownMigrations(): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>()
  for (const name of (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort()) {
    const text = await readFile(new URL(name, FOLDER))
    known.set(name, createHash('sha256').update(text).digest('hex'))
  }
  return known
}

async function runOne(
  client: pg.Client,
  name: string,
  text: string,
  digest: string,
): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into public.migration (name, digest) values ($1, $2)', [
      name,
      digest,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name}: ${String(error)}`, { cause: error })
  }
}
