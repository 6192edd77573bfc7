import type { Bilingual } from '#vocabulary/bilingual'
import { endOfWorkingDay, startOfVietnamDay, type WorkingCalendar } from '#vocabulary/working-days'
import type { PracticeFacts } from '../practice/practice-facts.ts'
import { citation, PRACTICE_RULES, type PracticeRules, termOf } from '../practice/practice-rules.ts'
import { licenceAt, type LicenceLife, licenceLife } from './licence-life.ts'
import { dayBegins, daysAfter, type LicencePeriod, monthsAfter } from './licence.ts'

/** Something about a licence or a registration that somebody must see to. */
export type LicenceAlert = {
  readonly code:
    | 'renewal-due'
    | 'renewal-late'
    | 'expired'
    | 'education-50'
    | 'education-80'
    | 'not-practising'
    | 'report-leaving'
    | 'report-joining'
  readonly text: Bilingual
  readonly source: string
  /** The last day on which it is in time; absent: it is late already, or has no day. */
  readonly dueOn?: string
  readonly facility?: string
  readonly statement?: string
}

/** Days before the last day for applying on which a renewal is announced: half a year to gather hours and papers. Ours. */
const RENEWAL_ANNOUNCED_DAYS = 120

/** How long after a change of staff its report is still asked for; later it is a matter of inspection. Ours. */
const REPORT_ASKED_DAYS = 30

/**
 * What is due for a practitioner on a day: renewal, education hours, 24 months without practice, and the reports of staff who left or joined.
 *
 * Source: Law 15/2023/QH15, art. 27, 32, 35-38; Circular 32/2023/TT-BYT, art. 3-7; catalogues/practice/terms.json.
 */
export function licenceAlerts(
  facts: PracticeFacts,
  day: string,
  calendar: WorkingCalendar,
  rules: PracticeRules = PRACTICE_RULES,
): LicenceAlert[] {
  const life = licenceLife(facts.licenceEvents, rules)
  const now = licenceAt(life, `${day}T23:59`)
  if (!now || now.state === 'revoked' || facts.diedOn) return []
  return [
    ...renewalAlerts(now, day, rules),
    ...educationAlerts(facts, life, day, rules),
    ...practiceAlerts(facts, life, day, rules),
    ...reportAlerts(facts, day, calendar, rules),
  ]
}

function renewalAlerts(now: LicencePeriod, day: string, rules: PracticeRules): LicenceAlert[] {
  const { expiresOn, statement } = now
  if (expiresOn === undefined) return []
  const term = termOf('renewal-lead', rules)
  const source = citation(term)
  const dueOn = daysAfter(expiresOn, -term.count)
  if (now.state === 'expired')
    return [
      {
        code: 'expired',
        statement,
        source,
        text: {
          vi: `Giấy phép hành nghề đã hết hạn ngày ${readable(expiresOn)}.`,
          en: `The licence expired on ${readable(expiresOn)}.`,
        },
      },
    ]
  if (day > dueOn)
    return [
      {
        code: 'renewal-late',
        statement,
        source,
        text: {
          vi: `Đã quá hạn nộp hồ sơ gia hạn (${readable(dueOn)}); giấy phép hết hạn ngày ${readable(expiresOn)}.`,
          en: `Renewal should have been applied for by ${readable(dueOn)}; the licence expires on ${readable(expiresOn)}.`,
        },
      },
    ]
  if (day < daysAfter(dueOn, -RENEWAL_ANNOUNCED_DAYS)) return []
  return [
    {
      code: 'renewal-due',
      dueOn,
      statement,
      source,
      text: {
        vi: `Nộp hồ sơ gia hạn giấy phép trước ngày ${readable(dueOn)}.`,
        en: `Apply for renewal by ${readable(dueOn)}.`,
      },
    },
  ]
}

/** Credit hours that ended in the window, each activity once, however often it was written down. */
export function hoursInWindow(
  education: PracticeFacts['education'],
  from: string,
  to: string,
): number {
  const counted = new Map(
    education
      .filter(({ endedOn }) => from <= endedOn && endedOn <= to)
      .map(({ key, hours }) => [key, hours]),
  )
  return [...counted.values()].reduce((sum, hours) => sum + hours, 0)
}

/**
 * The window of the education hours: the running term of the licence, or of a licence without term the five years that end on the day, the
 * rule being of any five years on end.
 */
