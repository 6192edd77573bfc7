import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decide, decideRecordAccess, rightsOf } from '#access'
import type { Caller } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { PURPOSES, type Purpose } from '#vocabulary/purpose'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { type CanaryWorld, canaryWorld, PLAYERS, type Player } from './canary-world.ts'
import { hostileRequest } from './hostile-request.ts'

let world: CanaryWorld
beforeAll(async () => {
  world = await canaryWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** For what each role may open a record, on whatever ground; a role or purpose that does not stand here opens none. */
const RECORD: Readonly<Partial<Record<Player['role'], readonly Purpose[]>>> = {
  citizen: ['own-record'],
  doctor: ['treatment', 'emergency'],
  inspector: ['supervision'],
}

/** For what each role may do what it does beside reading one record. */
const DUTIES: Readonly<
  Partial<Record<Player['role'], Readonly<Record<string, readonly Purpose[]>>>>
> = {
  'facility-clerk': {
    'read-own-dossiers': ['administration', 'payment', 'quality'],
    'write-own-dossiers': ['administration', 'payment', 'quality'],
  },
  'facility-administrator': { 'read-own-practice': ['quality'] },
  doctor: { 'find-own-patients': ['treatment'], 'list-follow-up': ['treatment'] },
  'department-officer': {
    'read-totals': ['quality', 'supervision', 'statistics', 'public-health'],
    'review-identity': ['administration'],
  },
  'department-head': {
    'read-totals': ['quality', 'supervision', 'statistics', 'public-health'],
    'review-identity': ['administration'],
  },
  inspector: { 'read-totals': ['supervision'] },
  'ministry-officer': { 'read-totals': ['quality', 'supervision', 'statistics', 'public-health'] },
  analyst: { 'read-totals': ['statistics', 'research'] },
  administrator: { 'review-identity': ['administration'] },
}

function callerOf({ role, account, near }: Player): Caller {
  const place = account.split('@')[1] ?? ''
  const facility = parseFacilityCode(place)
  return {
    account,
    name: account,
    role,
    rights: rightsOf(role),
    address: '127.0.0.1',
    ...(facility.ok ? { facility: facility.value } : {}),
    ...(place.length === 2 ? { province: place } : {}),
    ...(role === 'citizen' && near ? { person: personOf() } : {}),
  }
}

function personOf(): RecordId {
  const { person } = world.ordinary
  if (!isRecordId(person)) throw new Error(person)
  return person
}

describe('every role × every purpose × own and other person', () => {
  test.each(PLAYERS.map((player) => [player.account, player] as const))(
    '%s opens the record for the own purposes alone',
    async (_account, player) => {
      for (const purpose of PURPOSES) {
        const decision = await decideRecordAccess(
          world.temporary.database,
          callerOf(player),
          personOf(),
          new Date(),
          purpose,
        )
        const may = player.near && RECORD[player.role]?.includes(purpose) === true
        // An inspector near by has no order: what is for no order is for none.
        expect(decision.permit, purpose).toBe(may && player.role !== 'inspector')
      }
    },
  )
})

const FACILITY_DUTIES = [
  'read-own-dossiers',
  'write-own-dossiers',
  'find-own-patients',
  'list-follow-up',
  'read-own-practice',
] as const
const STANDING = { account: 'open', licence: 'not-recorded' } as const

/** Whether a role may do a duty for a purpose, at one place or the other. */
function permits(player: Player, action: string, purpose: Purpose, isOwn: boolean): boolean {
  const caller = callerOf(player)
  const now = new Date()
  const facility = parseFacilityCode(isOwn ? (caller.facility ?? '51001') : '79001')
  if (!facility.ok) throw new Error('no facility')
  const duty = FACILITY_DUTIES.find((one) => one === action)
  if (duty !== undefined) {
    const facts = { kind: 'facility', facility: facility.value, standing: STANDING } as const
    return decide(caller, duty, facts, purpose, now).permit
  }
  const province = isOwn ? (caller.province ?? '51') : '79'
  if (action === 'read-totals')
    return decide(caller, action, { kind: 'totals', province, standing: STANDING }, purpose, now)
      .permit
  const facts = { kind: 'identity', province, standing: STANDING } as const
  return decide(caller, 'review-identity', facts, purpose, now).permit
}

describe('every role × every duty × every purpose × own and other facility or province', () => {
  test.each(PLAYERS.map((player) => [player.account, player] as const))(
    '%s does the own duties for their purposes, at the own place',
    (_account, player) => {
      for (const action of [...FACILITY_DUTIES, 'read-totals', 'review-identity'])
        for (const purpose of PURPOSES) {
          const isDuty = DUTIES[player.role]?.[action]?.includes(purpose) === true
          const { facility, province } = callerOf(player)
          const isCountry = facility === undefined && province === undefined
          expect(permits(player, action, purpose, true), `${action} ${purpose}`).toBe(isDuty)
          expect(permits(player, action, purpose, false), `${action} ${purpose} elsewhere`).toBe(
            isDuty && isCountry,
          )
        }
    },
  )
})

test('whatever route is walked, the log names no purpose that is not of the role, and none is taken from the caller', async () => {
  for (const player of PLAYERS.filter(({ near }) => near)) {
    for (const promise of world.promises) {
      if (promise.method !== 'GET' || !rightsOf(player.role).has(promise.right as never)) continue
      const request = hostileRequest(promise, world, 'ordinary')
      await world.call(player.account, request)
      const query = { ...('query' in request ? request.query : {}), purpose: 'emergency' }
      const asked = await world.call(player.account, { ...request, query })
      expect(asked.statusCode, `${promise.path} takes a purpose`).toBeGreaterThanOrEqual(400)
    }
  }
  const { rows } = await sql<{ role: Player['role']; purpose: Purpose; what: string }>`
    select distinct role, purpose, what from audit.event
    where action = 'read' and person is not null and purpose is not null
  `.execute(world.temporary.owner)
  expect(rows.length).toBeGreaterThan(3)
  const strange = rows.filter(({ role, purpose }) => {
    const duties = Object.values(DUTIES[role] ?? {}).flat()
    return ![...(RECORD[role] ?? []), ...duties].includes(purpose)
  })
  expect(strange).toEqual([])
})
