import type { Minute } from './calendar.ts'
import type { Dose, LabRanges, Readings } from './courses.ts'
import type { DrugLine, ResultLine, ServiceLine } from './draft.ts'
import type { Facility, StaffMember } from './facilities.ts'
import { readIndex } from './lab-values.ts'
import { type Random, take } from './random.ts'

/** The doctors of a ward whose licence is open; a small facility's one doctor does everything. */
export function doctorOf(random: Random, facility: Facility, ward: string): StaffMember {
  const open = facility.staff.filter(
    (member) => member.title === 'Bác sĩ' && member.to === undefined,
  )
  const own = open.filter((member) => member.wards.includes(ward) && member !== facility.head)
  return random.pick(own.length > 0 ? own : open)
}

/** Who carries a service out: the ward's technician, nurse or midwife, else a doctor. */
export function performerOf(random: Random, facility: Facility, ward: string): StaffMember {
  const own = facility.staff.filter(
    (member) => member.wards.includes(ward) && member.title !== 'Bác sĩ' && member.to === undefined,
  )
  return own.length > 0 ? random.pick(own) : doctorOf(random, facility, ward)
}

/** Minutes from order to start and from start to result, by cost group. */
const DURATIONS: Readonly<Record<number, readonly [number, number]>> = {
  1: [9, 38],
  2: [14, 16],
  3: [12, 14],
  13: [4, 14],
  8: [32, 68],
  18: [10, 30],
}

export type OrderedTest = { readonly line: ServiceLine; readonly results: readonly ResultLine[] }

type Order = {
  readonly random: Random
  readonly facility: Facility
  readonly doctor: StaffMember
  readonly at: Minute
  readonly key: string
}

/** One service from order to result; undefined when the facility does not offer it. */
export function orderService(
  order: Order,
  labs: LabRanges = {},
  readings: Readings = {},
): OrderedTest | undefined {
  const { random, facility, doctor, at, key } = order
  const service = facility.services.get(key)
  if (!service) return undefined
  const [wait, work] = DURATIONS[service.group] ?? [5, 15]
  const done = at + wait + random.int(0, 3)
  const ended = done + work + random.int(0, 6)
  const isExam = service.group === 13
  const performer = isExam ? doctor : performerOf(random, facility, service.ward)
  const reader = doctorOf(random, facility, service.ward)
  const results = service.indices.map((index) => ({
    ...readIndex(random, index, labs, readings),
    service: service.code,
    at: ended,
    reader,
  }))
  const line: ServiceLine = {
    service,
    packageCode: '',
    quantity: 1,
    serviceRate: 100,
    ward: service.ward,
    bed: '',
    doctor,
    performers: [performer],
    ordered: at,
    done,
    ended,
    machine: service.machine === '' ? '' : (facility.machines.get(service.machine) ?? ''),
    anaesthesia: '',
  }
  return { line, results }
}

/** Several tests ordered together, one minute apart. */
export function orderTests(
  order: Omit<Order, 'key'>,
  keys: readonly string[],
  labs: LabRanges,
  readings: Readings = {},
): OrderedTest[] {
  return keys.flatMap((key, place) => {
    const test = orderService({ ...order, key, at: order.at + place }, labs, readings)
    return test ? [test] : []
  })
}

/** Drugs of one order; what the facility does not keep is left out. */
export function orderDrugs(
  facility: Facility,
  doses: readonly Dose[],
  days: number | undefined,
  order: Pick<DrugLine, 'ward' | 'doctor' | 'ordered' | 'done'>,
): DrugLine[] {
  return doses.flatMap(([key, perTime = 1, times = 1, usualDays = 1]) => {
    const drug = facility.drugs.get(String(key))
    if (!drug) return []
    return [
      {
        drug,
        perTime: Number(perTime),
        times: Number(times),
        days: days ?? Number(usualDays),
        ...order,
      },
    ]
  })
}

/** The last minute at which anything of these tests became known. */
export function lastResult(tests: readonly OrderedTest[], otherwise: Minute): Minute {
  return Math.max(otherwise, ...tests.map((test) => test.line.ended ?? otherwise))
}

/** The services keys of a course that exist here; an empty answer means that the course cannot be treated here. */
export function examOf(facility: Facility, wanted: string): string {
  if (facility.services.has(wanted)) return wanted
  return facility.services.has('exam') ? 'exam' : take([...facility.services.keys()], 0)
}
