/**
 * Do 20 officers and 5,000 users of facilities work at once on two cores without errors, and how long does an officer wait for a page of the queue?
 *
 * Each has a session and a connection of the own. Users of facilities read their cases, their staff list and their file, look up the public list, and
 * tell who left, with a pause of 30 s in the middle between two acts; officers open their queue, open its first case, publish it, with a pause of 3 s:
 * some ten times as fast as people. Server processes, worker and PostgreSQL are real, the generator runs beside them on the same cores.
 * `node benchmarks/registry-load.ts [--json] [--data DIR]`: DIR is a data folder that `./mach seed registry` filled; without it a small one is made.
 * Aims: no error, 200 ms for a page of the queue at the 95th percentile.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startChild } from '../src/commands/children.ts'
import { prepareDatabase } from '../src/commands/prepare-database.ts'
import { fillSynthetic } from '../src/commands/seed-registry.ts'
import { freePort } from '../src/foundation/embedded-postgres.ts'
import { makeRandom, type Random } from '../simulators/province/random.ts'
import { percentiles, round } from './percentiles.ts'
import { processorMs } from './processor-time.ts'
import { type SignedIn, signInUsers } from './registry-users.ts'
import { type Answer, openLine, type SessionLine } from './session-line.ts'

const USERS = Number(process.env['MACH_BENCH_USERS'] ?? 5_000)
const OFFICERS = Number(process.env['MACH_BENCH_OFFICERS'] ?? 20)
/** Departures that wait in the queues before the clock starts. */
const WAITING = Number(process.env['MACH_BENCH_WAITING'] ?? 1_000)
const SECONDS = Number(process.env['MACH_BENCH_SECONDS'] ?? 120)
/** Everybody's first page within this time; errors count from the beginning, times from its end. */
const ARRIVAL_MS = 30_000
const USER_PAUSE_MS = 30_000
const OFFICER_PAUSE_MS = 3_000
const WORDS = [
  'nguyen%20van',
  'tran%20thi%20hoa',
  'benh%20vien',
  'le',
  'phong%20kham',
  'pham%20minh',
]
const json = process.argv.includes('--json')
const say = (text: string) => process.stderr.write(`mach: ${text}\n`)

const told = process.argv[process.argv.indexOf('--data') + 1]
const kept = process.argv.includes('--data') && told !== undefined ? resolve(told) : undefined
const folder = kept ?? (await mkdtemp(join(tmpdir(), 'mach-bench-load-')))
const database = await prepareDatabase(folder)
if (kept === undefined)
  await fillSynthetic(database.ownerUrl, { practitioners: 90_000, facilities: 7_000, seed: 850 })
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const settings = {
  MACH_DATABASE_URL: database.url,
  MACH_DATA: folder,
  MACH_PORT: String(port),
  MACH_ORIGIN: origin,
}
const server = await startChild('server', 'src/server.ts', [], settings)
const worker = await startChild('worker', 'src/worker.ts', [], settings)

const durations = new Map<string, number[]>()
const faults = new Map<string, number>()
/** Of whom each facility told already that they left. */
const departed = new Map<SignedIn, Set<string>>()
let isCounting = false

try {
  const { users, officers } = await signInUsers(database, { users: USERS, officers: OFFICERS })
  await fillQueues(users.slice(0, WAITING))
  say(`${users.length} users, ${officers.length} officers, ${WAITING} departures wait`)
  faults.clear()
  const before = await spent()
  const startedAt = Date.now()
  isCounting = true
  const until = startedAt + ARRIVAL_MS + SECONDS * 1_000
  const arrived = pause(ARRIVAL_MS).then(() => durations.clear())
  await Promise.all([
    arrived,
    ...users.map((user, index) => workAtFacility(user, (index / USERS) * ARRIVAL_MS, until)),
    ...officers.map((officer) => workAtQueue(officer, until)),
  ])
  report((Date.now() - startedAt) / 1_000, before, await spent())
} finally {
  await worker.end()
  await server.end()
  await database.end()
  if (kept === undefined) await rm(folder, { recursive: true, force: true })
}

async function spent() {
  return {
    server: await processorMs(server.process.pid ?? 0, true),
    worker: await processorMs(worker.process.pid ?? 0, true),
    database: await processorMs(database.pid, true),
    generator: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000,
  }
}

/** Notes how long an act took, and what went wrong: every answer but 200, and 409 where a colleague may have been quicker. */
async function note(act: string, asked: Promise<Answer>, also = 200): Promise<Answer> {
  const answer = await asked
  if (answer.status !== 200 && answer.status !== also) {
    const what = `${act} ${answer.status} ${answer.body.slice(0, 160)}`
    faults.set(what, (faults.get(what) ?? 0) + 1)
  }
  const took = durations.get(act) ?? []
  if (isCounting) durations.set(act, took)
  took.push(answer.ms)
  return answer
}

