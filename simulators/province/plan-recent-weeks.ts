import type { Day } from './calendar.ts'
import { CENTRAL, offersStay, provincialOf, traditionalOf } from './choose-facility.ts'
import { befalls, chronicCourses, inpatientCourses, outpatientCourses } from './courses.ts'
import type { Facility } from './facilities.ts'
import { type Living, workday } from './living.ts'
import { livelyStations } from './lively-stations.ts'
import { hospitalsOfSide } from './near-hospitals.ts'
import type { Person } from './people.ts'
import { makePatients, type Patients } from './recent-patients.ts'
import { careAfterStay, passOn, stayAt, type Stay } from './referred-stay.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Hospitals that send inhabitants home, in turn. */
const HOSPITALS = ['regional', 'provincial', 'traditional', 'central'] as const
/** Stays per lively station that ended within the last week, and referrals from and to it: from so many to so many. */
const HOMECOMINGS = [2, 4] as const
const REFERRALS = [1, 3] as const
/** One referral between hospitals per so many visits. */
const VISITS_PER_REFERRAL = 300
/** What a station does not treat itself. */
const PASSED_ON = ['stone', 'goitre', 'anaemia', 'headache', 'vertigo', 'gastritis', 'urti']

type Recent = Living & { readonly patients: Patients }

/**
 * The last weeks, denser than the years before them: who has come home to a lively station's commune, whom stations
 * and hospitals have passed upwards and back, who is still in the ward, and who is awaited again.
 */
export function planRecentWeeks(living: Living, plans: VisitPlan[], until: number): void {
  const recent: Recent = { ...living, patients: makePatients(living, plans) }
  const add = (more: readonly VisitPlan[]) => {
    if (plans.length + more.length <= until) plans.push(...more)
  }
  for (const [place, station] of livelyStations(living).entries()) {
    const times = (range: readonly [number, number]) =>
      Array.from({ length: living.random.int(...range) }, (_, turn) => turn)
    for (const turn of times(HOMECOMINGS)) add(comeHome(recent, station, place + turn))
    for (const turn of times(REFERRALS)) add(passUpwards(recent, station, turn))
    for (const turn of times(REFERRALS)) add(sendBack(recent, station, turn))
  }
  for (let turn = 0; turn < Math.floor(living.visits / VISITS_PER_REFERRAL); turn += 1)
    add(passBetweenHospitals(recent, turn))
}

/** A stay of an inhabitant that ended within the last week. */
function comeHome(recent: Recent, station: Facility, turn: number): VisitPlan[] {
  const { random, patients, end } = recent
  const kind = HOSPITALS[turn % HOSPITALS.length] ?? 'regional'
  const leave = end - random.int(1, 6)
  const found = patients.take((person) => {
    if (person.commune.code !== station.commune) return []
    return staysAt(hospitalOf(recent, person, kind), person, leave)
  })
  if (!found) return []
  const { person, choices } = found
  const stay = drawStay(recent, choices)
  const goesOn = random.chance(0.6) ? { nextDay: workday(leave + random.int(7, 14)) } : {}
  if (kind !== 'central') return [{ ...stayAt(recent, person, stay, leave), ...goesOn }]
  const passed = passOn(recent, person, stay, provincialOf(recent, person), leave)
  return passed.map((plan, place) => (place === 1 ? { ...plan, ...goesOn } : plan))
}

/** The station passes a complaint on; most have come to the hospital since. */
function passUpwards(recent: Recent, station: Facility, turn: number): VisitPlan[] {
  const { random, patients, end } = recent
  const day = workday(end - random.int(3, 24))
  const found = patients.take((person) =>
    person.commune.code === station.commune
      ? outpatientCourses.filter((one) => PASSED_ON.includes(one.key) && befalls(one, person, day))
      : [],
  )
  if (!found) return []
  const { person, choices } = found
  const upper = hospitalOf(recent, person, turn === 0 ? 'provincial' : 'regional')
  const care = {
    kind: 'outpatient',
    course: random.weighted(choices, (one) => one.weight),
  } as const
  const arrival = workday(day + random.int(1, 3))
  const first: VisitPlan = {
    person,
    facility: station,
    route: 'ordinary',
    day,
    care,
    referTo: upper,
  }
  if (arrival > end || random.chance(0.3)) return [first]
  const route = upper.code === person.card?.home ? 'ordinary' : 'referral'
  return [first, { person, facility: upper, route, from: station.code, day: arrival, care }]
}

