import { type Day, dayOfMinute, type Minute, minuteOf } from './calendar.ts'
import type { Dose, InpatientCourse } from './courses.ts'
import type { DrugLine, NoteLine, ServiceLine, Story } from './draft.ts'
import type { Facility, StaffMember } from './facilities.ts'
import { lowerFirst, procedureCodes, vitalSigns } from './outpatient-story.ts'
import { type Random, take } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'
import {
  doctorOf,
  examOf,
  lastResult,
  orderDrugs,
  type OrderedTest,
  orderService,
  orderTests,
} from './ward-work.ts'

const THEATRE = 'K26'
/** After the first three days only the first two drugs go on. */
const FULL_TREATMENT_DAYS = 3

/** A stay: what each hour of it needs to know. */
export type Stay = {
  readonly random: Random
  readonly facility: Facility
  readonly ward: string
  readonly doctor: StaffMember
  readonly admitted: Minute
  readonly left: Minute
  /** Calendar days, both ends counted. */
  readonly days: number
}

export function inpatientStory(random: Random, plan: VisitPlan, course: InpatientCourse): Story {
  const { facility, day } = plan
  const reception = receive(random, plan, course)
  const stay = makeStay(random, plan, course, reception.known)
  const surgery = course.surgery === '' ? [] : operate(stay, course)
  const rounds = laterTests(stay, course)
  const procedures = dailyProcedures(stay, course)
  const tests = [...reception.tests, ...rounds]
  const services = [
    ...tests.map((test) => test.line),
    ...surgery,
    ...procedures,
    ...bedLines(stay, course.form),
  ]
  return {
    arrived: reception.arrived,
    admitted: stay.admitted,
    left: stay.left,
    ended: stay.left,
    form: course.form,
    wards: ['K01', stay.ward, ...(surgery.length > 0 ? [THEATRE] : [])],
    doctor: stay.doctor,
    treatmentDays: course.form === '09' ? 0 : dayOfMinute(stay.left) - day + 1,
    main: course.icd,
    others: course.others,
    traditional: facility.wards.includes('K16') ? course.traditional : [],
    procedures: procedureCodes(services),
    reason: course.reason,
    admissionReason: course.reason,
    diagnosisIn: course.textIn,
    diagnosisOut: course.text,
    treatment: course.treatment,
    ...endingOf(random, plan, course),
    accident: course.accident,
    leaveDays: 0,
    drugs: dailyDrugs(stay, course.drugs),
    services,
    results: tests.flatMap((test) => test.results),
    notes: notesOf(stay, course),
  }
}

/** How it ends: at home, with a referral to a facility above, or back to one nearer home. */
function endingOf(random: Random, plan: VisitPlan, course: InpatientCourse) {
  const came = `${course.reason}; vào viện được ${lowerFirst(course.treatment)}`
  if (isReferredUpwards(plan))
    return {
      advice: 'Chuyển cơ sở khám bệnh, chữa bệnh chuyên sâu',
      outcome: '3',
      discharge: '2',
      history: `${came}, diễn biến cần chuyển cơ sở khám bệnh, chữa bệnh`,
      restDays: 0,
    }
  const isBack = plan.referTo !== undefined
  return {
    advice: isBack
      ? 'Chuyển về cơ sở gần nhà tiếp tục điều trị, theo dõi'
      : 'Uống thuốc theo đơn, nghỉ ngơi, tái khám đúng hẹn',
    outcome: course.surgery === '' ? '2' : '1',
    discharge: isBack ? '2' : random.chance(0.02) ? '4' : '1',
    history: `${came}, diễn biến tốt`,
    restDays: isBack ? 0 : course.restDays,
  }
}

function receive(random: Random, plan: VisitPlan, course: InpatientCourse) {
  const { facility, day } = plan
  const hour = plan.route === 'emergency' ? random.int(6, 16) : random.int(7, 9)
  const arrived = minuteOf(day, hour, random.int(0, 59))
  const doctor = doctorOf(random, facility, 'K01')
  const key = examOf(facility, course.exam)
  const exam = orderService({ random, facility, doctor, at: arrived + 3, key })
  const at = (exam?.line.done ?? arrived) + random.int(5, 9)
  const tests = orderTests(
    { random, facility, doctor, at },
    course.tests,
    course.labs,
    course.imaging,
  )
  const known = lastResult(tests, at + 20)
  return {
    arrived,
    known,
    tests: exam ? [{ ...exam, line: { ...exam.line, ended: known + 3 } }, ...tests] : tests,
  }
}

/** Passed on to a facility above, as opposed to sent back to one nearer home. */
function isReferredUpwards({ facility, referTo }: VisitPlan): boolean {
  return referTo !== undefined && referTo.level >= facility.level
}

function makeStay(random: Random, plan: VisitPlan, course: InpatientCourse, known: Minute): Stay {
  const [shortest = 3, longest = 5] = course.days
  const admitted = known + random.int(5, 15)
  const base = {
    random,
    facility: plan.facility,
    ward: course.ward,
    doctor: doctorOf(random, plan.facility, course.ward),
    admitted,
  }
  if (course.form === '09') return { ...base, days: 1, left: admitted + random.int(110, 190) }
  const days =
    (plan.care.kind === 'inpatient' ? plan.care.days : undefined) ??
    (isReferredUpwards(plan) ? Math.min(2, longest) : random.int(shortest, longest))
  return {
    ...base,
    days,
    left: minuteOf(
      dayOfMinute(admitted) + days - 1,
      course.form === '04' ? 16 : 10,
      random.int(0, 40),
    ),
  }
}

