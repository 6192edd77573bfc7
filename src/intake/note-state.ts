import { noteDeath } from '#access'
import type { Trx } from '#foundation/database'
import type { DossierTables } from '#vocabulary/dossier-tables'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { claimOfPerson } from './dossier-to-fhir/person-claim.ts'
import type { IntakeNeeds } from './needs.ts'
import type { KnownVisit } from './submission.ts'
import type { VisitFacts } from './visit-facts.ts'

/** What a dossier tells of the person's own state, beside the visit. */
type Told = {
  readonly person: RecordId
  readonly visit: RecordId
  readonly facility: FacilityCode
  readonly tables: DossierTables
  readonly facts: VisitFacts
  readonly former: KnownVisit | undefined
  readonly at: Date
}

/**
 * Keeps a death, and under whose number a child came: both bear on who may see the record. Most dossiers tell neither and
 * cost nothing here; a correction takes back what only its former self told.
 */
export async function noteState(
  trx: Trx,
  needs: Pick<IntakeNeeds, 'noteGuardian'>,
  told: Told,
): Promise<void> {
  const { person, visit, facility, facts, former, at } = told
  const death = { source: visit, facility, at }
  if (facts.died) {
    const { endsAt } = facts
    // A day ahead would leave no later visit to contradict it.
    const diedOn = vietnamDay(endsAt && endsAt < at ? endsAt : at)
    await noteDeath(trx, { ...death, person, diedOn })
  }
  if (former && (former.person !== person || !facts.died))
    await noteDeath(trx, { ...death, person: former.person, diedOn: undefined })
  await noteChild(trx, needs, told)
}

async function noteChild(
  trx: Trx,
  { noteGuardian }: Pick<IntakeNeeds, 'noteGuardian'>,
  { person, visit, facility, tables }: Told,
): Promise<void> {
  if (noteGuardian === undefined) return
  const claim = claimOfPerson(tables, facility)
  if (claim.underGuardianNumber !== true || claim.citizenNumber === undefined) return
  await noteGuardian(trx, {
    child: person,
    childName: claim.name,
    born: claim.birthDate,
    guardianNumber: claim.citizenNumber,
    source: `dossier:${visit}`,
    isPaperSeen: false,
  })
}