/** A hospital sends an inhabitant back to the station, which goes on with the treatment. */
function sendBack(recent: Recent, station: Facility, turn: number): VisitPlan[] {
  const { random, patients, end } = recent
  const leave = end - random.int(2, 22)
  const kind = turn === 0 ? 'provincial' : 'central'
  const found = patients.take((person) => {
    if (person.commune.code !== station.commune || !suitsStation(person, end)) return []
    return staysAt(hospitalOf(recent, person, kind), person, leave).filter(isMedical)
  })
  if (!found) return []
  const { person, choices } = found
  const stay = drawStay(recent, choices)
  const stays =
    kind === 'central'
      ? passOn(recent, person, stay, provincialOf(recent, person), leave, station)
      : [{ ...stayAt(recent, person, stay, leave), referTo: station }]
  const arrival = workday(leave + random.int(2, 5))
  if (arrival > end || random.chance(0.35)) return stays
  return [...stays, ...careAfterStay(person, stay, station, arrival)]
}

/** What became of those who were passed from one hospital to another, in turn. */
const FATES = ['on-the-way', 'in-the-ward', 'awaited', 'not-come-again', 'sent-back'] as const

/** Every fate once per round: from regional hospitals to the provincial one, and from that to the central one. */
const ROUNDS = [
  { isCentral: false, side: '51' },
  { isCentral: true, side: '51' },
  { isCentral: true, side: '62' },
  { isCentral: false, side: '51' },
] as const

function passBetweenHospitals(recent: Recent, turn: number): VisitPlan[] {
  const { random, patients, end } = recent
  const fate = FATES[turn % FATES.length] ?? 'awaited'
  const round = Math.floor(turn / FATES.length) % ROUNDS.length
  const { isCentral, side } = ROUNDS[round] ?? ROUNDS[0]
  const found = patients.take((person) => {
    if (person.commune.formerProvince !== side) return []
    return staysAt(
      hospitalOf(recent, person, isCentral ? 'central' : 'provincial'),
      person,
      end,
    ).filter((one) => isMedical(one) && one.days > 3)
  })
  if (!found) return []
  const { person, choices } = found
  const stay = drawStay(recent, choices)
  const source = hospitalOf(recent, person, isCentral ? 'provincial' : 'regional')
  if (fate === 'on-the-way')
    return passOn(recent, person, stay, source, end - random.int(0, 1) + stay.days).slice(0, 1)
  if (fate === 'in-the-ward')
    return passOn(recent, person, stay, source, end + random.int(1, stay.days - 2))
  if (fate === 'sent-back') {
    const leave = end - random.int(3, 18)
    const stays = passOn(recent, person, stay, source, leave, source)
    const arrival = workday(leave + random.int(2, 6))
    if (arrival > end || random.chance(0.4)) return stays
    return [...stays, ...careAfterStay(person, stay, source, arrival)]
  }
  const nextDay = workday(end - (fate === 'awaited' ? random.int(-1, 5) : random.int(10, 40)))
  const stays = passOn(recent, person, stay, source, nextDay - 14)
  return stays.map((plan, place) => (place === 1 ? { ...plan, nextDay } : plan))
}

function hospitalOf(living: Living, person: Person, kind: (typeof HOSPITALS)[number]): Facility {
  const upper = provincialOf(living, person)
  if (kind === 'central') return living.byCode.get(CENTRAL) ?? upper
  if (kind === 'traditional') return traditionalOf(living, person)
  return kind === 'provincial'
    ? upper
    : (hospitalsOfSide(living.facilities, person.commune)[0] ?? upper)
}

/** The stays that this person could have there, each with its usual length. */
function staysAt(facility: Facility, person: Person, day: Day): Stay[] {
  return inpatientCourses
    .filter((one) => ['03', '04'].includes(one.form) && facility.level >= one.level)
    .filter((one) => offersStay(facility, one.ward, one.surgery) && befalls(one, person, day - 9))
    .map((course) => ({ course, facility, days: Math.max(2, course.days[0] ?? 4) }))
}

/** One of them; some last a day or two longer than usual. */
function drawStay({ random }: Living, choices: readonly Stay[]): Stay {
  const stay = random.weighted(choices, ({ course }) => course.weight)
  const [shortest = 4, longest = shortest] = stay.course.days
  return { ...stay, days: stay.days + random.int(0, Math.min(2, longest - shortest)) }
}

function isMedical({ course }: Stay): boolean {
  return course.surgery === '' && course.form === '03' && course.ward !== 'K15'
}

/** Whether the station could go on treating somebody: its one long illness is high blood pressure. */
function suitsStation(person: Person, day: Day): boolean {
  return chronicCourses.some((course) => course.key === 'htn' && befalls(course, person, day))
}
