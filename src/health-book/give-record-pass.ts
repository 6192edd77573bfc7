import { issueRecordPass, redeemRecordPass } from '#access'
import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { BookNeeds } from './read-book.ts'
import type { RecordPass } from './views.ts'

/** Gives a citizen a pass for the doctor who is to read the record. Refuses `health-book.no-person`. */
export async function giveRecordPass(
  needs: BookNeeds,
  caller: Caller,
): Promise<Outcome<RecordPass>> {
  const { person } = caller
  if (person === undefined) return refuse('not-found', 'health-book.no-person')

  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const { code, until } = await issueRecordPass(trx, person, at, needs.random)
    await recordAudit(trx, [
      {
        at,
        action: 'create',
        caller,
        what: 'record-pass',
        person,
        purpose: 'own-record',
        ground: 'own-record',
      },
    ])
    return accept({ pass: code, expiresAt: until.toISOString() })
  })
}

/** Takes the pass that a citizen shows. Refuses `access.pass-not-valid`, `access.role-opens-no-record`. */
export async function takeRecordPass(
  needs: BookNeeds,
  caller: Caller,
  pass: string,
): Promise<Outcome<{ readonly person: RecordId }>> {
  return inTransaction(needs.database, async (trx) => {
    const taken = await redeemRecordPass(trx, caller, pass, needs.now())
    return taken.ok ? accept({ person: taken.value.person }) : taken
  })
}
