import { type CaseToOpen, listOpenPlaces, type OpenedCase } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { type Profile, statementsOf, textOf } from './profile.ts'
import type { Head } from './profile-head.ts'
import { findHeadOfCode, findVersion } from './profile-store.ts'

/** Opens a case in the name of whoever takes the step, in its transaction. */
export type OpensCases = { readonly open: (asked: CaseToOpen) => Promise<Outcome<OpenedCase>> }

/**
 * Puts a declared file to every facility of registration that is not looking at it already: whoever confirmed what was declared before confirms
 * anew, and whoever still has the former case goes on with it. Answers the new cases. The transaction must be in the scope of our own work.
 *
 * Refuses what `openCase` refuses. A second call for the same version opens none.
 */
export async function openConfirmations(
  trx: Trx,
  { open }: OpensCases,
  asked: {
    readonly head: Head
    readonly facilities: readonly string[]
    /** The number under which the practitioner is registered. */
    readonly practitioner: string
  },
): Promise<Outcome<readonly RecordId[]>> {
  const { head, practitioner } = asked
  const looking = new Set(await listOpenPlaces(trx, 'practitioner-confirmation', practitioner))
  const traits = { traditional: head.traditional ? 'yes' : 'no', ...(await titleOf(trx, head)) }
  const cases: RecordId[] = []
  for (const facility of asked.facilities.filter((one) => !looking.has(one))) {
    const opened = await open({
      definition: 'practitioner-confirmation',
      practitioner,
      facility,
      province: (await findHeadOfCode(trx, facility))?.authority ?? head.authority,
      traits,
      origin: `practitioner-confirmation:${head.subject}:${head.version}:${facility}`,
      fields: { 'profile-version': String(head.version), truth: 'yes' },
    })
    if (!opened.ok) return opened
    cases.push(opened.value.case)
  }
  return accept(cases)
}

/** The title of the first licence, by which queues are filtered. */
export async function titleOf(trx: Trx, head: Head): Promise<{ readonly type?: string }> {
  const profile: Profile | undefined = (
    await findVersion(trx, head.subject, { version: head.version })
  )?.profile
  const type = profile && textOf(statementsOf(profile, 'licence')[0], 'title')
  return type === undefined ? {} : { type }
}
