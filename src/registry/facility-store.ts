import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { type Facility, type FacilityKind, facilityOn } from './facility.ts'

type FacilityRow = {
  code: FacilityCode
  valid_from: string
  valid_to: string | null
  name: string
  kind: FacilityKind
  province: string
  commune: string
  address: string
  insurance_contract: boolean
}

/** Writes facilities in one statement; a row of the same code and first day is replaced. Answers how many were new or changed. */
export async function loadFacilities(trx: Trx, facilities: readonly Facility[]): Promise<number> {
  const rows = facilities.map(({ from, to, insuranceContract, ...facility }) => ({
    ...facility,
    valid_from: from,
    valid_to: to,
    insurance_contract: insuranceContract,
  }))
  const written = await sql`
    insert into registry.facility as known
      (code, valid_from, valid_to, name, kind, province, commune, address, insurance_contract)
    select code, valid_from, valid_to, name, kind, province, commune, address, insurance_contract
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as facility
      (code text, valid_from date, valid_to date, name text, kind text, province text, commune text,
       address text, insurance_contract boolean)
    on conflict (code, valid_from) do update set
      valid_to = excluded.valid_to, name = excluded.name, kind = excluded.kind,
      province = excluded.province, commune = excluded.commune, address = excluded.address,
      insurance_contract = excluded.insurance_contract
    where (known.valid_to, known.name, known.kind, known.province, known.commune, known.address, known.insurance_contract)
      is distinct from (excluded.valid_to, excluded.name, excluded.kind, excluded.province, excluded.commune, excluded.address,
        excluded.insurance_contract)
  `.execute(trx)
  return Number(written.numAffectedRows ?? 0)
}

/** Takes away the rows of a facility from a day on that are not among those first days: a correction moved them. */
export async function dropOtherSpans(
  trx: Trx,
  code: FacilityCode,
  firstDays: readonly string[],
): Promise<void> {
  const [first] = firstDays.toSorted()
  if (first === undefined) return
  await sql`
    delete from registry.facility where code = ${code} and valid_from >= ${first} and not (valid_from = any(${firstDays}::date[]))
  `.execute(trx)
}

/** A facility as it was on a day; without a day, as it was last. */
export async function findFacility(
  database: Database,
  code: FacilityCode,
  day?: string,
): Promise<Facility | undefined> {
  const { rows } = await sql<FacilityRow>`
    select code, valid_from, valid_to, name, kind, province, commune, address, insurance_contract
    from registry.facility where code = ${code}
  `.execute(database)
  return facilityOn(rows.map(rowToFacility), day)
}

/** Every row of every facility, of one province or of all: some 60,000 for the whole country. By code, then by first day. */
export async function listFacilities(
  database: Database,
  filter: { readonly province?: string } = {},
): Promise<Facility[]> {
  const { rows } = await sql<FacilityRow>`
    select code, valid_from, valid_to, name, kind, province, commune, address, insurance_contract
    from registry.facility
    where ${filter.province ?? null}::text is null or province = ${filter.province ?? null}
    order by code, valid_from
  `.execute(database)
  return rows.map(rowToFacility)
}

/** How many rows there are, and an instant of the database from which later writes are told apart. */
export type FacilityHorizon = { readonly horizon: string; readonly rows: number }

export async function readFacilityHorizon(database: Database): Promise<FacilityHorizon> {
  const { rows } = await sql<FacilityHorizon>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, count(*)::integer as rows from registry.facility
  `.execute(database)
  return rows[0] ?? { horizon: '0', rows: 0 }
}

/**
 * Every row of the facilities of which a row was written since a horizon, whoever wrote it: a publication, a list that was loaded, a seed. What
 * was written by a transaction that was under way at the horizon is among them, so that nothing is passed over. Rows that went leave no trace
 * here: the number of rows tells. By code, then by first day.
 */
export async function listFacilitiesSince(
  database: Database,
  horizon: string,
): Promise<Facility[]> {
  const { rows } = await sql<FacilityRow>`
    select code, valid_from, valid_to, name, kind, province, commune, address, insurance_contract
    from registry.facility
    where code in (select code from registry.facility where age(xmin) <= age(${horizon}::xid8::xid))
    order by code, valid_from
  `.execute(database)
  return rows.map(rowToFacility)
}

/** The health station of a commune, the one with the first code when there are several. */
export async function stationOf(
  database: Database,
  commune: string,
): Promise<FacilityCode | undefined> {
  const { rows } = await sql<{ code: FacilityCode }>`
    select code from registry.facility
    where kind = 'commune-station' and commune = ${commune} and valid_to is null
    order by code limit 1
  `.execute(database)
  return rows[0]?.code
}

function rowToFacility(row: FacilityRow): Facility {
  const { code, name, kind, province, commune, address } = row
  return {
    code,
    name,
    kind,
    province,
    commune,
    address,
    insuranceContract: row.insurance_contract,
    from: row.valid_from,
    ...(row.valid_to === null ? {} : { to: row.valid_to }),
  }
}
