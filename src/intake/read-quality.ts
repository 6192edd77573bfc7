import type { z } from 'zod'
import { decideTotalsAccess } from '#access'
import { recordAudit } from '#audit'
import { listQueuesOf, runningClocks, STATE_TEXTS, summarise } from '#delivery'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isoInVietnam, vietnamDay } from '#vocabulary/vietnam-time'
import { callerFacility } from './caller-facility.ts'
import type { CountedBy, DayFigures, readDepartmentFigures, readToday } from './contract.ts'
import { countDays, dayAfter, startOfDay } from './days.ts'
import type { IntakeNeeds } from './needs.ts'
import {
  countByDay,
  countOpenRefusals,
  countOpenWithdrawals,
  countRules,
  type DayRow,
  type RuleRow,
} from './quality-store.ts'
import { ruleCountOf } from './rule-counts.ts'

type Needs = Pick<IntakeNeeds, 'database' | 'now' | 'registry'>
type Today = z.input<typeof readToday.response>
type Department = z.input<typeof readDepartmentFigures.response>

/** How far back a refusal still counts as open work. */
const REFUSAL_DAYS = 60

const TOP_RULES = 10
const TOP_RULES_OF_FACILITY = 5

/** Days that the department looks at together: a quarter. */
const DAYS_MAX = 92

/** The caller's facility on one day: what came, how it was judged, what waits, which clocks run. */
export async function readTodayOf(
  needs: Needs,
  caller: Caller,
  asked: string | undefined,
): Promise<Outcome<Today>> {
  const own = callerFacility(caller)
  if (!own.ok) return own
  const { database, now } = needs
  const facility = own.value
  const day = asked ?? vietnamDay(now())
  const [from, to] = [startOfDay(day), startOfDay(dayAfter(day))]
  const period = { facilities: [facility], by: 'received', from, to } as const
  const since = new Date(to.getTime() - REFUSAL_DAYS * 86_400_000)
  const [days, rules, refusals, withdrawnOpen, sent, clocks, known] = await Promise.all([
    countByDay(database, period),
    countRules(database, period, TOP_RULES),
    countOpenRefusals(database, [facility], since, to),
    countOpenWithdrawals(database, facility),
    summarise(needs, facility),
    runningClocks(database, facility, now()),
    needs.registry.findFacility(facility),
  ])
  const { dossiers: received, ...figures } = sumOf(days)
  return accept({
    day,
    facility,
    facilityName: known?.name ?? facility,
    received,
    ...figures,
    openRefusals: refusals[0]?.count ?? 0,
    withdrawnOpen,
    topFindings: rules.filter((rule) => rule.facility !== null).map(ruleCountOf),
    deliveries: sent.ok ? waitingOf(sent.value) : [],
    clocks: clocks.map((clock) => ({
      clock: clock.id,
      label: clock.name,
      source: clock.source,
      bound: clock.bound,
      running: clock.onTime,
      dueSoon: clock.near,
      overdue: clock.late,
      nextDueAt: isoInVietnam(clock.nextDue),
    })),
  })
}

type Summary = Extract<Awaited<ReturnType<typeof summarise>>, { ok: true }>['value']

function waitingOf(summary: Summary): Today['deliveries'] {
  const oldest = summary.oldestWaitingSince
  const line = (state: 'waiting' | 'received' | 'accepted' | 'returned' | 'failed') => ({
    state,
    stateText: STATE_TEXTS[state],
    count: summary[state],
    ...(state === 'waiting' && oldest !== undefined ? { oldestAt: oldest } : {}),
  })
  return [line('waiting'), line('received'), line('accepted'), line('returned'), line('failed')]
}

/**
 * Every facility of the officer's province by day, those that sent nothing included. Counts only, no person.
 * Refuses what the policy refuses, `intake.no-province` to whoever is of no one province, `intake.period-too-long`,
 * `intake.facility-elsewhere`.
 */
export async function readDepartment(
  needs: Needs,
  caller: Caller,
  asked: { from: string; to: string; by: CountedBy; facility?: string | undefined },
): Promise<Outcome<Department>> {
  const { database, registry } = needs
  const permit = await decideTotalsAccess(
    database,
    caller,
    caller.province,
    needs.now(),
    'supervision',
  )
  if (!permit.ok) return permit
  const { province } = permit.value
  if (province === undefined) return refuse('forbidden', 'intake.no-province')
  const period = countDays(asked.from, asked.to)
  if (period < 1 || period > DAYS_MAX) return refuse('incorrect', 'intake.period-too-long', 'to')

  const all = await registry.listFacilities({ province })
  const chosen = asked.facility ? all.filter(({ code }) => code === asked.facility) : all
  if (asked.facility && chosen.length === 0) {
    return refuse('not-found', 'intake.facility-elsewhere', 'facility')
  }
  const codes = chosen.map(({ code }) => code)
  const [from, to] = [startOfDay(asked.from), startOfDay(dayAfter(asked.to))]
  const counted = { facilities: codes, by: asked.by, from, to }
  const [days, rules, queues] = await Promise.all([
    countByDay(database, counted),
    countRules(database, counted, TOP_RULES),
    listQueuesOf(needs, codes),
    auditFigures(needs, caller, province),
  ])
  const waiting = queues.ok ? queues.value.facilities : []
  return accept({
    province,
    from: asked.from,
    to: asked.to,
    by: asked.by,
    facilities: chosen.map(({ code, name, kind }) => ({
      facility: code,
      name,
      kind,
      ...figuresOfFacility(code, days, rules, waiting),
    })),
    days: [...Map.groupBy(days, (row) => row.day)]
      .map(([day, rows]) => ({ day, ...sumOf(rows) }))
      .sort((one, other) => (one.day < other.day ? -1 : 1)),
    topFindings: rules.filter((row) => row.facility === null).map(ruleCountOf),
  })
}

function figuresOfFacility(
  code: FacilityCode,
  days: readonly DayRow[],
  rules: readonly RuleRow[],
  waiting: readonly { facility: string; waiting: number; oldestSince?: string | undefined }[],
) {
  const queue = waiting.find((one) => one.facility === code)
  const own = days.filter((row) => row.facility === code)
  const top = rules.filter((row) => row.facility === code).slice(0, TOP_RULES_OF_FACILITY)
  return {
    ...sumOf(own),
    days: own.map(figuresOf),
    topFindings: top.map(ruleCountOf),
    waiting: queue?.waiting ?? 0,
    ...(queue?.oldestSince === undefined ? {} : { oldestWaitingAt: queue.oldestSince }),
  }
}

/** Who looked at the province's figures; no person is concerned. */
function auditFigures(needs: Needs, caller: Caller, province: string): Promise<void> {
  return recordAudit(needs.database, [
    { at: needs.now(), action: 'read', caller, what: 'statistics', detail: { province } },
  ])
}

function figuresOf(row: DayRow): DayFigures {
  return { day: row.day, ...sumOf([row]) }
}

export function sumOf(rows: readonly DayRow[]): Omit<DayFigures, 'day'> {
  const sum = { dossiers: 0, accepted: 0, withErrors: 0, refused: 0, withWarnings: 0, checkIns: 0 }
  for (const row of rows) {
    sum.dossiers += row.dossiers
    sum.accepted += row.accepted
    sum.withErrors += row.with_errors
    sum.refused += row.refused
    sum.withWarnings += row.with_warnings
    sum.checkIns += row.check_ins
  }
  return sum
}
