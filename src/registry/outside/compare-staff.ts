import { daysAfter } from '../licence/licence.ts'
import type { OutsideReason } from './outside-channel.ts'
import type { StaffColumns } from './staff-columns.ts'
import type { StaffRow } from './staff-row-store.ts'

/** What the registry says of one registration today. */
export type WantedRow = Pick<StaffRow, 'practitioner' | 'statement' | 'digest' | 'from' | 'to'> & {
  readonly columns: StaffColumns
  readonly faults: readonly OutsideReason[]
}

/**
 * What has to be sent so that a catalogue says what the registry says: a row that says something else now is closed the day before and a new one
 * opened; one whose registration ended is closed; what a row says is never edited. Rows that the portal has and that still hold are not sent
 * again. Pure: rows in, changed and new rows out.
 *
 * Source: TT 12/2026/TT-BTC (close the old row, open a new one).
 */
export function compareStaff(
  sent: readonly StaffRow[],
  wanted: readonly WantedRow[],
  today: string,
): StaffRow[] {
  let key = Math.max(0, ...sent.map((one) => Number(one.key)))
  const nextKey = () => String((key += 1))
  const of = Map.groupBy(sent, placeOf)
  const held = new Map(wanted.map((one) => [placeOf(one), one]))
  const places = new Set([...of.keys(), ...held.keys()])
  return [...places].flatMap((place) =>
    compareOne(of.get(place) ?? [], held.get(place), today, nextKey),
  )
}

function placeOf({
  practitioner,
  statement,
}: Pick<StaffRow, 'practitioner' | 'statement'>): string {
  return `${practitioner} ${statement}`
}

function compareOne(
  rows: readonly StaffRow[],
  wanted: WantedRow | undefined,
  today: string,
  nextKey: () => string,
): StaffRow[] {
  const last = rows.at(-1)
  const again = rows.filter(({ state }) => state === 'unanswered').map(toSend)
  if (wanted === undefined)
    return isOpenOn(last, today)
      ? [...without(again, last), ...closed(last, dayBefore(today))]
      : again
  if (last === undefined) return opened(wanted, wanted.from, nextKey)
  if (!last.isAtPortal && last.state !== 'unanswered') return replaced(last, wanted)
  if (last.digest.equals(wanted.digest)) {
    if (last.to === wanted.to) return again
    const isLonger = last.to !== undefined && (wanted.to === undefined || wanted.to > last.to)
    return isLonger
      ? [...again, ...opened(wanted, daysAfter(last.to ?? today, 1), nextKey)]
      : [...without(again, last), ...closed(last, wanted.to ?? today)]
  }
  // Of two rows of one registration never both hold on a day: what was opened today lasts until tonight.
  const until = last.from >= today ? last.from : dayBefore(today)
  const ending = isOpenOn(last, today) ? closed(last, until) : []
  const from = isOpenOn(last, today) ? daysAfter(until, 1) : today
  return [...without(again, last), ...ending, ...opened(wanted, from, nextKey)]
}

function isOpenOn(row: StaffRow | undefined, today: string): row is StaffRow {
  const mayBeThere = row?.isAtPortal === true || row?.state === 'unanswered'
  return row !== undefined && mayBeThere && (row.to === undefined || row.to >= today)
}

function without(rows: readonly StaffRow[], one: StaffRow | undefined): StaffRow[] {
  return rows.filter(({ key }) => key !== one?.key)
}

/** A row that the portal does not have yet: held back or refused, it may become another; nothing of it is there to be closed. */
function replaced(last: StaffRow, wanted: WantedRow): StaffRow[] {
  if (last.digest.equals(wanted.digest) && last.to === wanted.to) return []
  return [rowOf(wanted, wanted.from, last.key)]
}

function opened(wanted: WantedRow, from: string, nextKey: () => string): StaffRow[] {
  const isOver = wanted.to !== undefined && wanted.to < from
  return isOver ? [] : [rowOf(wanted, from, nextKey())]
}

function rowOf(wanted: WantedRow, from: string, key: string): StaffRow {
  const { faults, ...said } = wanted
  const state = faults.length > 0 ? 'held' : 'waiting'
  return { ...said, key, from, state, reasons: faults, isAtPortal: false }
}

function closed(row: StaffRow, to: string): StaffRow[] {
  return [toSend({ ...row, to: to < row.from ? row.from : to })]
}

function toSend(row: StaffRow): StaffRow {
  return { ...row, state: 'waiting', reasons: [] }
}

function dayBefore(day: string): string {
  return daysAfter(day, -1)
}
