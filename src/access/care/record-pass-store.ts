import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import { latestMade } from '../clock-slack.ts'
import type { RecordId } from '#vocabulary/record-id'

/** Keeps a new pass; any other of the same person that nobody used ends now, and for good whatever the clock may show later. */
export async function insertPass(
  trx: Trx,
  pass: { codeHash: Buffer; person: RecordId; issuedAt: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    update access.record_pass set expires_at = least(expires_at, issued_at)
    where person = ${pass.person} and redeemed_at is null
  `.execute(trx)
  await sql`
    insert into access.record_pass (code_hash, person, issued_at, expires_at)
    values (${pass.codeHash}, ${pass.person}, ${pass.issuedAt}, ${pass.expiresAt})
  `.execute(trx)
}

/** Takes a pass that is still good; of two who try at once, one gets it. */
export async function takePass(
  trx: Trx,
  codeHash: Buffer,
  account: string,
  now: Date,
): Promise<RecordId | undefined> {
  const { rows } = await sql<{ person: RecordId }>`
    update access.record_pass set redeemed_at = ${now}, redeemed_by = ${account}
    where code_hash = ${codeHash} and redeemed_at is null and expires_at > ${now}
      and expires_at > issued_at and issued_at <= ${latestMade(now)}
    returning person
  `.execute(trx)
  return rows[0]?.person
}
