import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const HOME = fileURLToPath(new URL('../../', import.meta.url))

/** A process of ours that does not say `ready` within this time has failed: 60 s. */
const READY_MS_MAX = 60_000

/** A process that does not end when asked is ended after 10 s. */
const END_MS_MAX = 10_000

/**
 * What a request makes and drops is gone before it is looked at twice. Costs at most 96 MiB more
 * per process than V8's own 16 MiB; what it gains is not measured by itself.
 */
const YOUNG_GENERATION = '--max-semi-space-size=48'

/**
 * Where Node keeps what it compiled, types stripped, so that a start costs half the processor: 0.9 s instead of 1.7 s for all rooms. Keyed by
 * content and version; where it cannot be written, nothing is kept and nothing fails.
 */
const COMPILED = { NODE_COMPILE_CACHE: `${HOME}node_modules/.cache/mach-compiled` }

export type Child = {
  readonly name: string
  readonly process: ChildProcess
  readonly end: () => Promise<void>
}

/**
 * Starts one of our processes and waits until it prints a line that begins with `ready`.
 * It ends when its channel to us breaks, so nothing outlives the command even after a SIGKILL.
 * Throws with what it printed when it ends before it is ready.
 */
export async function startChild(
  name: string,
  file: string,
  words: string[],
  env: Record<string, string>,
): Promise<Child> {
  const child = spawn(
    process.execPath,
    [YOUNG_GENERATION, '--disable-warning=ExperimentalWarning', `${HOME}${file}`, ...words],
    {
      cwd: HOME,
      env: { ...COMPILED, ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  const printed: string[] = []
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${name} was not ready in time:\n${printed.join('')}`))
    }, READY_MS_MAX)
    child.once('exit', () => {
      clearTimeout(timer)
      reject(new Error(`${name} ended before it was ready:\n${printed.join('')}`))
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      const text = chunk.toString()
      // What a process says beside `ready`, such as the first administrator's link, is for the person who started it.
      process.stdout.write(text.replace(/^ready.*\n/m, ''))
      if (printed.length < 200) printed.push(text)
      if (!/^ready/m.test(text)) return
      clearTimeout(timer)
      resolve()
    })
  })
  child.removeAllListeners('exit')
  return { name, process: child, end: () => endChild(child) }
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX)
  await ended
  clearTimeout(timer)
}
