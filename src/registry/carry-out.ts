import { type CarryOut, type CaseCaller, openCase, type TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { isRole } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { Asker } from './asker.ts'
import { facilityAccount, submitAgain } from './carry-out-facility.ts'
import {
  adjustOperatingLicence,
  issueOperatingLicence,
  liftSuspension,
  revokeOperatingLicence,
  suspendOperatingLicence,
} from './carry-out-operating-licence.ts'
import { textIn } from './case-text.ts'
import { addRegistration, endRegistration } from './carry-out-registration.ts'
import { declareAgain, resumeSample } from './declare-again.ts'
import { publishFacility, returnFacility, verifyFacility } from './facility-steps.ts'
import { findHolders } from './index-store.ts'
import { findPractitioner } from './find-practitioner.ts'
import { decideLicence } from './carry-out-licence.ts'
import type { LicenceNeeds } from './licence/apply-licence-event.ts'
import { makePractitionerAccount } from './make-accounts.ts'
import {
  claimProfile,
  confirmPractice,
  returnPractice,
  verifyPractice,
} from './practitioner-steps.ts'
import type { OpensCases } from './open-confirmations.ts'
import { settleClaim, takeOver } from './settle-claim.ts'
import { findHeadOfCode } from './profile-store.ts'

type DeedNeeds = LicenceNeeds & OpensCases

/** What a step brings about: in its transaction, within the scope of our own work. */
export type Deed = (
  trx: Trx,
  needs: DeedNeeds,
  by: Asker,
  taken: TakenStep,
) => Promise<Outcome<unknown>>

/** By definition and step. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'facility-account approve': facilityAccount,
  'facility-profile amend': ofFacility(submitAgain),
  'facility-profile return': ofFacility((trx, needs, by, subject) =>
    returnFacility(trx, needs, by, { subject, to: 'returned', reason: 'facility-profile return' }),
  ),
  'facility-profile stop': ofFacility((trx, needs, by, subject) =>
    returnFacility(trx, needs, by, { subject, to: 'draft', reason: 'facility-profile stop' }),
  ),
  'facility-profile verify': ofFacility(verifyFacility),
  'facility-profile publish': ofFacility(publishFacility),
  'practitioner-account approve': practitionerAccount,
  'practitioner-account match': practitionerAccount,
  'practitioner-claim confirm': takeOver,
  'practitioner-claim match': takeOver,
  'practitioner-claim accept': settleClaim,
  'practitioner-confirmation amend': ofPractitioner(declareAgain),
  'practitioner-confirmation confirm': ofPractitioner((trx, needs, by, subject, taken) =>
    confirmPractice(trx, needs, by, {
      subject,
      facility: taken.case.facility ?? '',
      name: textIn(taken, 'checked-by') || by.name,
    }),
  ),
  'practitioner-confirmation return': ofPractitioner(sendBack),
  'practitioner-confirmation refuse': ofPractitioner(sendBack),
  'practitioner-confirmation stop': ofPractitioner(sendBack),
  'practitioner-sample verify': ofPractitioner(verifyPractice),
  'practitioner-sample return': ofPractitioner(sendBack),
  'practitioner-sample amend': ofPractitioner(resumeSample),
  'practitioner-sample fault': ofPractitioner(sendBack),
  'registration-add publish': ofPractitioner(addRegistration),
  'registration-end publish': ofPractitioner(endRegistration),
  'operating-licence-issue decide': ofFacility(issueOperatingLicence),
  'operating-licence-adjust decide': ofFacility(adjustOperatingLicence),
  'operating-licence-suspend decide': ofFacility(suspendOperatingLicence),
  'operating-licence-suspend lift': ofFacility(liftSuspension),
  'operating-licence-revoke decide': ofFacility(revokeOperatingLicence),
}

/**
 * Does what a step of a case says to the files of the registry, in the transaction of the step. Other steps bring about nothing. Refuses what
 * the deed refuses; the step is not taken then.
 */
export function carryOutRegistry(needs: LicenceNeeds): CarryOut {
  return async (trx, caller, taken, cases) => {
    const { definition } = taken.case
    const isLicence = taken.step === 'decide' && definition.startsWith('licence-')
    const deed = isLicence ? ofPractitioner(decideLicence) : DEEDS[`${definition} ${taken.step}`]
    const by = askerOf(caller)
    if (deed === undefined || by === undefined) return accept(undefined)
    enterScope(trx, { work: 'registry' })
    const open: OpensCases['open'] = (asked) => openCase(trx, cases, caller, asked)
    const done = await deed(trx, { ...needs, open }, by, taken)
    return done.ok ? accept(undefined) : done
  }
}

/** A caller of a case as the registry knows askers. */
function askerOf({ role, ...caller }: CaseCaller): Asker | undefined {
  if (role === 'system') return { ...caller, role }
  return isRole(role) ? { ...caller, role } : undefined
}

type DeedOnFile = (
  trx: Trx,
  needs: DeedNeeds,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
) => Promise<Outcome<unknown>>

/** On the file of the facility that a case was put to. */
function ofFacility(deed: DeedOnFile): Deed {
  return async (trx, needs, by, taken) => {
    const head = await findHeadOfCode(trx, taken.case.facility ?? '')
    if (head === undefined) return refuse('not-found', 'registry.unknown')
    return deed(trx, needs, by, head.subject, taken)
  }
}

/** On the file of the practitioner whom a case is about. */
function ofPractitioner(deed: DeedOnFile): Deed {
  return async (trx, needs, by, taken) => {
    const subject = await findPractitioner(trx, taken.case.practitioner ?? '')
    if (subject === undefined) return refuse('not-found', 'registry.unknown')
    return deed(trx, needs, by, subject, taken)
  }
}

function sendBack(
  trx: Trx,
  needs: LicenceNeeds,
  by: Asker,
  subject: RecordId,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const reason = `${taken.case.definition} ${taken.step}`
  return returnPractice(trx, needs, by, { subject, reason })
}

async function practitionerAccount(
  trx: Trx,
  needs: LicenceNeeds,
  by: Asker,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const approved = { case: taken.case.id, opener: taken.case.openedBy, by }
  const [number, name] = [textIn(taken, 'number'), textIn(taken, 'name')]
  const email = textIn(taken, 'email')
  const made = await makePractitionerAccount(trx, needs, approved, { number, name, email })
  if (!made.ok) return made
  const known = await findHolders(trx, [{ scheme: 'personal-id', value: number }])
  // A file that a facility made is claimed by a case of its own; a person whom nobody entered yet begins with an own one.
  if (known.length > 0) return made
  return claimProfile(trx, needs, { number, account: made.value.account, name, by })
}
