import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import { lineLog } from '#foundation/log'
import { isWord, makeTurns, type Turns, type Word } from '#foundation/siblings'
import { originOf, type Settings } from './settings.ts'

/** A process that does not end when asked is ended after 8 s, before whoever started us ends us. */
const END_MS_MAX = 8_000

/** A process that died is replaced after half a second, and after twice as long for each other death of the last minute. */
const RESTART_MS_FIRST = 500
const RESTART_MS_MAX = 30_000
const DEATHS_WITHIN_MS = 60_000

/**
 * Starts so many processes on one port and stays: gives them connections in turn, passes on what they tell each other,
 * and replaces one that died. Says `ready` when all listen. It answers no request and opens no database itself.
 *
 * Ends by signal or with its own parent, and all processes before it; when it is killed, they end by themselves
 * because their channel breaks. Ends with code 1 when a process dies before all have listened: the start failed.
 */
export function superviseServer(settings: Settings, count: number): void {
  const turns = passWords()
  const duties = shareDuties(settings, count)
  const stopped = new AbortController()
  const end = async (code: number) => {
    if (stopped.signal.aborted) return
    stopped.abort()
    await Promise.all(processes().map(endProcess))
    process.exit(code)
  }
  const replace = replaceAfter(stopped.signal)

  cluster.on('listening', duties.take)
  cluster.on('exit', (worker, code, signal) => {
    turns.forget(worker)
    if (stopped.signal.aborted) return
    if (!duties.isReady()) return void end(1)
    duties.giveUp(worker)
    replace(code, signal)
  })
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const)
    process.on(event, () => void end(0))
  if (settings.MACH_TLS_CERT !== undefined)
    process.on('SIGHUP', () => {
      for (const worker of processes()) worker.process.kill('SIGHUP')
    })
  for (let number = 0; number < count; number += 1) cluster.fork()
}

/** Hands on what processes say: to all others, or about whose turn it is. */
function passWords(): Turns<Worker> {
  const turns = makeTurns<Worker>((turn, worker) => tell(worker, { mach: 'granted', turn }))
  cluster.on('message', (from, said: unknown) => {
    if (!isWord(said)) return
    if (said.mach === 'ask') turns.ask(said.turn, from)
    if (said.mach === 'leave') turns.leave(said.turn, from)
    if (said.mach === 'tell') for (const one of processes()) if (one !== from) tell(one, said)
  })
  return turns
}

/** Says `ready` once when all listen; then one of them announces, once, and one sweeps as long as it lives. */
function shareDuties(settings: Settings, count: number) {
  const listening = new Set<Worker>()
  let sweeper: Worker | undefined
  let isReady = false
  const share = () => {
    const [first] = listening
    if (!first || (!isReady && listening.size < count)) return
    if (!isReady) {
      isReady = true
      process.stdout.write(`ready ${originOf(settings)}\n`)
      tell(first, { mach: 'duty', duty: 'announce' })
    }
    if (!sweeper) tell(first, { mach: 'duty', duty: 'sweep' })
    sweeper ??= first
  }
  return {
    isReady: () => isReady,
    take: (worker: Worker) => {
      listening.add(worker)
      share()
    },
    giveUp: (worker: Worker) => {
      listening.delete(worker)
      if (sweeper === worker) sweeper = undefined
      share()
    },
  }
}

/** Starts another in place of one that died, after a wait that grows with the deaths of the last minute. */
function replaceAfter(signal: AbortSignal): (code: number, by: string) => void {
  const log = lineLog(
    'server',
    (line) => process.stderr.write(line),
    () => new Date(),
  )
  let deaths: number[] = []
  return (code, by) => {
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now]
    const waitMs = Math.min(RESTART_MS_FIRST * 2 ** (deaths.length - 1), RESTART_MS_MAX)
    log('error', 'server.process-died', { code, by, waitMs })
    pause(waitMs, undefined, { signal }).then(
      () => cluster.fork(),
      () => undefined,
    )
  }
}

function tell(worker: Worker, word: Word): void {
  if (worker.isConnected()) worker.send(word, undefined, () => undefined)
}

function processes(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
}

async function endProcess(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.process.kill('SIGTERM')
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), END_MS_MAX)
  await ended
  clearTimeout(timer)
}
