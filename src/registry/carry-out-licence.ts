import type { TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Asker } from './asker.ts'
import { issuerOf } from './carry-out-operating-licence.ts'
import { applyLicenceEvent, type LicenceNeeds } from './licence/apply-licence-event.ts'
import { decisionOfCase, fieldWithoutCode } from './licence/decision-of-case.ts'
import { statementsOf, textOf } from './profile.ts'
import { findVersion } from './profile-store.ts'

/**
 * Writes what a case about a practitioner's licence decided into the file of the person, in the name of the organ that decides. Refuses
 * `registry.code-unknown` at the field of the form whose words name no code of its list, and what `applyLicenceEvent` refuses: a second call
 * among it.
 *
 * Source: Law 15/2023/QH15, art. 27-38.
 */
export async function decideLicence(
  trx: Trx,
  needs: LicenceNeeds,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const kept = await findVersion(trx, subject, { believedAt: needs.now() })
  const licences = kept ? statementsOf(kept.profile, 'licence', vietnamDay(needs.now())) : []
  const inForce = licences.length === 0 ? undefined : textOf(licences.at(-1), 'number')
  const authority = by.role === 'ministry-officer' ? '00' : (by.province ?? taken.case.province)
  const issuer = authority === undefined ? undefined : await issuerOf(needs, authority)
  const decision = decisionOfCase(taken.case.definition, taken.fields, inForce, issuer)
  if (decision === undefined) return accept(undefined)
  const { lists } = needs.definitions.practitioner
  const unread = fieldWithoutCode(decision, taken.fields, (list, code) =>
    (lists[list]?.codes ?? []).some((one) => one.code === code),
  )
  if (unread !== undefined) return refuse('incorrect', 'registry.code-unknown', unread)
  return applyLicenceEvent(trx, needs, by, { subject, decision })
}
