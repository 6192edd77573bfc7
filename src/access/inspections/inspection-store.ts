import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import type { InspectionFact } from '../policy/facts.ts'

/** An order to inspect, as it was signed. Ends are exclusive. */
export type InspectionOrder = {
  readonly id: RecordId
  readonly number: string
  readonly province: string
  readonly facility: FacilityCode
  readonly visitsFrom: Date
  readonly visitsTo: Date
  readonly until: Date
  /** Account ids. */
  readonly inspectors: readonly string[]
  readonly classes: readonly DataClass[]
  readonly signedBy: string
  readonly signedName: string
  readonly signedAt: Date
  readonly text: string
  readonly signature: Buffer
  readonly key: string
}

export type KeptInspection = InspectionOrder & {
  readonly revokedAt: Date | null
  readonly revokedBy: string | null
  readonly revokedReason: string | null
}

/** Nobody has more orders before them: 200, the newest. */
const ORDERS_MAX = 200

/** Keeps an order. False when the province has one of that number already. */
export async function insertInspection(trx: Trx, order: InspectionOrder): Promise<boolean> {
  const { rows } = await sql`
    insert into access.inspection_order
      (id, number, province, facility, visits_from, visits_to, until_at, inspectors, classes, signed_by, signed_name,
       signed_at, text, signature, key)
    values (${order.id}, ${order.number}, ${order.province}, ${order.facility}, ${order.visitsFrom}, ${order.visitsTo},
      ${order.until}, ${[...order.inspectors]}::text[], ${[...order.classes]}::text[], ${order.signedBy},
      ${order.signedName}, ${order.signedAt}, ${order.text}, ${order.signature}, ${order.key})
    on conflict (province, number) do nothing
    returning id
  `.execute(trx)
  return rows.length === 1
}

const columns = sql.raw(`
  id, number, province, facility, visits_from as "visitsFrom", visits_to as "visitsTo", until_at as until, inspectors, classes,
  signed_by as "signedBy", signed_name as "signedName", signed_at as "signedAt", text, signature, key,
  revoked_at as "revokedAt", revoked_by as "revokedBy", revoked_reason as "revokedReason"`)

/** The orders of a province, or those that name an inspector, the newest first. */
export async function listInspectionsOf(
  database: Database,
  whose: { readonly province: string } | { readonly inspector: string },
): Promise<KeptInspection[]> {
  const condition =
    'province' in whose
      ? sql`province = ${whose.province}`
      : sql`inspectors @> array[${whose.inspector}]::text[]`
  const { rows } = await sql<KeptInspection>`
    select ${columns} from access.inspection_order where ${condition} order by signed_at desc, id limit ${ORDERS_MAX}
  `.execute(database)
  return rows
}

/** Ends an order of a province. Undefined when there is none that stands. */
export async function endInspection(
  trx: Trx,
  asked: { readonly id: RecordId; readonly province: string },
  by: { readonly account: string; readonly reason: string },
  at: Date,
): Promise<{ readonly number: string; readonly facility: FacilityCode } | undefined> {
  const { rows } = await sql<{ number: string; facility: FacilityCode }>`
    update access.inspection_order
    set revoked_at = ${at}, revoked_by = ${by.account}, revoked_reason = ${by.reason}
    where id = ${asked.id} and province = ${asked.province} and revoked_at is null
    returning number, facility
  `.execute(trx)
  return rows[0]
}

type FactRow = { facility: FacilityCode; until: Date; classes: DataClass[]; visits: string[] }

/**
 * The orders that name an account and hold now, each with the person's visits that it is about: those at its facility that began
 * in its period and were not withdrawn. An order about none of the person's visits is left out.
 */
export async function findInspectionFacts(
  database: Database | Trx,
  account: string,
  persons: readonly RecordId[],
  now: Date,
): Promise<InspectionFact[]> {
  const { rows } = await sql<FactRow>`
    select o.facility, o.until_at as until, o.classes, array_agg(r.source) as visits
    from access.inspection_order o
    join access.care_relation r on r.facility = o.facility and r.kind = 'treated' and r.person = any(${[...persons]}::uuid[])
      and r.from_at >= o.visits_from and r.from_at < o.visits_to and (r.until_at is null or r.until_at > ${now})
    where o.inspectors @> array[${account}]::text[] and o.revoked_at is null and o.signed_at <= ${now} and o.until_at > ${now}
    group by o.id
    order by o.signed_at, o.id
    limit ${ORDERS_MAX}
  `.execute(database)
  return rows.map(({ facility, until, classes, visits }) => ({
    account,
    facility,
    until,
    classes,
    visits: new Set(visits.filter(isRecordId)),
  }))
}
