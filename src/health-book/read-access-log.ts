import type { z } from 'zod'
import {
  type AuditEntry,
  auditEventToFhir,
  findEvent,
  listAccessOf,
  proveEvent,
  recordAudit,
  THROUGH,
} from '#audit'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { listAccess as promise, proveAccess as provePromise } from './contract.ts'
import { type BookNeeds, nameFacilities } from './read-book.ts'
import type { AccessEntry } from './views.ts'
import { whoseLog } from './whose-log.ts'

const DAY_MS = 86_400_000

/** Entries on one page of the log. */
const ENTRIES_PER_PAGE = 60

/**
 * Who touched one's own record, or that of somebody for whom one acts, newest first; looking at the log is an entry in it
 * too. What a member of the family may not know of is left out: a page may be shorter, and still there is a next one.
 *
 * Refuses what `whoseLog` refuses.
 */
export async function readAccessLog(
  needs: BookNeeds,
  caller: Caller,
  asked: z.output<typeof promise.request> & { readonly person?: string },
): Promise<Outcome<z.input<typeof promise.response>>> {
  const whose = await whoseLog(needs, caller, asked.person)
  if (!whose.ok) return whose
  const { person, persons, ground, purpose, isInSight } = whose.value
  const { before } = asked
  const found = await listAccessOf(needs.database, persons, ENTRIES_PER_PAGE, before, {
    notBy: asked.who === 'others' ? caller.account : undefined,
    from: asked.from === undefined ? undefined : startOf(asked.from),
    to: asked.to === undefined ? undefined : new Date(startOf(asked.to).getTime() + DAY_MS),
  })
  if (before === undefined)
    await recordAudit(needs.database, [
      { at: needs.now(), action: 'read', caller, what: 'access-log', person, purpose, ground },
    ])
  const seen = found.filter(isInSight)
  const nameOf = await nameFacilities(
    needs,
    new Set(seen.flatMap((entry) => entry.caller.facility ?? [])),
  )
  const last = found.length === ENTRIES_PER_PAGE ? found.at(-1)?.number : undefined
  return accept({
    entries: seen.map((entry) => entryToView(entry, caller, nameOf)),
    ...(last === undefined ? {} : { before: last }),
  })
}

/** The first instant of a day in Vietnam. */
function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`)
}

/**
 * One entry of one's own log, or of that of somebody for whom one acts, with the proof that it stands unaltered in the signed
 * log, for oneself or for anybody to whom it is shown.
 *
 * Refuses what `whoseLog` refuses, and `health-book.no-access-entry` for an entry of somebody else's log, or one that is not in sight.
 */
export async function proveAccess(
  needs: BookNeeds,
  caller: Caller,
  asked: { readonly position: number; readonly person?: string },
): Promise<Outcome<z.input<typeof provePromise.response>>> {
  const whose = await whoseLog(needs, caller, asked.person)
  if (!whose.ok) return whose
  const { persons, isInSight } = whose.value
  const entry = await findEvent(needs.database, asked.position)
  const proof =
    entry?.person !== undefined && persons.includes(entry.person) && isInSight(entry)
      ? await proveEvent(needs.database, asked.position)
      : undefined
  if (entry === undefined || proof === undefined)
    return refuse('not-found', 'health-book.no-access-entry')
  const { inclusion, checkpoint, line, isUnaltered } = proof
  return accept({
    line,
    isUnaltered,
    ...(inclusion === undefined ? {} : { inclusion: { ...inclusion, path: [...inclusion.path] } }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
    event: { ...auditEventToFhir(entry, 'citizen') },
  })
}

/** What was wanted at the door, where the caller was turned away before anything was looked up: by the end of the route. */
const WANTED: readonly (readonly [route: RegExp, what: string])[] = [
  [/\/papers\/:kind$/, 'paper'],
  [/\/visits\/:visit$/, 'visit'],
  [/\/access(?:\/:position)?$/, 'access-log'],
  [/\/:person$/, 'record'],
]

/** The thing, in the words that the log has for things; a route that has none is named as it is. */
function whatOf({ what }: AuditEntry): string {
  if (!what.includes(' /')) return what
  return WANTED.find(([route]) => route.test(what))?.[1] ?? what
}

function entryToView(
  entry: AuditEntry,
  reader: Caller,
  nameOf: (code: string) => { code: string; name: string },
): AccessEntry {
  const { name, role, facility, account } = entry.caller
  const through = entry.detail?.[THROUGH.name]
  return {
    position: entry.number,
    at: entry.at.toISOString(),
    action: entry.action,
    what: whatOf(entry),
    name,
    role,
    own: account === reader.account && through === undefined,
    ...(through === undefined ? {} : { through: String(through) }),
    ...(facility === undefined ? {} : { facility: nameOf(facility) }),
    ...(entry.purpose === undefined ? {} : { purpose: entry.purpose }),
    ...(entry.ground === undefined ? {} : { ground: entry.ground }),
    ...(entry.visit === undefined ? {} : { visit: entry.visit }),
  }
}
