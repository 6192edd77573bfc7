import type { Database } from '#foundation/database'
import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import type { ConsentFacts } from '../policy/consent-facts.ts'
import { findApps, findBreakGlass, findDelegates, findHidden } from './consent-facts-store.ts'
import { findDeath } from './death-store.ts'
import { restrictionOf } from './restriction.ts'
import { findRestrictedPurposes } from './restriction-store.ts'

/**
 * What holds for a person at a moment, under every key by which the person is filed: read afresh at each decision, so
 * that a choice binds whoever asks next. When the person has died, nobody acts for them and no app reads on:
 * what is left are the law's own grounds. Of a death that one dossier alone tells, guardians still see, so that they can contest it. The same holds for what the person restricted by an approved request.
 *
 * @param persons every key under which the person is filed
 */
export async function findConsentFacts(
  database: Database,
  persons: readonly RecordId[],
  now: Date,
): Promise<ConsentFacts> {
  const [hidden, delegates, apps, breakGlass, death, purposes] = await Promise.all([
    findHidden(database, persons),
    findDelegates(database, persons, now),
    findApps(database, persons, now),
    findBreakGlass(database, persons, now),
    findDeath(database, persons, now),
    findRestrictedPurposes(database, persons),
  ])
  const of = (kind: 'visit' | 'class' | 'facility') =>
    hidden.filter((one) => one.kind === kind).map(({ subject }) => subject)
  const restricted = restrictionOf(purposes)
  const mayAct = (kind: 'family' | 'guardian') =>
    kind === 'guardian' ? death?.isConfirmed !== true : death === undefined && !restricted.sharing
  const acting = delegates.filter(({ kind }) => mayAct(kind))
  const childBornOn = delegates.find(({ born }) => born !== null)?.born ?? undefined
  return {
    hiddenVisits: new Set(of('visit').filter(isRecordId)),
    hiddenClasses: new Set(of('class').filter(isDataClass)),
    blockedFacilities: new Set(of('facility').flatMap(facilityOf)),
    delegates: acting.map(({ born: _born, ...one }) => one),
    apps: death === undefined && !restricted.apps ? apps : [],
    breakGlass,
    ...(purposes.length === 0 ? {} : { restricted }),
    ...(childBornOn === undefined ? {} : { childBornOn }),
    ...(death === undefined ? {} : { deceasedOn: death.diedOn }),
    ...(death === undefined || death.isConfirmed ? {} : { isDeathUnconfirmed: true }),
  }
}

const CLASSES: readonly string[] = DATA_CLASSES

export function isDataClass(text: string): text is DataClass {
  return CLASSES.includes(text)
}

function facilityOf(code: string): FacilityCode[] {
  const parsed = parseFacilityCode(code)
  return parsed.ok ? [parsed.value] : []
}
