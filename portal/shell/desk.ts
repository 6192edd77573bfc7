/** Who has signed in at this desk lately: sign-in names only, kept in this browser. */

const KEY = 'mach.desk'
const NAMES_MAX = 5

export function namesAtDesk(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}

/** Remembers the name, the latest first; a citizen's number is never kept. */
export function rememberAtDesk(name: string): void {
  const names = [name, ...namesAtDesk().filter((other) => other !== name)].slice(0, NAMES_MAX)
  try {
    localStorage.setItem(KEY, JSON.stringify(names))
  } catch {
    // A browser without storage has no list of colleagues; the name can still be typed.
  }
}
