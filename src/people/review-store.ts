import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import { bucketOf, type RecordId } from '#vocabulary/record-id'

/** A contradiction: a number claimed for `person`, which belongs to `owner`. */
export type Review = {
  readonly id: string
  readonly openedAt: Date
  readonly person: RecordId
  readonly owner: RecordId
  readonly system: 'citizen' | 'social-insurance' | 'other' | 'patient-number'
  readonly value: string
  readonly facility: string
  readonly verdict?: Verdict
  readonly settledAt?: Date
  readonly settledBy?: string
}

export type Verdict = 'same-person' | 'different-persons'

export type Side = {
  readonly name: string
  readonly birthDate: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly since: Date
  readonly citizenNumber?: string
  readonly numbers: readonly {
    readonly system: string
    readonly value: string
    readonly isOwn: boolean
    readonly facility: string
  }[]
  readonly facilities: readonly string[]
}

type ReviewRow = {
  id: string
  opened_at: Date
  person: RecordId
  owner: RecordId
  system: Review['system']
  value: string
  facility: string
  resolution: Verdict | null
  resolved_at: Date | null
  resolved_by: string | null
}

const REVIEW = sql`
  select id, opened_at, person, owner, system, value, facility, resolution, resolved_at, resolved_by from people.review`

/** The oldest of those that wait first; of those that are settled the latest. */
export async function listReviews(
  trx: Trx,
  asked: {
    readonly isSettled: boolean
    readonly facilities: readonly string[] | undefined
    readonly limit: number
  },
): Promise<Review[]> {
  const { isSettled, facilities, limit } = asked
  const reach =
    facilities === undefined ? sql`true` : sql`facility = any(${[...facilities]}::text[])`
  const { rows } = isSettled
    ? await sql<ReviewRow>`${REVIEW} where resolved_at is not null and ${reach} order by resolved_at desc limit ${limit}`.execute(
        trx,
      )
    : await sql<ReviewRow>`${REVIEW} where resolved_at is null and ${reach} order by opened_at limit ${limit}`.execute(
        trx,
      )
  return rows.map(rowToReview)
}

/** One review, held until the transaction ends: of two who settle it at once, the second finds it settled. */
export async function findReview(trx: Trx, id: RecordId): Promise<Review | undefined> {
  const { rows } = await sql<ReviewRow>`${REVIEW} where id = ${id} for update`.execute(trx)
  return rows[0] && rowToReview(rows[0])
}

/** Writes a verdict, or takes it back. */
export async function writeVerdict(
  trx: Trx,
  id: string,
  verdict: { readonly is: Verdict; readonly at: Date; readonly by: string } | undefined,
): Promise<void> {
  await sql`
    update people.review set resolution = ${verdict?.is ?? null}, resolved_at = ${verdict?.at ?? null},
      resolved_by = ${verdict?.by ?? null}
    where id = ${id}
  `.execute(trx)
}

/** Whether another contradiction of the same two keys was settled as one person. */
export async function isSameByAnother(trx: Trx, { id, person, owner }: Review): Promise<boolean> {
  const { rows } = await sql`
    select 1 from people.review
    where id <> ${id} and resolution = 'same-person'
      and ((person = ${person} and owner = ${owner}) or (person = ${owner} and owner = ${person}))
    limit 1
  `.execute(trx)
  return rows.length > 0
}

type SideRow = {
  name: string
  birth_date: string
  sex: Side['sex']
  made_at: Date
  citizen_number: string | null
  numbers: Side['numbers']
  facilities: string[]
}

/** So many numbers and facilities tell people apart; somebody who was everywhere has more. */
const SHOWN_MAX = 20

/** What identifies the person under one key; undefined when there is no such key. */
export async function findSide(trx: Trx, person: RecordId): Promise<Side | undefined> {
  const { rows } = await sql<SideRow>`
    select p.name, p.birth_date, p.sex, p.made_at,
      (select o.value from people.number_owner o where o.person = p.id and o.system = 'citizen' limit 1) as citizen_number,
      coalesce((select json_agg(json_build_object('system', c.system, 'value', c.value, 'facility', c.facility,
          'isOwn', exists (select from people.number_owner o
            where o.system = c.system and o.value = c.value and o.person = p.id)) order by c.system, c.value)
        from (select * from people.number_claim where person = p.id order by system, value limit ${SHOWN_MAX}) c),
        '[]') as numbers,
      array(select t.facility from people.patient t where t.person = p.id order by 1 limit ${SHOWN_MAX}) as facilities
    from people.person p where p.bucket = ${bucketOf(person)} and p.id = ${person}
  `.execute(trx)
  const row = rows[0]
  return (
    row && {
      name: row.name,
      birthDate: row.birth_date,
      sex: row.sex,
      since: row.made_at,
      ...(row.citizen_number === null ? {} : { citizenNumber: row.citizen_number }),
      numbers: row.numbers,
      facilities: row.facilities,
    }
  )
}

function rowToReview(row: ReviewRow): Review {
  const { id, opened_at, person, owner, system, value, facility } = row
  return {
    id,
    openedAt: opened_at,
    person,
    owner,
    system,
    value,
    facility,
    ...(row.resolution === null ? {} : { verdict: row.resolution }),
    ...(row.resolved_at === null ? {} : { settledAt: row.resolved_at }),
    ...(row.resolved_by === null ? {} : { settledBy: row.resolved_by }),
  }
}