/** The operation with its anaesthesia and supplies: an emergency on the first day, else on the morning of the second. */
function operate(stay: Stay, course: InpatientCourse): ServiceLine[] {
  const { random, facility, doctor, admitted } = stay
  const isSoon = course.emergency > 0.5
  const at = isSoon
    ? admitted + random.int(60, 100)
    : minuteOf(dayOfMinute(admitted) + 1, 8, random.int(0, 30))
  const ordered = orderService({ random, facility, doctor, at, key: course.surgery })
  if (!ordered) return []
  const anaesthetist = doctorOf(random, facility, THEATRE)
  const line: ServiceLine = {
    ...ordered.line,
    ward: THEATRE,
    packageCode: course.supplies.length > 0 ? 'G1' : '',
    performers: [doctor, anaesthetist],
    anaesthesia: course.anaesthesia,
  }
  return [line, ...course.supplies.flatMap((key) => supplyLine(facility, key, line))]
}

/** A supply used in a service: same order time, same package. */
export function supplyLine(facility: Facility, key: string, used: ServiceLine): ServiceLine[] {
  const supply = facility.supplies.get(key)
  if (!supply) return []
  return [{ ...used, supply, performers: [], ended: undefined, machine: '', anaesthesia: '' }]
}

/** Tests on the mornings after the first day, the last ones nearly normal. */
function laterTests(stay: Stay, course: InpatientCourse): OrderedTest[] {
  const { random, facility, doctor, admitted, days } = stay
  return course.again.flatMap((key, place) => {
    const morning = dayOfMinute(admitted) + Math.min(days - 2, 2 + place)
    if (days < 3 || morning <= dayOfMinute(admitted)) return []
    const test = orderService(
      { random, facility, doctor, at: minuteOf(morning, 6, 10 + place * 7), key },
      place === 0 && days > 5 ? course.labs : {},
      {},
    )
    return test ? [test] : []
  })
}

/** Acupuncture, massage, inhalation: once a day in working hours. */
function dailyProcedures(stay: Stay, course: InpatientCourse): ServiceLine[] {
  const { random, facility, doctor } = stay
  return treatmentDays(stay).flatMap((day, place) =>
    course.procedures.flatMap((key, turn) => {
      const at = place === 0 ? stay.admitted + 20 + turn * 40 : minuteOf(day, 8, 40 + turn * 10)
      const test = orderService({ random, facility, doctor, at, key })
      return test && (test.line.ended ?? at) < stay.left ? [{ ...test.line, ward: stay.ward }] : []
    }),
  )
}

/** The days on which drugs are ordered: all but the day of leaving, and the only day of a short stay. */
function treatmentDays(stay: Stay): Day[] {
  const first = dayOfMinute(stay.admitted)
  return Array.from({ length: Math.max(1, stay.days - 1) }, (_, place) => first + place)
}

export function dailyDrugs(stay: Stay, doses: readonly Dose[]): DrugLine[] {
  return treatmentDays(stay).flatMap((day, place) => {
    const ordered = place === 0 ? stay.admitted + 10 : minuteOf(day, 7, 30)
    const given = place < FULL_TREATMENT_DAYS ? doses : doses.slice(0, 2)
    return orderDrugs(stay.facility, given, 1, {
      ward: stay.ward,
      doctor: stay.doctor,
      ordered,
      done: ordered + 20,
    })
  })
}

/** One line per night, or per day of day treatment; the last day is not counted. */
export function bedLines(stay: Stay, form: string): ServiceLine[] {
  const { random, facility, ward, doctor, admitted } = stay
  const service = facility.services.get(form === '04' ? `bed${ward}d` : `bed${ward}`)
  if (!service || form === '09') return []
  const bed = random.pick(facility.beds.get(ward) ?? [''])
  const from = admitted + 15
  return Array.from({ length: stay.days - 1 }, (_, night): ServiceLine => {
    const start =
      form === '04' && night > 0 ? minuteOf(dayOfMinute(from) + night, 7, 30) : from + night * 1440
    const end =
      form === '04' ? minuteOf(dayOfMinute(start), 16, 30) : Math.min(start + 1439, stay.left)
    return {
      service,
      packageCode: '',
      quantity: 1,
      serviceRate: 100,
      ward,
      bed,
      doctor,
      performers: [],
      ordered: start,
      done: start,
      ended: Math.max(end, start + 1),
      machine: '',
      anaesthesia: '',
    }
  })
}

/** The words of the course spread over the stay, the last one before leaving. */
export function notesOf(
  stay: Stay,
  course: Pick<InpatientCourse, 'course' | 'surgery' | 'treatment' | 'labs'>,
): NoteLine[] {
  const { random, doctor, admitted, left } = stay
  const count = course.course.length
  const fever = course.labs['CRP'] ? 1.4 : 0.2
  return course.course.map((text, place) => {
    const isLast = place === count - 1
    const way = count === 1 ? 0 : place / (count - 1)
    const between = minuteOf(dayOfMinute(admitted) + Math.round((stay.days - 1) * way), 8, 0)
    const at =
      place === 0 ? admitted + 5 : isLast ? left - 30 : Math.max(between, admitted + 60 + place)
    const isAfterSurgery = course.surgery !== '' && place === 1
    return {
      text: `${text}. ${vitalSigns(random, fever * (1 - way), place === 0 ? 2 : 3)}`,
      consultation: place === 0 && course.surgery !== '' ? 'Chỉ định phẫu thuật' : '',
      operation: isAfterSurgery ? take([course.treatment], 0) : '',
      at: Math.min(at, left - 5),
      authors: [doctor],
    }
  })
}
