import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import type { Role } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { findGrant, holdGrant, insertReview, type Verdict } from './break-glass-store.ts'
import type { Actor } from './consent-needs.ts'
import { tellPerson } from './person-notice-store.ts'

/** Who judges: somebody signed in, with a role of sign-in. */
export type Judge = Actor & { readonly role: Role }

/**
 * Keeps how an emergency opening was judged, in the transaction of whoever judged it; who may judge is decided before.
 * The person is told, the verdict is on record. A second call with the same verdict writes nothing.
 *
 * Refuses `access.no-break-glass`, `access.own-doing`: nobody judges the own opening, and `access.break-glass-judged`
 * when another verdict stands.
 */
export async function judgeBreakGlass(
  trx: Trx,
  judge: Judge,
  id: string,
  { verdict, reason }: { readonly verdict: Verdict; readonly reason: string },
  at: Date,
): Promise<Outcome<undefined>> {
  if (!isRecordId(id)) return refuse('not-found', 'access.no-break-glass')
  await holdGrant(trx, id)
  const grant = await findGrant(trx, id)
  if (grant === undefined) return refuse('not-found', 'access.no-break-glass')
  if (grant.account === judge.account) return refuse('forbidden', 'access.own-doing')
  if (grant.review !== undefined)
    return grant.review.verdict === verdict
      ? accept(undefined)
      : refuse('conflict', 'access.break-glass-judged')

  const { account, name, role } = judge
  await insertReview(trx, id, { at, account, name, role, verdict, reason })
  const { person, facility } = grant
  const detail = { grant: id, verdict }
  await recordAudit(trx, [
    {
      at,
      action: 'update',
      caller: judge,
      what: 'break-glass-review',
      person,
      purpose: 'supervision',
      ground: 'break-glass',
      detail,
    },
  ])
  await tellPerson(trx, {
    person,
    at,
    what: 'break-glass-reviewed',
    byName: name,
    facility,
    detail,
  })
  return accept(undefined)
}
