import { findActedFor, permitWork } from '#access'
import { type KeySealer, openLogKey } from '#audit'
import {
  type CarryOut,
  caseLoops,
  type CaseNeeds,
  caseRoutes,
  eraseClosedBefore,
  readDefinitions,
} from '#cases'
import { lettersOfCases } from '#correspondence'
import { forgetCardAnswers } from '#delivery'
import type { Database } from '#foundation/database'
import type { Loop } from '#foundation/loops'
import { readOwnSecret } from '#foundation/own-secret'
import type { Door } from '#foundation/serve'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import { type BookNeeds, copyBook } from '#health-book'
import { carryOutStep, privacyLoops, privacyRoutes } from '#privacy'
import type { DataKeys } from '#records'
import {
  carryOutRegistry,
  nameOfFile,
  namePractitioners,
  profilePlaces,
  type ProfileNeeds,
  profileRoutes,
  qualityRoutes,
  readProfileDefinitions,
  type Registry,
} from '#registry'
import { accept } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { workbookLoops, workbookRoutes } from '#workbooks'
import { workbookNeedsOf } from './compose-workbooks.ts'

type CaseGround = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly dataKeys: DataKeys
  readonly registry: Pick<Registry, 'findFacility'>
  readonly listsFor: ProfileNeeds['listsFor']
}

/** What cases stand on, in the server and in the worker alike. */
export function caseNeedsOf(ground: CaseGround): CaseNeeds {
  const definitions = readDefinitions()
  const profiles = profileNeedsOf(ground)
  return {
    ...ground,
    actsFor: (db, account) => findActedFor(db, account, ground.now()),
    carryOut: inTurn(
      carryOutStep({ ...ground, definitions, erasure: permitWork('erasure') }),
      carryOutRegistry({ ...profiles, calendar: WORKING_CALENDAR }),
      lettersOfCases(ground),
    ),
    definitions,
    calendar: WORKING_CALENDAR,
    facilityName: async (code) =>
      (await ground.registry.findFacility(code))?.name ?? nameOfFile(ground.database, code),
    places: profilePlaces(profiles.definitions),
    practitionerNames: namePractitioners,
  }
}

/** What the files of facilities and practitioners stand on. */
export function profileNeedsOf(ground: Omit<ProfileNeeds, 'definitions'>): ProfileNeeds {
  const { database, now, random, listsFor } = ground
  return { database, now, random, listsFor, definitions: readProfileDefinitions() }
}

/** Each room does what concerns it; the first that refuses ends the step. */
function inTurn(...deeds: readonly CarryOut[]): CarryOut {
  return async (trx, caller, taken, cases) => {
    for (const deed of deeds) {
      const done = await deed(trx, caller, taken, cases)
      if (!done.ok) return done
    }
    return accept(undefined)
  }
}

/** Cases, and the rights of data subjects that rest on them. */
export function openCases(
  door: Door,
  base: CaseGround & BookNeeds,
  { origin, data }: { readonly origin: string; readonly data: string },
): void {
  const cases = caseNeedsOf(base)
  caseRoutes(door, cases)
  profileRoutes(door, { ...profileNeedsOf(base), cases, origin })
  qualityRoutes(door, profileNeedsOf(base))
  workbookRoutes(door, workbookNeedsOf(profileNeedsOf(base)))
  privacyRoutes(door, {
    ...cases,
    dataKeys: base.dataKeys,
    registry: base.registry,
    origin,
    pseudonymKey: () => readOwnSecret(data, 'pseudonyms'),
    makeCopy: (caller, person, form) => copyBook(base, caller, person, form),
  })
}

/** What of cases and of the duties towards people's data repeats, for the worker. */
export async function loopsOfCases(
  ground: CaseGround,
  sealer: KeySealer,
  isClockTrusted: () => Promise<boolean>,
): Promise<Loop[]> {
  const { database, now } = ground
  const cases = caseNeedsOf(ground)
  const retention = {
    database,
    now,
    openSigner: () => openLogKey({ database, now, sealer }),
    isClockTrusted,
    removals: { 'card-answers': forgetCardAnswers, 'case-contents': eraseClosedBefore },
  }
  return [
    ...caseLoops(cases),
    ...privacyLoops({ ...cases, ...ground }, retention),
    ...workbookLoops(workbookNeedsOf(profileNeedsOf(ground))),
  ]
}
