import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export type LoadResult = {
  readonly durationsMs: number[]
  readonly seconds: number
  readonly statuses: ReadonlyMap<number, number>
}

/**
 * A closed loop: so many connections, each sends the next dossier as soon as its answer has come whole.
 *
 * The senders share the processors with what they measure, so they do little themselves: each request is one piece of
 * bytes, made before the clock starts, and of an answer only its status and its end are looked for.
 * Throws when a connection breaks, or when an answer does not say how long it is.
 */
export async function sendLoad(
  origin: string,
  tokens: ReadonlyMap<string, string>,
  dossiers: readonly { facility: string; xml: string }[],
  connections: number,
): Promise<LoadResult> {
  const { host, hostname, port } = new URL(origin)
  const requests = dossiers.map(({ facility, xml }) =>
    requestOf(host, tokens.get(facility) ?? '', xml),
  )
  const sockets = Array.from({ length: connections }, () =>
    connect({ host: hostname, port: Number(port), noDelay: true }),
  )
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  const durationsMs: number[] = []
  const statuses = new Map<number, number>()
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    sockets.map(async (socket) => {
      for (let index = next++; index < requests.length; index = next++) {
        const request = requests[index]
        if (request === undefined) return
        const sentAt = performance.now()
        const status = await ask(socket, request)
        durationsMs.push(performance.now() - sentAt)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  for (const socket of sockets) socket.destroy()
  return { durationsMs, seconds, statuses }
}

function requestOf(host: string, token: string, xml: string): Buffer {
  const head = [
    'POST /intake/dossiers HTTP/1.1',
    `host: ${host}`,
    `authorization: Bearer ${token}`,
    'content-type: application/xml',
    `content-length: ${Buffer.byteLength(xml)}`,
    'connection: keep-alive',
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${xml}`)
}

/** Sends one request and reads its answer to the end. The status. */
function ask(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer: Buffer = Buffer.alloc(0)
    const finish = () => {
      socket.off('data', take)
      socket.off('error', reject)
      socket.off('close', lost)
    }
    const lost = () => reject(new Error('the server closed the connection'))
    const take = (part: Buffer) => {
      answer = answer.length === 0 ? part : Buffer.concat([answer, part])
      const headEnds = answer.indexOf('\r\n\r\n')
      if (headEnds < 0) return
      const head = answer.toString('latin1', 0, headEnds)
      const length = /^content-length: (\d+)$/im.exec(head)?.[1]
      if (length === undefined) return reject(new Error(`an answer without a length:\n${head}`))
      if (answer.length < headEnds + 4 + Number(length)) return
      finish()
      resolve(Number(head.slice(9, 12)))
    }
    socket.on('data', take)
    socket.once('error', reject)
    socket.once('close', lost)
    socket.write(request)
  })
}
