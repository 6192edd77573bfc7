import type { HalfYearReport } from '#documents'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import {
  type HalfYearFigures,
  type HalfYearNeeds,
  readHalfYearFigures,
  total,
} from './half-year.ts'
import type { DayRow } from './quality-store.ts'
import { sumOf } from './read-quality.ts'
import { ruleCountOf } from './rule-counts.ts'

/** The report as it is printed and signed. */
export async function halfYearToPrint(
  needs: HalfYearNeeds,
  caller: Caller,
  asked: { year: number; half: number },
): Promise<Outcome<HalfYearReport>> {
  const read = await readHalfYearFigures(needs, caller, asked)
  if (!read.ok) return read
  const { province, year, half, from, to, facilities, visits, days, queues } = read.value
  return accept({
    department: departmentOf(province.name),
    year,
    half,
    from,
    to,
    totals: totalsOf(read.value),
    byMonth: [...Map.groupBy(days, (row) => row.day.slice(0, 7))]
      .map(([month, rows]) => ({ month, ...sentOf(rows) }))
      .sort((one, other) => (one.month < other.month ? -1 : 1)),
    byFacility: facilities.map(({ code, name }) => ({
      code,
      name,
      ...sentOf(days.filter((row) => row.facility === code)),
      persons: visits.find((row) => row.facility === code)?.persons ?? 0,
      waiting: queues.find((queue) => queue.facility === code)?.waiting ?? 0,
    })),
    topFindings: topFindingsOf(read.value),
    difficulties: [],
    proposals: [],
    recipients: [],
  })
}

function totalsOf(figures: HalfYearFigures): HalfYearReport['totals'] {
  const { facilities, visits, persons, days, queues } = figures
  const sum = sentOf(days)
  const waiting = total(queues.map((queue) => queue.waiting))
  return {
    ...sum,
    facilities: facilities.length,
    facilitiesSending: new Set(days.map((row) => row.facility)).size,
    persons,
    uninsuredVisits: total(visits.map((row) => row.uninsured)),
    delivered: Math.max(0, sum.accepted - waiting),
    waiting,
    late: total(queues.map((queue) => queue.late)),
  }
}

function topFindingsOf({ rules }: HalfYearFigures): HalfYearReport['topFindings'] {
  return rules
    .filter((row) => row.facility === null)
    .map((row) => ({
      rule: row.rule,
      text: ruleCountOf(row).title.vi,
      count: row.count,
      facilities: row.facilities,
    }))
}

function sentOf(rows: readonly DayRow[]) {
  const sum = sumOf(rows)
  return {
    received: sum.dossiers,
    accepted: sum.accepted + sum.withErrors,
    acceptedWithErrors: sum.withErrors,
    refused: sum.refused,
  }
}

/** `Tỉnh Quảng Ngãi` → its health department, its people's committee, the place of signature. */
function departmentOf(provinceName: string) {
  const name = /^(?:tỉnh|thành phố)\s/i.test(provinceName) ? provinceName : `Tỉnh ${provinceName}`
  return {
    name: `SỞ Y TẾ ${name}`.toUpperCase(),
    parent: `ỦY BAN NHÂN DÂN ${name}`.toUpperCase(),
    place: name.replace(/^(?:tỉnh|thành phố)\s+/i, ''),
    abbreviation: 'SYT',
  }
}
