import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { Statement } from '../profile.ts'

/** Whom a file is sought by: numbers in the form in which they are compared, or the key of the subject. */
export type Sought = {
  readonly scheme: 'practice-licence' | 'personal-id' | 'subject'
  readonly values: readonly string[]
}

type Body = { readonly statements: readonly Statement[] }

/** One practitioner's file: as it was last written, and as it was last published when that is another version. */
export type FoundFile = {
  /** By what it was found. */
  readonly value: string
  readonly subject: string
  readonly name: string
  readonly working: Body
  readonly published: Body | null
  readonly isPublished: boolean
}

/** Whether the licence and the places of work are known is no secret of a person: what is read here answers yes or no. */
const SCOPE = { work: 'practice' } as const

/** The files of several practitioners, by their keys alone. Unknown values are absent. */
export async function findFiles(database: Database, sought: Sought): Promise<FoundFile[]> {
  if (sought.values.length === 0) return []
  const statement = filesNow(sought)
  const { rows } = await withScope(database, SCOPE, (trx) => statement.execute(trx))
  return rows
}

/** A place of practice by its code; one that has no file and no staff answers so. */
export async function findPlace(database: Database, facility: string): Promise<FoundPlace> {
  const statement = placeNow(facility)
  const { rows } = await withScope(database, SCOPE, (trx) => statement.execute(trx))
  return rows[0] ?? NO_PLACE
}

/**
 * One file and one place in one transaction, by keys alone; the file as it was believed at an instant when one is given: the version written last
 * until then. Numbers that came later find it too.
 */
export async function findFileAndPlace(
  database: Database,
  sought: Sought,
  facility: string,
  believedAt: Date | undefined,
): Promise<{ readonly file: FoundFile | undefined; readonly place: FoundPlace }> {
  const file = believedAt === undefined ? filesNow(sought) : fileBelieved(sought, believedAt)
  const place = placeNow(facility)
  const [files, places] = await withScope(database, SCOPE, (trx) =>
    Promise.all([file.execute(trx), place.execute(trx)]),
  )
  return { file: files.rows[0], place: places.rows[0] ?? NO_PLACE }
}

function filesNow({ scheme, values }: Sought): RawBuilder<FoundFile> {
  const subjects =
    scheme === 'subject'
      ? sql`select value, value::uuid as subject from unnest(${[...values]}::text[]) as value`
      : sql`select value, subject from registry.identifier where scheme = ${scheme} and value = any(${[...values]}::text[])`
  return sql<FoundFile>`
    select sought.value, p.subject, p.name, w.body as working, published.body as published,
      p.published_version is not null as "isPublished"
    from (${subjects}) sought
    join registry.profile p on p.subject = sought.subject and p.kind = 'practitioner'
    join registry.profile_version w on w.subject = p.subject and w.version = p.version
    left join registry.profile_version published on published.subject = p.subject
      and published.version = p.published_version and p.published_version <> p.version
  `
}

function fileBelieved({ scheme, values }: Sought, believedAt: Date): RawBuilder<FoundFile> {
  const [value = ''] = values
  const subject =
    scheme === 'subject'
      ? sql`select ${value}::uuid`
      : sql`select subject from registry.identifier where scheme = ${scheme} and value = ${value}`
  return sql<FoundFile>`
    select ${value}::text as value, v.subject, '' as name, v.body as working, null as published, false as "isPublished"
    from registry.profile_version v
    where v.subject = (${subject}) and v.recorded_at <= ${believedAt}
    order by v.version desc limit 1
  `
}

/** What is known of a facility as a place of practice. `events` are read only while it may not act: then they say since when. */
export type FoundPlace = {
  readonly hasStaffList: boolean
  readonly standing: 'open' | 'suspended' | 'closed'
  readonly events: readonly Statement[] | null
}

const NO_PLACE: FoundPlace = { hasStaffList: false, standing: 'open', events: null }

function placeNow(facility: string): RawBuilder<FoundPlace> {
  return sql<FoundPlace>`
    select exists (select from registry.registration r where r.facility = ${facility}) as "hasStaffList",
      coalesce(p.standing, 'open') as standing,
      case when p.standing <> 'open' then (
        select jsonb_path_query_array(v.body, '$.statements[*] ? (@.section == "operating-licence-event")')
        from registry.profile_version v where v.subject = p.subject and v.version = p.version) end as events
    from (select) always
    left join registry.profile p on p.code = ${facility} and p.kind = 'facility'
    order by p.version desc nulls last limit 1
  `
}

/** Everybody who is, or lately was, registered at a facility, or under an authority, within the scope of the transaction. */
export async function listPractising(
  trx: Trx,
  where: { readonly facility: string } | { readonly authority: string },
  limit: number,
): Promise<string[]> {
  const place =
    'facility' in where ? sql`facility = ${where.facility}` : sql`authority = ${where.authority}`
  const { rows } = await sql<{ practitioner: string }>`
    select distinct practitioner from registry.registration where ${place} order by practitioner limit ${limit}
  `.execute(trx)
  return rows.map(({ practitioner }) => practitioner)
}
