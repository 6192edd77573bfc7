/** The entry of a constant table under a key that a sender wrote; undefined when there is none, also for names that every object has. */
export function lookUp<Value>(
  table: Readonly<Record<string, Value>>,
  key: string | undefined,
): Value | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined
}
