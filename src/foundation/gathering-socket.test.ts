import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { gatheringSocket } from './gathering-socket.ts'

test('what is written in one turn goes out together, in order', async () => {
  const received: string[] = []
  const server = createServer((peer) => peer.on('data', (piece) => received.push(String(piece))))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = gatheringSocket()
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')

  for (const word of ['bind ', 'execute ', 'sync']) socket.write(word)
  expect(socket.writableCorked).toBe(1)
  expect(socket.writableLength).toBe('bind execute sync'.length)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(socket.writableCorked).toBe(0)
  expect(received.join('')).toBe('bind execute sync')

  socket.destroy()
  server.close()
})
