import type { z } from 'zod'
import { decideIdentityAccess, insistOnPermit, type PermittedIdentity } from '#access'
import { recordAudit } from '#audit'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, newPersonId, type RandomBytes } from '#vocabulary/record-id'
import type {
  listPersonReviews as listPromise,
  PersonReviewLine,
  PersonSide,
  readPersonReview as readPromise,
} from './contract.ts'
import { joinPersons, partPersons } from './find-persons.ts'
import {
  findReview,
  findSide,
  isSameByAnother,
  listReviews,
  type Review,
  type Side,
  type Verdict,
  writeVerdict,
} from './review-store.ts'

export type ReviewNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  /** The facilities of a province, and of which province a facility is. */
  readonly facilitiesOf: (province: string) => Promise<readonly string[]>
  readonly provinceOf: (facility: string) => Promise<string | undefined>
  readonly facilityName: (facility: string) => Promise<string | undefined>
}

/** On one page; whoever settles these meets the next. */
const LISTED_MAX = 100

/** What reads and writes reviews is our own work in the database's eyes; who may is what the permit says. */
const WORK = { work: 'person-review' }

/**
 * The contradictions that somebody in the caller's reach is to look at: which number and where, not who.
 * Refuses what the policy refuses. A second call answers the same.
 */
export async function listForReview(
  needs: ReviewNeeds,
  caller: Caller,
  state: 'open' | 'settled',
): Promise<Outcome<z.input<typeof listPromise.response>>> {
  const { province } = caller
  const permit = await decideIdentityAccess(needs.database, caller, province, needs.now())
  if (!permit.ok) return permit
  const facilities = province === undefined ? undefined : await needs.facilitiesOf(province)
  const asked = { isSettled: state === 'settled', facilities, limit: LISTED_MAX }
  const found = await withScope(needs.database, WORK, (trx) => listReviews(trx, asked))
  return accept({
    reviews: await Promise.all(found.map((review) => reviewToLine(needs, review))),
  })
}

/**
 * One contradiction with what identifies both sides. The looking stands in the log of both people.
 * Refuses `people.no-review`, also for one out of reach, and what the policy refuses.
 */
export async function readReview(
  needs: ReviewNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<z.input<typeof readPromise.response>>> {
  return inTransaction(needs.database, async (trx) => {
    const found = await findInReach(trx, needs, caller, id)
    if (!found.ok) return found
    const { permit, review } = found.value
    const sides = await compareSides(trx, permit, review)
    if (sides === undefined) return refuse('not-found', 'people.no-review')
    await record(trx, needs, caller, review, 'read')
    return accept({
      ...(await reviewToLine(needs, review)),
      number: review.value,
      claimed: await sideToView(needs, sides.claimed),
      owner: await sideToView(needs, sides.owner),
    })
  })
}

/**
 * Says whether both sides are one person. As one, their records are one book at once, and nothing stored is rewritten.
 * Refuses `people.no-review`, `people.review-settled` (a second call), and what the policy refuses.
 */
export async function settleReview(
  needs: ReviewNeeds,
  caller: Caller,
  asked: { readonly review: string; readonly verdict: Verdict; readonly reason: string },
): Promise<Outcome<Record<string, never>>> {
  return inTransaction(needs.database, async (trx) => {
    const found = await findInReach(trx, needs, caller, asked.review)
    if (!found.ok) return found
    const { review } = found.value
    if (review.verdict !== undefined) return refuse('conflict', 'people.review-settled')
    const at = needs.now()
    await writeVerdict(trx, review.id, { is: asked.verdict, at, by: caller.account })
    const { reason } = asked
    const id = newPersonId(at, needs.random)
    const pair = { one: review.person, other: review.owner, by: caller.account, at }
    if (asked.verdict === 'same-person') await joinPersons(trx, { ...pair, reason, id })
    await record(trx, needs, caller, review, asked.verdict)
    return accept({})
  })
}

/**
 * Takes back what was said: two keys that were joined by it part again, unless another contradiction of the two says the same.
 * Refuses `people.no-review`, `people.review-open` (a second call), and what the policy refuses.
 */
export async function reopenReview(
  needs: ReviewNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  return inTransaction(needs.database, async (trx) => {
    const found = await findInReach(trx, needs, caller, id)
    if (!found.ok) return found
    const { review } = found.value
    if (review.verdict === undefined) return refuse('conflict', 'people.review-open')
    await writeVerdict(trx, review.id, undefined)
    const pair = { one: review.person, other: review.owner, by: caller.account, at: needs.now() }
    if (review.verdict === 'same-person' && !(await isSameByAnother(trx, review)))
      await partPersons(trx, pair)
    await record(trx, needs, caller, review, 'reopened')
    return accept({})
  })
}

async function findInReach(
  trx: Trx,
  needs: ReviewNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<{ readonly permit: PermittedIdentity; readonly review: Review }>> {
  const review = isRecordId(id)
    ? await withScope(trx, WORK, (scoped) => findReview(scoped, id))
    : undefined
  const province = review && (await needs.provinceOf(review.facility))
  const permit = await decideIdentityAccess(trx, caller, province, needs.now())
  if (review === undefined) return refuse('not-found', 'people.no-review')
  if (permit.ok) return accept({ permit: permit.value, review })
  return permit.problems[0].code === 'access.outside-reach'
    ? refuse('not-found', 'people.no-review')
    : permit
}

async function compareSides(
  trx: Trx,
  permit: PermittedIdentity,
  { person, owner }: Review,
): Promise<{ readonly claimed: Side; readonly owner: Side } | undefined> {
  insistOnPermit(permit)
  const [claimed, owning] = await Promise.all([findSide(trx, person), findSide(trx, owner)])
  return claimed && owning && { claimed, owner: owning }
}

/** In the log of both people. */
async function record(
  trx: Trx,
  needs: ReviewNeeds,
  caller: Caller,
  { id, person, owner }: Review,
  what: 'read' | Verdict | 'reopened',
): Promise<void> {
  const event = {
    at: needs.now(),
    action: what === 'read' ? 'read' : 'update',
    caller,
    what: 'person-review',
    purpose: 'administration',
    detail: { review: id, ...(what === 'read' ? {} : { verdict: what }) },
  } as const
  await recordAudit(trx, [
    { ...event, person },
    { ...event, person: owner },
  ])
}

async function reviewToLine(needs: ReviewNeeds, review: Review): Promise<PersonReviewLine> {
  const { id, openedAt, facility, system, value, verdict, settledAt, settledBy } = review
  return {
    review: id,
    openedAt: openedAt.toISOString(),
    facility: { code: facility, name: (await needs.facilityName(facility)) ?? facility },
    system,
    numberEnd: value.slice(-3),
    ...(verdict === undefined ? {} : { verdict }),
    ...(settledAt === undefined ? {} : { settledAt: settledAt.toISOString() }),
    ...(settledBy === undefined ? {} : { settledBy }),
  }
}

async function sideToView(needs: ReviewNeeds, side: Side): Promise<PersonSide> {
  const nameOf = async (code: string) => (await needs.facilityName(code)) ?? code
  return {
    ...side,
    since: side.since.toISOString(),
    numbers: await Promise.all(
      side.numbers.map(async (number) => ({ ...number, facility: await nameOf(number.facility) })),
    ),
    facilities: await Promise.all(side.facilities.map(nameOf)),
  }
}
