import { sql } from 'kysely'
import type { PermittedFacility, PermittedWork } from '#access'
import { type Database, leaveForCommit, type Trx } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import { type DataKeys, openText, sealText } from '#records'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { foldText, unfoldText } from './fold-text.ts'

/**
 * Keeps a text as it came, sealed under the key of its subject: the person, or the receipt while no person is known.
 * The same text of the same sender again is kept once; when its person has become known, under the person's key.
 */
export async function keepText(
  trx: Trx,
  keys: DataKeys,
  text: {
    readonly digest: Buffer
    readonly facility: FacilityCode
    readonly subject: RecordId
    readonly bytes: Buffer
    /** The subject was made in this very transaction. */
    readonly isNew: boolean
  },
): Promise<void> {
  enterScope(trx, { facilities: [text.facility] })
  const sealed = await sealText(trx, keys, text.subject, foldText(text.bytes), text.isNew)
  leaveForCommit(
    trx,
    sql`
      insert into intake.text (digest, facility, subject, bytes, sealed)
      values (${text.digest}, ${text.facility}, ${text.subject}, ${text.bytes.length}, ${sealed})
      on conflict (digest, facility) do update set subject = excluded.subject, sealed = excluded.sealed
    `,
  )
}

type TextRow = { subject: RecordId; sealed: Buffer }

/** The text that a facility sent. Undefined when it never did. Refuses `records.text-erased`. */
export async function readText(
  db: Database,
  keys: DataKeys,
  permit: PermittedFacility,
  digest: Buffer,
): Promise<Outcome<Buffer> | undefined> {
  const statement = sql<TextRow>`
    select subject, sealed from intake.text where digest = ${digest} and facility = ${permit.facility}
  `
  const { rows } = await withScope(db, { facilities: [permit.facility] }, (trx) =>
    statement.execute(trx),
  )
  const [row] = rows
  if (!row) return undefined
  const opened = await openText(db, keys, permit, row.subject, row.sealed)
  return opened.ok ? accept(unfoldText(opened.value)) : opened
}

/** The text of a digest, whoever sent it: what is delivered; undefined when it was erased. The digest, of 256 bits, names the bytes. */
export async function readPayload(
  needs: {
    readonly database: Database
    readonly dataKeys: DataKeys
    readonly permit: PermittedWork
  },
  digest: string,
): Promise<Buffer | undefined> {
  const { database, dataKeys, permit } = needs
  const statement = sql<TextRow>`
    select subject, sealed from intake.text where digest = ${Buffer.from(digest, 'hex')} limit 1
  `
  const { rows } = await withScope(database, { work: permit.job }, (trx) => statement.execute(trx))
  const [row] = rows
  if (!row) return undefined
  const opened = await openText(database, dataKeys, permit, row.subject, row.sealed)
  return opened.ok ? unfoldText(opened.value) : undefined
}
