import { makeAccess, md5Upper, openWireDoor, rightsOf } from '../src/access/index.ts'
import { inTransaction } from '../src/foundation/database.ts'
import { type Guards, openDoor } from '../src/foundation/open-door.ts'
import { foundationTexts } from '../src/foundation/problem-texts.ts'
import { intakeRoutes, intakeTexts, type WireNeeds } from '../src/intake/index.ts'
import type { Caller } from '../src/vocabulary/caller.ts'
import { facility, intakeWorld } from './intake-world.ts'

const CLERK = {
  account: 'clerk@01999',
  name: 'Nhân viên mẫu',
  role: 'facility-clerk',
  rights: rightsOf('facility-clerk'),
  facility: facility('01999'),
  address: '127.0.0.1',
} as const

/** Who calls, by the header `x-caller`; without it nobody signed in. */
const CALLERS: Readonly<Record<string, Caller>> = {
  clerk: CLERK,
  other: { ...CLERK, account: 'clerk@51001', facility: facility('51001') },
  officer: {
    account: 'officer@01',
    name: 'Cán bộ Sở Y tế',
    role: 'department-officer',
    rights: rightsOf('department-officer'),
    province: '01',
    address: '127.0.0.1',
  },
}

export const WIRE_ACCOUNT = { username: 'hosp_01999', md5: md5Upper('mat-khau-mau') } as const

/** The routes of intake over a fresh database, with a wire account of 01999 that may call from this machine. */
export async function intakeDoor(lookUpCard?: WireNeeds['lookUpCard'], guards: Guards = {}) {
  const world = await intakeWorld()
  const { database, needs } = world
  const access = await makeAccess({
    ...needs,
    secrets: {
      masterKey: Buffer.alloc(32, 7).toString('base64'),
      cookieKey: 'x'.repeat(64),
      demoPassword: 'mat-khau-trinh-dien',
    },
    origin: 'http://127.0.0.1:8080',
    demo: false,
    findPerson: () => Promise.resolve(undefined),
    facilityName: () => Promise.resolve(undefined),
    provinceName: () => Promise.resolve(undefined),
    keysOf: (person) => Promise.resolve([person]),
    facilitiesOf: () => Promise.resolve([]),
  })
  await inTransaction(database, (trx) =>
    openWireDoor(
      trx,
      { now: needs.now(), random: needs.random, by: CLERK },
      {
        facility: CLERK.facility,
        username: WIRE_ACCOUNT.username,
        md5Upper: WIRE_ACCOUNT.md5,
        allowedAddresses: ['127.0.0.1'],
      },
    ),
  )
  const failures: unknown[] = []
  const door = openDoor(
    { ...foundationTexts, ...intakeTexts },
    (request) => Promise.resolve(CALLERS[String(request.headers['x-caller'] ?? '')]),
    () => Promise.resolve(),
    (error) => failures.push(error),
    undefined,
    guards,
  )
  intakeRoutes(door, { ...needs, wire: access.wire, ...(lookUpCard ? { lookUpCard } : {}) })
  await door.app.ready()
  return { ...world, app: door.app, promises: door.promises, failures }
}
