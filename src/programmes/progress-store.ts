import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import { type Counter, type Counts, type Measure, MEANING } from './measures.ts'

/** By what progress is split. */
export type Dimension = 'country' | 'authority' | 'province' | 'commune' | 'form'

/** Which facilities are meant; an absent part means all within the scope of the transaction. */
export type Which = {
  readonly authority?: string | undefined
  readonly province?: string | undefined
  readonly form?: string | undefined
  /** Those alone that the officers of traditional medicine follow. */
  readonly traditional?: boolean | undefined
}

/** The counts of one place: a code, '' for the whole country or where none is known. */
export type PlaceCounts = { readonly place: string; readonly counts: Counts }

const COLUMNS: Readonly<Record<Counter, string>> = {
  facilities: 'facilities',
  opened: 'opened',
  submitted: 'submitted',
  verified: 'verified',
  emrLive: 'emr_live',
  trained: 'trained',
  practitioners: 'practitioners',
  declared: 'declared',
  confirmed: 'confirmed',
  sampled: 'sampled',
}

/** The counters as sums over rows of facilities. */
const NOW_SUMS = sql`
  count(*)::integer as facilities, (count(*) filter (where opened))::integer as opened, (count(*) filter (where submitted))::integer as submitted,
  (count(*) filter (where verified))::integer as verified, (count(*) filter (where emr_live))::integer as emr_live,
  (count(*) filter (where trained))::integer as trained, sum(practitioners)::integer as practitioners, sum(declared)::integer as declared,
  sum(confirmed)::integer as confirmed, sum(sampled)::integer as sampled`
const KEPT_SUMS = sql`
  sum(facilities)::integer as facilities, sum(opened)::integer as opened, sum(submitted)::integer as submitted, sum(verified)::integer as verified,
  sum(emr_live)::integer as emr_live, sum(trained)::integer as trained, sum(practitioners)::integer as practitioners,
  sum(declared)::integer as declared, sum(confirmed)::integer as confirmed, sum(sampled)::integer as sampled`

type CountRow = { place: string } & Record<string, number | string>

/** The counts as they are, of the facilities that may act on a day. */
export async function countNow(
  trx: Database | Trx,
  day: string,
  by: Dimension,
  which: Which,
): Promise<PlaceCounts[]> {
  const { rows } = await sql<CountRow>`
    select ${placeOf(by)} as place, ${NOW_SUMS}
    from programmes.facility where acting @> ${day}::date and ${meant(which)}
    group by 1 order by 1
  `.execute(trx)
  return rows.map(countsOf)
}

/** The counts as they were kept at the end of a day. */
export async function countThen(
  trx: Database | Trx,
  day: string,
  by: Dimension,
  which: Which,
): Promise<PlaceCounts[]> {
  const { rows } = await sql<CountRow>`
    select ${placeOf(by)} as place, ${KEPT_SUMS}
    from programmes.tally where day <= ${day}::date and ${meant(which)}
    group by 1 having sum(facilities) <> 0 order by 1
  `.execute(trx)
  return rows.map(countsOf)
}

/** What changed, day by day, from the beginning until a day. */
export async function listChanges(
  trx: Database | Trx,
  until: string,
  which: Which,
): Promise<{ readonly day: string; readonly counts: Counts }[]> {
  const { rows } = await sql<CountRow & { day: string }>`
    select day, '' as place, ${KEPT_SUMS}
    from programmes.tally where day <= ${until}::date and ${meant(which)}
    group by day order by day
  `.execute(trx)
  return rows.map((row) => ({ day: row.day, counts: countsOf(row).counts }))
}

/** Keeps the counts of a day as what changed since the days before; a second call keeps them anew and adds nothing. */
export async function keepTally(trx: Trx, day: string): Promise<void> {
  await sql`delete from programmes.tally where day = ${day}::date`.execute(trx)
  await sql`
    insert into programmes.tally (day, authority, province, commune, form, traditional,
      facilities, opened, submitted, verified, emr_live, trained, practitioners, declared, confirmed, sampled)
    select ${day}::date, * from (
      select authority, province, commune, form, traditional, ${KEPT_SUMS} from (
        select authority, province, commune, form, traditional, ${NOW_SUMS}
        from programmes.facility where acting @> ${day}::date group by 1, 2, 3, 4, 5
        union all
        select authority, province, commune, form, traditional, -sum(facilities), -sum(opened), -sum(submitted), -sum(verified), -sum(emr_live),
          -sum(trained), -sum(practitioners), -sum(declared), -sum(confirmed), -sum(sampled)
        from programmes.tally where day < ${day}::date group by 1, 2, 3, 4, 5
      ) both_sides group by 1, 2, 3, 4, 5
    ) changed
    where (facilities, opened, submitted, verified, emr_live, trained, practitioners, declared, confirmed, sampled)
      <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  `.execute(trx)
}

