import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { CLIENT_WORDS, commandToken } from './command-token.ts'
import { demoToken } from './demo-token.ts'
import { dossierFiles } from './dossier-files.ts'
import { headOf, packingOf } from './packed-files.ts'
import { progressBar } from './progress-bar.ts'
import {
  type Answer,
  answersOf,
  describeAnswer,
  facilityNamedIn,
  isAccepted,
  unsent,
} from './sent-answer.ts'
import { readWords, tellingWords } from './words.ts'

/** Dossiers under way at once. */
const AT_ONCE = 4

/** After this many failures in a row to reach the server the command gives up; running it again goes on safely. */
const ATTEMPTS_MAX = 8

type Sent = {
  readonly file: string
  readonly status: number
  readonly answers: readonly Answer[]
}

/**
 * `./mach send FILE|DIR… [--to URL] [--client ID --client-key FILE] [--as ACCOUNT] [--json]`.
 *
 * Sends each file to `POST /intake/dossiers`, a check-in to its own address. What was sent before answers with its
 * receipt at once, so a run that was broken off is resumed by running it again. A file that cannot be sent gets a line
 * of its own and the rest goes on. Exit 0 when every dossier was accepted, 1 otherwise.
 * The token is that of the facility's registered system, or in demo mode of the account (default: the clerk of the facility in the file).
 */
export function send(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values, flags, rest } = readWords(words, ['to', 'as', ...CLIENT_WORDS], ['json'])
    const origin = (values['to'] ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
    const files = await dossierFiles(rest)
    const tokens = tokenSource(origin, values)
    const bar = progressBar('send', files.length)
    let done = 0
    let accepted = true
    const queue = [...files]
    const work = async () => {
      for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
        const sent = await sendFile(origin, file, tokens)
        accepted &&= isAccepted(sent.answers)
        done += 1
        if (files.length > 1) bar.step(done)
        print(sent, flags.has('json'))
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    } catch (error) {
      process.stderr.write(`mach: ${reasonOf(error)}\n`)
      return 1
    }
    if (files.length > 1) bar.end()
    return accepted ? 0 : 1
  })
}

function print({ file, status, answers }: Sent, asJson: boolean): void {
  for (const answer of answers)
    process.stdout.write(
      asJson ? `${JSON.stringify({ file, ...answer })}\n` : describeAnswer(file, status, answer),
    )
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

type TokenSource = (facility: string | undefined) => Promise<string | Answer>

/** A token for a facility's file, or why there is none. */
function tokenSource(origin: string, values: Readonly<Record<string, string>>): TokenSource {
  const own = commandToken(origin, values, 'dossier.submit')
  const cache = new Map<string, Promise<string | Answer>>()
  return (facility) => {
    if (own !== undefined) return own()
    const name = values['as'] ?? (facility === undefined ? undefined : `clerk@${facility}`)
    if (name === undefined) return Promise.resolve(WITHOUT_FACILITY)
    const token =
      cache.get(name) ??
      demoToken(origin, name).catch((error: unknown) =>
        unsent('send.no-token', {
          vi: `Không lấy được mã truy cập cho ${name}: ${reasonOf(error)}`,
          en: reasonOf(error),
        }),
      )
    cache.set(name, token)
    return token
  }
}

const WITHOUT_FACILITY = unsent('send.no-facility', {
  vi: 'Tệp không ghi mã cơ sở (MA_CSKCB); hãy chọn tài khoản bằng --as.',
  en: 'The file names no facility (MA_CSKCB); choose the account with --as.',
})

async function sendFile(origin: string, file: string, tokens: TokenSource): Promise<Sent> {
  const body = await readFile(file).catch((error: unknown) =>
    unsent('send.unreadable', {
      vi: `Không đọc được tệp: ${reasonOf(error)}`,
      en: `The file cannot be read: ${reasonOf(error)}`,
    }),
  )
  if (!Buffer.isBuffer(body)) return { file, status: 0, answers: [body] }
  const packing = packingOf(file, body)
  const head = headOf(body, packing)
  const token = await tokens(facilityNamedIn(head))
  if (typeof token !== 'string') return { file, status: 0, answers: [token] }

  const path = head.includes('CHI_TIEU_TRANG_THAI_KCB') ? '/intake/check-ins' : '/intake/dossiers'
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': packing === 'zip' ? 'application/zip' : 'application/xml',
    ...(packing === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
  }
  const answer = await patiently(() => fetch(`${origin}${path}`, { method: 'POST', headers, body }))
  const content: unknown = await answer.json().catch(() => ({}))
  return { file, status: answer.status, answers: answersOf(content) }
}

/** Tries again while the server cannot be reached or says 429 or 503, waiting longer each time. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined && answer.status !== 503 && answer.status !== 429) return answer
    if (attempt >= ATTEMPTS_MAX)
      throw new Error(
        'the server cannot be reached; run the same command again later, what was sent is kept',
      )
    await pause(Math.min(250 * 2 ** attempt, 10_000))
  }
}
