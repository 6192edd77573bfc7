import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Plans are made anew at each of the first uses; whatever comes again is worth keeping planned. */
const USES_BEFORE = 3

/** Each prepared statement costs memory in every server process: the hot statements of all rooms are a few dozen. */
const STATEMENTS_MAX = 200

/** Texts watched; past this only those already known are prepared. */
const TEXTS_MAX = 2_000

type Seen = { uses: number; name: string | undefined }

/**
 * Lets a connection keep the plans of statements that come again and again: PostgreSQL spends longer on planning
 * a visit's insert than on running it. Only statements with parameters; the text is the key, so nothing else changes.
 */
export function prepareRepeated(): (client: pg.PoolClient) => void {
  const seen = new Map<string, Seen>()
  let prepared = 0
  const nameOf = (text: string): string | undefined => {
    const known = seen.get(text) ?? { uses: 0, name: undefined }
    if (known.uses === 0 && seen.size >= TEXTS_MAX) return undefined
    known.uses += 1
    if (known.name === undefined && known.uses > USES_BEFORE && prepared < STATEMENTS_MAX) {
      prepared += 1
      known.name = `m${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
    }
    seen.set(text, known)
    return known.name
  }
  return (client) => {
    const plain = client.query.bind(client)
    const query = (...given: readonly unknown[]): unknown => {
      const [text, values, ...rest] = given
      const name =
        typeof text === 'string' && Array.isArray(values) && values.length > 0
          ? nameOf(text)
          : undefined
      return Reflect.apply(plain, client, name ? [{ name, text, values }, ...rest] : given)
    }
    Object.assign(client, { query })
  }
}
