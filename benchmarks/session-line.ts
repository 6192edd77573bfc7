import { connect, type Socket } from 'node:net'

/** What came back: 0 as status when the connection broke before an answer. */
export type Answer = { readonly status: number; readonly body: string; readonly ms: number }

/** A browser of one signed-in person: one kept connection, one request at a time. */
export type SessionLine = {
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body: unknown) => Promise<Answer>
  readonly close: () => void
}

/** After so long without an answer a person gives up: 30 s. */
const WAIT_MS_MAX = 30_000

/** Opens the line of a session at its first request; a connection that the server closed in between is opened again, as browsers do. */
export function openLine(origin: string, cookie: string): SessionLine {
  const { host, hostname, port } = new URL(origin)
  let socket: Socket | undefined
  let csrf = ''
  const send = async (method: string, path: string, body = ''): Promise<Answer> => {
    if (socket === undefined || socket.destroyed || !socket.writable)
      socket = connect({ host: hostname, port: Number(port), noDelay: true }).on('error', () => {})
    const head = [
      `${method} ${path} HTTP/1.1`,
      `host: ${host}`,
      `cookie: mach_session=${cookie}`,
      'accept: application/json',
      ...(method === 'GET'
        ? []
        : [
            `x-mach-csrf: ${csrf}`,
            'content-type: application/json',
            `content-length: ${Buffer.byteLength(body)}`,
          ]),
    ]
    return converse(socket, `${head.join('\r\n')}\r\n\r\n${body}`)
  }
  return {
    get: async (path) => {
      const answer = await send('GET', path)
      if (path === '/session') csrf = /"csrf":"([^"]+)"/.exec(answer.body)?.[1] ?? ''
      return answer
    },
    post: (path, body) => send('POST', path, JSON.stringify(body)),
    close: () => socket?.destroy(),
  }
}

function converse(socket: Socket, request: string): Promise<Answer> {
  return new Promise((resolve) => {
    const sentAt = performance.now()
    let got = Buffer.alloc(0)
    const finish = (status: number, body: string) => {
      clearTimeout(timer)
      socket.off('data', take)
      socket.off('close', lost)
      if (status === 0) socket.destroy()
      resolve({ status, body, ms: performance.now() - sentAt })
    }
    const lost = () => finish(0, 'the connection broke')
    const timer = setTimeout(() => finish(0, 'no answer in time'), WAIT_MS_MAX)
    const take = (part: Buffer) => {
      got = got.length === 0 ? Buffer.from(part) : Buffer.concat([got, part])
      const headEnds = got.indexOf('\r\n\r\n')
      if (headEnds < 0) return
      const head = got.toString('latin1', 0, headEnds)
      const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.NaN)
      if (Number.isNaN(length)) return finish(0, `an answer without a length: ${head}`)
      if (got.length < headEnds + 4 + length) return
      finish(Number(head.slice(9, 12)), got.toString('utf8', headEnds + 4))
    }
    socket.on('data', take)
    socket.once('close', lost)
    socket.write(request)
  })
}
