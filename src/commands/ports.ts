import { createServer } from 'node:net'

/** Throws a sentence for the person who starts at the first of these ports of loopback on which something listens. */
export async function needFreePorts(ports: readonly number[]): Promise<void> {
  for (const port of ports)
    if (!(await isFree(port))) throw new Error(`port ${port} is in use; choose another --port`)
}

function isFree(port: number): Promise<boolean> {
  const listener = createServer()
  return new Promise((resolve) => {
    listener.once('error', () => resolve(false))
    listener.listen(port, '127.0.0.1', () => listener.close(() => resolve(true)))
  })
}
