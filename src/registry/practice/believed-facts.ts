import { daysAfter } from '../licence/licence.ts'
import { type Profile, type Statement, textOf } from '../profile.ts'
import type { FacilityFacts } from './may-practise.ts'
import { factsOf, type PracticeFacts, type Spell } from './practice-facts.ts'
import type { FoundFile, FoundPlace } from './practice-store.ts'

/** What an answer stands on: a file that was reviewed and published, one that is still being worked on, or none. */
export type Basis = 'published' | 'draft' | 'none'

/** What authorities decide: it counts at once, whatever becomes of the draft around it. */
const DECIDED = new Set(['licence-event', 'sanction', 'life-event'])

/**
 * What counts of a file: what was published, decisions of authorities as they were written last, and ends of registrations at once.
 * What begins waits for its publication, as one may practise only after the registration is complete.
 *
 * Source: Law 15/2023/QH15, art. 36-38.
 */
export function countingFacts({
  subject,
  working,
  published,
}: Pick<FoundFile, 'subject' | 'working' | 'published'>): PracticeFacts {
  return factsOf(countingProfile(subject, working.statements, published?.statements))
}

function countingProfile(
  subject: string,
  working: readonly Statement[],
  published: readonly Statement[] | undefined,
): Profile {
  const kind = 'practitioner'
  if (published === undefined) return { subject, kind, statements: working }
  const latest = new Map(working.map((one) => [one.id, one]))
  const kept = published
    .filter(({ section }) => !DECIDED.has(section))
    .map((one) => (one.section === 'registration' ? endedAtOnce(one, latest.get(one.id)) : one))
  const decided = working.filter(({ section }) => DECIDED.has(section))
  return { subject, kind, statements: [...kept, ...decided] }
}

function endedAtOnce(published: Statement, latest: Statement | undefined): Statement {
  const end = latest?.to
  const isEarlier = end !== undefined && (published.to === undefined || end < published.to)
  return isEarlier ? { ...published, to: end } : published
}

/** A facility as a place of practice. Of one that acts now, former stops are not looked for: what is not known never forbids. */
export function placeFacts({ hasStaffList, standing, events }: FoundPlace): FacilityFacts {
  if (standing === 'open' || events === null) return { hasStaffList, stops: [] }
  const stops = events.flatMap((one, index) => {
    const event = textOf(one, 'event')
    const isWhole = textOf(one, 'extent') !== 'part'
    const isStop = event === 'revoke' || event === 'close' || (event === 'suspend' && isWhole)
    return isStop ? [stopOf(one, events.slice(0, index), events.slice(index + 1))] : []
  })
  return { hasStaffList, stops }
}

/** From the event until it ends or the day before it is lifted; of a lift on the same day the order of recording tells which was first. */
function stopOf(one: Statement, before: readonly Statement[], after: readonly Statement[]): Spell {
  const began = one.from ?? ''
  const lifts = [
    ...before.flatMap(liftDays).filter((day) => day > began),
    ...after.flatMap(liftDays).filter((day) => day >= began),
  ]
  const ends = [one.to, ...lifts.map((day) => daysAfter(day, -1))]
  return {
    statement: one.id,
    from: one.from,
    to: ends.filter((day) => day !== undefined).toSorted()[0],
  }
}

function liftDays(one: Statement): string[] {
  return textOf(one, 'event') === 'lift' && one.from !== undefined ? [one.from] : []
}
