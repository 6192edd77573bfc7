import type { Trx } from '#foundation/database'
import { keysOf } from '#people'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { addDays, appointmentState, daysBetween } from './appointment.ts'
import type { AppointmentState } from './contract.ts'
import { type AppointmentRow, listAppointments, listArrivals } from './visit-store.ts'

/** Appointments are looked for this far back, and this far ahead. */
const MISSED_DAYS = 60
const AHEAD_DAYS = 7

/** Appointments looked at to find the open ones among them. */
const APPOINTMENTS_MAX = 1_000

/** Open ones that are shown: what a doctor can look through. */
const OPEN_MAX = 100

export type OpenAppointment = AppointmentRow & {
  readonly state: AppointmentState
  readonly daysLate: number
}

/**
 * The facility's appointments around today that were not kept, the latest day first.
 *
 * An arrival counts under every key that is the same person. Keys are looked up only for those who have not come
 * under the key of the appointment itself, which are few.
 */
export async function listOpenAppointments(
  trx: Trx,
  facility: FacilityCode,
  today: string,
): Promise<OpenAppointment[]> {
  const from = addDays(today, -MISSED_DAYS)
  const to = addDays(today, AHEAD_DAYS)
  const given = await listAppointments(trx, facility, from, to, APPOINTMENTS_MAX)
  const judge = (line: AppointmentRow, came: readonly Date[]): OpenAppointment => {
    const days = came.filter((at) => at > line.gaveAt).map(vietnamDay)
    const state = appointmentState(line.on, days, today)
    return { ...line, state, daysLate: daysBetween(line.on, today) }
  }

  const direct = await arrivalsByPerson(trx, facility, given, (person) => [person])
  const seemOpen = given
    .map((line) => judge(line, direct(line.person)))
    .filter(({ state }) => state !== 'kept')
    .slice(0, OPEN_MAX)
  const keys = await keysOfEach(trx, seemOpen)
  const joined = await arrivalsByPerson(trx, facility, seemOpen, (person) => keys.get(person) ?? [])
  return seemOpen
    .map((line) => judge(line, joined(line.person)))
    .filter(({ state }) => state !== 'kept')
}

/** Whether persons referred to a facility have come there since, under any of their keys. */
export async function findArrived(
  trx: Trx,
  facility: FacilityCode,
  referred: readonly { readonly person: RecordId; readonly at: Date }[],
): Promise<(person: RecordId, since: Date) => boolean> {
  const keys = await keysOfEach(trx, referred)
  const lines = referred.map(({ person, at }) => ({ person, gaveAt: at }))
  const came = await arrivalsByPerson(trx, facility, lines, (person) => keys.get(person) ?? [])
  return (person, since) => came(person).some((at) => at >= since)
}

/** Every key of each person on a list. */
export async function keysOfEach(
  trx: Trx,
  lines: readonly { readonly person: RecordId }[],
): Promise<Map<RecordId, RecordId[]>> {
  const persons = [...new Set(lines.map(({ person }) => person))]
  const found = persons.map(async (person) => [person, await keysOf(trx, person)] as const)
  return new Map(await Promise.all(found))
}

async function arrivalsByPerson(
  trx: Trx,
  facility: FacilityCode,
  lines: readonly { readonly person: RecordId; readonly gaveAt: Date }[],
  keys: (person: RecordId) => readonly RecordId[],
): Promise<(person: RecordId) => Date[]> {
  const since = lines.map(({ gaveAt }) => gaveAt).toSorted((one, other) => +one - +other)[0]
  if (since === undefined) return () => []
  const asked = [...new Set(lines.flatMap(({ person }) => keys(person)))]
  const arrivals = await listArrivals(trx, facility, asked, since)
  const byKey = Map.groupBy(arrivals, ({ person }) => person)
  return (person) =>
    keys(person).flatMap((key) => (byKey.get(key) ?? []).map(({ arrivedAt }) => arrivedAt))
}
