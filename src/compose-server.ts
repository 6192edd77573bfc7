import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Access, makeAccess, permitWork } from '#access'
import { auditRoutes, makeEvidence, recordAudit } from '#audit'
import { deliveryRoutes, openInsurancePortal } from '#delivery'
import type { Database } from '#foundation/database'
import { failureFields, type Log } from '#foundation/log'
import type { Loop } from '#foundation/loops'
import { openDoor } from '#foundation/open-door'
import { openOutgoing } from '#foundation/outgoing'
import { readOwnSecret } from '#foundation/own-secret'
import { masterKeysOf, type Secrets } from '#foundation/secrets'
import type { Door } from '#foundation/serve'
import { ALONE, type Siblings } from '#foundation/siblings'
import { followUpRoutes } from '#follow-up'
import { healthBookRoutes } from '#health-book'
import { type IntakeNeeds, intakeRoutes } from '#intake'
import { agreesWithPerson, findBirthDate, findPersonByNumber, keysOf, peopleRoutes } from '#people'
import { isVisitOf, makeDataKeys } from '#records'
import {
  certificateRoutes,
  directoryRoutes,
  lookUpRoutes,
  openPracticeMemory,
  openRegistry,
  type OutsideChannel,
  outsideRoutes,
  practiceRoutes,
  type Registry,
  registryRoutes,
} from '#registry'
import { defaultRuleSettings, readRuleSettings, type RuleSettings } from '#rules'
import { openTerminology } from '#terminology'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { allTexts } from './all-texts.ts'
import { composeGuards } from './compose-guards.ts'
import { openCases } from './compose-cases.ts'
import { outsideChannelsOf } from './compose-outside.ts'
import { openLetters } from './compose-letters.ts'
import { openProgrammes } from './compose-programmes.ts'
import { healthRoutes } from './health-routes.ts'
import { servePortal } from './serve-portal.ts'
import { allowedHosts, originOf, type Settings, upstreamOf } from './settings.ts'
import { openEvents } from './watch-events.ts'

export const random: RandomBytes = (count) => new Uint8Array(randomBytes(count))

/** What the server stands on. */
export type ServerGround = {
  readonly database: Database
  readonly settings: Settings
  readonly secrets: Secrets
  readonly now: () => Date
  readonly log: Log
  /** The other processes on the same port; none when left out. */
  readonly siblings?: Siblings
}

/** Puts the whole server together by hand; it does not listen yet. */
export async function composeServer(
  ground: ServerGround,
): Promise<{ door: Door; access: Access; loops: Loop[] }> {
  const { database, settings, secrets, now, log, siblings = ALONE } = ground
  const origin = originOf(settings)
  const registry = openRegistry({ database, now })
  const { listsFor } = openTerminology({ database, now })
  const masterKey = masterKeysOf(settings.MACH_DATA, secrets)
  const dataKeys = makeDataKeys(secrets.masterKey, masterKey, secrets.codeHashKey)
  const { facilityName, facilitiesOf } = facilitiesIn(registry)
  const access = await makeAccess({
    database,
    now,
    random,
    secrets: { ...secrets, masterKey },
    origin,
    siblings,
    demo: settings.MACH_DEMO === 'yes',
    logFailure: (error) => log('error', 'provider.failed', failureFields(error)),
    breachedPasswords: settings.MACH_BREACHED_PASSWORDS,
    upstream: upstreamOf(settings),
    outgoing: openOutgoing(allowedHosts(settings)),
    ...(await certificatesOf(settings)),
    agreesWithRecord: (number, claimed) =>
      agreesWithPerson(database, permitWork('sign-in'), number, claimed),
    bornOf: (persons, db) => findBirthDate(db, persons),
    isVisitOf: (persons, visit, db) => isVisitOf(db, persons, visit),
    findPerson: (number) => findPersonByNumber(database, permitWork('sign-in'), number),
    keysOf: (person) => keysOf(database, person),
    facilitiesOf,
    facilityName,
    provinceName: async (code) =>
      (await listsFor(vietnamDay(now()), '')).find('province', code)?.display,
  })
  const { door, loops } = await openGuardedDoor(ground, access, origin)
  access.mount(door)

  const base = { database, now, random, registry, dataKeys, listsFor }
  const ruleSettings = await rulesOf(settings)
  const practice = openPracticeMemory(base)
  const intake: IntakeNeeds = { ...base, ruleSettings, practice, noteGuardian: access.noteGuardian }
  const channels = outsideChannelsOf(settings)
  serveRegistry(door, base, { origin, data: settings.MACH_DATA, channels })
  intakeRoutes(door, { ...intake, wire: access.wire, siblings, ...portalOf(ground) })
  peopleRoutes(door, { ...base, facilitiesOf, ...facilityWords(registry) })
  deliveryRoutes(door, { ...base, masterKey, facilityName, facilitiesOf })
  healthBookRoutes(door, base)
  await serveWork(door, base, settings)
  return { door, access, loops }
}

