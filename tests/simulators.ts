import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Simulator = AsyncDisposable & {
  readonly url: string
  /** Posts JSON to a path of the simulator and reads the answer. */
  readonly post: (path: string, content: object) => Promise<unknown>
  readonly get: (path: string) => Promise<unknown>
}

/** A simulator that does not say `ready` within this time has failed. */
const START_MS_MAX = 15_000

/** Starts one of the outside world's servers as the process that it is, on a free port: `await using portal = await startSimulator('insurance-portal')`. */
export async function startSimulator(
  name:
    | 'insurance-portal'
    | 'vneid-book'
    | 'upstream-identity'
    | 'data-centre'
    | 'population-database'
    | 'vneid-credential',
  ...flags: string[]
): Promise<Simulator> {
  const main = fileURLToPath(new URL(`../simulators/${name}/main.ts`, import.meta.url))
  const child = spawn(process.execPath, [main, '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await readyUrl(child)
  const read = async (answer: Response) => {
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}`)
    const content: unknown = await answer.json()
    return content
  }
  return {
    url,
    post: async (path, content) =>
      read(await fetch(url + path, { method: 'POST', body: JSON.stringify(content) })),
    get: async (path) => read(await fetch(url + path)),
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the simulator did not start')), START_MS_MAX)
    let said = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const url = /^ready (\S+)$/m.exec(said)?.[1]
      if (!url) return
      clearTimeout(late)
      resolve(url)
    })
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`the simulator ended with ${code}`))
    })
  })
}
