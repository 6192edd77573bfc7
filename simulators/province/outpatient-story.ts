import { type Day, type Minute, minuteOf } from './calendar.ts'
import type { OutpatientCourse } from './courses.ts'
import type { ServiceLine, Story } from './draft.ts'
import type { Facility } from './facilities.ts'
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

/** The parts of a visit on one day in the examination ward that all such visits share. */
export type Examination = {
  readonly arrived: Minute
  readonly left: Minute
  readonly doctor: ReturnType<typeof doctorOf>
  readonly services: readonly ServiceLine[]
  readonly results: Story['results']
}

export type ExaminationOrder = {
  readonly random: Random
  readonly facility: Facility
  readonly day: Day
  readonly exam: string
  readonly tests: readonly string[]
  readonly labs: Parameters<typeof orderTests>[2]
  readonly imaging: NonNullable<Parameters<typeof orderTests>[3]>
  /** Procedures done after the results. */
  readonly procedures: readonly string[]
}

/** Arrival, examination, tests, procedures, end: all within one morning or afternoon. */
export function examine(order: ExaminationOrder): Examination {
  const { random, facility, day, exam, tests, labs, imaging, procedures } = order
  const arrived = minuteOf(
    day,
    random.chance(0.7) ? random.int(7, 9) : random.int(13, 14),
    random.int(0, 59),
  )
  const doctor = doctorOf(random, facility, 'K01')
  const key = examOf(facility, exam)
  const first = orderService({ random, facility, doctor, at: arrived + random.int(2, 6), key })
  const examined = first?.line.done ?? arrived
  const ordered = orderTests(
    { random, facility, doctor, at: examined + random.int(6, 11) },
    tests,
    labs,
    imaging,
  )
  const known = lastResult(ordered, examined + 12)
  const treated = orderTests({ random, facility, doctor, at: known + 3 }, procedures, {}, {})
  const left = lastResult(treated, known) + random.int(8, 15)
  return {
    arrived,
    left,
    doctor,
    services: [...endAt(first, left - 2), ...[...ordered, ...treated].map((test) => test.line)],
    results: ordered.flatMap((test) => test.results),
  }
}

/** The examination ends with the last word of the doctor. */
function endAt(exam: OrderedTest | undefined, ended: Minute): ServiceLine[] {
  return exam ? [{ ...exam.line, ended }] : []
}

/** What holds for every visit without admission. */
export const PLAIN_VISIT = {
  admitted: undefined,
  form: '01',
  wards: ['K01'],
  treatmentDays: 0,
  traditional: [],
  procedures: [],
  admissionReason: '',
  outcome: '2',
  discharge: '1',
  accident: '',
  history: '',
  leaveDays: 0,
  restDays: 0,
  notes: [],
} satisfies Partial<Story>

export function outpatientStory(random: Random, plan: VisitPlan, course: OutpatientCourse): Story {
  const { facility, day } = plan
  const seen = examine({
    random,
    facility,
    day,
    exam: course.exam,
    tests: course.tests,
    labs: course.labs,
    imaging: course.imaging,
    procedures: course.procedure === '' ? [] : [course.procedure],
  })
  const at = seen.left - 6
  const drugs = orderDrugs(facility, course.drugs, undefined, {
    ward: 'K01',
    doctor: seen.doctor,
    ordered: at,
    done: at + 3,
  })
  const isReferred = plan.referTo !== undefined
  return {
    ...PLAIN_VISIT,
    ...seen,
    ended: seen.left,
    main: course.icd,
    others: course.others,
    traditional: facility.wards.includes('K16') ? course.traditional : [],
    procedures: procedureCodes(seen.services),
    reason: course.reason,
    diagnosisIn: `Theo dõi ${lowerFirst(course.text)}`,
    diagnosisOut: course.text,
    treatment: course.treatment,
    advice: course.advice,
    outcome: isReferred ? '3' : '2',
    discharge: isReferred ? '2' : '1',
    accident: course.accident,
    history: `Bệnh diễn biến vài ngày với ${lowerFirst(course.reason)}; khám: tỉnh, tiếp xúc tốt`,
    leaveDays: course.leaveDays,
    drugs: isReferred ? [] : drugs,
  }
}

/** A visit after an operation: the wound is looked at and dressed. */
export function afterSurgeryStory(random: Random, plan: VisitPlan, surgery: string): Story {
  const { facility, day } = plan
  const seen = examine({
    random,
    facility,
    day,
    exam: 'examSurg',
    tests: [],
    labs: {},
    imaging: {},
    procedures: ['dressing'],
  })
  return {
    ...PLAIN_VISIT,
    ...seen,
    ended: seen.left,
    main: 'Z09.0',
    others: [],
    reason: 'Khám lại sau mổ theo hẹn',
    diagnosisIn: 'Khám lại sau phẫu thuật',
    diagnosisOut: `Khám lại sau phẫu thuật: ${lowerFirst(surgery)}`,
    treatment: 'Thay băng, hướng dẫn chăm sóc vết mổ',
    advice: 'Giữ vết mổ khô, khám lại khi sưng đau',
    outcome: '1',
    history: 'Sau mổ ổn định, vết mổ liền tốt',
    drugs: orderDrugs(facility, [['para', 1, 2, 3]], undefined, {
      ward: 'K01',
      doctor: seen.doctor,
      ordered: seen.left - 6,
      done: seen.left - 3,
    }),
  }
}

/** ICD-9-CM codes of the procedures on the lines, each once. */
export function procedureCodes(lines: readonly ServiceLine[]): string[] {
  const codes = lines.flatMap((line) =>
    line.service && line.service.procedure !== '' && !line.supply ? [line.service.procedure] : [],
  )
  return [...new Set(codes)]
}

export function lowerFirst(text: string): string {
  return /^[A-ZĐ]{2}/.test(text) ? text : text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}

/** Vital signs in the coded form of the notes. */
export function vitalSigns(random: Random, fever: number, level?: number): string {
  const temperature = (36.6 + fever + random.next() * 0.4).toFixed(1)
  const pulse = Math.round(72 + fever * 9 + random.next() * 10)
  const pressure = take(
    [`${random.int(11, 13)}0/70`, `${random.int(11, 14)}5/75`, `${random.int(12, 15)}0/80`],
    random.int(0, 2),
  )
  const nursing = level === undefined ? '' : `_HL${level}`
  return `CSST<M${pulse}_T${temperature}_HA${pressure}_NT${random.int(17, 21)}_SP${random.int(95, 99)}${nursing}>`
}