async function fillQueues(users: readonly SignedIn[]): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let user = users[next++]; user !== undefined; user = users[next++]) {
        const line = openLine(origin, user.cookie)
        await note('session', line.get('/session'))
        await tellDeparture(line, user)
        line.close()
      }
    }),
  )
  if (faults.size > 0) throw new Error(`not prepared: ${JSON.stringify([...faults].slice(0, 5))}`)
}

async function workAtFacility(user: SignedIn, waitMs: number, until: number): Promise<void> {
  await pause(waitMs)
  const random = makeRandom(`bench ${user.cookie}`)
  const line = openLine(origin, user.cookie)
  await note('session', line.get('/session'))
  while (Date.now() < until) {
    await pause(random.int(USER_PAUSE_MS / 2, (USER_PAUSE_MS * 3) / 2))
    if (Date.now() >= until) break
    await actAtFacility(line, user, random)
  }
  line.close()
}

async function actAtFacility(line: SessionLine, user: SignedIn, random: Random): Promise<void> {
  const chance = random.int(1, 100)
  if (chance <= 35) await note('own cases', line.get('/cases'))
  else if (chance <= 60) await note('staff list', line.get(staffOf(user)))
  else if (chance <= 80) await note('own file', line.get('/registry/profiles/own'))
  else if (chance <= 95)
    await note('look-up', line.get(`/look-up?words=${random.pick(WORDS)}&limit=20`))
  else await tellDeparture(line, user)
}

function staffOf({ facility }: SignedIn): string {
  return `/registry/facilities/${facility}/staff`
}

/** Somebody of the staff list leaves: the facility opens the case and sends it. */
async function tellDeparture(line: SessionLine, user: SignedIn): Promise<void> {
  const listed = await note('staff list', line.get(staffOf(user)))
  if (listed.status !== 200) return
  const { staff } = JSON.parse(listed.body) as { staff: { practitioner: string }[] }
  const gone = departed.get(user) ?? new Set()
  const one = staff.find(({ practitioner }) => !gone.has(practitioner))
  if (one === undefined) return
  departed.set(user, gone.add(one.practitioner))
  const left = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const path = `/registry/facility/registrations/${one.practitioner}/end`
  const opened = await note('tell a departure', line.post(path, { fields: { left } }))
  if (opened.status !== 200) return
  const { case: id } = JSON.parse(opened.body) as { case: string }
  await note('send it', line.post(`/cases/${id}/steps/send`, { position: 1 }))
}

async function workAtQueue(officer: SignedIn, until: number): Promise<void> {
  const random = makeRandom(`bench ${officer.cookie}`)
  const line = openLine(origin, officer.cookie)
  await note('session', line.get('/session'))
  const queue = '/cases?definition=registration-end&state=sent'
  while (Date.now() < until) {
    await pause(random.int(OFFICER_PAUSE_MS / 2, (OFFICER_PAUSE_MS * 3) / 2))
    const page = await note('queue page', line.get(queue))
    if (page.status !== 200) continue
    const { cases } = JSON.parse(page.body) as { cases: { case: string; position: number }[] }
    const one = cases[random.int(0, cases.length - 1)]
    if (one === undefined) continue
    await note('case', line.get(`/cases/${one.case}`))
    await note('file of the case', line.get(`/registry/cases/${one.case}/file`))
    const step = { position: one.position }
    await note('publish', line.post(`/cases/${one.case}/steps/publish`, step), 409)
  }
  line.close()
}

type Spent = Awaited<ReturnType<typeof spent>>

function report(seconds: number, before: Spent, after: Spent): void {
  let requests = 0
  for (const [act, took] of durations) {
    requests += took.length
    const { p50, p95, p99 } = percentiles(took)
    say(`${act}: ${took.length}, p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`)
  }
  for (const [what, count] of faults) say(`fault, ${count} times: ${what}`)
  const cores = (name: keyof Spent) => round((after[name] - before[name]) / 1_000 / seconds)
  const summary = {
    users: USERS,
    officers: OFFICERS,
    requestsPerSecond: round(requests / (seconds - ARRIVAL_MS / 1_000)),
    errors: [...faults.values()].reduce((sum, count) => sum + count, 0),
    queuePageP95Ms: percentiles(durations.get('queue page') ?? []).p95,
    allP95Ms: percentiles([...durations.values()].flat()).p95,
    coresServer: cores('server'),
    coresWorker: cores('worker'),
    coresDatabase: cores('database'),
    coresGenerator: cores('generator'),
  }
  process.stdout.write(`${JSON.stringify(summary, undefined, json ? undefined : 2)}\n`)
}
