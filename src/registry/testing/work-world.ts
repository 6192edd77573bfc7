import { randomBytes } from 'node:crypto'
import { rightsOf } from '#access'
import { type CaseNeeds, readCase, readDefinitions, takeStepWithin } from '#cases'
import { inTransaction } from '#foundation/database'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import { makeDataKeys } from '#records'
import type { Caller } from '#vocabulary/caller'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import type { Asker } from '../asker.ts'
import { carryOutRegistry } from '../carry-out.ts'
import { profilePlaces } from '../case-places.ts'
import { namePractitioners } from '../find-practitioner.ts'
import { registryWorld, toldOf } from './registry-world.ts'

export type Taking = {
  readonly fields?: Readonly<Record<string, string>>
  readonly defects?: readonly { readonly field: string; readonly reason: string }[]
}

/** The registry with its cases, joined as the server joins them. */
export async function workWorld() {
  const world = await registryWorld()
  const cases: CaseNeeds = {
    ...world.needs,
    dataKeys: makeDataKeys(randomBytes(32).toString('base64')),
    definitions: readDefinitions(),
    calendar: WORKING_CALENDAR,
    facilityName: async (code) => `Bệnh viện Đa khoa ${code}`,
    carryOut: carryOutRegistry({ ...world.needs, calendar: WORKING_CALENDAR }),
    places: profilePlaces(world.needs.definitions),
    practitionerNames: namePractitioners,
  }
  const view = (asker: Asker, id: string) => toldOf(readCase(cases, callerOf(asker), id))
  return {
    ...world,
    cases,
    work: { ...world.needs, cases },
    view,
    /** Takes a step at the position where the case stands. */
    take: async (
      asker: Asker,
      id: string,
      step: string,
      { fields = {}, defects = [] }: Taking = {},
    ) => {
      const position = await positionOf(cases, callerOf(asker), id)
      return inTransaction(world.database, (trx) =>
        takeStepWithin(trx, cases, provenBy(asker, world.needs.now()), {
          case: id,
          step,
          position,
          fields,
          defects,
        }),
      )
    },
  }
}

export type WorkWorld = Awaited<ReturnType<typeof workWorld>>

/** Somebody who proved just now who they are. */
function provenBy(asker: Asker, now: Date): Caller {
  return { ...callerOf(asker), strongAt: now }
}

/** An asker as the server knows callers. */
export function callerOf({ role, practitioner, ...asker }: Asker): Caller {
  if (role === 'system') throw new Error('our own loops do not call')
  const number = practitioner === undefined ? undefined : parseCitizenNumber(practitioner)
  const rights = rightsOf(role)
  return { ...asker, role, rights, ...(number?.ok ? { practitioner: number.value } : {}) }
}

/** Where a case stands; 1 for whoever may not read it, who is refused all the same. */
async function positionOf(cases: CaseNeeds, caller: Caller, id: string): Promise<number> {
  const found = await readCase(cases, caller, id)
  return found.ok ? found.value.position : 1
}
