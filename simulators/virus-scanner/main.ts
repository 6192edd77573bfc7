import { createServer, type Socket } from 'node:net'
import { EICAR } from './eicar.ts'

/**
 * A virus scanner that speaks the protocol of clamd and knows one sign: the EICAR test file.
 * `--port N`; `--fault silent|garbage|broken|size-limit` answers as a scanner in trouble does.
 */
const words = process.argv.slice(2)
const valueOf = (name: string) => words[words.indexOf(name) + 1] ?? ''
const port = Number(valueOf('--port'))
const fault = words.includes('--fault') ? valueOf('--fault') : 'none'

/** clamd's own limit of a stream is 25 MiB by default (StreamMaxLength). */
const STREAM_BYTES_MAX = 25 * 1024 * 1024
const COMMAND = 'zINSTREAM\0'

createServer(serve).listen(port, '127.0.0.1', () => process.stdout.write('ready virus-scanner\n'))

function serve(socket: Socket): void {
  let held: Buffer = Buffer.alloc(0)
  const content: Buffer[] = []
  let isStream = false
  socket.on('error', () => undefined)
  socket.on('data', (part) => {
    held = Buffer.concat([held, part])
    if (!isStream) {
      if (held.length < COMMAND.length) return
      if (held.subarray(0, COMMAND.length).toString() !== COMMAND)
        return void socket.end('UNKNOWN COMMAND\0')
      held = held.subarray(COMMAND.length)
      isStream = true
    }
    while (held.length >= 4) {
      const size = held.readUInt32BE()
      if (size === 0) return answer(socket, Buffer.concat(content))
      if (held.length < 4 + size) return
      content.push(held.subarray(4, 4 + size))
      held = held.subarray(4 + size)
    }
  })
}

function answer(socket: Socket, content: Buffer): void {
  if (fault === 'silent') return
  if (fault === 'broken') return void socket.destroy()
  if (fault === 'garbage') return void socket.end('stream: perhaps\0')
  if (fault === 'size-limit' || content.length > STREAM_BYTES_MAX)
    return void socket.end('INSTREAM size limit exceeded. ERROR\0')
  const isFound = content.includes(EICAR)
  socket.end(isFound ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0')
}

process.on('disconnect', () => process.exit(0))
process.on('SIGTERM', () => process.exit(0))
