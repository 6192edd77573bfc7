import type { z } from 'zod'
import { recordAudit } from '#audit'
import type { Caller } from '#vocabulary/caller'
import { birthYear, type CitizenNumber, parseCitizenNumber } from '#vocabulary/citizen-number'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { chooseInTransaction, type ConsentNeeds } from './consent-needs.ts'
import type { confirmGuardian as promise } from './contract.ts'
import { noteGuardian } from './note-guardian.ts'

type Tie = z.output<typeof promise.request>

/**
 * A clerk saw a birth certificate or a decision: this citizen is this child's guardian. It holds at once where a dossier spoke of
 * the same guardian before; otherwise, and when others stand in the way, it waits for a second person's judgement.
 * A second call changes nothing. The name and birth date as typed must be those of the record; the recorded age decides.
 *
 * Refuses `citizen-number.not-12-digits`, `access.citizen-number-birth`, `access.no-such-person`, `access.citizen-differs`
 * (written to the audit log), `access.not-a-child`, `access.delegate-self`.
 */
export async function confirmGuardian(
  needs: ConsentNeeds,
  caller: Caller,
  asked: Tie,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const child = await seenChild(needs, caller, asked)
  if (!child.ok) return child
  const guardian = parseCitizenNumber(asked.guardianNumber)
  if (!guardian.ok) return guardian
  if (child.value.number === guardian.value)
    return refuse('incorrect', 'access.delegate-self', 'guardianNumber')

  return chooseInTransaction(needs.database, async (trx) => {
    const tie = {
      child: child.value.person,
      childName: asked.childName,
      born: asked.childBorn,
      guardianNumber: guardian.value,
      source: asked.paper,
      isPaperSeen: true,
    }
    const noted = await noteGuardian(trx, needs, tie, caller)
    if (!noted.ok) return noted
    const { id, state } = noted.value
    if (id === undefined) return refuse('incorrect', 'access.not-a-child', 'childBorn')
    return accept({ id, state: state === 'confirmed' ? 'confirmed' : 'doubted' })
  })
}

/** The child of the paper, when the paper says the same as the record. Where the record knows nobody by it, nothing is believed. */
async function seenChild(
  needs: ConsentNeeds,
  caller: Caller,
  { childNumber, childName: name, childBorn: birthDate, paper }: Tie,
): Promise<Outcome<{ readonly number: CitizenNumber; readonly person: RecordId }>> {
  const number = parseCitizenNumber(childNumber)
  if (!number.ok) return number
  if (birthYear(number.value) !== Number(birthDate.slice(0, 4)))
    return refuse('incorrect', 'access.citizen-number-birth', 'childBorn')
  const person = await needs.findPerson(number.value)
  if (person === undefined) return refuse('not-found', 'access.no-such-person', 'childNumber')
  if ((await needs.agreesWithRecord?.(number.value, { name, birthDate })) === true)
    return accept({ number: number.value, person })
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'refused',
      caller,
      what: 'choice-guardian',
      person,
      purpose: 'administration',
      detail: { document: paper, why: 'differs' },
    },
  ])
  return refuse('conflict', 'access.citizen-differs')
}
