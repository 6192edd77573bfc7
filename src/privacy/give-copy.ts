import { readCase } from '#cases'
import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { type Outcome, refuse } from '#vocabulary/outcome'
import type { PrivacyNeeds } from './needs.ts'

/**
 * The copy that a request made ready, as often as it is asked for while it is offered. It is made at that moment, from
 * the record as it then stands.
 *
 * Refuses `cases.unknown` and `privacy.copy-not-ready`.
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
  return needs.makeCopy(caller, asked.form)
}
