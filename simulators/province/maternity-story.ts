import { ageOn, type Minute, minuteOf } from './calendar.ts'
import type { InpatientCourse } from './courses.ts'
import type { ServiceLine, Story } from './draft.ts'
import { inpatientStory } from './inpatient-story.ts'
import { examine, PLAIN_VISIT } from './outpatient-story.ts'
import { birthTime, type Person } from './people.ts'
import type { Random } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'
import { orderDrugs } from './ward-work.ts'

const COURSE: Omit<
  InpatientCourse,
  'key' | 'icd' | 'others' | 'text' | 'textIn' | 'surgery' | 'anaesthesia' | 'days' | 'procedures'
> = {
  reason: 'Thai đủ tháng, đau bụng từng cơn',
  weight: 1,
  ward: 'K27',
  drugs: [
    ['oxyto', 2, 1],
    ['ferrous', 1, 2],
    ['para', 1, 2],
  ],
  tests: ['cbc', 'coag', 'abo', 'glu', 'urine', 'hbsag', 'hiv', 'uspreg'],
  again: ['cbc'],
  ages: [15, 50],
  sex: 'female',
  supplies: [],
  labs: {},
  imaging: {},
  treatment: 'Theo dõi chuyển dạ, đỡ đẻ, chăm sóc sau sinh',
  course: [
    'Cơn co đều, tim thai 145 lần/phút',
    'Sau sinh mẹ ổn định, tử cung co tốt',
    'Mẹ và con ổn định, ra viện',
  ],
  exam: 'examObs',
  level: 1,
  emergency: 0.6,
  months: [],
  traditional: [],
  form: '03',
  accident: '',
  referral: 0,
  restDays: 0,
}

/** The codes and words of the two ways to be born. */
const NATURAL = {
  key: 'birth',
  icd: 'O80.0',
  others: ['Z37.0'],
  text: 'Đẻ thường ngôi chỏm, một con sống',
  textIn: 'Thai đủ tháng, chuyển dạ',
  surgery: '',
  anaesthesia: '',
  days: [4, 5],
  procedures: [],
}
const SURGERY = {
  key: 'csection',
  icd: 'O82.9',
  others: ['Z37.0', 'O34.2'],
  text: 'Mổ lấy thai, một con sống',
  textIn: 'Thai đủ tháng, vết mổ cũ, chuyển dạ',
  surgery: 'csection',
  anaesthesia: '2',
  days: [6, 7],
  procedures: [],
  treatment: 'Phẫu thuật lấy thai, kháng sinh, chăm sóc hậu phẫu',
  drugs: [
    ['ceftri', 1, 2],
    ['ketor', 1, 2],
    ['oxyto', 2, 1],
  ],
}

/** The mother's stay: she comes on the day before, the child is born at its own minute. */
export function birthStory(
  random: Random,
  plan: VisitPlan,
  child: Person,
  isSurgery: boolean,
): Story {
  const story = inpatientStory(random, plan, { ...COURSE, ...(isSurgery ? SURGERY : NATURAL) })
  const born = birthMinute(child)
  const moved = story.services.map((line) =>
    line.service?.key === 'csection'
      ? { ...line, ordered: born - 40, done: born - 25, ended: born + 20 }
      : line,
  )
  const service = plan.facility.services.get('birth')
  if (isSurgery || !service) return { ...story, services: moved }
  const birth: ServiceLine = {
    service,
    packageCode: '',
    quantity: 1,
    serviceRate: 100,
    ward: 'K27',
    bed: '',
    doctor: story.doctor,
    performers: [story.doctor],
    ordered: born - 60,
    done: born - 30,
    ended: born,
    machine: '',
    anaesthesia: '',
  }
  return { ...story, services: [...moved, birth], procedures: [service.procedure] }
}

/** The minute at which a child was born, the same wherever it is told. */
export function birthMinute(child: Person): Minute {
  const time = birthTime(child)
  return minuteOf(child.birth, Number(time.slice(0, 2)), Number(time.slice(2)))
}

