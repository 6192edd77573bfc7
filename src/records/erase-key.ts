import { createHash } from 'node:crypto'
import { insistOnPermit, type PermittedWork } from '#access'
import { type AuditCaller, recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { DataClass } from '#vocabulary/data-class'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes, RecordId } from '#vocabulary/record-id'
import { classNumber, TEXT_CLASS_NUMBER } from './class-numbers.ts'
import { destroyKey } from './erase-store.ts'

export type Erasure = {
  readonly subject: RecordId
  /** A sensitive class of the person, or the texts as they came, which hold every class. */
  readonly what: Exclude<DataClass, 'ordinary'> | 'texts'
  /** The instrument and article on which it is erased; shown to whoever asks for what is gone. 3 to 200 characters. */
  readonly ground: string
  /** Number or words of the decision; only a salted digest of it is kept. */
  readonly decision: string
}

const SALT_BYTES = 16

/**
 * Erases what is sealed of a person, for good: the key goes, a tombstone and an audit event stay, and neither says what was
 * there. What is accepted afterwards gets a key of its own. Copies in former backups can be read until those are gone.
 *
 * Refuses `records.erased-before` when there is a tombstone already: it stays as it was.
 * Source: Luật 91/2025/QH15 on personal data, erasure; who may order it is decided by the case that calls this.
 */
export async function eraseKey(
  trx: Trx,
  needs: {
    readonly permit: PermittedWork
    readonly caller: AuditCaller
    readonly now: Date
    readonly random: RandomBytes
  },
  { subject, what, ground, decision }: Erasure,
): Promise<Outcome<undefined>> {
  insistOnPermit(needs.permit)
  enterScope(trx, { work: 'erasure' })
  const { caller, now } = needs
  const salt = needs.random(SALT_BYTES)
  const digest = createHash('sha256').update(salt).update(decision).digest()
  const key = { subject, classNumber: what === 'texts' ? TEXT_CLASS_NUMBER : classNumber(what) }
  const facts = { erasedAt: now, ground, account: caller.account, decision: digest }
  if (!(await destroyKey(trx, key, facts))) return refuse('conflict', 'records.erased-before')

  const detail = {
    what,
    decision: digest.toString('hex'),
    salt: Buffer.from(salt).toString('hex'),
  }
  await recordAudit(trx, [
    { at: now, action: 'delete', caller, what: 'data-key', person: subject, ground, detail },
  ])
  return accept(undefined)
}
