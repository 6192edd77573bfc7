/** Remembers what was found a moment ago, so that it is not asked for at every call. Forgets by time and by number. */
export type ShortMemory<Value> = {
  readonly recall: (key: string, now: Date) => Value | undefined
  /** @param until forget it then at the latest, for what ends before its time here is over */
  readonly remember: (key: string, value: Value, now: Date, until?: Date) => void
  readonly forgetAll: () => void
}

export function makeShortMemory<Value>(milliseconds: number, countMax: number): ShortMemory<Value> {
  const known = new Map<string, { readonly value: Value; readonly until: number }>()
  return {
    recall: (key, now) => {
      const entry = known.get(key)
      if (entry === undefined) return undefined
      if (now.getTime() < entry.until) return entry.value
      known.delete(key)
      return undefined
    },
    remember: (key, value, now, until) => {
      const end = Math.min(
        now.getTime() + milliseconds,
        until?.getTime() ?? Number.POSITIVE_INFINITY,
      )
      known.delete(key)
      known.set(key, { value, until: end })
      const [oldest] = known.keys()
      if (known.size > countMax && oldest !== undefined) known.delete(oldest)
    },
    forgetAll: () => known.clear(),
  }
}