export function educationWindow(
  life: LicenceLife,
  day: string,
  { terms: { education } }: PracticeRules = PRACTICE_RULES,
): { readonly from: string; readonly to: string } | undefined {
  const now = licenceAt(life, dayBegins(day))
  if (!now) return undefined
  if (now.expiresOn === undefined)
    return { from: daysAfter(monthsAfter(day, -education.windowMonths), 1), to: day }
  return {
    from: daysAfter(monthsAfter(now.expiresOn, -education.windowMonths), 1),
    to: now.expiresOn,
  }
}

function educationAlerts(
  facts: PracticeFacts,
  life: LicenceLife,
  day: string,
  rules: PracticeRules,
): LicenceAlert[] {
  const { education } = rules.terms
  const window = educationWindow(life, day, rules)
  const first = life.periods[0]
  if (!window || !first) return []
  const hours = hoursInWindow(facts.education, window.from, day)
  // Of a licence without term the window has run as long as the licence is old, at most in full.
  const begun = first.from.slice(0, 10) > window.from ? first.from.slice(0, 10) : window.from
  const gone = (100 * days(begun, day)) / days(window.from, window.to)
  const passed = education.alertsAtPercent.filter(
    (percent) => gone >= percent && hours < (education.hours * percent) / 100,
  )
  const percent = passed.at(-1)
  if (percent === undefined) return []
  return [
    {
      code: percent >= 80 ? 'education-80' : 'education-50',
      dueOn: window.to,
      source: citation(education),
      text: {
        vi: `Đã qua ${percent}% thời gian nhưng mới có ${hours}/${education.hours} giờ tín chỉ cập nhật kiến thức y khoa.`,
        en: `${percent}% of the time is gone with ${hours} of ${education.hours} credit hours of continuing education.`,
      },
    },
  ]
}

/** Without registration for 24 months, counted from the last one, or from the licence when there never was one on record with an end. */
function practiceAlerts(
  { registrations }: PracticeFacts,
  life: LicenceLife,
  day: string,
  rules: PracticeRules,
): LicenceAlert[] {
  // No registration on record is missing data, no idleness.
  if (registrations.length === 0 || life.periods.length === 0) return []
  if (registrations.some(({ to }) => to === undefined || to >= day)) return []
  const last = registrations.reduce((latest, { to = '' }) => (to > latest ? to : latest), '')
  const term = termOf('not-practising', rules)
  if (day <= monthsAfter(last, term.count)) return []
  return [
    {
      code: 'not-practising',
      source: citation(term),
      text: {
        vi: `Không có đăng ký hành nghề từ ngày ${readable(daysAfter(last, 1))}: quá ${term.count} tháng liên tục.`,
        en: `No registration since ${readable(daysAfter(last, 1))}: more than ${term.count} months on end.`,
      },
    },
  ]
}

function reportAlerts(
  { registrations }: PracticeFacts,
  day: string,
  calendar: WorkingCalendar,
  rules: PracticeRules,
): LicenceAlert[] {
  const asked = daysAfter(day, -REPORT_ASKED_DAYS)
  const [leaving, joining] = [termOf('staff-leaving', rules), termOf('staff-joining', rules)]
  return registrations.flatMap(({ facility, statement, from, to }) => {
    const alerts: LicenceAlert[] = []
    if (to !== undefined && to <= day && to >= asked) {
      const dueOn = lastWorkingDay(to, leaving.count, calendar)
      alerts.push({
        code: 'report-leaving',
        facility,
        statement,
        dueOn,
        source: citation(leaving),
        text: {
          vi: `Báo việc thôi hành nghề từ ngày ${readable(to)} chậm nhất ngày ${readable(dueOn)}.`,
          en: `Report by ${readable(dueOn)} that practice ended on ${readable(to)}.`,
        },
      })
    }
    if (from !== undefined && from <= day && from >= asked) {
      const dueOn = daysAfter(from, joining.count)
      alerts.push({
        code: 'report-joining',
        facility,
        statement,
        dueOn,
        source: citation(joining),
        text: {
          vi: `Gửi danh sách có người mới từ ngày ${readable(from)} chậm nhất ngày ${readable(dueOn)}.`,
          en: `Send by ${readable(dueOn)} the list with whom joined on ${readable(from)}.`,
        },
      })
    }
    return alerts
  })
}

/** The last of so many working days after a day. */
function lastWorkingDay(day: string, count: number, calendar: WorkingCalendar): string {
  const end = endOfWorkingDay(startOfVietnamDay(day), count, calendar)
  return new Date(end.getTime() + 7 * 3_600_000 - 1).toISOString().slice(0, 10)
}

function days(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

function readable(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
