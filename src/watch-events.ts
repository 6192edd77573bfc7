import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { findPlaceAt, listWritten, watchLog, type WrittenEvent } from '#audit'
import { databaseOffset, OFFSET_MS_MAX, timeServerOffset } from '#foundation/clock-check'
import { watchClock } from '#foundation/clock-trust'
import type { Database } from '#foundation/database'
import { makeDetector, readDetectionRules } from '#foundation/detection'
import type { Log } from '#foundation/log'
import type { Loop } from '#foundation/loops'
import { minuteOf, openSecurityEvents, type SecurityEvents } from '#foundation/security-events'
import { openSyslog } from '#foundation/syslog'
import { formatVietnamTime } from '#vocabulary/vietnam-time'
import type { Settings } from './settings.ts'

const RULES = new URL('../catalogues/security/detection.json', import.meta.url)

/** After a start the events of the last day are watched again: what was told is not told twice. */
const LOOK_BACK_MS = 86_400_000
const EVENTS_MAX = 5_000
const WATCH_EVERY_MS = 2_000

/** The sink of one process: database and log, and the operations centre where one is named. */
export function openEvents(database: Database, log: Log, settings: Settings): SecurityEvents {
  const address = settings.MACH_SYSLOG
  const file = settings.MACH_SYSLOG_CA
  const authority = file === undefined ? undefined : readFileSync(file, 'utf8')
  const syslog =
    address === undefined ? undefined : openSyslog(address, hostname(), process.pid, authority)
  return openSecurityEvents(database, log, syslog?.send)
}

/** Watches what the audit log takes in; in one process only, the worker. */
export async function watchLoop(
  database: Database,
  events: SecurityEvents,
  now: () => Date,
): Promise<Loop> {
  const detect = makeDetector(readDetectionRules(await readFile(RULES, 'utf8')))
  let place: { readonly xid: string; readonly number: number } | undefined
  return {
    name: 'watch-events',
    everyMs: WATCH_EVERY_MS,
    run: async () => {
      place ??= await findPlaceAt(database, new Date(now().getTime() - LOOK_BACK_MS))
      const written = await listWritten(database, place, EVENTS_MAX)
      for (const event of written)
        for (const noticed of detect(watched(event), timeOfDay(event.at)))
          await events.tell(noticed)
      const last = written.at(-1)
      if (last) place = { xid: last.xid, number: last.number }
      return written.length === EVENTS_MAX
    },
  }
}

function watched({ facility, person, purpose, ...event }: WrittenEvent) {
  return {
    ...event,
    ...(facility === null ? {} : { facility }),
    ...(person === null ? {} : { person }),
    ...(purpose === null ? {} : { purpose }),
  }
}

/** `HH:MM` in Vietnam. */
function timeOfDay(at: Date): string {
  const digits = formatVietnamTime(at).slice(8)
  return `${digits.slice(0, 2)}:${digits.slice(2)}`
}

const LOG_EVERY_MS = 10_000

/**
 * Verifies the audit log where it lies, part by part and again and again. What is not as it was signed is told once a day for
 * each kind, with the first leaf; the auditor's page keeps all.
 */
export function logLoop(database: Database, events: SecurityEvents, now: () => Date): Loop {
  return {
    name: 'watch-log',
    everyMs: LOG_EVERY_MS,
    run: async () => {
      const { faults } = await watchLog({ database, now })
      for (const kind of new Set(faults.map((fault) => fault.kind))) {
        const [first, ...more] = faults.filter((fault) => fault.kind === kind)
        if (first === undefined) continue
        const at = now()
        await events.tell({
          at,
          rule: 'audit-log-not-whole',
          severity: 'alert',
          subject: `audit-log ${kind}`,
          windowAt: new Date(Math.floor(at.getTime() / 86_400_000) * 86_400_000),
          detail: { kind, leaf: first.leaf, more: more.length },
        })
      }
      return false
    },
  }
}

/** The watch that what removes by age goes by; one for each process that does. A jump is an alert: it is told at once. */
export function trustClock(
  database: Database,
  events: SecurityEvents,
  settings: Settings,
  now: () => Date,
  name: 'server' | 'worker',
): () => Promise<boolean> {
  return watchClock({
    database,
    now,
    monotonicMs: () => performance.now(),
    name,
    timeServer: settings.MACH_NTP,
    onJump: async (byMs) => {
      const at = now()
      const detail = { byMs: Math.round(byMs) }
      const windowAt = minuteOf(at)
      await events.tell({
        at,
        rule: 'clock-jumped',
        severity: 'alert',
        subject: name,
        windowAt,
        detail,
      })
    },
  })
}

const CLOCK_EVERY_MS = 600_000

/** Compares our clock with the database's and, where one is named, a time server's. Warns, refuses nothing. */
export function clockLoop(
  database: Database,
  events: SecurityEvents,
  settings: Settings,
  now: () => Date,
): Loop {
  const check = async (against: string, offset: number | undefined) => {
    if (offset !== undefined && Math.abs(offset) <= OFFSET_MS_MAX) return
    const at = now()
    await events.tell({
      at,
      rule: offset === undefined ? 'time-server-away' : 'clock-off',
      severity: 'warning',
      subject: against,
      windowAt: new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000),
      detail: offset === undefined ? {} : { offsetMs: offset },
    })
  }
  return {
    name: 'check-clock',
    everyMs: CLOCK_EVERY_MS,
    run: async () => {
      await check('database', await databaseOffset(database, now))
      const server = settings.MACH_NTP
      if (server !== undefined) await check(server, await timeServerOffset(server, now))
      return false
    },
  }
}
