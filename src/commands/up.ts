import { setTimeout as pause } from 'node:timers/promises'
import { resolve } from 'node:path'
import { buildPortal } from './build-portal.ts'
import { type Child, startChild } from './children.ts'
import { claimFolder } from './claim-folder.ts'
import { openDemoWireDoor, openPortalAccounts } from './demo-accounts.ts'
import { outsideSettings } from './demo-outside.ts'
import { fillDemoProgrammes } from './demo-programmes.ts'
import { fillDemoRegistry } from './demo-registry.ts'
import { printDemo, seedDemoOnce } from './demo.ts'
import { needFreePorts } from './ports.ts'
import { prepareDatabase } from './prepare-database.ts'
import { countWord, readWords, tellingWords, WordsError } from './words.ts'

/**
 * `./mach up [--demo] [--port 8080] [--data DIR] [--tls-cert FILE --tls-key FILE]`: starts everything, says `ready`, stays until it is
 * ended. With a certificate (here or in `MACH_TLS_CERT` and `MACH_TLS_KEY`) it speaks TLS 1.3 alone, and SIGHUP reads the certificate
 * again.
 *
 * Data survive; a second start finds them. Refuses (exit 1) when another `up` runs on the same folder or the port is taken.
 */
export function up(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, flags } = readWords(words, ['port', 'data', 'tls-cert', 'tls-key'], ['demo'])
    const tls = tlsOf(values, process.env)
    if (tls !== undefined && flags.has('demo'))
      throw new WordsError('--demo speaks to itself without TLS; leave one of them out')
    const port = countWord(values['port'], 8080, 'port')
    const data = resolve(values['data'] ?? '.mach')
    const stopped = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort())

    const running: { end: () => Promise<void> }[] = []
    try {
      running.unshift(await claimFolder(data))
      const start = { port, data, demo: flags.has('demo'), ...(tls === undefined ? {} : { tls }) }
      await startAll(start, running, stopped.signal)
      return 0
    } catch (error) {
      if (stopped.signal.aborted) return 0
      process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
      return 1
    } finally {
      for (const part of running) await part.end()
    }
  })
}

type Start = {
  readonly port: number
  readonly data: string
  readonly demo: boolean
  readonly tls?: TlsSettings
}

type TlsSettings = { readonly MACH_TLS_CERT: string; readonly MACH_TLS_KEY: string }

/** The certificate and key by which the server speaks TLS: of the words, else of the settings. Throws when one is without the other. */
export function tlsOf(
  values: Readonly<Record<string, string>>,
  settings: NodeJS.ProcessEnv,
): TlsSettings | undefined {
  const certificate = values['tls-cert'] ?? settings['MACH_TLS_CERT']
  const key = values['tls-key'] ?? settings['MACH_TLS_KEY']
  if (certificate === undefined && key === undefined) return undefined
  if (certificate === undefined || key === undefined)
    throw new WordsError('--tls-cert and --tls-key are given together')
  return { MACH_TLS_CERT: resolve(certificate), MACH_TLS_KEY: resolve(key) }
}

/** Simulators listen on the six ports after the server's. */
async function startAll(
  start: Start,
  running: { end: () => Promise<void> }[],
  signal: AbortSignal,
): Promise<void> {
  const origin = `${start.tls === undefined ? 'http' : 'https'}://127.0.0.1:${start.port}`
  await needFreePorts(
    start.demo ? [0, 1, 2, 3, 4, 5, 6].map((step) => start.port + step) : [start.port],
  )
  const say = (text: string) => process.stderr.write(`mach: ${text}\n`)
  say('starting the database')
  const [database] = await Promise.all([prepareDatabase(start.data), buildPortal(say)])
  running.unshift(database)

  if (start.demo) await openPortalAccounts(start.data, database.url, database.secrets)
  if (start.demo) await openDemoWireDoor(start.data, database.url, database.secrets)
  if (start.demo) await fillDemoRegistry(start.data, database.ownerUrl)
  if (start.demo) await fillDemoProgrammes(start.data, database.url)
  const children: Child[] = []
  const begin = async (...child: Parameters<typeof startChild>) => {
    const begun = await startChild(...child)
    children.push(begun)
    running.unshift(begun)
  }
  if (start.demo) await startOutside(start.port, begin)
  const env = {
    MACH_DATABASE_URL: database.url,
    MACH_DATA: start.data,
    MACH_PORT: String(start.port),
    MACH_ORIGIN: process.env['MACH_ORIGIN'] ?? origin,
    MACH_DEMO: start.demo ? 'yes' : 'no',
    ...start.tls,
    ...(start.demo ? await demoSettings(start, database.secrets.demoPassword) : {}),
  }
  await allOrFirstFault([
    begin('server', 'src/server.ts', [], env),
    begin('worker', 'src/worker.ts', [], env),
  ])

  passOnReloads(start, children)
  process.stdout.write(`ready ${origin}\n`)
  if (start.demo) {
    await seedDemoOnce(start.data, origin, signal)
    if (!signal.aborted) await printDemo(start.data, origin, database.secrets.demoPassword)
  }
  await untilEnded(children, signal)
}

