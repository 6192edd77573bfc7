import { useSyncExternalStore } from 'react'
import './large-print.css'

const KEY = 'mach.large-print'
const listeners = new Set<() => void>()
let isLarge = remembered()
apply()

/** Whether the reader asked for large letters, on the screen and on paper; kept on this device. */
export function useLargePrint(): boolean {
  return useSyncExternalStore(listen, () => isLarge)
}

export function chooseLargePrint(large: boolean): void {
  isLarge = large
  apply()
  try {
    localStorage.setItem(KEY, String(large))
  } catch {
    // Storage may be closed to us (private windows): the choice lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

/** What the print addresses ask for. */
export function printWish(large: boolean): { largePrint?: 'true' } {
  return large ? { largePrint: 'true' } : {}
}

function apply(): void {
  document.documentElement.toggleAttribute('data-large-print', isLarge)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === 'true'
  } catch {
    return false
  }
}
