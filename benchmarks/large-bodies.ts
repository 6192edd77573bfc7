/**
 * What do eight senders of a 14.6 MB dossier each do to the memory of the server, and to the small dossiers meanwhile?
 *
 * Run: node benchmarks/large-bodies.ts [dossiers of each large sender]
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchmarkDossiers } from '../simulators/province/benchmark-dossiers.ts'
import { startChild } from '../src/commands/children.ts'
import { demoToken } from '../src/commands/demo-token.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { percentiles } from './percentiles.ts'
import { sendLoad } from './send-load.ts'

const SENDERS = 8
const LARGE_BYTES = 14_600_000
const SMALL_BEFORE = 200
const rounds = Number(process.argv[2] ?? 1)

const folder = await mkdtemp(join(tmpdir(), 'mach-bench-'))
const database = await prepareDatabase(folder)
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const server = await startChild('server', 'src/server.ts', [], {
  MACH_DATABASE_URL: database.url,
  MACH_DATA: folder,
  MACH_PORT: String(port),
  MACH_DEMO: 'yes',
  MACH_DEMO_PASSWORD: database.secrets.demoPassword,
})

try {
  const dossiers = benchmarkDossiers(3_000, 9)
  const tokens = new Map<string, string>()
  for (const { facility } of dossiers)
    if (!tokens.has(facility)) tokens.set(facility, await demoToken(origin, `clerk@${facility}`))
  const large = dossiers.splice(0, SENDERS * rounds).map(enlarge)
  const quiet = await sendLoad(origin, tokens, dossiers.splice(0, SMALL_BEFORE), 2)
  say('before', percentiles(quiet.durationsMs))
  say('peak memory in MB before', await peakMegabytes())

  const progress = { isOver: false }
  const sending = sendLoad(origin, tokens, large, SENDERS).finally(() => {
    progress.isOver = true
  })
  const durationsMs: number[] = []
  while (!progress.isOver && dossiers.length > 0) {
    const small = await sendLoad(origin, tokens, dossiers.splice(0, 2), 2)
    durationsMs.push(...small.durationsMs)
  }
  const { seconds, statuses, durationsMs: largeMs } = await sending
  say('small meanwhile', { count: durationsMs.length, ...percentiles(durationsMs) })
  say('large', { seconds, statuses: Object.fromEntries(statuses), ...percentiles(largeMs) })
  say('peak memory in MB', await peakMegabytes())
} finally {
  await server.end()
  await database.end()
  await rm(folder, { recursive: true, force: true })
}

function say(name: string, figures: object): void {
  process.stdout.write(`${name}: ${JSON.stringify(figures)}\n`)
}

/** The same dossier with its table of results repeated until the file has the wanted size. */
function enlarge<Sent extends { readonly xml: string }>(dossier: Sent): Sent {
  const xml = dossier.xml.replace(
    /(<LOAIHOSO>XML4<\/LOAIHOSO><NOIDUNGFILE>)([^<]*)/,
    (_all, before: string, content: string) => {
      const table = Buffer.from(content, 'base64').toString()
      const rows = table.match(/<CHI_TIET_CLS>[\s\S]*?<\/CHI_TIET_CLS>\n?/g) ?? []
      const head = table.slice(0, table.indexOf('<CHI_TIET_CLS>'))
      const tail = table.slice(table.lastIndexOf('</CHI_TIET_CLS>') + '</CHI_TIET_CLS>'.length)
      let body = ''
      for (
        let number = 1;
        body.length < (LARGE_BYTES * 3) / 4 / 1.08 && rows.length > 0;
        number += 1
      )
        body += (rows[number % rows.length] ?? '').replace(/<STT>[^<]*/, `<STT>${number}`)
      return before + Buffer.from(head + body + tail).toString('base64')
    },
  )
  return { ...dossier, xml }
}

/** The most memory that each process of the server had so far. */
async function peakMegabytes(): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const texts = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')),
  )
  return texts
    .filter((text) =>
      [number(text, 'PPid'), number(text, 'Pid')].includes(server.process.pid ?? -1),
    )
    .map((text) => Math.round(number(text, 'VmHWM') / 1024))
}

function number(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1])
}