/** Facilities by their names and their provinces, as rooms ask for them. */
function facilitiesIn(registry: Registry) {
  return {
    facilityName: async (code: FacilityCode) => (await registry.findFacility(code))?.name,
    facilitiesOf: async (province: string) =>
      (await registry.listFacilities({ province })).map((facility) => facility.code),
  }
}

/** What everybody may look up of facilities and practitioners, and the question whether somebody may practise. */
function serveRegistry(
  door: Door,
  base: Parameters<typeof lookUpRoutes>[1] &
    Parameters<typeof practiceRoutes>[1] & { readonly registry: Registry },
  {
    origin,
    data,
    channels,
  }: {
    readonly origin: string
    readonly data: string
    readonly channels: ReadonlySet<OutsideChannel>
  },
): void {
  const { database, now, registry } = base
  registryRoutes(door, registry)
  lookUpRoutes(door, base)
  const secret = () => readOwnSecret(data, 'licence-certificates')
  certificateRoutes(door, { database, now, origin, secret })
  directoryRoutes(door, { database, now, origin })
  practiceRoutes(door, base)
  outsideRoutes(door, { database, now, channels })
}

/** Work that passes between people, and the letters that come of it. */
async function serveWork(
  door: Door,
  base: Parameters<typeof openCases>[1],
  settings: Settings,
): Promise<void> {
  openCases(door, base, { origin: originOf(settings), data: settings.MACH_DATA })
  followUpRoutes(door, base)
  openProgrammes(door, base)
  await openLetters(door, base, settings)
}

/** The door with its guards, the portal's pages and what watches over the server. */
async function openGuardedDoor(ground: ServerGround, access: Access, origin: string) {
  const { database, settings, now, log } = ground
  const events = openEvents(database, log, settings)
  const { guards, loops, onNamed } = await composeGuards(
    { database, settings, now, events },
    origin,
  )
  const guarded = openDoor(
    allTexts,
    access.identify,
    access.onForbidden,
    (error) => log('error', 'request.failed', failureFields(error)),
    access.isConfirmed,
    guards,
  )
  const door: Door = {
    ...guarded,
    evidence: makeEvidence({ database, now, record: recordAudit, onNamed }),
  }
  await servePortal(door)
  healthRoutes(door, database)
  auditRoutes(door, { database, now, keysOf: (person) => keysOf(database, person) })
  return { door, loops }
}

/** Who may vouch for the certificates that systems show. */
async function certificatesOf({ MACH_TRUSTED_PROXY: proxies, MACH_TLS_CLIENT_CA: file }: Settings) {
  const authorities = file === undefined ? '' : await readFile(file, 'utf8')
  return {
    trustedProxies: (proxies ?? '').split(',').flatMap((entry) => entry.trim() || []),
    clientAuthorities:
      authorities.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [],
  }
}

/** The insurance portal for card look-ups, where one is configured. */
function portalOf({ database, settings, secrets, now }: ServerGround) {
  const baseUrl = settings.MACH_INSURANCE_PORTAL_URL
  if (baseUrl === undefined) return {}
  const { lookUpCard } = openInsurancePortal({
    database,
    now,
    random,
    masterKey: masterKeysOf(settings.MACH_DATA, secrets),
    baseUrl,
    outgoing: openOutgoing(allowedHosts(settings)),
  })
  return { lookUpCard }
}

/** Throws when the operator's file of rule settings is faulty: a server that judges otherwise than told must not start. */
async function rulesOf(settings: Settings): Promise<RuleSettings> {
  if (settings.MACH_RULES === undefined) return defaultRuleSettings
  const read = readRuleSettings(await readFile(settings.MACH_RULES, 'utf8'))
  if (!read.ok)
    throw new Error(
      `MACH_RULES: ${read.problems.map((problem) => `${problem.code} ${problem.at ?? ''}`).join('; ')}`,
    )
  return read.value
}

/** What a room below the registry asks of a facility that a message named. */
function facilityWords(registry: Pick<Registry, 'findFacility'>) {
  const find = async (text: string) => {
    const code = parseFacilityCode(text)
    return code.ok ? registry.findFacility(code.value) : undefined
  }
  return {
    facilityName: async (code: string) => (await find(code))?.name,
    provinceOf: async (code: string) => (await find(code))?.province,
  }
}
