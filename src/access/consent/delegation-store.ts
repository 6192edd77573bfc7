import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { DataClass } from '#vocabulary/data-class'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import type { ChoiceEffect } from './choice.ts'
import type { Delegation, DelegationState } from './delegation.ts'

type DelegationRow = {
  id: RecordId
  person: RecordId
  person_name: string
  born: string | null
  number: string
  kind: 'family' | 'guardian'
  classes: DataClass[]
  until: Date
  source: string
  made_at: Date
  made_by: string
  effect: ChoiceEffect
  since: Date
  told_by: string
  was_confirmed: boolean
  delegate_name: string | null
}

/** Keeps a delegation. Answers false when this guardian of this child stands there already: then nothing changes. */
export async function insertDelegation(trx: Trx, delegation: Delegation): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into access.delegation
      (id, person, person_name, born, number, kind, classes, until, source, made_at, made_by)
    values (${delegation.id}, ${delegation.person}, ${delegation.personName}, ${delegation.born ?? null},
      ${delegation.number}, ${delegation.kind}, ${[...delegation.classes]}::text[], ${delegation.until},
      ${delegation.source}, ${delegation.madeAt}, ${delegation.madeBy})
    on conflict (person, number) where kind = 'guardian' do nothing
  `.execute(trx)
  return (numAffectedRows ?? 0n) > 0n
}

/** The delegations that others hold for a person, under every key. */
export function findDelegationsOf(
  database: Database,
  persons: readonly RecordId[],
): Promise<DelegationState[]> {
  return select(database, sql`delegation.person = any(${[...persons]}::uuid[])`)
}

/** The delegations that whoever has this number holds for others. */
export function findDelegationsTo(database: Database, number: string): Promise<DelegationState[]> {
  return select(database, sql`delegation.number = ${number}`)
}

export async function findDelegation(
  database: Database,
  id: RecordId,
): Promise<DelegationState | undefined> {
  const [found] = await select(database, sql`delegation.id = ${id}`)
  return found
}

/** Guardians within reach of some facilities of whom a human must say whether they are; the oldest first. */
export async function findDoubtful(
  database: Database,
  facilities: readonly FacilityCode[],
  limit: number,
): Promise<DelegationState[]> {
  const where = sql`delegation.kind = 'guardian' and told.effect = 'doubt' and ${withinReach(facilities)}`
  const all = await select(database, where, limit)
  return all.toReversed()
}

/** Guardians within reach of some facilities who act now, the newest first: whoever made one can end it. */
export function findConfirmed(
  database: Database,
  facilities: readonly FacilityCode[],
  now: Date,
  limit: number,
): Promise<DelegationState[]> {
  const acts = sql`delegation.kind = 'guardian' and told.effect = 'confirm' and until > ${now}`
  return select(database, sql`${acts} and ${withinReach(facilities)}`, limit)
}

/** A guardian who is within reach of some facilities. */
export async function findGuardian(
  database: Database,
  id: RecordId,
  facilities: readonly FacilityCode[],
): Promise<DelegationState | undefined> {
  const [found] = await select(
    database,
    sql`delegation.id = ${id} and delegation.kind = 'guardian' and ${withinReach(facilities)}`,
  )
  return found
}

/** Made or last told by one of these facilities, or of a child whom one of them treats or treated. */
function withinReach(facilities: readonly FacilityCode[]): RawBuilder<unknown> {
  const these = sql`any(${[...facilities]}::text[])`
  return sql`(
    exists (select from access.account as staff
      where staff.id in (delegation.made_by, told.account) and staff.facility = ${these})
    or exists (select from access.care_relation as care
      where care.person = delegation.person and care.facility = ${these}))`
}

/**
 * Guardians of whom a dossier alone speaks, so that a counter must see a paper: of children whom this facility treats or
 * treated, the newest first.
 */
export function findToConfirm(
  database: Database,
  facility: FacilityCode,
  limit: number,
): Promise<DelegationState[]> {
  return select(
    database,
    sql`delegation.kind = 'guardian' and told.effect = 'offer' and exists (
      select from access.care_relation as care where care.person = delegation.person and care.facility = ${facility})`,
    limit,
  )
}

async function select(
  database: Database,
  where: RawBuilder<unknown>,
  limit = 200,
): Promise<DelegationState[]> {
  const { rows } = await sql<DelegationRow>`
    select delegation.id, delegation.person, person_name, born, number, delegation.kind, classes, until, source,
      made_at, made_by, told.effect, told.at as since, told.account as told_by,
      exists (select from access.choice as former where former.person = delegation.person
        and former.subject = delegation.id::text and former.kind = 'guardian' and former.effect = 'confirm') as was_confirmed,
      (select account.name from access.account as account
       where account.citizen_number = number and account.role = 'citizen' order by account.created_at limit 1) as delegate_name
    from access.delegation as delegation
    join lateral (
      select effect, at, account from access.choice as choice
      where choice.person = delegation.person and choice.subject = delegation.id::text
        and choice.kind = case delegation.kind when 'family' then 'delegate' else 'guardian' end
      order by choice.position desc limit 1
    ) as told on true
    where ${where} order by made_at desc limit ${limit}
  `.execute(database)
  return rows.map(rowToState)
}

function rowToState(row: DelegationRow): DelegationState {
  const { person_name, made_at, made_by, told_by, was_confirmed, delegate_name, born, ...rest } =
    row
  return {
    ...rest,
    born: born ?? undefined,
    personName: person_name,
    madeAt: made_at,
    madeBy: made_by,
    toldBy: told_by,
    wasConfirmed: was_confirmed,
    delegateName: delegate_name ?? undefined,
  }
}

/** The citizen number of an account, which nothing outside this room learns. */
export async function findNumberOf(
  database: Database,
  account: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ citizen_number: string | null }>`
    select citizen_number from access.account where id = ${account}
  `.execute(database)
  return rows[0]?.citizen_number ?? undefined
}
