import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Identifier } from './identifiers.ts'
import type { Slot } from './profile.ts'
import type { Scheme } from './profile-definition.ts'

/** A number with its holder. */
export type Held = {
  readonly scheme: Scheme
  readonly value: string
  readonly subject: RecordId
  readonly name: string
}

/** Who holds each of these numbers. */
export async function findHolders(
  database: Database | Trx,
  numbers: readonly Pick<Identifier, 'scheme' | 'value'>[],
): Promise<Held[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<Held>`
    select held.scheme, held.value, held.subject, profile.name
    from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as asked (scheme text, value text)
    join registry.identifier held on held.scheme = asked.scheme and held.value = asked.value
    join registry.profile on profile.subject = held.subject
  `.execute(database)
  return rows
}

/**
 * Makes the numbers of a subject those that are given. Answers those that another subject holds; then the transaction is to be
 * rolled back.
 */
export async function replaceIdentifiers(
  trx: Trx,
  subject: RecordId,
  version: number,
  numbers: readonly Identifier[],
): Promise<Held[]> {
  const json = JSON.stringify(numbers.map(({ scheme, value }) => ({ scheme, value })))
  await sql`
    delete from registry.identifier where subject = ${subject}
      and not exists (select from jsonb_to_recordset(${json}::jsonb) as asked (scheme text, value text)
        where asked.scheme = identifier.scheme and asked.value = identifier.value)
  `.execute(trx)
  await sql`
    insert into registry.identifier (scheme, value, subject, since)
    select scheme, value, ${subject}, ${version} from jsonb_to_recordset(${json}::jsonb) as asked (scheme text, value text)
    on conflict do nothing
  `.execute(trx)
  return (await findHolders(trx, numbers)).filter((held) => held.subject !== subject)
}

export type RegistrationRow = {
  readonly statement: string
  readonly facility: string
  readonly authority: string
  readonly department?: string
  readonly position: string
  readonly kind: string
  readonly from: string
  readonly to?: string
  readonly slots: readonly Slot[]
  readonly licence: string
}

/** Makes the registrations of a practitioner those that are given. */
export async function replaceRegistrations(
  trx: Trx,
  practitioner: RecordId,
  registrations: readonly RegistrationRow[],
): Promise<void> {
  const json = JSON.stringify(registrations)
  await sql`
    delete from registry.registration where practitioner = ${practitioner}
      and not exists (select from jsonb_to_recordset(${json}::jsonb) as asked (statement text) where asked.statement = registration.statement)
  `.execute(trx)
  await sql`
    insert into registry.registration
      (practitioner, statement, facility, authority, department, position, kind, valid_from, valid_to, slots, licence)
    select ${practitioner}, statement, facility, authority, department, position, kind, "from", "to", slots, licence
    from jsonb_to_recordset(${json}::jsonb) as asked
      (statement text, facility text, authority text, department text, position text, kind text, "from" date, "to" date, slots jsonb, licence text)
    on conflict (practitioner, statement) do update set
      facility = excluded.facility, authority = excluded.authority, department = excluded.department, position = excluded.position,
      kind = excluded.kind, valid_from = excluded.valid_from, valid_to = excluded.valid_to, slots = excluded.slots, licence = excluded.licence
  `.execute(trx)
}

/** Who is responsible for each facility: by its file, else by the list of facilities. */
export async function authoritiesOf(
  database: Database | Trx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; authority: string }>`
    select distinct on (code) code, authority from (
      select code, authority, 0 as rank from registry.profile where code = any(${codes}::text[]) and kind = 'facility'
      union all
      select code, province, 1 from registry.facility where code = any(${codes}::text[])
    ) as known order by code, rank
  `.execute(database)
  return new Map(rows.map(({ code, authority }) => [code, authority]))
}
