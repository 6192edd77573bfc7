import { hash } from 'node:crypto'
import { z } from 'zod'

const Day = z.iso.date()

const Rule = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]{2,59}$/),
  /** Whose calls are counted together. */
  per: z.enum(['account', 'address', 'account-and-person', 'person']),
  /** The rights whose routes count; absent: all. */
  rights: z.array(z.string()).optional(),
  except: z.array(z.string()).optional(),
  /** What the paths of the routes that count begin with; absent: all. */
  paths: z.array(z.string().regex(/^\/[a-z/-]+$/)).optional(),
  /** What is counted: calls, or the persons whom the answers named, each once in a window. Absent: calls. */
  counts: z.enum(['calls', 'names']).optional(),
  windowSeconds: z.int().min(1).max(604_800),
  max: z.int().min(1),
  /** Whether passing it looks like collecting people. */
  isHarvest: z.boolean().optional(),
  from: Day,
  to: Day.optional(),
  instrument: z.string(),
  article: z.string(),
  uncertain: z.boolean().optional(),
})

/** How often one caller may ask within a window of time. */
export type LimitRule = z.infer<typeof Rule>

const Limits = z.strictObject({ comment: z.string().optional(), rules: z.array(Rule).max(50) })

/** Reads a file of limits. Throws with the place of the fault: a server that limits otherwise than told must not start. */
export function readLimits(text: string): readonly LimitRule[] {
  return Limits.parse(JSON.parse(text)).rules
}

/** One call, as far as limits care. */
export type CountedCall = {
  /** Absent: nobody signed in. */
  readonly account?: string
  readonly address: string
  readonly right: string
  /** The path of the route, with its names for what varies: `/look-up/:subject`. */
  readonly path?: string
  /** Whom the call asks for, where it names a person. */
  readonly person?: string
}

export type LimitPassed = {
  readonly rule: LimitRule
  readonly waitSeconds: number
  /** Whether this call is the first beyond the limit in this window, as far as this process knows. */
  readonly isFirst: boolean
}

/** What one process counted since it last told, and for which window. */
export type CountDelta = { readonly key: string; readonly windowAt: Date; readonly count: number }

export type Limiter = {
  /** Counts one call; says which limit it passed. */
  readonly count: (call: CountedCall, day: string, now: Date) => LimitPassed | undefined
  /** Counts whom the answer to a call named; the next call is refused when they were too many. */
  readonly countNames: (
    call: CountedCall,
    names: ReadonlySet<string>,
    day: string,
    now: Date,
  ) => void
  /** What was counted since the last time; it is taken as told. */
  readonly takeDeltas: () => CountDelta[]
  /** How often the same were counted by all processes together. */
  readonly learn: (totals: readonly CountDelta[]) => void
}

type Window = {
  readonly startsAt: number
  untold: number
  total: number
  wasTold: boolean
  /** Whom this process saw named; others may have named the same, and then they count twice. */
  named?: Set<string>
}

/** Callers remembered for one rule; past this the one seen first is forgotten. A flood of addresses cannot push accounts out. */
const CALLERS_MAX = 50_000

/**
 * Counts calls in windows that begin at whole multiples of their length, in bounded memory. Each process decides by what it
 * counted itself and what it last learned of the others: a limit is passed by at most what comes between two exchanges.
 */
export function makeLimiter(rules: readonly LimitRule[]): Limiter {
  const windows = new Map(rules.map((rule) => [rule.name, new Map<string, Window>()]))
  return {
    count: (call, day, now) => {
      let passed: LimitPassed | undefined
      for (const rule of rules) {
        const subject = subjectOf(rule, call, day)
        // A call that is refused looks at nobody: one caller alone cannot use up what others may ask about a person.
        if (subject === undefined || (rule.per === 'person' && passed !== undefined)) continue
        const window = windowOf(windows.get(rule.name), rule, keyOf(rule, subject), now)
        if (rule.counts !== 'names') window.untold += 1
        const isOver = window.total + window.untold > rule.max
        if (isOver && passed === undefined) passed = tellPassed(rule, window, now)
      }
      return passed
    },
    countNames: (call, names, day, now) => {
      for (const rule of rules) {
        const subject = rule.counts === 'names' ? subjectOf(rule, call, day) : undefined
        if (subject === undefined) continue
        noteNames(windowOf(windows.get(rule.name), rule, keyOf(rule, subject), now), rule, names)
      }
    },
    takeDeltas: () => [...windows.values()].flatMap(takeOf),
    learn: (totals) => {
      for (const { key, windowAt, count } of totals)
        for (const of of windows.values()) {
          const window = of.get(key)
          if (window?.startsAt === windowAt.getTime()) window.total = count
        }
    },
  }
}

/** Under whose name a call counts for a rule; undefined when it does not. */
function subjectOf(rule: LimitRule, call: CountedCall, day: string): string | undefined {
  if (day < rule.from || (rule.to !== undefined && day > rule.to)) return undefined
  if (rule.rights?.includes(call.right) === false || rule.except?.includes(call.right) === true)
    return undefined
  if (rule.paths?.some((start) => isUnder(call.path, start)) === false) return undefined
  if (rule.per === 'person') return call.person
  if (rule.per === 'account') return call.account
  if (rule.per === 'account-and-person')
    return call.account === undefined || call.person === undefined
      ? undefined
      : `${call.account}\0${call.person}`
  return call.account === undefined ? call.address : undefined
}

function isUnder(path: string | undefined, start: string): boolean {
  return path === start || path?.startsWith(`${start}/`) === true
}

/** A digest: the table of counts names nobody. */
function keyOf(rule: LimitRule, subject: string): string {
  return hash('sha256', `${rule.name}\0${subject}`, 'base64url').slice(0, 22)
}

function windowOf(
  of: Map<string, Window> | undefined,
  rule: LimitRule,
  key: string,
  now: Date,
): Window {
  const length = rule.windowSeconds * 1000
  const startsAt = Math.floor(now.getTime() / length) * length
  const known = of?.get(key)
  // A clock that was set back does not open a new window: the counts would begin again.
  if (known !== undefined && known.startsAt >= startsAt) return known
  const fresh = { startsAt, untold: 0, total: 0, wasTold: false }
  of?.delete(key)
  of?.set(key, fresh)
  const [oldest] = of?.keys() ?? []
  if (of !== undefined && of.size > CALLERS_MAX && oldest !== undefined) of.delete(oldest)
  return fresh
}

/** Beyond the limit nobody is remembered any more: the memory of a window is bounded by its rule. */
function noteNames(window: Window, rule: LimitRule, names: ReadonlySet<string>): void {
  window.named ??= new Set()
  const before = window.named.size
  for (const name of names) if (window.named.size <= rule.max) window.named.add(name)
  window.untold += window.named.size - before
}

function tellPassed(rule: LimitRule, window: Window, now: Date): LimitPassed {
  const isFirst = !window.wasTold
  window.wasTold = true
  const endsAt = window.startsAt + rule.windowSeconds * 1000
  return { rule, waitSeconds: Math.max(1, Math.ceil((endsAt - now.getTime()) / 1000)), isFirst }
}

function takeOf(windows: Map<string, Window>): CountDelta[] {
  const deltas: CountDelta[] = []
  for (const [key, window] of windows) {
    if (window.untold === 0) continue
    deltas.push({ key, windowAt: new Date(window.startsAt), count: window.untold })
    window.total += window.untold
    window.untold = 0
  }
  return deltas
}
