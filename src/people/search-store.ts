import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { bucketOf, type RecordId } from '#vocabulary/record-id'
import type { PersonCard } from './find-persons.ts'
import { reversedWords } from './person-claim.ts'

type Form = { readonly system: string; readonly value: string }

export async function ownerOf(
  db: Database | Trx,
  forms: readonly Form[],
): Promise<RecordId | undefined> {
  const { rows } = await sql<{ person: RecordId }>`
    select o.person from unnest(${forms.map((form) => form.system)}::text[], ${forms.map((form) => form.value)}::text[]) as f (system, value)
    join people.number_owner o on o.system = f.system and o.value = f.value
    limit 1
  `.execute(db)
  return rows[0]?.person
}

/** The longest birth date known under any of a person's keys: a day says more than a year. */
export async function birthDateOf(
  db: Database | Trx,
  persons: readonly RecordId[],
): Promise<string | undefined> {
  const { rows } = await sql<{ birth_date: string }>`
    select p.birth_date
    from unnest(${persons.map(bucketOf)}::smallint[], ${[...persons]}::uuid[]) as asked (bucket, id)
    join people.person p on p.bucket = asked.bucket and p.id = asked.id
    where p.birth_date <> ''
    order by length(p.birth_date) desc, p.birth_date limit 1
  `.execute(db)
  return rows[0]?.birth_date
}

/** All claimants among a facility's patients, not only the owner: a human who searches must see a contradiction. */
export async function personsByNumber(
  db: Database,
  forms: readonly Form[],
  facility: string,
  limit: number,
): Promise<RecordId[]> {
  const { rows } = await sql<{ person: RecordId }>`
    select c.person from unnest(${forms.map((form) => form.system)}::text[], ${forms.map((form) => form.value)}::text[]) as f (system, value)
    join people.number_claim c on c.system = f.system and c.value = f.value
    join people.patient t on t.facility = ${facility} and t.person = c.person
    limit ${limit}
  `.execute(db)
  return rows.map((row) => row.person)
}

/** The character after every other: the end of a range of all texts with one beginning. */
const LAST_CHARACTER = '\u{10FFFF}'

/** Two ranges over keys in C order, by the full name and by the name read backwards; equality and ranges only, so row-level security never slows them. */
export async function personsByName(
  db: Database,
  key: string,
  birthDate: string | null,
  facility: string,
  limit: number,
): Promise<RecordId[]> {
  const end = `${key}${LAST_CHARACTER}`
  const reversed = reversedWords(key)
  const reversedEnd = `${reversed}${LAST_CHARACTER}`
  const born =
    birthDate === null
      ? sql``
      : sql`and birth_date >= ${birthDate} and birth_date < ${birthDate}||${LAST_CHARACTER}`
  const source = sql`select person, name_key, given_key, birth_date from people.patient where facility = ${facility}`
  const { rows } = await sql<{ person: RecordId }>`
    select person from (
      (select * from (${source}) p
       where name_key >= ${key} and name_key < ${end} ${born} order by name_key, birth_date limit ${limit})
      union
      (select * from (${source}) p
       where given_key >= ${reversed} and given_key < ${reversedEnd} ${born} order by given_key, birth_date limit ${limit})
    ) found
    order by name_key, birth_date, person limit ${limit}
  `.execute(db)
  return rows.map((row) => row.person)
}

type CardRow = {
  id: RecordId
  name: string
  birth_date: string
  sex: PersonCard['sex']
  citizen_number: string | null
  provisional: boolean
}

export async function cardsOf(
  db: Database | Trx,
  persons: readonly RecordId[],
): Promise<PersonCard[]> {
  if (persons.length === 0) return []
  const { rows } = await sql<CardRow>`
    select p.id, p.name, p.birth_date, p.sex, p.provisional,
           (select n.value from people.number_owner n
            where n.person = p.id and n.system = 'citizen' limit 1) as citizen_number
    from unnest(${persons.map(bucketOf)}::smallint[], ${[...persons]}::uuid[]) with ordinality as asked (bucket, id, place)
    join people.person p on p.bucket = asked.bucket and p.id = asked.id
    order by asked.place
  `.execute(db)
  return rows.map(({ id, name, birth_date, sex, provisional, citizen_number }) => ({
    person: id,
    name,
    birthDate: birth_date,
    sex,
    provisional,
    ...(citizen_number === null ? {} : { citizenNumber: citizen_number }),
  }))
}

/** Which keys are one person with another: whoever was asked for, with every key that is the same person; nobody who has one key only. */
export async function joinedKeys(
  db: Database | Trx,
  persons: readonly RecordId[],
): Promise<{ readonly asked: RecordId; readonly key: RecordId }[]> {
  const { rows } = await sql<{ asked: RecordId; key: RecordId }>`
    with recursive same (asked, key) as (
      select p, p from unnest(${[...persons]}::uuid[]) as p
      where exists (select from people.same_person s where s.one = p and s.parted_at is null)
         or exists (select from people.same_person s where s.other = p and s.parted_at is null)
      union
      select same.asked, case when s.one = same.key then s.other else s.one end
      from same join people.same_person s on (s.one = same.key or s.other = same.key) and s.parted_at is null
    )
    select asked, key from same
  `.execute(db)
  return rows
}

export async function connectedKeys(db: Database | Trx, person: RecordId): Promise<RecordId[]> {
  const { rows } = await sql<{ key: RecordId }>`
    with recursive same (key) as (
      select ${person}::uuid
      union
      select case when s.one = same.key then s.other else s.one end
      from same join people.same_person s on (s.one = same.key or s.other = same.key) and s.parted_at is null
    )
    select key from same order by key <> ${person}::uuid, key
  `.execute(db)
  return rows.map((row) => row.key)
}

export async function joinPair(
  trx: Trx,
  pair: { one: RecordId; other: RecordId; by: string; reason: string; id: string; at: Date },
): Promise<void> {
  await sql`
    insert into people.same_person (id, one, other, joined_at, joined_by, reason)
    values (${pair.id}, least(${pair.one}::uuid, ${pair.other}::uuid), greatest(${pair.one}::uuid, ${pair.other}::uuid),
            ${pair.at}, ${pair.by}, ${pair.reason})
    on conflict do nothing
  `.execute(trx)
}

export async function partPair(
  trx: Trx,
  pair: { one: RecordId; other: RecordId; by: string; at: Date },
): Promise<void> {
  await sql`
    update people.same_person set parted_at = ${pair.at}, parted_by = ${pair.by}
    where one = least(${pair.one}::uuid, ${pair.other}::uuid)
      and other = greatest(${pair.one}::uuid, ${pair.other}::uuid) and parted_at is null
  `.execute(trx)
}
