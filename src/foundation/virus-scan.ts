import { connect, type Socket } from 'node:net'

/** What a scanner says of bytes. `unavailable`: it did not answer, or answered something else. */
export type ScanVerdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'infected'; readonly signature: string }
  | { readonly kind: 'unavailable'; readonly reason: string }

export type Scanner = (bytes: Buffer) => Promise<ScanVerdict>

/** clamd reads a stream in pieces with their length before them: 64 KiB each. */
const PIECE_BYTES = 64 * 1024
const CONNECT_MS_MAX = 3_000
/** A file of 20 MiB takes clamd seconds, not half a minute. */
const SCAN_MS_MAX = 30_000
const ANSWER_CHARACTERS_MAX = 1_000

/**
 * A scanner that speaks the protocol of clamd (clamd(8), INSTREAM): one connection for each file. Never rejects.
 *
 * @param address `host:port`, `[v6]:port` or the path of a Unix socket
 */
export function openScanner(address: string): Scanner {
  const place = placeOf(address)
  return (bytes) =>
    new Promise((resolve) => {
      const socket = connect(place)
      const finish = (verdict: ScanVerdict) => {
        clearTimeout(late)
        socket.destroy()
        resolve(verdict)
      }
      const give = (reason: string) => finish({ kind: 'unavailable', reason })
      let late = setTimeout(() => give('not-connected'), CONNECT_MS_MAX)
      socket.once('connect', () => {
        clearTimeout(late)
        late = setTimeout(() => give('timeout'), SCAN_MS_MAX)
        sendStream(socket, bytes)
      })
      socket.once('error', () => give('broken'))
      let answer = ''
      socket.on('data', (part) => {
        answer += part.toString('utf8')
        if (answer.length > ANSWER_CHARACTERS_MAX) give('unreadable')
        else if (answer.includes('\0')) finish(readVerdict(answer))
      })
      socket.once('end', () => finish(readVerdict(answer)))
    })
}

function placeOf(address: string): { path: string } | { host: string; port: number } {
  const parts = /^(?:\[([\da-f:.]+)\]|([^:/[\]]+)):(\d{1,5})$/i.exec(address)
  if (!parts) return { path: address }
  return { host: parts[1] ?? parts[2] ?? '', port: Number(parts[3]) }
}

function sendStream(socket: Socket, bytes: Buffer): void {
  socket.write('zINSTREAM\0')
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    const piece = bytes.subarray(from, from + PIECE_BYTES)
    const size = Buffer.alloc(4)
    size.writeUInt32BE(piece.length)
    socket.write(size)
    socket.write(piece)
  }
  socket.write(Buffer.alloc(4))
}

/** `stream: OK`, `stream: NAME FOUND`, or a fault in words. */
function readVerdict(answer: string): ScanVerdict {
  const said = answer.replace(/\0.*$/s, '').trim()
  if (said === 'stream: OK') return { kind: 'clean' }
  const signature = /^stream: (\S{1,120}) FOUND$/.exec(said)?.[1]
  if (signature !== undefined) return { kind: 'infected', signature }
  return { kind: 'unavailable', reason: said === '' ? 'broken' : 'unreadable' }
}
