import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A column `sealed` under the master key, and how its content comes under the newest one. */
export type SealedColumn = {
  readonly table: string
  /** Only the rows in which a column has a value. */
  readonly where?: readonly [column: string, value: string]
  /** A column to which the content is bound, where it is. */
  readonly bound?: string
  /**
   * The content sealed anew; or that the newest key sealed it, that no key opens it, that it may be forgotten: it is asked for
   * again.
   */
  readonly reseal: (sealed: Buffer, bound: string) => Buffer | 'newest' | 'unreadable' | 'forget'
}

export type Resealed = {
  readonly place: string | undefined
  readonly resealed: number
  readonly unreadable: number
}

/** The beginning of every table. */
const START = '(0,0)'

/**
 * Brings the next rows of a table under the newest master key, those that are already left alone. One that somebody changes
 * meanwhile is left to the next walk. A walk that was broken off may begin again anywhere.
 *
 * An empty value is none: a proof that was used once is remembered by its digest alone, and nothing of it is sealed.
 *
 * @param owner the owner's connection: the application may not change what was sealed once
 * @returns where it ended, undefined when there was nothing after the place
 */
export async function resealBatch(
  owner: Database,
  { table, where, bound, reseal }: SealedColumn,
  after: string | undefined,
  limit: number,
): Promise<Resealed> {
  const only = where === undefined ? sql`true` : sql`${sql.ref(where[0])} = ${where[1]}`
  const { rows } = await sql<{ place: string; sealed: Buffer; bound: string }>`
    select ctid::text as place, sealed, ${bound === undefined ? sql`''` : sql.ref(bound)} as bound
    from ${sql.table(table)}
    where ctid > ${after ?? START}::tid and octet_length(sealed) > 0 and ${only}
    order by ctid limit ${limit}::integer
  `.execute(owner)
  let [resealed, unreadable] = [0, 0]
  for (const { place, sealed, bound: to } of rows) {
    const fresh = reseal(sealed, to)
    if (fresh === 'newest') continue
    if (fresh === 'unreadable') {
      unreadable += 1
      continue
    }
    resealed += 1
    await (fresh === 'forget'
      ? sql`delete from ${sql.table(table)} where ctid = ${place}::tid and sealed = ${sealed}`
      : sql`update ${sql.table(table)} set sealed = ${fresh} where ctid = ${place}::tid and sealed = ${sealed}`
    ).execute(owner)
  }
  return { place: rows.at(-1)?.place, resealed, unreadable }
}
