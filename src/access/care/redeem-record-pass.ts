import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes, RecordId } from '#vocabulary/record-id'
import { addCareRelations } from './care-relation-store.ts'
import { newPassCode, PASS_MINUTES, PASS_OPENS_HOURS, passHash } from './record-pass.ts'
import { insertPass, takePass } from './record-pass-store.ts'

export type RecordPass = { readonly code: string; readonly until: Date }

/** Gives a citizen a code to show, good once and for 15 minutes. A new one ends the former. Only its hash is kept. */
export async function issueRecordPass(
  trx: Trx,
  person: RecordId,
  now: Date,
  random: RandomBytes,
): Promise<RecordPass> {
  const code = newPassCode(random)
  const until = new Date(now.getTime() + PASS_MINUTES * 60_000)
  await insertPass(trx, { codeHash: passHash(code), person, issuedAt: now, expiresAt: until })
  return { code, until }
}

/**
 * A doctor takes the code that a citizen shows: the doctor's facility may look at the record for 4 hours.
 * Refuses `access.role-opens-no-record`, and `access.pass-not-valid` for a code that is unknown, used or too old.
 */
export async function redeemRecordPass(
  trx: Trx,
  caller: Caller,
  code: string,
  now: Date,
): Promise<Outcome<{ readonly person: RecordId; readonly until: Date }>> {
  if (caller.role !== 'doctor' || caller.facility === undefined)
    return refuse('forbidden', 'access.role-opens-no-record')

  const codeHash = passHash(code)
  const person = await takePass(trx, codeHash, caller.account, now)
  if (person === undefined) return refuse('not-found', 'access.pass-not-valid')

  const until = new Date(now.getTime() + PASS_OPENS_HOURS * 3_600_000)
  const source = `pass:${codeHash.toString('hex').slice(0, 16)}`
  await addCareRelations(trx, [
    { person, facility: caller.facility, kind: 'citizen-qr', from: now, until, source },
  ])
  await recordAudit(trx, [
    {
      at: now,
      action: 'create',
      caller,
      what: 'care-relation',
      person,
      purpose: 'treatment',
      ground: 'citizen-qr',
    },
  ])
  return accept({ person, until })
}
