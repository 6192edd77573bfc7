import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'

export type KnownAnswer = { readonly sealed: Buffer; readonly asked_at: Date }

export async function findCardAnswer(
  database: Database,
  facility: FacilityCode,
  question: Buffer,
): Promise<KnownAnswer | undefined> {
  const { rows } = await sql<KnownAnswer>`
    select sealed, asked_at from delivery.card_answer where facility = ${facility} and question = ${question}
  `.execute(database)
  return rows[0]
}

/** Keeps an answer; of two the later one. One statement, its own transaction. */
export async function keepCardAnswer(
  database: Database,
  facility: FacilityCode,
  question: Buffer,
  answer: KnownAnswer,
): Promise<void> {
  await sql`
    insert into delivery.card_answer (facility, question, asked_at, sealed)
    values (${facility}, ${question}, ${answer.asked_at}, ${answer.sealed})
    on conflict (facility, question) do update set asked_at = excluded.asked_at, sealed = excluded.sealed
    where delivery.card_answer.asked_at <= excluded.asked_at
  `.execute(database)
}

/** Deletes what is older, at most 1,000 rows a call; returns how many. */
export async function deleteCardAnswersBefore(database: Database, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from delivery.card_answer where (facility, question) in (
      select facility, question from delivery.card_answer where asked_at < ${before} limit 1000)
  `.execute(database)
  return Number(numAffectedRows ?? 0)
}
