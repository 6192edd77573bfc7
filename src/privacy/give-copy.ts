import { findSubject, readCase } from '#cases'
import { keysOf } from '#people'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { type Outcome, refuse } from '#vocabulary/outcome'
import { mayCopyFor } from './about-whom.ts'
import type { PrivacyNeeds } from './needs.ts'

/**
 * The copy that a request made ready, as often as it is asked for while it is offered. It is made at that moment, from
 * the record as it then stands.
 *
 * Refuses `cases.unknown`, `privacy.copy-not-ready`, and `privacy.copy-of-another` for who is no longer the guardian.
 */
export async function giveCopy(
  needs: PrivacyNeeds,
  caller: Caller,
  asked: { readonly case: string; readonly form: 'pdf' | 'fhir' },
): Promise<Outcome<BytesAnswer>> {
  const found = await readCase(needs, caller, asked.case)
  if (!found.ok) return found
  const { definition, state, fields } = found.value
  const wish = fields.find(({ field }) => field === 'format')?.value
  const isOffered = definition === 'privacy-copy' && state.id === 'ready'
  if (!isOffered || (wish !== 'both' && wish !== asked.form))
    return refuse('conflict', 'privacy.copy-not-ready')
  const subject = await findSubject(needs, caller, asked.case)
  if (subject === undefined) return refuse('not-found', 'cases.unknown')
  const person = caller.person ?? subject
  const isOwn = (await keysOf(needs.database, person)).includes(subject)
  if (!isOwn && !(await mayCopyFor(needs.database, needs, caller, subject)))
    return refuse('forbidden', 'privacy.copy-of-another')
  return needs.makeCopy(caller, isOwn ? person : subject, asked.form)
}
