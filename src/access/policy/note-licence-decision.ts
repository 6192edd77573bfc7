import { type AuditCaller, recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import { insertLicenceDecision, type LicenceDecision } from './standing-store.ts'

/**
 * Notes what an authority decided about a licence to practise: from that moment on a suspended or revoked licence opens no record,
 * whoever is signed in by it; one that is in force again opens what its holder's work opens. Appended: an earlier word stays, and
 * of two for the same moment the later one noted holds.
 *
 * Source: Law 15/2023/QH15, art. 34 (suspension) and 35 (revocation).
 */
export async function noteLicenceDecision(
  trx: Trx,
  by: AuditCaller,
  decision: LicenceDecision,
  now: Date,
): Promise<void> {
  await insertLicenceDecision(trx, decision, by.account, now)
  const { licence, state, instrument } = decision
  await recordAudit(trx, [
    {
      at: now,
      action: 'configure',
      caller: by,
      what: 'licence',
      purpose: 'supervision',
      detail: { licence, state, instrument },
    },
  ])
}
