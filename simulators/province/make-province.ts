import { dayOf, dayOfMinute, type Minute, minuteOf } from './calendar.ts'
import { FAULT_NAMES, type FaultName } from './faults.ts'
import { type Facility, makeFacilities } from './facilities.ts'
import { makePeople } from './make-people.ts'
import type { Person } from './people.ts'
import { planLives } from './plan-lives.ts'
import { makeRandom, type Random } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'
import { type ProvinceDossier, type WrittenVisit, writeDossier } from './write-dossier.ts'

export type ProvinceSize = {
  readonly persons: number
  readonly visits: number
  readonly years: number
  readonly seed: number
  /** The last day of the story, `yyyy-mm-dd`: nothing is sent after it. */
  readonly endDay: string
  /** The hour of the last day at which the story stops, `HH:MM`; the whole day unless told. */
  readonly endTime?: string
  /** Share of dossiers with a mistake in them; 0.06 unless told. */
  readonly faultShare?: number
}

/** The standard of today is in force alone since this day (QĐ 3176/QĐ-BYT): no story begins before. */
const FIRST_DAY = '2025-01-02'
const FAULT_SHARE = 0.06
/** One in so many mistakes is a mistaken person. */
const MISTAKEN_PERSON_SHARE = 0.12
/** Of the refused, how many the hospital puts right within days. */
const CORRECTED_SHARE = 0.6

/** Check-ins are told for visits that end in so many last days, and for those that still last. */
const CHECK_IN_DAYS = 3
/** A hospital sends the dossier so long after the patient has left. */
const WRITING_MINUTES = 15

/** What a hospital sends about a visit: when it begins, and when it has ended. */
export type ProvinceMessage = {
  readonly kind: 'check-in' | 'dossier'
  readonly facility: string
  readonly linkCode: string
  readonly xml: string
  readonly isCorrection: boolean
  readonly household: number
}

/** A visit with its place in the order of sending. */
type Sent = { readonly plan: VisitPlan; readonly order: number; readonly at: number }

/** Everything in the province that does not depend on the order of sending; of the facilities those that send. */
export function foundProvince(size: ProvinceSize): {
  facilities: readonly Facility[]
  people: readonly Person[]
  plans: VisitPlan[]
} {
  const facilities = makeFacilities().filter((facility) => facility.isActive)
  const random = makeRandom(`province ${size.seed} ${size.persons} ${size.visits}`)
  const end = dayOf(size.endDay)
  const start = Math.max(dayOf(FIRST_DAY), end - Math.round(size.years * 365.25))
  const people = makePeople(random, facilities, size.persons, start, end)
  const byCode = new Map(facilities.map((facility) => [facility.code, facility]))
  const plans = planLives({ random, facilities, byCode, people, start, end, visits: size.visits })
  return { facilities, people, plans }
}

/**
 * The dossiers of a synthetic province in the order in which its hospitals send them.
 * The same size and seed give the same bytes. Corrections come in addition to the visits asked for.
 */
export function* makeProvince(size: ProvinceSize): Generator<ProvinceDossier> {
  for (const visit of writeProvince(size)) yield visit.dossier
}

/** As `makeProvince`, with the tables and the story behind each dossier, for tests. */
export function* writeProvince(size: ProvinceSize): Generator<WrittenVisit> {
  for (const { kind, visit } of tellProvince(size)) if (kind === 'dossier') yield visit
}

/** All that the hospitals send, in their order: the dossiers, and the check-ins of the last days. */
export function* provinceMessages(size: ProvinceSize): Generator<ProvinceMessage> {
  for (const { kind, visit } of tellProvince(size)) {
    const { facility, linkCode, xml, isCorrection, household, checkIn = '' } = visit.dossier
    const text = kind === 'check-in' ? checkIn : xml
    yield { kind, facility, linkCode, xml: text, isCorrection, household }
  }
}

type Told = { readonly kind: ProvinceMessage['kind']; readonly visit: WrittenVisit }

function* tellProvince(size: ProvinceSize): Generator<Told> {
  const { people, plans } = foundProvince(size)
  const seed = `visit ${size.seed}`
  const random = makeRandom(`sending ${size.seed}`)
  const waiting: Sent[] = plans
    .map((plan, place): Sent => ({ plan, order: place + 1, at: plan.day }))
    .sort((one, other) => one.at - other.at || one.order - other.order)
  const end = dayOf(size.endDay)
  const stop = stopOf(size)
  const share = size.faultShare ?? FAULT_SHARE
  const queue = makeSendingQueue()
  for (const { plan, order } of waiting) {
    yield* queue.until(plan.day)
    const fault = random.chance(share) ? drawFault(random, plan, people) : {}
    const visit = writeDossier(plan, { seed, order, ...fault })
    const { arrived, left } = visit.draft
    const [sent, lasts] = [dayOfMinute(left), left + WRITING_MINUTES > stop]
    if (arrived > stop) continue
    if (visit.dossier.checkIn && (lasts || sent > end - CHECK_IN_DAYS))
      queue.add(dayOfMinute(arrived), { kind: 'check-in', visit })
    if (lasts) continue
    queue.add(sent, { kind: 'dossier', visit })
    const isWrong = visit.dossier.fault !== undefined
    const later = sent + random.int(1, 4)
    const isCorrected = visit.dossier.fault === 'wrong-person' || random.chance(CORRECTED_SHARE)
    if (!isWrong || !isCorrected || later > end) continue
    const right = writeDossier(plan, { seed, order, correctedOn: later })
    queue.add(later, { kind: 'dossier', visit: right })
  }
  yield* queue.until(Number.POSITIVE_INFINITY)
}

/** The minute after which nothing happens any more. */
function stopOf({ endDay, endTime = '24:00' }: ProvinceSize): Minute {
  return minuteOf(dayOf(endDay), Number(endTime.slice(0, 2)), Number(endTime.slice(3)))
}

type SendingQueue = {
  readonly add: (day: number, told: Told) => void
  /** Everything to be sent before the given day. */
  readonly until: (day: number) => Generator<Told>
}

/** Visits end on other days than they begin: they wait here until their day of sending has come. */
function makeSendingQueue(): SendingQueue {
  const byDay = new Map<number, Told[]>()
  return {
    add: (day, told) => {
      const same = byDay.get(day)
      if (same) same.push(told)
      else byDay.set(day, [told])
    },
    until: function* (day) {
      const due = [...byDay.keys()].filter((one) => one < day).sort((one, other) => one - other)
      for (const one of due) {
        yield* byDay.get(one) ?? []
        byDay.delete(one)
      }
    },
  }
}

/** A mistake of the paper, or the file of a neighbour of the same sex opened by mistake. */
function drawFault(
  random: Random,
  plan: VisitPlan,
  people: readonly Person[],
): { fault: FaultName } | { mistakenFor: Person } | Record<string, never> {
  if (!random.chance(MISTAKEN_PERSON_SHARE)) return { fault: random.pick(FAULT_NAMES) }
  const { person } = plan
  if (plan.care.kind !== 'outpatient') return {}
  const other = people.find(
    (one) =>
      one.id > person.id &&
      one.sex === person.sex &&
      Math.abs(one.birth - person.birth) < 2000 &&
      one.card !== undefined &&
      person.card !== undefined &&
      one.household !== person.household,
  )
  return other ? { mistakenFor: other } : {}
}
