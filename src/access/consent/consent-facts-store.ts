import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import type { DataClass } from '#vocabulary/data-class'
import type { RecordId } from '#vocabulary/record-id'
import type { AllowedApp, BreakGlass, Delegate } from '../policy/consent-facts.ts'

/** The newest word on every visit, class and facility that was ever hidden or blocked. */
export async function findHidden(
  database: Database,
  persons: readonly RecordId[],
): Promise<{ kind: 'visit' | 'class' | 'facility'; subject: string }[]> {
  const { rows } = await sql<{
    kind: 'visit' | 'class' | 'facility'
    subject: string
    effect: string
  }>`
    select distinct on (kind, subject) kind, subject, effect from access.choice
    where person = any(${[...persons]}::uuid[]) and kind in ('visit', 'class', 'facility')
    order by kind, subject, at desc, position desc
  `.execute(database)
  return rows.filter(({ effect }) => effect === 'hide')
}

/** The accounts that act for the person at a moment. */
export async function findDelegates(
  database: Database,
  persons: readonly RecordId[],
  now: Date,
): Promise<(Delegate & { readonly born: string | null })[]> {
  const { rows } = await sql<{
    account: string
    person: RecordId
    kind: 'family' | 'guardian'
    classes: DataClass[]
    until: Date
    born: string | null
  }>`
    select account.id as account, delegation.person, delegation.kind, classes, until, born
    from access.delegation as delegation
    join access.account as account
      on account.citizen_number = delegation.number and account.role = 'citizen' and account.locked_at is null
    join lateral (
      select effect from access.choice as choice
      where choice.person = delegation.person and choice.subject = delegation.id::text
        and choice.kind = case delegation.kind when 'family' then 'delegate' else 'guardian' end
      order by choice.position desc limit 1
    ) as told on told.effect in ('accept', 'confirm')
    where delegation.person = any(${[...persons]}::uuid[]) and until > ${now}
  `.execute(database)
  return rows
}

/** The apps that the person let in and did not shut out since. */
export async function findApps(
  database: Database,
  persons: readonly RecordId[],
  now: Date,
): Promise<AllowedApp[]> {
  const { rows } = await sql<{ client: string; scopes: string[]; until: Date }>`
    select client, scopes, until from access.app_grant
    where person = any(${[...persons]}::uuid[]) and ended_at is null and until > ${now}
  `.execute(database)
  return rows
}

/** The emergency openings that hold at a moment: one that was judged not justified holds no longer. */
export async function findBreakGlass(
  database: Database,
  persons: readonly RecordId[],
  now: Date,
): Promise<BreakGlass[]> {
  const { rows } = await sql<BreakGlass>`
    select account, facility, until from access.break_glass as glass
    where person = any(${[...persons]}::uuid[]) and granted_at <= ${now} and until > ${now}
      and coalesce((select verdict from access.break_glass_review as review
        where review.grant_id = glass.id order by position desc limit 1), 'justified') <> 'not-justified'
  `.execute(database)
  return rows
}
