import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** What came back, or how the line failed. A failed line is an expected answer, not an exception. */
export type OutsideAnswer =
  | { readonly reached: true; readonly status: number; readonly body: string }
  | {
      readonly reached: false
      readonly failure: 'not-connected' | 'timeout' | 'broken' | 'too-large'
    }

/** Source of the figures: the clients of the portal that are in use (connect 5 s, whole call 30 s). */
export type Timeouts = { readonly connectMs: number; readonly totalMs: number }

/** An answer of a card look-up with a long history stays far below this. */
const ANSWER_BYTES_MAX = 2 * 1024 * 1024

/** One per process: connections are kept and used again. At most 32 to one host. */
const agents = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 32 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 32 }),
}

/** Posts and reads the answer whole. Never rejects. */
export function postOutside(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  timeouts: Timeouts,
): Promise<OutsideAnswer> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:'
    const call = (secure ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: secure ? agents['https:'] : agents['http:'],
      headers: { ...headers, 'content-length': body.length },
    })
    const finish = (answer: OutsideAnswer) => {
      clearTimeout(connecting)
      clearTimeout(whole)
      resolve(answer)
      if (!answer.reached) call.destroy()
    }
    const connecting = setTimeout(
      () => finish({ reached: false, failure: 'not-connected' }),
      timeouts.connectMs,
    )
    const whole = setTimeout(() => finish({ reached: false, failure: 'timeout' }), timeouts.totalMs)
    let connected = false
    const onConnected = () => {
      connected = true
      clearTimeout(connecting)
    }
    call.on('socket', (socket) =>
      socket.connecting
        ? socket.once(secure ? 'secureConnect' : 'connect', onConnected)
        : onConnected(),
    )
    call.on('error', () =>
      finish({ reached: false, failure: connected ? 'broken' : 'not-connected' }),
    )
    call.on('response', (response) => readAnswer(response, finish))
    call.end(body)
  })
}

function readAnswer(response: IncomingMessage, finish: (answer: OutsideAnswer) => void): void {
  const parts: Buffer[] = []
  let size = 0
  response.on('data', (part: Buffer) => {
    size += part.length
    if (size > ANSWER_BYTES_MAX) return finish({ reached: false, failure: 'too-large' })
    parts.push(part)
  })
  response.on('error', () => finish({ reached: false, failure: 'broken' }))
  response.on('end', () =>
    finish({
      reached: true,
      status: response.statusCode ?? 0,
      body: Buffer.concat(parts).toString(),
    }),
  )
}
