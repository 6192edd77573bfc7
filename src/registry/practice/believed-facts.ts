import { isInForce, type Profile, type Statement, textOf } from '../profile.ts'
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
  const stopping = events.filter((one) => {
    const event = textOf(one, 'event')
    const isWhole = textOf(one, 'extent') !== 'part'
    return event === 'revoke' || event === 'close' || (event === 'suspend' && isWhole)
  })
  const lifted = events
    .filter((one) => textOf(one, 'event') === 'lift')
    .flatMap(({ from }) => from ?? [])
  return { hasStaffList, stops: stopping.map((one) => stopOf(one, lifted)) }
}

/** From the event until it ends or is lifted. */
function stopOf(one: Statement, lifted: readonly string[]): Spell {
  const lift = lifted.toSorted().find((day) => !isInForce({ to: one.from ?? '' }, day))
  const ends = [one.to, lift].filter((day) => day !== undefined).toSorted()
  return { statement: one.id, from: one.from, to: ends[0] }
}