/** What is tested when a pregnancy is first seen. */
const FIRST_TESTS = ['cbc', 'abo', 'glu', 'urine', 'hbsag', 'hiv', 'uspreg']

export function prenatalStory(
  random: Random,
  plan: VisitPlan,
  week: number,
  isThreatened: boolean,
): Story {
  const { facility, day } = plan
  const seen = examine({
    random,
    facility,
    day,
    exam: 'examObs',
    tests: week < 16 ? FIRST_TESTS : ['urine', 'uspreg'],
    labs: week > 26 ? { HGB: [104, 124] } : {},
    imaging: {
      SIEUAMTHAI: [
        `Một thai sống trong buồng tử cung khoảng ${week} tuần, tim thai đều`,
        `Thai ${week} tuần phát triển bình thường`,
      ],
    },
    procedures: [],
  })
  const drugs = isThreatened
    ? [['progest', 1, 2, 10] as const]
    : [['ferrous', 1, 1, 28] as const, ['calcium', 1, 1, 28] as const]
  return {
    ...PLAIN_VISIT,
    ...seen,
    ended: seen.left,
    main: isThreatened ? 'O20.0' : 'Z34.9',
    others: [],
    reason: isThreatened ? 'Thai phụ ra huyết ít, đau bụng nhẹ' : 'Khám thai định kỳ',
    diagnosisIn: isThreatened ? 'Theo dõi dọa sảy thai' : `Thai ${week} tuần`,
    diagnosisOut: isThreatened
      ? `Dọa sảy thai ${week} tuần, dưỡng thai`
      : `Theo dõi thai bình thường, thai ${week} tuần`,
    treatment: isThreatened
      ? 'Nội tiết, nghỉ ngơi dưỡng thai'
      : 'Bổ sung sắt, calci; hướng dẫn dinh dưỡng',
    advice: 'Khám thai đúng hẹn, đến ngay khi đau bụng, ra huyết, ra nước',
    outcome: '7',
    history: `Thai ${week} tuần, thai máy tốt`,
    drugs: orderDrugs(facility, drugs, undefined, {
      ward: 'K01',
      doctor: seen.doctor,
      ordered: seen.left - 6,
      done: seen.left - 3,
    }),
  }
}

/** The first visit of a newborn: jaundice, looked at and sent home. */
export function newbornStory(random: Random, plan: VisitPlan): Story {
  const { facility, day, person } = plan
  const seen = examine({
    random,
    facility,
    day,
    exam: 'examPaed',
    tests: ['cbc', 'bili'],
    labs: { BILT: [120, 190], HGB: [145, 185], ALB: [32, 38], PROT: [52, 60] },
    imaging: {},
    procedures: [],
  })
  return {
    ...PLAIN_VISIT,
    ...seen,
    ended: seen.left,
    main: 'P59.9',
    others: [],
    reason: `Trẻ ${day - person.birth} ngày tuổi, vàng da`,
    diagnosisIn: 'Theo dõi vàng da sơ sinh',
    diagnosisOut: 'Vàng da sơ sinh mức độ nhẹ',
    treatment: 'Theo dõi, tăng cữ bú, tắm nắng',
    advice: 'Cho bú nhiều lần, khám lại khi vàng da tăng, bú kém',
    history: 'Trẻ sinh đủ tháng, bú tốt, vàng da từ ngày thứ 4',
    drugs: [],
  }
}

/** Weight in kg on a day: children grow towards their grown weight. */
export function weightOn(person: Person, day: number): string {
  const age = ageOn(day, person.birth)
  if (age >= 17) return person.weight.toFixed(2)
  const months = Math.max(0, day - person.birth) / 30.4
  const grown =
    months < 12 ? 3.2 + months * 0.5 : 8 + age * 2.3 + (person.weight - 52) * 0.05 * age * 0.3
  return grown.toFixed(2)
}
