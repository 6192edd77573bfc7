import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type ProvinceMessage, provinceMessages, type ProvinceSize } from './make-province.ts'

export type SendOptions = ProvinceSize & {
  /** Where Mạch listens: `http://127.0.0.1:8080`. */
  readonly to: string
  /** A bearer token with which the facility's clerk sends. */
  readonly token: (facility: string) => Promise<string>
  /** Called after each visit, with the number of visits done. */
  readonly onProgress?: (done: number) => void
  /** Connections used at the same time. */
  readonly concurrency?: number
  readonly signal?: AbortSignal
  /** Sends compressed bodies. */
  readonly gzip?: boolean
}

export type SendCounts = {
  readonly accepted: number
  readonly refused: number
  /** Dossiers that the server already had. */
  readonly repeated: number
  /** Check-ins that were taken, known ones included. */
  readonly checkIns: number
}

const CONCURRENCY = 8
/** Messages written ahead of the sending, per connection. */
const AHEAD_MAX = 12
const ATTEMPTS_MAX = 6
const FIRST_PAUSE_MS = 200

/**
 * Sends the province through the front door. One household always uses the same connection, so that its check-ins and
 * dossiers arrive in their order. A repeated call sends the same bytes, which change nothing where they are known.
 * Throws when the server stays away or refuses for another reason than findings.
 */
export async function sendProvince(options: SendOptions): Promise<SendCounts> {
  const lanes = Array.from({ length: options.concurrency ?? CONCURRENCY }, () => makeLane())
  const counts = { accepted: 0, refused: 0, repeated: 0, checkIns: 0 }
  const post = makePost(options)
  let visits = 0
  const sending = lanes.map(async (lane) => {
    for (let next = await lane.take(); next; next = await lane.take()) {
      const answer = await post(next)
      if (next.kind === 'check-in' && answer !== 'refused') counts.checkIns += 1
      else counts[answer] += 1
      if (next.kind === 'dossier' && !next.isCorrection) options.onProgress?.((visits += 1))
    }
  })
  const filling = fill(lanes, options)
  try {
    await Promise.all(sending)
  } finally {
    for (const lane of lanes) lane.abandon()
    await filling
  }
  return counts
}

async function fill(lanes: readonly Lane[], options: SendOptions): Promise<void> {
  try {
    for (const message of provinceMessages(options)) {
      if (options.signal?.aborted) break
      const lane = lanes[message.household % lanes.length]
      if (lane && (await lane.put(message)) === 'closed') break
    }
  } finally {
    for (const lane of lanes) lane.close()
  }
}

type Lane = {
  /** Waits while the lane is full. */
  readonly put: (message: ProvinceMessage) => Promise<'taken' | 'closed'>
  readonly take: () => Promise<ProvinceMessage | undefined>
  /** No more will come; what waits is still taken. */
  readonly close: () => void
  /** No more will come, and what waits is dropped. */
  readonly abandon: () => void
}

/** A short queue between the writer and one connection. */
function makeLane(): Lane {
  const waiting: ProvinceMessage[] = []
  const state = { isClosed: false }
  let wake: (() => void) | undefined
  let wakeWriter: (() => void) | undefined
  const close = () => {
    state.isClosed = true
    wake?.()
    wakeWriter?.()
  }
  return {
    put: async (message) => {
      while (waiting.length >= AHEAD_MAX && !state.isClosed)
        await new Promise<void>((ready) => (wakeWriter = ready))
      if (state.isClosed) return 'closed'
      waiting.push(message)
      wake?.()
      return 'taken'
    },
    take: async () => {
      while (waiting.length === 0 && !state.isClosed)
        await new Promise<void>((ready) => (wake = ready))
      const next = waiting.shift()
      wakeWriter?.()
      return next
    },
    close,
    abandon: () => {
      waiting.length = 0
      close()
    },
  }
}

type Answer = 'accepted' | 'refused' | 'repeated'

const PATHS = { 'check-in': '/intake/check-ins', dossier: '/intake/dossiers' }

function makePost(options: SendOptions): (message: ProvinceMessage) => Promise<Answer> {
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (facility: string): Promise<string> => {
    const known = tokens.get(facility) ?? options.token(facility)
    tokens.set(facility, known)
    return known
  }
  return async (message) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await attemptPost(options, message, await tokenOf(message.facility))
      if (typeof answer === 'string') return answer
      if (answer.status === 401) tokens.delete(message.facility)
      if (!answer.mayRetry || attempt === ATTEMPTS_MAX)
        throw new Error(
          `${message.linkCode} of ${message.facility}: ${answer.status} ${answer.text}`,
        )
      await pause(
        FIRST_PAUSE_MS * 2 ** (attempt - 1),
        undefined,
        options.signal ? { signal: options.signal } : {},
      )
    }
  }
}

type Failure = { readonly status: number; readonly mayRetry: boolean; readonly text: string }

async function attemptPost(
  options: SendOptions,
  message: ProvinceMessage,
  token: string,
): Promise<Answer | Failure> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/xml',
  }
  if (options.gzip) headers['content-encoding'] = 'gzip'
  let response: Response
  try {
    response = await fetch(new URL(PATHS[message.kind], options.to), {
      method: 'POST',
      headers,
      body: options.gzip ? gzipSync(message.xml) : message.xml,
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (lost) {
    if (options.signal?.aborted) throw lost
    return { status: 0, mayRetry: true, text: String(lost) }
  }
  const text = await response.text()
  if (response.status === 201) return 'accepted'
  if (response.status === 200) return 'repeated'
  if (response.status === 422 && text.includes('"refused"')) return 'refused'
  const mayRetry = response.status >= 500 || [401, 408, 429].includes(response.status)
  return { status: response.status, mayRetry, text: text.slice(0, 300) }
}
