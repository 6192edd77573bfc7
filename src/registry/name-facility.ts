import type { Database } from '#foundation/database'
import { withScope } from '#foundation/scope'
import { findHeadOfCode } from './profile-store.ts'

/**
 * What a facility calls itself in its file, by its code: for the time before anything of it is public. Undefined where it has no file. Whether its
 * name may be seen was decided before.
 */
export async function nameOfFile(database: Database, code: string): Promise<string | undefined> {
  const head = await withScope(database, { work: 'registry' }, (trx) => findHeadOfCode(trx, code))
  return head === undefined || head.name === '' ? undefined : head.name
}