/** The world outside, simulated, as server and worker are told of it. */
async function demoSettings({ data, port }: Start, password: string) {
  const at = (step: number) => `127.0.0.1:${port + step}`
  return {
    MACH_DEMO_PASSWORD: password,
    MACH_INSURANCE_PORTAL_URL: `http://${at(1)}`,
    MACH_OUTGOING_ALLOWED: [1, 3, 4, 5, 6].map(at).join(','),
    ...identitySettings(`http://${at(3)}`),
    ...(await outsideSettings(data, port + 4)),
  }
}

/** SIGHUP reads the certificate again, in every process of the server. Without one it ends us, as it ends whatever has no use for it. */
function passOnReloads({ tls }: Start, children: readonly Child[]): void {
  if (tls === undefined) return
  process.on('SIGHUP', () => {
    for (const child of children) if (child.name === 'server') child.process.kill('SIGHUP')
  })
}

/** Starts one of ours and notes it at once, so that it ends with the rest whatever becomes of its siblings. */
type Begin = (...child: Parameters<typeof startChild>) => Promise<void>

async function startOutside(port: number, begin: Begin): Promise<void> {
  const book = `http://127.0.0.1:${port + 2}`
  await begin('VNeID book', 'simulators/vneid-book/main.ts', ['--port', String(port + 2)], {})
  await begin(
    'insurance portal',
    'simulators/insurance-portal/main.ts',
    ['--port', String(port + 1), '--book', book],
    {},
  )
  await begin(
    'upstream identity',
    'simulators/upstream-identity/main.ts',
    ['--port', String(port + 3)],
    {},
  )
  await startStateServices(port, begin)
}

/** The State systems that the registry sends to, each as a process of its own. */
async function startStateServices(port: number, begin: Begin): Promise<void> {
  const listen = (step: number) => ['--port', String(port + step)]
  await begin('data centre', 'simulators/data-centre/main.ts', listen(4), {})
  const agreeing = [...listen(5), '--unknown', 'match']
  await begin('population database', 'simulators/population-database/main.ts', agreeing, {})
  await begin('VNeID credentials', 'simulators/vneid-credential/main.ts', listen(6), {})
}

/** The simulated VNeID and National Public Service Portal, which take every client with this word. */
export function identitySettings(url: string): Record<string, string> {
  return {
    MACH_VNEID_ISSUER: `${url}/vneid`,
    MACH_VNEID_SECRET: 'simulated',
    MACH_PUBLIC_SERVICE_ISSUER: `${url}/public-service`,
    MACH_PUBLIC_SERVICE_SECRET: 'simulated',
  }
}

/** Waits for all, even after a fault: each is either noted as running or has ended. */
async function allOrFirstFault(begun: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(begun)
  for (const one of settled) if (one.status === 'rejected') throw one.reason
}

/** Waits for the signal; throws when one of ours ends by itself, because then the whole is not up any more. */
async function untilEnded(children: readonly Child[], signal: AbortSignal): Promise<void> {
  const fallen = children.map(
    (child) =>
      new Promise<never>((_resolve, reject) =>
        child.process.once('exit', (code) =>
          reject(new Error(`${child.name} ended by itself (${String(code)})`)),
        ),
      ),
  )
  const ended = pause(2 ** 31 - 1, undefined, { signal }).catch(() => undefined)
  await Promise.race([ended, ...fallen])
}
