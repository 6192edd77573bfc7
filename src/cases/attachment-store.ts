import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'

type AttachmentRow = {
  kind: string
  digest: string
  bytes: number
  sealed_name: Buffer
  position: number
  at: Date
  account: string
  name: string
  role: string
}

/** A paper as it lies in a case, without its bytes. The digest is SHA-256 in hex. */
export type KeptAttachment = {
  readonly kind: string
  readonly digest: string
  readonly bytes: number
  readonly sealedName: Buffer
  readonly position: number
  readonly at: Date
  readonly by: { readonly account: string; readonly name: string; readonly role: string }
}

/** Papers of one case that are looked at at once; a definition allows fewer. */
const ATTACHMENTS_MAX = 200

/** The papers that lie in a case, in the order in which they came. */
export async function listAttachments(db: Database | Trx, id: RecordId): Promise<KeptAttachment[]> {
  const { rows } = await sql<AttachmentRow>`
    select kind, encode(digest, 'hex') as digest, bytes, sealed_name, position, at, account, name, role
    from cases.attachment where case_id = ${id}::uuid and removed_at is null
    order by at, kind, digest limit ${ATTACHMENTS_MAX}
  `.execute(db)
  return rows.map(({ sealed_name, account, name, role, ...row }) => ({
    ...row,
    sealedName: sealed_name,
    by: { account, name, role },
  }))
}

/** The kinds of papers that lie in a case. */
export async function listAttachmentKinds(db: Database | Trx, id: RecordId): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select distinct kind from cases.attachment where case_id = ${id}::uuid and removed_at is null
  `.execute(db)
  return rows.map(({ kind }) => kind)
}

/** The sealed bytes of one paper with its sealed name, as they lie. */
export async function findAttachment(
  db: Database | Trx,
  id: RecordId,
  kind: string,
  digest: string,
): Promise<{ readonly sealed: Buffer; readonly sealedName: Buffer } | undefined> {
  const { rows } = await sql<{ sealed: Buffer; sealedName: Buffer }>`
    select sealed, sealed_name as "sealedName" from cases.attachment
    where case_id = ${id}::uuid and kind = ${kind} and digest = decode(${digest}, 'hex') and removed_at is null
  `.execute(db)
  return rows[0]
}

/** Holds a case against whoever else would put papers into it or move it, until the transaction ends. */
export async function holdCase(trx: Trx, id: RecordId): Promise<void> {
  await sql`select from cases.case where id = ${id}::uuid for update`.execute(trx)
}

export type AttachmentToKeep = Omit<KeptAttachment, 'at'> & {
  readonly id: RecordId
  readonly sealed: Uint8Array
  readonly at: Date
}

/** Puts a paper into a case. The same paper of the same kind is there once; one that was taken out comes back. */
export async function keepAttachment(trx: Trx, kept: AttachmentToKeep): Promise<void> {
  const { id, kind, digest, bytes, sealedName, sealed, position, at, by } = kept
  await sql`
    insert into cases.attachment (case_id, kind, digest, bytes, sealed_name, sealed, position, at, account, name, role)
    values (${id}::uuid, ${kind}, decode(${digest}, 'hex'), ${bytes}, ${sealedName}, ${Buffer.from(sealed)}, ${position},
            ${at}::timestamptz, ${by.account}, ${by.name}, ${by.role})
    on conflict (case_id, kind, digest) do update set removed_at = null, sealed = excluded.sealed,
      sealed_name = excluded.sealed_name, position = excluded.position, at = excluded.at, account = excluded.account,
      name = excluded.name, role = excluded.role
    where attachment.removed_at is not null
  `.execute(trx)
}

/** Takes a paper out of a case; its row stays, its bytes do not. */
export async function removeAttachment(
  trx: Trx,
  id: RecordId,
  kind: string,
  digest: string,
  at: Date,
): Promise<void> {
  await sql`
    update cases.attachment set removed_at = ${at}::timestamptz, sealed = '', sealed_name = ''
    where case_id = ${id}::uuid and kind = ${kind} and digest = decode(${digest}, 'hex') and removed_at is null
  `.execute(trx)
}
