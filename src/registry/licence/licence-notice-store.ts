import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'

export type LicenceNotice = {
  readonly facility: string
  readonly practitioner: string
  readonly licence: string
  readonly event: string
  readonly holdsFrom: string
  readonly decision: string
  /** Registrations at this facility that ended with the event. */
  readonly closed: number
  readonly publishBy: Date | undefined
  readonly at: Date
}

/** Keeps what facilities are told. Appended; told once for each event and facility by whoever writes the event. */
export async function insertLicenceNotices(
  trx: Trx,
  notices: readonly LicenceNotice[],
): Promise<void> {
  for (const one of notices)
    await sql`
      insert into registry.licence_notice (facility, authority, practitioner, licence, event, holds_from, decision, closed, publish_by, at)
      select ${one.facility}, coalesce((select p.authority from registry.profile p where p.code = ${one.facility} and p.kind = 'facility' limit 1), left(${one.facility}, 2)),
        ${one.practitioner}, ${one.licence}, ${one.event}, ${one.holdsFrom}, ${one.decision}, ${one.closed}, ${one.publishBy ?? null}, ${one.at}
    `.execute(trx)
}

export type KeptNotice = Omit<LicenceNotice, 'publishBy'> & {
  readonly position: number
  readonly name: string
  readonly publishBy: Date | null
  readonly seenAt: Date | null
}

/** The newest notices within the scope of the transaction; before a position for the next page. */
export async function listLicenceNotices(
  trx: Database | Trx,
  asked: { readonly before?: number | undefined; readonly limit: number },
): Promise<KeptNotice[]> {
  const { rows } = await sql<KeptNotice>`
    select n.position, n.facility, n.practitioner, coalesce(p.name, '') as name, n.licence, n.event, n.holds_from as "holdsFrom", n.decision,
      n.closed, n.publish_by as "publishBy", n.at, n.seen_at as "seenAt"
    from registry.licence_notice n left join registry.profile p on p.subject = n.practitioner
    where ${asked.before ?? null}::bigint is null or n.position < ${asked.before ?? null}
    order by n.position desc limit ${asked.limit}
  `.execute(trx)
  return rows
}

export type PublicDecision = Pick<
  KeptNotice,
  'position' | 'practitioner' | 'name' | 'licence' | 'event' | 'decision' | 'holdsFrom' | 'at'
>

/** Of each licence the latest decision since an instant, the newest first. */
export async function listPublicDecisions(
  trx: Trx,
  asked: {
    readonly province?: string | undefined
    readonly before?: number | undefined
    readonly since: Date
    readonly limit: number
  },
): Promise<PublicDecision[]> {
  const { rows } = await sql<PublicDecision>`
    select latest.position, latest.practitioner, p.name, latest.licence, latest.event, latest.decision, latest.holds_from as "holdsFrom", latest.at
    from (
      select distinct on (n.practitioner, n.licence) n.* from registry.licence_notice n
      where n.at >= ${asked.since} and (${asked.province ?? null}::text is null or n.authority = ${asked.province ?? null})
      order by n.practitioner, n.licence, n.position desc
    ) latest join registry.profile p on p.subject = latest.practitioner
    where ${asked.before ?? null}::bigint is null or latest.position < ${asked.before ?? null}
    order by latest.position desc limit ${asked.limit}
  `.execute(trx)
  return rows
}

/** Notes that somebody of the facility saw a notice. False when there is none in scope; seen twice, the first holds. */
export async function markNoticeSeen(
  trx: Trx,
  position: number,
  facility: string,
  seen: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const { rows } = await sql`
    update registry.licence_notice set seen_at = coalesce(seen_at, ${seen.at}), seen_by = coalesce(seen_by, ${seen.by})
    where position = ${position} and facility = ${facility} returning position
  `.execute(trx)
  return rows.length === 1
}
