import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Band } from './quality-score.ts'

/** Under which key the days of all authorities together are kept. */
export const WHOLE = ''

export type Grain = 'facility' | 'authority' | 'traditional'

/** Counts folded together. Arrays as in the row of a file; `bands`: green, yellow, red of facilities, then of practitioners. */
export type Total = {
  readonly grain: Grain
  readonly key: string
  readonly authority: string
  readonly facilityTally: readonly number[]
  readonly practitionerTally: readonly number[]
  readonly facilities: number
  readonly practitioners: number
  readonly bands: readonly number[]
}

/** Hundredths of a point. */
export type Scored = {
  readonly score: number
  readonly parts: readonly number[]
  readonly band: Band
}

type TotalRow = {
  grain: Grain
  key: string
  authority: string
  facility_tally: number[]
  practitioner_tally: number[]
  facilities: number
  practitioners: number
  bands: number[]
}

const COUNTED = sql`held.grain, held.key, held.authority, held.facility_tally, held.practitioner_tally, held.facilities, held.practitioners, held.bands`

/** Adds differences to the totals of a method; answers them as they then are. In the order of their keys, so that no two wait for each other. */
export async function addToTotals(
  trx: Trx,
  method: number,
  differences: readonly Total[],
): Promise<Total[]> {
  if (differences.length === 0) return []
  const json = JSON.stringify(
    differences
      .toSorted((one, other) =>
        `${one.grain} ${one.key}` < `${other.grain} ${other.key}` ? -1 : 1,
      )
      .map(({ facilityTally, practitionerTally, ...one }) => ({
        ...one,
        facility_tally: facilityTally,
        practitioner_tally: practitionerTally,
      })),
  )
  const { rows } = await sql<TotalRow>`
    insert into registry.quality_total as held (method, grain, key, authority, facility_tally, practitioner_tally, facilities, practitioners,
      bands, score, parts, band)
    select ${method}, grain, key, authority, facility_tally, practitioner_tally, facilities, practitioners, bands, 0, '{}', 'red'
    from jsonb_to_recordset(${json}::jsonb) as asked (grain text, key text, authority text, facility_tally integer[],
      practitioner_tally integer[], facilities integer, practitioners integer, bands integer[])
    on conflict (method, grain, key) do update set
      authority = excluded.authority,
      facility_tally = registry.add_counts(held.facility_tally, excluded.facility_tally),
      practitioner_tally = registry.add_counts(held.practitioner_tally, excluded.practitioner_tally),
      facilities = held.facilities + excluded.facilities, practitioners = held.practitioners + excluded.practitioners,
      bands = registry.add_counts(held.bands, excluded.bands)
    returning ${COUNTED}
  `.execute(trx)
  return rows.map(rowToTotal)
}

/** Writes the scores of totals. */
export async function writeScores(
  trx: Trx,
  method: number,
  scored: readonly (Total & Scored)[],
): Promise<void> {
  if (scored.length === 0) return
  const json = JSON.stringify(scored)
  await sql`
    update registry.quality_total held set score = asked.score, parts = asked.parts, band = asked.band
    from jsonb_to_recordset(${json}::jsonb) as asked (grain text, key text, score smallint, parts smallint[], band text)
    where held.method = ${method} and held.grain = asked.grain and held.key = asked.key
  `.execute(trx)
}

/** Writes how good authorities are at the end of a day, for now: in place of what was written of that day before. */
export async function writeDays(
  trx: Trx,
  method: number,
  days: readonly (QualityDay & { readonly grain: Grain })[],
): Promise<void> {
  if (days.length === 0) return
  await sql`
    insert into registry.quality_day (grain, key, day, method, score, parts, facilities, practitioners)
    select grain, key, day, ${method}, score, parts, facilities, practitioners
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as asked (grain text, key text, day date, score smallint, parts smallint[],
      facilities integer, practitioners integer)
    on conflict (grain, key, day) do update set
      method = excluded.method, score = excluded.score, parts = excluded.parts, facilities = excluded.facilities,
      practitioners = excluded.practitioners
  `.execute(trx)
}

