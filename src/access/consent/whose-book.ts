import type { Database } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { policyAt } from '../policy/policy-data.ts'
import type { ConsentNeeds } from './consent-needs.ts'
import { findDeath } from './death-store.ts'
import { isActing, isChildBy } from './delegation.ts'
import { findDelegationsTo, findNumberOf } from './delegation-store.ts'

/** The book about which somebody chooses. */
export type Whose = {
  readonly person: RecordId
  /** Every key under which the person is filed. */
  readonly persons: readonly RecordId[]
  /** Of a child for whom the caller acts: whether it is old enough to be asked too. Undefined: the own book. */
  readonly child?: { readonly isAsked: boolean; readonly name: string }
}

/**
 * Whose book the caller may choose about: the own one, or that of a child whose confirmed guardian the caller is.
 *
 * Refuses `access.no-person`, `access.not-guardian`, and `access.person-deceased`: for the dead nobody chooses anything new. A death that one dossier alone
 * tells does not bind the person's own session.
 * Source: Law 91/2025/QH15 (data of children: the representative; from 7 years the child and the representative).
 */
export async function whoseBook(
  needs: Pick<ConsentNeeds, 'database' | 'now' | 'keysOf' | 'bornOf'>,
  caller: Caller,
  of: string | undefined,
  database: Database = needs.database,
): Promise<Outcome<Whose>> {
  const found =
    of === undefined || of === caller.person
      ? own(caller)
      : await child(needs, database, caller, of)
  if (!found.ok) return found
  const persons = await needs.keysOf(found.value.person)
  const death = await findDeath(database, persons, needs.now())
  // Who signs in lives, whatever one dossier says.
  if (death !== undefined && (death.isConfirmed || found.value.child !== undefined))
    return refuse('conflict', 'access.person-deceased')
  return accept({ ...found.value, persons })
}

function own({ person }: Caller): Outcome<Omit<Whose, 'persons'>> {
  return person === undefined ? refuse('not-found', 'access.no-person') : accept({ person })
}

/** The recorded age decides beside the one that made the guardian: by either, who is of full age has none, and who is seven is asked. */
async function child(
  needs: Pick<ConsentNeeds, 'now' | 'keysOf' | 'bornOf'>,
  database: Database,
  caller: Caller,
  of: string,
): Promise<Outcome<Omit<Whose, 'persons'>>> {
  const now = needs.now()
  const number = await findNumberOf(database, caller.account)
  const held = number === undefined ? [] : await findDelegationsTo(database, number)
  const guarded = held.find(
    (one) => one.kind === 'guardian' && one.person === of && isActing(one, now),
  )
  if (!isRecordId(of) || guarded === undefined) return refuse('forbidden', 'access.not-guardian')
  const { person, personName: name } = guarded
  const { years } = policyAt(now)
  const births = [guarded.born, await needs.bornOf?.(await needs.keysOf(person), database)]
  if (!isChildBy(births, years.get('guardian-until'), now))
    return refuse('forbidden', 'access.not-guardian')
  return accept({
    person,
    child: { isAsked: !isChildBy(births, years.get('child-agrees-from'), now), name },
  })
}
