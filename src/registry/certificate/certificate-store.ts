import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'

/** The bit of a licence in the status list; a second call answers the same. */
export async function givePosition(trx: Trx, subject: string, number: string): Promise<number> {
  await sql`
    insert into registry.certificate (subject, number)
    select ${subject}::uuid, ${number}::text
    where not exists (select from registry.certificate where subject = ${subject}::uuid and number = ${number})
    on conflict do nothing
  `.execute(trx)
  const { rows } = await sql<{ position: number }>`
    select position from registry.certificate where subject = ${subject}::uuid and number = ${number}
  `.execute(trx)
  return rows[0]?.position ?? 0
}

/** How many licences were certified, and the bits of those that do not hold at a minute in Vietnam. */
export async function listWithdrawn(
  database: Database,
  at: { readonly day: string; readonly minute: string },
): Promise<{ readonly count: number; readonly withdrawn: readonly number[] }> {
  const { rows } = await sql<{ count: number; withdrawn: number[] | null }>`
    select coalesce(max(position) + 1, 0) as count, array_agg(position::integer) filter (where not exists (
      select from registry.listing join registry.listing_facts shown on shown.subject = listing.subject,
        jsonb_array_elements(shown.facts -> 'periods') as period
      where listing.subject = certificate.subject and listing.listed @> ${at.day}::date
        and period ->> 'number' = certificate.number and period ->> 'state' in ('valid', 'suspended-partial')
        and period ->> 'from' <= ${at.minute} and coalesce(period ->> 'until' > ${at.minute}, true)
    )) as withdrawn
    from registry.certificate
  `.execute(database)
  return { count: rows[0]?.count ?? 0, withdrawn: rows[0]?.withdrawn ?? [] }
}
