import { type Minute, minuteOf } from './calendar.ts'
import type { ChronicCourse } from './courses.ts'
import type { DrugLine, NoteLine, ServiceLine, Story } from './draft.ts'
import { supplyLine } from './inpatient-story.ts'
import { trendAt } from './lab-values.ts'
import { examine, PLAIN_VISIT, procedureCodes, vitalSigns } from './outpatient-story.ts'
import type { Random } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'
import { doctorOf, orderDrugs, orderService, orderTests } from './ward-work.ts'

/** Days of the month on which a patient on dialysis comes: three times a week for four weeks. */
const SESSION_DAYS = [0, 2, 4, 7, 9, 11, 14, 16, 18, 21, 23, 25]

type Progress = { readonly ordinal: number; readonly total: number }

/** One visit of a long illness; every third one has the larger tests. */
export function chronicStory(
  random: Random,
  plan: VisitPlan,
  course: ChronicCourse,
  progress: Progress,
): Story {
  if (course.special === 'dialysis') return dialysisStory(random, plan, course, progress)
  const { facility, day } = plan
  const seen = examine({
    random,
    facility,
    day,
    exam: course.exam,
    tests: testsOf(course, progress),
    labs: labsOf(course, progress),
    imaging: {},
    procedures: course.special === 'traditional' ? ['acup', 'massage'] : [],
  })
  const isLongSupply = course.form === '05'
  const days = isLongSupply ? course.every : 14
  const drugs = orderDrugs(facility, dosesOf(course, progress), days, {
    ward: 'K01',
    doctor: seen.doctor,
    ordered: seen.left - 6,
    done: seen.left - 2,
  })
  return {
    ...PLAIN_VISIT,
    ...seen,
    ended: isLongSupply ? minuteOf(day + days - 1, 23, 59) : seen.left,
    form: course.form,
    treatmentDays: isLongSupply ? days : 0,
    main: course.icd,
    others: course.others,
    traditional:
      course.special === 'traditional' && facility.wards.includes('K16') ? ['U62.262'] : [],
    procedures: procedureCodes(seen.services),
    reason: course.reason,
    diagnosisIn: course.text,
    diagnosisOut: course.text,
    treatment: course.treatment,
    advice: course.advice,
    history: `${course.text}, điều trị lần thứ ${progress.ordinal + 1}, dung nạp thuốc tốt`,
    drugs,
    notes: isLongSupply
      ? [note(random, `Ổn định, dùng thuốc đều`, seen.left - 8, seen.doctor)]
      : [],
  }
}

function testsOf(course: ChronicCourse, { ordinal }: Progress): string[] {
  return ordinal % 3 === 0 ? [...course.tests, ...course.quarterly] : [...course.tests]
}

function labsOf(course: ChronicCourse, { ordinal, total }: Progress) {
  const labs = trendAt(course.trend, total < 2 ? 0 : ordinal / (total - 1))
  return course.special === 'tb' && ordinal === 0 ? { ...labs, AFB: [1, 1] } : labs
}

/** Tuberculosis: two months with four drugs, then four with two. */
function dosesOf(course: ChronicCourse, { ordinal }: Progress): ChronicCourse['drugs'] {
  return course.special === 'tb' && ordinal >= 2 ? [['rh', 3, 1]] : course.drugs
}

function note(
  random: Random,
  text: string,
  at: Minute,
  author: NoteLine['authors'][number],
): NoteLine {
  return {
    text: `${text}. ${vitalSigns(random, 0)}`,
    consultation: '',
    operation: '',
    at,
    authors: [author],
  }
}

function dialysisStory(
  random: Random,
  plan: VisitPlan,
  course: ChronicCourse,
  progress: Progress,
): Story {
  const { facility, day } = plan
  const doctor = doctorOf(random, facility, 'K35')
  const arrived = minuteOf(day, 6, random.int(20, 50))
  const tests = orderTests(
    { random, facility, doctor, at: arrived + 10 },
    testsOf(course, progress),
    labsOf(course, progress),
  )
  const exam = orderService({ random, facility, doctor, at: arrived + 2, key: 'exam' })
  const sessions = SESSION_DAYS.flatMap((offset, place) =>
    sessionLines(random, plan, doctor, minuteOf(day + offset, 7, 10), place + 1),
  )
  const last = minuteOf(day + Math.max(...SESSION_DAYS), 12, random.int(0, 40))
  const drugs = sessionDrugs(plan, course, doctor)
  const examLine: ServiceLine[] = exam ? [{ ...exam.line, ward: 'K01', performers: [doctor] }] : []
  return {
    ...PLAIN_VISIT,
    arrived,
    left: last,
    ended: last,
    doctor,
    form: '08',
    wards: ['K35'],
    treatmentDays: SESSION_DAYS.length,
    main: course.icd,
    others: course.others,
    procedures: procedureCodes(sessions),
    reason: course.reason,
    diagnosisIn: course.text,
    diagnosisOut: course.text,
    treatment: course.treatment,
    advice: course.advice,
    history: `${course.text}; lọc máu ổn định trong tháng`,
    services: [...examLine, ...tests.map((test) => test.line), ...sessions],
    results: tests.flatMap((test) => test.results),
    drugs,
    notes: sessionNotes(random, plan, doctor),
  }
}

function sessionNotes(random: Random, { day }: VisitPlan, doctor: DrugLine['doctor']): NoteLine[] {
  return [0, 11, 25].map((offset) =>
    note(
      random,
      'Trước lọc tỉnh, không khó thở; sau lọc ổn định',
      minuteOf(day + offset, 8, 0),
      doctor,
    ),
  )
}

/** Heparin in every session, erythropoietin once a week. */
function sessionDrugs(
  { facility, day }: VisitPlan,
  course: ChronicCourse,
  doctor: DrugLine['doctor'],
): DrugLine[] {
  return SESSION_DAYS.flatMap((offset) => {
    const ordered = minuteOf(day + offset, 7, 15)
    const doses = offset % 7 === 0 ? course.drugs : course.drugs.slice(1)
    return orderDrugs(facility, doses, 1, { ward: 'K35', doctor, ordered, done: ordered + 10 })
  })
}

/** One session with its filter and lines; dialysis lasts close to four hours. */
function sessionLines(
  random: Random,
  plan: VisitPlan,
  doctor: DrugLine['doctor'],
  at: Minute,
  place: number,
): ServiceLine[] {
  const { facility } = plan
  const ordered = orderService({ random, facility, doctor, at, key: 'dialysis' })
  if (!ordered) return []
  const line: ServiceLine = {
    ...ordered.line,
    packageCode: `G${place}`,
    ended: at + 225 + random.int(0, 15),
    ward: 'K35',
  }
  return [line, ...['dialyz', 'bloodl'].flatMap((key) => supplyLine(facility, key, line))]
}
