import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { bucketOf, type RecordId } from '#vocabulary/record-id'
import type { Candidate, Contradiction } from './decide-identity.ts'
import {
  factsOf,
  numbersOf,
  type PersonClaim,
  type PersonNumber,
  reversedWords,
} from './person-claim.ts'

/** Everyone for whom one of the numbers was claimed before; a popular wrong number (all nines) has many claimants. */
const CANDIDATES_MAX = 200

type CandidateRow = PersonNumber & {
  person: RecordId
  is_owner: boolean
  name_key: string
  birth_date: string
  birth_time: string | null
  provisional: boolean
  citizen_number: string | null
  is_patient: boolean
}

export type KnownCandidate = Candidate & {
  readonly person: RecordId
  /** Whether the claiming facility already has this person among its patients. */
  readonly isPatient: boolean
}

export async function findCandidates(
  db: Database | Trx,
  claim: PersonClaim,
): Promise<KnownCandidate[]> {
  const numbers = numbersOf(claim)
  if (numbers.length === 0) return []
  const { rows } = await sql<CandidateRow>`
    select c.system, c.value, c.person, o.person is not null as is_owner,
           p.name_key, p.birth_date, p.birth_time, p.provisional,
           (select n.value from people.number_owner n
            where n.person = c.person and n.system = 'citizen' limit 1) as citizen_number,
           exists (select from people.patient t
                   where t.facility = ${claim.facility} and t.person = c.person) as is_patient
    from unnest(${systemsOf(numbers)}::text[], ${valuesOf(numbers)}::text[]) as asked (system, value)
    join people.number_claim c on c.system = asked.system and c.value = asked.value
    join people.person p on p.bucket = c.bucket and p.id = c.person
    left join people.number_owner o
      on o.system = c.system and o.value = c.value and o.person = c.person
    order by is_owner desc
    limit ${CANDIDATES_MAX}
  `.execute(db)
  return rows.map(candidateOf)
}

/**
 * Takes turns with every other writer of one of these numbers until the transaction ends. Always in the same order,
 * so that two writers who share several numbers never wait for each other.
 */
export async function lockNumbers(trx: Trx, numbers: readonly PersonNumber[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(system || '|' || value, 40) as key
      from unnest(${systemsOf(numbers)}::text[], ${valuesOf(numbers)}::text[]) as n (system, value)
      order by key
    ) sorted
  `.execute(trx)
}

function candidateOf(row: CandidateRow): KnownCandidate {
  const facts = { nameKey: row.name_key, birthDate: row.birth_date }
  return {
    system: row.system,
    value: row.value,
    person: row.person,
    isOwner: row.is_owner,
    isPatient: row.is_patient,
    provisional: row.provisional,
    facts: row.birth_time === null ? facts : { ...facts, birthTime: row.birth_time },
    ...(row.citizen_number === null ? {} : { citizenNumber: row.citizen_number }),
  }
}

/** What is written about a person by one claim. */
export type PersonToWrite = {
  readonly person: RecordId
  readonly claim: PersonClaim
  readonly at: Date
  /** Numbers that nobody owned when we looked. */
  readonly unowned: readonly PersonNumber[]
  readonly contradictions: readonly Contradiction[]
  readonly provisional: boolean
  readonly review: string
}

/**
 * Makes a new person, unless another writer has just taken one of the unowned numbers: then nothing is made, the
 * answer is false, and the caller looks again. Waits for such a writer to end. A second call with the same key
 * keeps the numbers that the first has gained.
 */
export async function addPerson(trx: Trx, write: PersonToWrite): Promise<boolean> {
  const { person, claim, at, unowned } = write
  const numbers = numbersOf(claim)
  const keys = nameKeys(claim)
  const { rows } = await sql<{ made: boolean }>`
    with owner as (
      insert into people.number_owner (system, value, person)
      select w.system, w.value, ${person}::uuid
      from unnest(${systemsOf(unowned)}::text[], ${valuesOf(unowned)}::text[]) as w (system, value)
      order by w.system, w.value
      on conflict (system, value) do update set person = excluded.person
        where number_owner.person = excluded.person
      returning system
    ),
    complete as (select count(*) = ${unowned.length} as made from owner),
    person as (
      insert into people.person (bucket, id, name, name_key, given_key, birth_date, birth_time, sex, provisional, facility, made_at)
      select ${bucketOf(person)}, ${person}, ${claim.name}, ${keys.name}, ${keys.given}, ${claim.birthDate},
             ${claim.birthTime ?? null}, ${claim.sex}, ${write.provisional}, ${claim.facility}, ${at}
      from complete where made
    ),
    claim as (
      insert into people.number_claim (system, value, person, bucket, facility, claimed_at)
      select n.system, n.value, ${person}, ${bucketOf(person)}, ${claim.facility}, ${at}
      from complete, unnest(${systemsOf(numbers)}::text[], ${valuesOf(numbers)}::text[]) as n (system, value)
      where made
    ),
    patient as (
      insert into people.patient (facility, person, name_key, given_key, birth_date)
      select ${claim.facility}, ${person}, ${keys.name}, ${keys.given}, ${claim.birthDate}
      from complete where made
    ),
    review as (${reviewInsert(write)})
    select made from complete
  `.execute(trx)
  return rows[0]?.made ?? false
}

/** Adds what a claim says anew about a person who is known; numbers gained under `gainedBy` on the way here go to that person. */
export async function addClaims(
  trx: Trx,
  write: PersonToWrite & { readonly numbers: readonly PersonNumber[]; readonly gainedBy: RecordId },
): Promise<void> {
  const { person, claim, at, numbers, unowned } = write
  const keys = nameKeys(claim)
  await sql`
    with complete as (select true as made),
    owner as (
      insert into people.number_owner (system, value, person)
      select w.system, w.value, ${person}::uuid
      from unnest(${systemsOf(unowned)}::text[], ${valuesOf(unowned)}::text[]) as w (system, value)
      order by w.system, w.value
      on conflict (system, value) do update set person = excluded.person
        where number_owner.person = ${write.gainedBy}::uuid
    ),
    claim as (
      insert into people.number_claim (system, value, person, bucket, facility, claimed_at)
      select n.system, n.value, ${person}, ${bucketOf(person)}, ${claim.facility}, ${at}
      from unnest(${systemsOf(numbers)}::text[], ${valuesOf(numbers)}::text[]) as n (system, value)
      on conflict do nothing
    ),
    review as (${reviewInsert(write)})
    insert into people.patient (facility, person, name_key, given_key, birth_date)
    values (${claim.facility}, ${person}, ${keys.name}, ${keys.given}, ${claim.birthDate})
    on conflict do nothing
  `.execute(trx)
}

/** One item per claim: the strongest number that contradicts. */
function reviewInsert(write: PersonToWrite) {
  const first = write.contradictions[0]
  return sql`
    insert into people.review (id, opened_at, person, system, value, owner, facility)
    select ${write.review}::uuid, ${write.at}::timestamptz, ${write.person}::uuid, ${first?.system ?? ''}::text,
           ${first?.value ?? ''}::text, ${first?.owner ?? write.person}::uuid, ${write.claim.facility}::text
    from complete where made and ${first !== undefined}::boolean`
}

function nameKeys(claim: PersonClaim): { name: string; given: string } {
  const name = factsOf(claim).nameKey
  return { name, given: reversedWords(name) }
}

function systemsOf(numbers: readonly PersonNumber[]): string[] {
  return numbers.map((number) => number.system)
}

function valuesOf(numbers: readonly PersonNumber[]): string[] {
  return numbers.map((number) => number.value)
}
