import { decideTotalsAccess } from '#access'
import { recordAudit } from '#audit'
import { listQueuesOf } from '#delivery'
import type { Facility } from '#registry'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { HalfYearReport } from './contract.ts'
import { dayAfter, startOfDay } from './days.ts'
import type { IntakeNeeds } from './needs.ts'
import {
  countByDay,
  countOpenRefusals,
  countRules,
  countVisits,
  type DayRow,
} from './quality-store.ts'

export type HalfYearNeeds = Pick<IntakeNeeds, 'database' | 'now' | 'listsFor' | 'registry'>

const TOP_RULES = 10

/** Everything that a half-year report is made of, shown or printed. */
export type HalfYearFigures = {
  readonly province: { readonly code: string; readonly name: string }
  readonly year: number
  readonly half: 1 | 2
  readonly from: string
  readonly to: string
  readonly facilities: readonly Facility[]
  readonly visits: Awaited<ReturnType<typeof countVisits>>
  readonly persons: number
  readonly refusals: Awaited<ReturnType<typeof countOpenRefusals>>
  readonly days: readonly DayRow[]
  readonly rules: Awaited<ReturnType<typeof countRules>>
  readonly queues: readonly { facility: string; waiting: number; late: number }[]
}

/**
 * The figures of one half-year for the officer's province. No person appears in them.
 * Refuses what the policy refuses, and `intake.no-province` to whoever is of no one province.
 */
export async function readHalfYearFigures(
  needs: HalfYearNeeds,
  caller: Caller,
  { year, half }: { year: number; half: number },
): Promise<Outcome<HalfYearFigures>> {
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
  const [first, last] = half === 1 ? ['01-01', '06-30'] : ['07-01', '12-31']
  const [from, to] = [`${year}-${first}`, `${year}-${last}`]
  const [start, end] = [startOfDay(from), startOfDay(dayAfter(to))]
  const facilities = await registry.listFacilities({ province })
  const codes = facilities.map(({ code }) => code)
  const lists = await needs.listsFor(to, '')
  const counted = { facilities: codes, by: 'visit-end', from: start, to: end } as const
  const [visits, refusals, days, rules, queues] = await Promise.all([
    countVisits(database, codes, start, end),
    countOpenRefusals(database, codes, start, end),
    countByDay(database, counted),
    countRules(database, counted, TOP_RULES),
    listQueuesOf(needs, codes),
    recordAudit(database, [
      { at: needs.now(), action: 'read', caller, what: 'half-year-report', detail: { year, half } },
    ]),
  ])
  const name = lists.find('province', province)?.display ?? province
  return accept({
    province: { code: province, name },
    year,
    half: half === 1 ? 1 : 2,
    from,
    to,
    facilities,
    visits: visits.filter((row) => row.facility !== null),
    persons: visits.find((row) => row.facility === null)?.persons ?? 0,
    refusals,
    days,
    rules,
    queues: queues.ok ? queues.value.facilities : [],
  })
}

/** The report as the portal shows it. */
export async function readHalfYear(
  needs: HalfYearNeeds,
  caller: Caller,
  asked: { year: number; half: number },
): Promise<Outcome<HalfYearReport>> {
  const read = await readHalfYearFigures(needs, caller, asked)
  if (!read.ok) return read
  const { province, year, half, from, to, facilities, visits, persons, refusals } = read.value
  const lines = facilities.map(({ code, name, kind }) => {
    const own = visits.find((row) => row.facility === code)
    const refusedOpen = refusals.find((row) => row.facility === code)?.count ?? 0
    return {
      facility: code,
      name,
      kind,
      visits: own?.visits ?? 0,
      persons: own?.persons ?? 0,
      uninsured: own?.uninsured ?? 0,
      refusedOpen,
      within24Hours: own ? percent(own.within_day, own.visits) : 0,
    }
  })
  return accept({
    province: province.code,
    provinceName: province.name,
    year,
    half,
    from,
    to,
    facilities: lines,
    totals: {
      facilities: lines.length,
      facilitiesSending: lines.filter((line) => line.visits > 0).length,
      visits: total(lines.map((line) => line.visits)),
      persons,
      uninsured: total(lines.map((line) => line.uninsured)),
      refusedOpen: total(lines.map((line) => line.refusedOpen)),
    },
  })
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** Whole percent. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((100 * part) / whole)
}