/** The totals of a grain, or of one key, within the scope of the transaction. */
export async function listTotals(
  database: Database | Trx,
  method: number,
  grain: Grain,
  key?: string,
): Promise<(Total & Scored)[]> {
  const { rows } = await sql<TotalRow & { score: number; parts: number[]; band: Band }>`
    select ${COUNTED}, held.score, held.parts, held.band from registry.quality_total held
    where held.method = ${method} and held.grain = ${grain} and (${key ?? null}::text is null or held.key = ${key ?? null})
      and held.facilities + held.practitioners > 0
    order by held.key
  `.execute(database)
  return rows.map(({ score, parts, band, ...row }) => ({ ...rowToTotal(row), score, parts, band }))
}

/** A facility with the quality of its file and its staff's. */
export type RankedFacility = Scored & {
  readonly code: string
  readonly name: string
  readonly authority: string
  /** 1 when the facility has a file. */
  readonly facilities: number
  readonly practitioners: number
  readonly bands: readonly number[]
  /** By what it is ranked: the score, or the part asked for. */
  readonly rank: number
}

/** Facilities, the worst first by score or by one part (from 1, in the order of the criteria); those of which it asks nothing come last. */
export async function listWorstFacilities(
  trx: Trx,
  method: number,
  asked: {
    readonly authority?: string | undefined
    readonly part?: number | undefined
    readonly after?: { readonly rank: number; readonly key: string } | undefined
    readonly limit: number
  },
): Promise<RankedFacility[]> {
  const { authority, part, after, limit } = asked
  const rank =
    part === undefined
      ? sql`held.score`
      : sql`(case when held.parts[${part}::integer] < 0 then 10001 else held.parts[${part}::integer] end)`
  const { rows } = await sql<RankedFacility>`
    select ranked.*, coalesce(known.name, profile.name, ranked.code) as name from (
      select held.key as code, held.authority, held.score, held.parts, held.band, held.facilities, held.practitioners, held.bands,
        ${rank}::integer as rank
      from registry.quality_total held
      where held.method = ${method} and held.grain = 'facility' and held.facilities + held.practitioners > 0
        and (${authority ?? null}::text is null or held.authority = ${authority ?? null})
        and (${after?.key ?? null}::text is null or (${rank}, held.key) > (${after?.rank ?? null}::integer, ${after?.key ?? null}))
      order by ${rank}, held.key limit ${limit}) as ranked
    left join lateral (
      select name from registry.facility where facility.code = ranked.code order by valid_from desc limit 1) as known on true
    left join registry.profile on profile.code = ranked.code and profile.kind = 'facility'
    order by ranked.rank, ranked.code
  `.execute(trx)
  return rows
}

export type QualityDay = {
  readonly key: string
  readonly day: string
  readonly score: number
  readonly parts: readonly number[]
  readonly facilities: number
  readonly practitioners: number
}

/** Days on which the quality of authorities changed, and of each the last day before: the oldest first. */
export async function listQualityDays(
  database: Database | Trx,
  asked: { readonly grain: Grain; readonly key?: string | undefined; readonly from: string },
): Promise<QualityDay[]> {
  const { grain, key, from } = asked
  const { rows } = await sql<QualityDay>`
    select key, day, score, parts, facilities, practitioners from registry.quality_day
    where grain = ${grain} and (${key ?? null}::text is null or key = ${key ?? null})
      and day >= coalesce((select max(former.day) from registry.quality_day former
        where former.grain = ${grain} and former.key = quality_day.key and former.day <= ${from}), ${from})
    order by day, key
  `.execute(database)
  return rows
}

/** Whether all files were counted by a method. */
export async function isCounted(database: Database | Trx, method: number): Promise<boolean> {
  const { rows } = await sql`
    select from registry.quality_pass where method = ${method} and ended_at is not null
  `.execute(database)
  return rows.length > 0
}

function rowToTotal(row: TotalRow): Total {
  const { grain, key, authority, facilities, practitioners, bands } = row
  return {
    grain,
    key,
    authority,
    facilities,
    practitioners,
    bands,
    facilityTally: row.facility_tally,
    practitionerTally: row.practitioner_tally,
  }
}
