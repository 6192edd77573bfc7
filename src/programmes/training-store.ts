import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'

/** One line of a training roll. */
export type Attendance = {
  readonly session: string
  readonly programme: string
  readonly title: string
  readonly day: string
  readonly facility: string
  readonly attendee: string
  readonly duty: string
  readonly passed: boolean
}

type TrainingRow = {
  readonly id: string
  readonly programme: string
  readonly authority: string
  readonly title: string
  readonly day: string
  readonly facilities: number
  readonly attendees: number
  readonly passed: number
}

/** The trainings within the scope of the transaction, the newest first. */
export async function listSessions(
  database: Database | Trx,
  limit: number,
): Promise<TrainingRow[]> {
  const { rows } = await sql<TrainingRow>`
    select s.id, s.programme, s.authority, s.title, s.day, count(distinct a.facility)::integer as facilities, count(a.facility)::integer as attendees,
      (count(*) filter (where a.passed))::integer as passed
    from programmes.session s left join programmes.attendance a on a.session = s.id
    group by s.id order by s.day desc, s.id limit ${limit}
  `.execute(database)
  return rows
}

/** What stands on the rolls, of all sessions or those named; of one authority, or of one facility. */
export async function listAttendance(
  database: Database | Trx,
  which: {
    readonly sessions?: readonly string[] | undefined
    readonly authority?: string | undefined
    readonly facility?: string | undefined
  },
  limit: number,
): Promise<Attendance[]> {
  const { sessions, authority = null, facility = null } = which
  const { rows } = await sql<Attendance>`
    select a.session, s.programme, s.title, s.day, a.facility, a.attendee, a.duty, a.passed
    from programmes.attendance a join programmes.session s on s.id = a.session
    where (${sessions === undefined ? null : [...sessions]}::text[] is null or a.session = any(${[...(sessions ?? [])]}::text[]))
      and (${authority}::text is null or s.authority = ${authority}) and (${facility}::text is null or a.facility = ${facility})
    order by s.day desc, a.session, a.facility, a.attendee limit ${limit}
  `.execute(database)
  return rows
}

/** Whose sessions these are, by their ids. */
export async function ownersOf(
  database: Database | Trx,
  sessions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; authority: string }>`
    select id, authority from programmes.session where id = any(${[...sessions]}::text[])
  `.execute(database)
  return new Map(rows.map(({ id, authority }) => [id, authority]))
}

/** Which facilities are known, with who is responsible for each. */
export async function knownFacilities(
  database: Database | Trx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; authority: string }>`
    select code, authority from programmes.facility where code = any(${[...codes]}::text[])
  `.execute(database)
  return new Map(rows.map(({ code, authority }) => [code, authority]))
}

/** Writes lines of rolls with their sessions; a line of the same session, facility and name is replaced. */
export async function writeAttendance(
  trx: Trx,
  authority: string,
  lines: readonly Attendance[],
): Promise<void> {
  if (lines.length === 0) return
  const json = JSON.stringify(lines)
  await sql`
    insert into programmes.session (id, programme, authority, title, day)
    select distinct on (session) session, programme, ${authority}, title, day
    from jsonb_to_recordset(${json}::jsonb) as told (session text, programme text, title text, day date) order by session
    on conflict (id) do update set programme = excluded.programme, title = excluded.title, day = excluded.day
  `.execute(trx)
  await sql`
    insert into programmes.attendance (session, facility, attendee, duty, authority, passed)
    select session, facility, attendee, duty, coalesce((select f.authority from programmes.facility f where f.code = facility), ${authority}), passed
    from jsonb_to_recordset(${json}::jsonb) as told (session text, facility text, attendee text, duty text, passed boolean)
    on conflict (session, facility, attendee) do update set duty = excluded.duty, passed = excluded.passed
  `.execute(trx)
  await markTrained(
    trx,
    lines.map(({ facility }) => facility),
  )
}

/** Takes lines off their rolls; a session without lines goes. A second call changes nothing. */
export async function removeAttendance(
  trx: Trx,
  lines: readonly Pick<Attendance, 'session' | 'facility' | 'attendee'>[],
): Promise<void> {
  if (lines.length === 0) return
  const json = JSON.stringify(lines)
  await sql`
    delete from programmes.attendance a
    using jsonb_to_recordset(${json}::jsonb) as told (session text, facility text, attendee text)
    where a.session = told.session and a.facility = told.facility and a.attendee = told.attendee
  `.execute(trx)
  await sql`
    delete from programmes.session s
    where s.id = any(${lines.map(({ session }) => session)}::text[])
      and not exists (select from programmes.attendance a where a.session = s.id)
  `.execute(trx)
  await markTrained(
    trx,
    lines.map(({ facility }) => facility),
  )
}

async function markTrained(trx: Trx, facilities: readonly string[]): Promise<void> {
  await sql`
    update programmes.facility f
    set trained = exists (select from programmes.attendance a where a.facility = f.code and a.passed)
    where f.code = any(${[...facilities]}::text[])
  `.execute(trx)
}
