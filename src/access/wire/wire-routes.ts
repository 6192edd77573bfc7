import { inTransaction } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { closeFacilityWireDoor, listWireDoors, openFacilityWireDoor } from '../contract.ts'
import { newToken } from '../sealing.ts'
import { closeWireDoor, md5Upper, openWireDoor } from './open-wire-door.ts'
import { listDoors } from './wire-store.ts'

export function wireRoutes(door: Door, needs: AccessNeeds): void {
  serve(door, listWireDoors, async () => accept({ doors: await listed(needs) }))
  serve(door, openFacilityWireDoor, (caller, asked) => open(needs, caller, asked))
  serve(door, closeFacilityWireDoor, (caller, { username }) =>
    inTransaction(needs.database, (trx) =>
      closeWireDoor(trx, { now: needs.now(), by: caller }, username),
    ),
  )
}

async function open(
  needs: AccessNeeds,
  caller: Caller,
  asked: {
    readonly facility: string
    readonly username: string
    readonly password?: string | undefined
    readonly allowedAddresses: readonly string[]
  },
): Promise<Outcome<{ username: string; password?: string }>> {
  const facility = parseFacilityCode(asked.facility.toUpperCase())
  if (!facility.ok) return facility
  if ((await needs.facilityName(facility.value)) === undefined)
    return refuse('incorrect', 'access.facility-unknown', 'facility')

  const password = asked.password ?? newToken(needs.random).slice(0, 24)
  const { username, allowedAddresses } = asked
  return inTransaction(needs.database, async (trx) => {
    const opened = await openWireDoor(
      trx,
      { now: needs.now(), random: needs.random, by: caller },
      { facility: facility.value, username, md5Upper: md5Upper(password), allowedAddresses },
    )
    if (!opened.ok) return opened
    return accept({ username, ...(asked.password === undefined ? { password } : {}) })
  })
}

async function listed(needs: AccessNeeds) {
  const doors = await listDoors(needs.database)
  return Promise.all(
    doors.map(async ({ openedAt, closedAt, allowedAddresses, ...door }) => {
      const facilityName = await needs.facilityName(door.facility)
      return {
        ...door,
        allowedAddresses: [...allowedAddresses],
        openedAt: openedAt.toISOString(),
        ...(closedAt === undefined ? {} : { closedAt: closedAt.toISOString() }),
        ...(facilityName === undefined ? {} : { facilityName }),
      }
    }),
  )
}
