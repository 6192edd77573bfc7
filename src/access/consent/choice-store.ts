import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Choice, ChoiceEffect, ChoiceKind } from './choice.ts'

type ChoiceRow = {
  person: RecordId
  position: number
  at: Date
  account: string
  kind: ChoiceKind
  subject: string
  effect: ChoiceEffect
  text: string
  signature: Buffer
  key: string
}

/** The last choice of a key, which the next one names by its digest. */
export async function findLastChoice(
  trx: Trx,
  person: RecordId,
): Promise<{ readonly position: number; readonly text: string } | undefined> {
  const { rows } = await sql<{ position: number; text: string }>`
    select position, text from access.choice where person = ${person} order by position desc limit 1
  `.execute(trx)
  return rows[0]
}

/** Appends a choice. Of two at the same position the second fails with a unique violation. */
export async function insertChoice(trx: Trx, choice: Choice): Promise<void> {
  await sql`
    insert into access.choice (person, position, at, account, kind, subject, effect, text, signature, key)
    values (${choice.person}, ${choice.position}, ${choice.at}, ${choice.account}, ${choice.kind}, ${choice.subject},
      ${choice.effect}, ${choice.text}, ${choice.signature}, ${choice.key})
  `.execute(trx)
}

/** What holds: the newest choice of every kind and subject, under every key of the person. */
export async function findStanding(
  database: Database,
  persons: readonly RecordId[],
): Promise<Pick<Choice, 'kind' | 'subject' | 'effect' | 'at' | 'account'>[]> {
  const { rows } = await sql<ChoiceRow>`
    select distinct on (kind, subject) kind, subject, effect, at, account
    from access.choice where person = any(${[...persons]}::uuid[])
    order by kind, subject, at desc, position desc
  `.execute(database)
  return rows
}

/** The signed records, the newest first. */
export async function listChoices(
  database: Database,
  persons: readonly RecordId[],
  limit: number,
): Promise<Choice[]> {
  const { rows } = await sql<ChoiceRow>`
    select person, position, at, account, kind, subject, effect, text, signature, key
    from access.choice where person = any(${[...persons]}::uuid[])
    order by at desc, position desc limit ${limit}
  `.execute(database)
  return rows
}