/** For a demo: spreads what is kept over so many days from a first one on, the facilities on the first, what is done of each cell on a day of its own. */
export async function spreadTally(trx: Trx, from: string, days: number): Promise<void> {
  await sql`
    insert into programmes.tally (day, authority, province, commune, form, traditional,
      facilities, opened, submitted, verified, emr_live, trained, practitioners, declared, confirmed, sampled)
    select ${from}::date, authority, province, commune, form, traditional, facilities, opened, submitted * 2 / 3, verified / 2, emr_live / 2, trained,
      practitioners, declared * 3 / 4, confirmed / 2, 0
    from programmes.tally where day >= ${from}::date
    union all
    select ${from}::date + 1 + mod(hashtext(authority || commune || form) & 2147483647, ${days - 1}::integer), authority, province, commune, form, traditional,
      0, 0, submitted - submitted * 2 / 3, verified - verified / 2, emr_live - emr_live / 2, 0, 0, declared - declared * 3 / 4,
      confirmed - confirmed / 2, sampled
    from programmes.tally where day >= ${from}::date
    on conflict do nothing
  `.execute(trx)
}

/** A facility that is behind: how many are missing, of how many. */
export type BehindRow = {
  readonly facility: string
  readonly name: string
  readonly authority: string
  readonly commune: string
  readonly form: string
  readonly missing: number
  readonly total: number
  readonly remindedAt: Date | null
}

/** The facilities behind a milestone on a day, worst first, after a place; the transaction's scope says whose. */
export async function listBehind(
  trx: Database | Trx,
  asked: {
    readonly milestone: string
    readonly measure: Measure
    readonly day: string
    readonly which: Which
    readonly after?: { readonly missing: number; readonly facility: string } | undefined
    readonly limit: number
  },
): Promise<BehindRow[]> {
  const { milestone, measure, day, which, after, limit } = asked
  const missing = missingOf(measure)
  const { rows } = await sql<BehindRow>`
    select f.code as facility, f.name, f.authority, f.commune, f.form, ${missing}::integer as missing, ${totalOf(measure)}::integer as total,
      (select max(r.at) from programmes.reminder r where r.facility = f.code and r.milestone = ${milestone}) as "remindedAt"
    from programmes.facility f
    where acting @> ${day}::date and ${meant(which)} and ${missing} > 0
      and (${after?.missing ?? null}::integer is null or (-${missing}, f.code) > (${-(after?.missing ?? 0)}::integer, ${after?.facility ?? ''}))
    order by ${missing} desc, f.code limit ${limit}
  `.execute(trx)
  return rows
}

/** One facility's own counts; undefined when it may not act that day or is not in the scope. */
export async function countOne(
  trx: Database | Trx,
  facility: string,
  day: string,
): Promise<{ readonly authority: string; readonly counts: Counts } | undefined> {
  const { rows } = await sql<CountRow & { authority: string }>`
    select authority, '' as place, ${NOW_SUMS}
    from programmes.facility where code = ${facility} and acting @> ${day}::date group by 1
  `.execute(trx)
  const [row] = rows
  return row && { authority: row.authority, counts: countsOf(row).counts }
}

/** Of people: how many lack it. Of a facility itself: 1, more when it is further behind – 2 when its file was not sent, 3 when it has none. */
function missingOf(measure: Measure): RawBuilder<number> {
  const pair = MEANING[measure].counts
  if (pair === undefined) return sql<number>`0`
  const [done, of] = pair
  if (of === 'facilities')
    return sql<number>`case when ${sql.ref(COLUMNS[done])} then 0 when not opened then 3 when not submitted then 2 else 1 end`
  return sql<number>`(${sql.ref(COLUMNS[of])} - ${sql.ref(COLUMNS[done])})`
}

function totalOf(measure: Measure): RawBuilder<number> {
  const of = MEANING[measure].counts?.[1] ?? 'facilities'
  return of === 'facilities' ? sql<number>`1` : sql<number>`${sql.ref(COLUMNS[of])}`
}

function placeOf(by: Dimension): RawBuilder<string> {
  return by === 'country' ? sql<string>`''` : sql<string>`${sql.ref(by)}`
}

function meant({ authority, province, form, traditional }: Which): RawBuilder<boolean> {
  const parts = [
    ...(authority === undefined ? [] : [sql`authority = ${authority}`]),
    ...(province === undefined ? [] : [sql`province = ${province}`]),
    ...(form === undefined ? [] : [sql`form = ${form}`]),
    ...(traditional === true ? [sql`traditional`] : []),
  ]
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`
}

function countsOf(row: CountRow): PlaceCounts {
  const number = (counter: Counter) => Number(row[COLUMNS[counter]] ?? 0)
  return {
    place: row.place,
    counts: {
      facilities: number('facilities'),
      opened: number('opened'),
      submitted: number('submitted'),
      verified: number('verified'),
      emrLive: number('emrLive'),
      trained: number('trained'),
      practitioners: number('practitioners'),
      declared: number('declared'),
      confirmed: number('confirmed'),
      sampled: number('sampled'),
    },
  }
}
