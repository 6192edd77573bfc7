import { useSyncExternalStore } from 'react'

export type Connection = 'good' | 'slow' | 'lost'

/** An answer that takes longer than this calls the line slow: 4 s. */
const SLOW_MS = 4_000

const listeners = new Set<() => void>()
let state: Connection = 'good'

/** The server answered after so long. */
export function noteAnswer(milliseconds: number): void {
  become(milliseconds > SLOW_MS ? 'slow' : 'good')
}

/** The server did not answer at all. */
export function noteSilence(): void {
  become('lost')
}

/** How the line to the server is, by the browser's own word and by the last answer. */
export function useConnection(): Connection {
  return useSyncExternalStore(listen, () => state)
}

function become(next: Connection): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('offline', noteSilence)
    window.addEventListener('online', noteReturn)
  }
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function noteReturn(): void {
  become('good')
}
