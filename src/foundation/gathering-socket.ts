import { Socket } from 'node:net'

/**
 * A socket that sends what is written in one turn of the event loop as one piece.
 * A story awaits several statements together: one system call instead of one for each.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket()
  const writePlain: unknown = Reflect.get(socket, 'write')
  let gathering = false
  const write = (...given: readonly unknown[]): boolean => {
    if (!gathering) {
      gathering = true
      socket.cork()
      process.nextTick(() => {
        gathering = false
        socket.uncork()
      })
    }
    return typeof writePlain === 'function' && Boolean(Reflect.apply(writePlain, socket, given))
  }
  // Not before: to connect puts the plain `write` back.
  return socket.once('connect', () => Object.assign(socket, { write }))
}
