import { readFile } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import { type makeEvidence, recordAudit } from '#audit'
import type { Database } from '#foundation/database'
import { forgetCounts, shareCounts } from '#foundation/limit-store'
import { type Limiter, type LimitPassed, makeLimiter, readLimits } from '#foundation/limits'
import { type Listening, openListening, type TlsFiles } from '#foundation/listening'
import type { Loop } from '#foundation/loops'
import type { Guards } from '#foundation/open-door'
import { personAsked } from '#foundation/person-asked'
import { minuteOf, type SecurityEvents } from '#foundation/security-events'
import type { Door } from '#foundation/serve'
import { openScanner, type Scanner } from '#foundation/virus-scan'
import type { Caller } from '#vocabulary/caller'
import { accept, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Settings } from './settings.ts'

const LIMITS = new URL('../catalogues/security/limits.json', import.meta.url)
/** The loop that reads the certificate again. */
export const RELOAD_LOOP = 'reload-certificate'

const SHARE_EVERY_MS = 1_000
const FORGET_EVERY_MS = 3_600_000

type Ground = {
  readonly database: Database
  readonly settings: Settings
  readonly now: () => Date
  readonly events: SecurityEvents
}

/** Told whom an answer named. */
type OnNamed = NonNullable<Parameters<typeof makeEvidence>[0]['onNamed']>

/** What stands beside the door of one server process, and the loops that keep it. Throws when a file that it needs is faulty. */
export async function composeGuards(
  ground: Ground,
  origin: string,
): Promise<{ guards: Guards; loops: Loop[]; onNamed: OnNamed }> {
  const { database, settings, now, events } = ground
  const limiter = makeLimiter(readLimits(await readFile(settings.MACH_LIMITS ?? LIMITS, 'utf8')))
  const listening = await openListening(tlsFiles(settings))
  const scanner = settings.MACH_CLAMAV === undefined ? undefined : openScanner(settings.MACH_CLAMAV)
  const guards: Guards = {
    listening,
    isByTls: origin.startsWith('https:'),
    limit: async (caller, promise, request) => {
      const at = now()
      const call = {
        ...(caller === undefined ? {} : { account: caller.account }),
        address: request.ip,
        right: promise.right,
        path: promise.path,
        ...personIn(request.params),
      }
      const passed = limiter.count(call, vietnamDay(at), at)
      if (passed?.isFirst === true)
        await tellPassed(ground, passed, caller, request, `${promise.method} ${promise.path}`)
      return passed?.waitSeconds
    },
    onForged: (request) => {
      const at = now()
      const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`
      return events.tell({
        at,
        rule: 'forged-request',
        severity: 'warning',
        subject: request.ip,
        windowAt: minuteOf(at),
        detail: { route },
      })
    },
    ...(scanner === undefined ? {} : { scan: scanWith(ground, scanner) }),
  }
  const loops = [
    {
      name: 'share-counts',
      everyMs: SHARE_EVERY_MS,
      run: () => shareCounts(database, limiter),
    },
    { name: 'forget-counts', everyMs: FORGET_EVERY_MS, run: () => forgetCounts(database, now()) },
    ...reloading(settings, listening),
  ]
  return { guards, loops, onNamed: countNamed(limiter, now) }
}

function countNamed(limiter: Limiter, now: () => Date): OnNamed {
  return (caller, { right }, persons) => {
    const at = now()
    const call = { account: caller.account, address: caller.address, right }
    limiter.countNames(call, persons, vietnamDay(at), at)
  }
}

/** Whom a call asks for, as its address says it, be it a person's key or not. */
function personIn(params: unknown): { readonly person?: string } {
  if (typeof params !== 'object' || params === null || !('person' in params)) return {}
  return typeof params.person === 'string' ? { person: params.person.toLowerCase() } : {}
}

/** Once for each caller and window: a flood must not fill the log that tells of it. */
async function tellPassed(
  { database, now, events }: Ground,
  { rule, waitSeconds }: LimitPassed,
  caller: Caller | undefined,
  request: FastifyRequest,
  route: string,
): Promise<void> {
  const at = now()
  const address = request.ip
  const person = caller === undefined ? undefined : personAsked(request)
  const who = caller ?? { account: 'anonymous', name: 'anonymous', role: 'anonymous', address }
  await recordAudit(database, [
    {
      at,
      action: 'refused',
      caller: { ...who },
      what: route,
      ...(person === undefined ? {} : { person }),
      detail: { limit: rule.name },
    },
  ])
  const length = rule.windowSeconds * 1000
  await events.tell({
    at,
    rule: rule.isHarvest === true ? 'harvest' : 'limit-passed',
    severity: rule.isHarvest === true ? 'alert' : 'warning',
    subject: caller?.account ?? address,
    windowAt: new Date(Math.floor(at.getTime() / length) * length),
    detail: { limit: rule.name, max: rule.max, waitSeconds },
  })
}

/** Refuses `upload.infected`, and `upload.not-scanned` while the scanner is away unless the operator lets uploads through. */
function scanWith(ground: Ground, scanner: Scanner): NonNullable<Door['scan']> {
  const { database, now, events, settings } = ground
  return async (bytes, caller, route) => {
    const verdict = await scanner(bytes)
    if (verdict.kind === 'clean') return accept(undefined)
    const at = now()
    const isInfected = verdict.kind === 'infected'
    const found = isInfected ? { signature: verdict.signature } : { reason: verdict.reason }
    await events.tell({
      at,
      rule: isInfected ? 'upload-infected' : 'scanner-away',
      severity: isInfected ? 'alert' : 'warning',
      subject: isInfected ? caller.account : 'scanner',
      windowAt: minuteOf(at),
      detail: { route, ...found },
    })
    if (!isInfected && settings.MACH_CLAMAV_DOWN === 'let-through') return accept(undefined)
    await recordAudit(database, [{ at, action: 'refused', caller, what: route, detail: found }])
    return isInfected
      ? refuse('incorrect', 'upload.infected')
      : refuse('unavailable', 'upload.not-scanned')
  }
}

function tlsFiles(settings: Settings): TlsFiles | undefined {
  const {
    MACH_TLS_CERT: certificate,
    MACH_TLS_KEY: key,
    MACH_TLS_CLIENT_CA: authorities,
  } = settings
  if (certificate === undefined && key === undefined) return undefined
  if (certificate === undefined || key === undefined)
    throw new Error('settings: MACH_TLS_CERT and MACH_TLS_KEY are given together')
  return {
    certificate,
    key,
    versionMin: settings.MACH_TLS_MIN === '1.2' ? 'TLSv1.2' : 'TLSv1.3',
    ...(authorities === undefined ? {} : { clientAuthorities: authorities }),
  }
}

/** A renewed certificate is in use a minute later, without a restart. */
function reloading(settings: Settings, listening: Listening): Loop[] {
  if (settings.MACH_TLS_CERT === undefined) return []
  const run = async () => {
    await listening.reload()
    return false
  }
  return [{ name: RELOAD_LOOP, everyMs: FORGET_EVERY_MS / 60, run }]
}
