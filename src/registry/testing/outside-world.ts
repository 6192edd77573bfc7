import { setTimeout as pause } from 'node:timers/promises'
import {
  type ChannelsEnds,
  deliverDue,
  openInsurancePortal,
  setPortalAccount,
  stateServiceSender,
} from '#delivery'
import { openOutgoing } from '#foundation/outgoing'
import { withScope } from '#foundation/scope'
import { parseFacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { sql } from 'kysely'
import { z } from 'zod'
import { selfSigned } from '../../signing/testing/self-signed.ts'
import { type Simulator, startSimulator } from '../../../tests/simulators.ts'
import { type Asker } from '../asker.ts'
import { followChanges } from '../outside/follow-changes.ts'
import { outsideEnds } from '../outside/outside-loops.ts'
import type { OutsideNeeds } from '../outside/outside-needs.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { publishProfile } from '../publish-profile.ts'
import {
  add,
  type Addition,
  licence,
  manager,
  MINISTRY,
  registration,
  registryWorld,
  toldOf,
} from './registry-world.ts'

const MINUTE_MS = 60_000
/** Looks at what was published, 20 ms apart: 20 s. */
const LOOKS_MAX = 1_000
const MASTER_KEY = Buffer.alloc(32, 7).toString('base64')
const TIMEOUTS = { connectMs: 2_000, totalMs: 5_000 }

const Kept = z.looseObject({ state: z.string(), action: z.string().nullable() })

const PATHS = {
  'data-centre': '/api/v1/profile-batches',
  'population-database': '/api/v1/identity-checks',
  'vneid-credential': '/api/v1/practice-licences',
} as const

/** The registry with simulated receivers that are processes of their own; the clock goes on by hand and by a second at each look. */
export async function outsideWorld(names: readonly (keyof typeof PATHS | 'insurance-portal')[]) {
  const world = await registryWorld()
  const simulators = new Map<string, Simulator>()
  for (const name of names) simulators.set(name, await startSimulator(name))
  const { privateKey, certificate } = selfSigned('rsa', 'Mạch', new Date(0), new Date('2100-01-01'))
  const needs: OutsideNeeds & ProfileNeeds = {
    ...world.needs,
    identity: { privateKey, certificate, sender: '8930000000001' },
  }
  const channels = endsOf(needs, simulators)
  const simulator = (name: string) => {
    const found = simulators.get(name)
    if (found === undefined) throw new Error(name)
    return found
  }
  return {
    ...world,
    needs,
    channels,
    simulator,
    faults: (name: string, faults: object[]) => simulator(name).post('/_control', { faults }),
    follow: () => followAll(world, needs.now),
    /** Runs one of the works towards the outside. */
    make: (
      work: (trx: Parameters<typeof followChanges>[0], needs: OutsideNeeds) => Promise<boolean>,
    ) => toldOf(world.within(async (trx) => ({ ok: true, value: await work(trx, needs) }))),
    deliver: () => deliverDue({ ...needs, channels }),
    wait: (minutes: number) => void (world.clock.time += minutes * MINUTE_MS),
    ...filesOf(world),
    openAccount: (facility: string) => openAccount(world, facility),
    [Symbol.asyncDispose]: async () => {
      for (const one of simulators.values()) await one[Symbol.asyncDispose]()
      await world[Symbol.asyncDispose]()
    },
  }
}

export type OutsideWorld = Awaited<ReturnType<typeof outsideWorld>>

function endsOf(needs: OutsideNeeds, simulators: ReadonlyMap<string, Simulator>): ChannelsEnds {
  const ends = outsideEnds(needs)
  const outgoing = openOutgoing([...simulators.values()].map(({ url }) => new URL(url).host))
  const service = (name: keyof typeof PATHS) => {
    const url = simulators.get(name)?.url
    if (url === undefined) return undefined
    const address = new URL(PATHS[name], url)
    const sender = stateServiceSender(
      { address, secret: 'simulated', outgoing, timeouts: TIMEOUTS },
      needs.now,
    )
    return { ...ends, sender }
  }
  const [c12, c06, vneid] = [
    service('data-centre'),
    service('population-database'),
    service('vneid-credential'),
  ]
  const baseUrl = simulators.get('insurance-portal')?.url
  const portal =
    baseUrl &&
    openInsurancePortal({ ...needs, masterKey: MASTER_KEY, baseUrl, outgoing, timeouts: TIMEOUTS })
  return {
    ...(c12 && { 'data-centre': c12 }),
    ...(c06 && { 'population-database': c06 }),
    ...(vneid && { vneid }),
    ...(portal && { 'insurance-portal': { ...ends, sender: portal.sender } }),
  }
}

/** Reads on until everything is read: a change shows only when no transaction before it still runs, in whatever database of the cluster. */
async function followAll(
  { within }: Awaited<ReturnType<typeof registryWorld>>,
  now: () => Date,
): Promise<void> {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const isBehind = await toldOf(
      within(async (trx) => {
        await followChanges(trx, now())
        const { rows } = await sql<{ behind: boolean }>`
          select exists (select from registry.change where position > (select position from registry.outside_cursor)) as behind
        `.execute(trx)
        return { ok: true, value: rows[0]?.behind ?? false }
      }),
    )
    if (!isBehind) return
    await pause(20)
  }
  throw new Error('a transaction elsewhere in the cluster does not end')
}

/** Publishing files, and looking at what is owed of them. */
function filesOf(world: Awaited<ReturnType<typeof registryWorld>>) {
  return {
    record: async (channel: string, subject: RecordId) =>
      withScope(world.database, { work: 'test' }, async (trx) => {
        const { rows } =
          await sql`select * from registry.outside_record where channel = ${channel} and subject = ${subject}`.execute(
            trx,
          )
        return Kept.parse(rows[0])
      }),
    publish: async (subject: RecordId, version: number) =>
      toldOf(
        world.within((trx) =>
          publishProfile(trx, world.needs, {
            subject,
            version,
            by: MINISTRY,
            reason: 'test',
            dataState: 'published',
          }),
        ),
      ),
  }
}

async function openAccount(
  { database, needs }: Awaited<ReturnType<typeof registryWorld>>,
  facility: string,
): Promise<void> {
  const code = parseFacilityCode(facility)
  if (!code.ok) throw new Error(facility)
  const keys = { now: needs.now(), random: needs.random, masterKey: MASTER_KEY }
  const account = {
    facility: code.value,
    username: `${facility}_BV`,
    password: 'mat-khau',
    by: 'test',
  }
  await database.transaction().execute((trx) => setPortalAccount(trx, keys, account))
}

/** Everything that the law asks of a doctor's file, registered at a facility. */
export function completeDoctor(
  world: OutsideWorld,
  facility: string,
  number: string,
  licenceNumber: string,
  more: readonly Addition[] = [],
) {
  const by: Asker = manager(facility)
  const days = { from: '2024-06-01' }
  return toldOf(
    world.practitioner(by, number, [
      add('contact', { phone: '0912345678' }),
      add('address', { kind: 'current', commune: '21025', text: 'Số 1 đường Mẫu' }),
      add('training', {
        level: 'bachelor',
        field: 'Y học',
        school: 'Trường Đại học Mẫu',
        issuedOn: '2010-07-01',
      }),
      licence(licenceNumber),
      add('licence-scope', { licence: licenceNumber, scope: '32-V', kind: 'basic' }, days),
      registration(facility, licenceNumber, { main: true }),
      ...more,
    ]),
  ).then(({ head }) => head)
}
