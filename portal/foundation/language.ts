import { useSyncExternalStore } from 'react'

export type Language = 'vi' | 'en'

const KEY = 'mach.language'
const listeners = new Set<() => void>()
let current: Language = remembered()

/** The language in which the portal speaks: Vietnamese until somebody chooses otherwise. */
export function currentLanguage(): Language {
  return current
}

/** Changes the language of every open page, and remembers it on this device. */
export function chooseLanguage(language: Language): void {
  current = language
  document.documentElement.lang = language
  remember(language)
  for (const listener of listeners) listener()
}

export function useLanguage(): Language {
  return useSyncExternalStore(listen, currentLanguage)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi'
  }
}

/** Storage may be closed to us (private windows); the choice then lasts as long as the page. */
function remember(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Nothing to do: the choice holds until the page is closed.
  }
}
