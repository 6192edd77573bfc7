import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

/**
 * The part `noted` of a statement that changes a file: that the file is to be counted anew. It travels with the change, so that neither is without
 * the other. A file that is noted already stays locked until the change is done: the loop does not take it from under the writer.
 */
export function notingChange(subject: RecordId): RawBuilder<unknown> {
  return sql`noted as (insert into registry.quality_due (subject) values (${subject})
    on conflict (subject) do update set since = excluded.since)`
}

/** Notes files that are to be counted anew; a second call changes nothing. */
export async function noteDue(trx: Trx, subjects: readonly RecordId[]): Promise<void> {
  if (subjects.length === 0) return
  await sql`
    insert into registry.quality_due (subject) select distinct unnest(${subjects.toSorted()}::uuid[]) on conflict do nothing
  `.execute(trx)
}

/** Takes files that changed, the longest waiting first; those that somebody is changing now wait. */
export async function takeDue(trx: Trx, limit: number): Promise<RecordId[]> {
  const { rows } = await sql<{ subject: RecordId }>`
    delete from registry.quality_due where subject in (
      select subject from registry.quality_due order by since limit ${limit} for update skip locked) returning subject
  `.execute(trx)
  return rows.map(({ subject }) => subject)
}

/** Files that time has turned by a day. */
export async function listTurned(trx: Trx, day: string, limit: number): Promise<RecordId[]> {
  const { rows } = await sql<{ subject: RecordId }>`
    select subject from registry.quality where due_on <= ${day} order by due_on limit ${limit}
  `.execute(trx)
  return rows.map(({ subject }) => subject)
}

/** How far the counting of all files has come. */
export type Pass = { readonly after: RecordId; readonly isOver: boolean }

const FIRST_KEY = '00000000-0000-0000-0000-000000000000'

/** The pass of a method, begun when there is none yet, and held until the end of the transaction. */
export async function holdPass(trx: Trx, method: number, now: Date): Promise<Pass> {
  await sql`
    insert into registry.quality_pass (method, after, begun_at) values (${method}, ${FIRST_KEY}, ${now}) on conflict do nothing
  `.execute(trx)
  const { rows } = await sql<{ after: RecordId; over: boolean }>`
    select after, ended_at is not null as over from registry.quality_pass where method = ${method} for update
  `.execute(trx)
  return { after: rows[0]?.after ?? (FIRST_KEY as RecordId), isOver: rows[0]?.over ?? false }
}

/** The next files that the method has not counted yet, or not in their latest version, in the order of their keys. */
export async function listUncounted(
  trx: Trx,
  method: number,
  after: RecordId,
  limit: number,
): Promise<RecordId[]> {
  const { rows } = await sql<{ subject: RecordId }>`
    select profile.subject from registry.profile left join registry.quality held on held.subject = profile.subject
    where profile.subject > ${after}
      and (held.subject is null or held.method <> ${method} or held.version <> profile.version)
    order by profile.subject limit ${limit}
  `.execute(trx)
  return rows.map(({ subject }) => subject)
}

export async function movePass(trx: Trx, method: number, after: RecordId): Promise<void> {
  await sql`update registry.quality_pass set after = ${after} where method = ${method}`.execute(trx)
}

/** Ends a pass; what other methods counted goes, as nothing compares with it. */
export async function endPass(trx: Trx, method: number, now: Date): Promise<void> {
  await sql`update registry.quality_pass set ended_at = ${now} where method = ${method}`.execute(
    trx,
  )
  await sql`delete from registry.quality_pass where method <> ${method}`.execute(trx)
  await sql`delete from registry.quality_total where method <> ${method}`.execute(trx)
}

/** Has all files looked through once more, for such as came without being noted: those that a fast way filled in. */
export async function restartPasses(database: Database): Promise<void> {
  await sql`delete from registry.quality_pass`.execute(database)
}
