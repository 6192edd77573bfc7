import { VIETNAM_OFFSET_MINUTES } from '#vocabulary/vietnam-time'

/** `dd/MM/yyyy`; a day of which only the year or the month is known keeps to that. */
export function shortDay(day: string): string {
  return day.split('-').reverse().join('/')
}

/** "ngày 06 tháng 11 năm 2026". */
export function longDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `ngày ${date} tháng ${month} năm ${year}`
}

/** "ngày 06 tháng 3 năm 2026": zeros before days under ten and the first two months alone. Source: Decree 30/2020/NĐ-CP, annex I. */
export function shortMonthDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `ngày ${date} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}

/** "10:00, 06/11/2026" in Vietnam's time. */
export function shortTime(instant: Date): string {
  const { day, hour, minute } = inVietnam(instant)
  return `${hour}:${minute}, ${shortDay(day)}`
}

/** "10 giờ 00 phút, ngày 06 tháng 11 năm 2026", as the forms write an instant. */
export function longTime(instant: Date): string {
  const { day, hour, minute } = inVietnam(instant)
  return `${hour} giờ ${minute} phút, ${longDay(day)}`
}

function inVietnam(instant: Date) {
  const text = new Date(instant.getTime() + VIETNAM_OFFSET_MINUTES * 60_000).toISOString()
  return { day: text.slice(0, 10), hour: text.slice(11, 13), minute: text.slice(14, 16) }
}

/** The age in full years on a day; undefined when only the year of birth is known. */
export function ageOn(birthDate: string, day: string): number | undefined {
  if (birthDate.length < 10) return undefined
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

const MONEY = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })

/** "3.830.442,5 đồng". */
export function money(amount: number): string {
  return `${MONEY.format(amount)} đồng`
}

const COUNT = new Intl.NumberFormat('vi-VN')

/** "12.345". */
export function count(value: number): string {
  return COUNT.format(value)
}
