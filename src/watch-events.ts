import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { findPlaceAt, listWritten, type WrittenEvent } from '#audit'
import type { Database } from '#foundation/database'
import { makeDetector, readDetectionRules } from '#foundation/detection'
import type { Log } from '#foundation/log'
import type { Loop } from '#foundation/loops'
import { openSecurityEvents, type SecurityEvents } from '#foundation/security-events'
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
  const syslog = address === undefined ? undefined : openSyslog(address, hostname(), process.pid)
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
