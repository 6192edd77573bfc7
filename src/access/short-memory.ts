/**
 * Remembers what was found a moment ago, so that it is not asked for at every call. Forgets by time and by number, and when the
 * clock is set back: a moment must not become an hour.
 */
export type ShortMemory<Value> = {
  readonly recall: (key: string, now: Date) => Value | undefined
  /** @param until forget it then at the latest, for what ends before its time here is over */
  readonly remember: (key: string, value: Value, now: Date, until?: Date) => void
  readonly forgetAll: () => void
}

type Entry<Value> = { readonly value: Value; readonly from: number; readonly until: number }

export function makeShortMemory<Value>(milliseconds: number, countMax: number): ShortMemory<Value> {
  const known = new Map<string, Entry<Value>>()
  return {
    recall: (key, now) => {
      const entry = known.get(key)
      if (entry === undefined) return undefined
      if (entry.from <= now.getTime() && now.getTime() < entry.until) return entry.value
      known.delete(key)
      return undefined
    },
    remember: (key, value, now, until) => {
      const end = Math.min(
        now.getTime() + milliseconds,
        until?.getTime() ?? Number.POSITIVE_INFINITY,
      )
      known.delete(key)
      known.set(key, { value, from: now.getTime(), until: end })
      const [oldest] = known.keys()
      if (known.size > countMax && oldest !== undefined) known.delete(oldest)
    },
    forgetAll: () => known.clear(),
  }
}
