import { z } from 'zod'
import type { SecurityEvent } from './security-events.ts'

const Rule = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{2,59}$/),
  severity: z.enum(['notice', 'warning', 'alert']),
  actions: z.array(z.string()).min(1),
  roles: z.array(z.string()).optional(),
  exceptPurposes: z.array(z.string()).optional(),
  /** Hours of Vietnam in which it counts, `HH:MM`; it may go over midnight. */
  hours: z
    .strictObject({ from: z.iso.time({ precision: -1 }), to: z.iso.time({ precision: -1 }) })
    .optional(),
  by: z.enum(['account', 'address', 'facility', 'person']),
  /** Counts how many different ones; absent: how often. */
  distinct: z.enum(['person', 'account', 'address']).optional(),
  count: z.int().min(1).max(100_000),
  windowSeconds: z.int().min(60).max(86_400),
  source: z.string(),
})

/** What is worth telling a security operations centre, as data. */
export type DetectionRule = z.infer<typeof Rule>

const Rules = z.strictObject({ comment: z.string().optional(), rules: z.array(Rule).max(100) })

/** Reads a file of rules. Throws with the place of the fault. */
export function readDetectionRules(text: string): readonly DetectionRule[] {
  return Rules.parse(JSON.parse(text)).rules
}

/** As much of an audit event as rules look at. */
export type WatchedEvent = {
  readonly at: Date
  readonly action: string
  readonly account: string
  readonly role: string
  readonly address: string
  readonly facility?: string
  readonly person?: string
  readonly purpose?: string
}

type Window = {
  readonly startsAt: number
  count: number
  readonly seen: Set<string>
  wasTold: boolean
}

/** Subjects remembered for one rule; past this the one seen first is forgotten. */
const SUBJECTS_MAX = 20_000

/**
 * Watches events in their order and says what they amount to, each thing once for each window. Windows begin at whole
 * multiples of their length: what straddles two of them counts in each apart.
 */
export function makeDetector(
  rules: readonly DetectionRule[],
): (event: WatchedEvent, timeInVietnam: string) => SecurityEvent[] {
  const windows = new Map(rules.map((rule) => [rule.name, new Map<string, Window>()]))
  return (event, time) =>
    rules.flatMap((rule) => {
      const subject = event[rule.by]
      if (subject === undefined || !concerns(rule, event, time)) return []
      const window = windowOf(windows.get(rule.name), rule, subject, event.at)
      countIn(window, rule, event)
      if (window.count < rule.count || window.wasTold) return []
      window.wasTold = true
      return [tell(rule, subject, event, window)]
    })
}

function concerns(rule: DetectionRule, event: WatchedEvent, time: string): boolean {
  if (!rule.actions.includes(event.action)) return false
  if (rule.roles?.includes(event.role) === false) return false
  if (event.purpose !== undefined && rule.exceptPurposes?.includes(event.purpose) === true)
    return false
  return rule.hours === undefined || isWithin(time, rule.hours)
}

/** Whether a time of day lies between two; from 23:00 to 05:00 goes over midnight. */
function isWithin(time: string, { from, to }: { from: string; to: string }): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to
}

function windowOf(
  of: Map<string, Window> | undefined,
  rule: DetectionRule,
  subject: string,
  at: Date,
): Window {
  const length = rule.windowSeconds * 1000
  const startsAt = Math.floor(at.getTime() / length) * length
  const known = of?.get(subject)
  if (known !== undefined && known.startsAt >= startsAt) return known
  const fresh = { startsAt, count: 0, seen: new Set<string>(), wasTold: false }
  of?.delete(subject)
  of?.set(subject, fresh)
  const [oldest] = of?.keys() ?? []
  if (of !== undefined && of.size > SUBJECTS_MAX && oldest !== undefined) of.delete(oldest)
  return fresh
}

/** What was told needs no further counting: a window never holds more than its rule asks for. */
function countIn(window: Window, rule: DetectionRule, event: WatchedEvent): void {
  if (window.wasTold) return
  if (rule.distinct === undefined) {
    window.count += 1
    return
  }
  const one = event[rule.distinct]
  if (one !== undefined) window.seen.add(one)
  window.count = window.seen.size
}

function tell(
  rule: DetectionRule,
  subject: string,
  event: WatchedEvent,
  window: Window,
): SecurityEvent {
  return {
    at: event.at,
    rule: rule.name,
    severity: rule.severity,
    subject,
    windowAt: new Date(window.startsAt),
    detail: {
      count: window.count,
      of: rule.distinct ?? 'events',
      by: rule.by,
      windowSeconds: rule.windowSeconds,
      role: event.role,
    },
  }
}
