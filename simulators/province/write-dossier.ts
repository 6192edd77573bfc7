import { type Day, dayOfMinute, dayStamp, isoDay } from './calendar.ts'
import { chronicStory } from './chronic-story.ts'
import { checkInXml, envelopeXml } from './dossier-xml.ts'
import type { Draft, Story } from './draft.ts'
import { applyFault, type FaultName } from './faults.ts'
import { inpatientStory } from './inpatient-story.ts'
import { categoryOf, termsOf } from './insurance-terms.ts'
import { birthStory, newbornStory, prenatalStory } from './maternity-story.ts'
import { afterSurgeryStory, outpatientStory } from './outpatient-story.ts'
import type { Person } from './people.ts'
import { makeRandom, type Random } from './random.ts'
import type { VisitPlan } from './visit-plan.ts'
import { checkInRow, type Tables, writeTables } from './write-tables.ts'

/** One message of a simulated hospital, ready to be sent. */
export type ProvinceDossier = {
  readonly facility: string
  /** The day on which the hospital sends it, `yyyy-mm-dd`. */
  readonly day: string
  /** MA_LK. */
  readonly linkCode: string
  readonly xml: string
  /** What was put wrong on purpose. */
  readonly fault?: string
  /** A second dossier under the same link code, sent to put a former one right. */
  readonly isCorrection: boolean
  /** The check-in message that went before it. */
  readonly checkIn?: string
  /** Dossiers of one household must be sent in their order; different households need not wait for each other. */
  readonly household: number
}

export type WrittenVisit = {
  readonly draft: Draft
  readonly tables: Tables
  readonly dossier: ProvinceDossier
}

export type Writing = {
  readonly seed: string
  /** Place of the visit in the whole story: it names the link code and the stream of chance. */
  readonly order: number
  readonly fault?: FaultName
  /** The day of sending a correction; makes it one. */
  readonly correctedOn?: Day
  /** Whom the hospital took the patient for, by mistake. */
  readonly mistakenFor?: Person
}

export function writeDossier(plan: VisitPlan, writing: Writing): WrittenVisit {
  const draft = makeDraft(plan, writing)
  const terms = termsOf(draft.plan, draft, draft.category)
  const clean = writeTables(draft, terms)
  const broken = writing.fault ? applyFault(writing.fault, clean, draft) : undefined
  const tables = broken ?? clean
  const fault = writing.mistakenFor ? 'wrong-person' : broken ? writing.fault : undefined
  const checkIn = checkInRow(draft, terms)
  const sent = writing.correctedOn ?? dayOfMinute(draft.left)
  const dossier: ProvinceDossier = {
    facility: plan.facility.code,
    day: isoDay(sent),
    linkCode: draft.linkCode,
    xml: envelopeXml(plan.facility.code, dayStamp(sent), tables),
    ...(fault === undefined ? {} : { fault }),
    isCorrection: writing.correctedOn !== undefined,
    ...(checkIn === undefined ? {} : { checkIn: checkInXml(checkIn) }),
    household: plan.person.household,
  }
  return { draft, tables, dossier }
}

/** The visit as its hospital knows it; a mistaken identity changes who it is told about, not what happened. */
export function makeDraft(plan: VisitPlan, writing: Writing): Draft {
  const random = makeRandom(`${writing.seed}/${writing.order}`)
  const story = storyOf(random, plan)
  const told = writing.mistakenFor ? { ...plan, person: writing.mistakenFor } : plan
  const serial = `${String(dayOfMinute(story.arrived) % 100_000).padStart(5, '0')}.${String(writing.order).padStart(6, '0')}`
  return {
    ...story,
    plan: told,
    person: told.person,
    facility: plan.facility,
    random,
    serial,
    linkCode: `${plan.facility.code}.${dayStamp(dayOfMinute(story.arrived))}.${String(writing.order).padStart(6, '0')}`,
    ruleDay: dayOfMinute(story.ended),
    category: categoryOf(told, story.form, story.ended),
  }
}

function storyOf(random: Random, plan: VisitPlan): Story {
  const { care } = plan
  switch (care.kind) {
    case 'outpatient':
      return outpatientStory(random, plan, care.course)
    case 'inpatient':
      return inpatientStory(random, plan, care.course)
    case 'chronic':
      return chronicStory(random, plan, care.course, care)
    case 'prenatal':
      return prenatalStory(random, plan, care.week, care.isThreatened)
    case 'birth':
      return birthStory(random, plan, care.child, care.isSurgery)
    case 'newborn':
      return newbornStory(random, plan)
    case 'after-surgery':
      return afterSurgeryStory(random, plan, care.course.text)
  }
}
