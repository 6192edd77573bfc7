import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { newRecordId, type RecordId } from '#vocabulary/record-id'
import type { Letter, LetterContent } from './letter.ts'
import { registerOf } from './letter-catalogue.ts'
import { appendEvent, insertLetter } from './letter-store.ts'
import { authorOf, type LetterNeeds, ownLetter } from './needs.ts'

/**
 * Takes a letter back, for a reason. A number that it had stays with it and is given to no other.
 *
 * Refuses `correspondence.unknown`, `correspondence.not-yours`, `correspondence.ended` (so a second call).
 */
export async function withdrawLetter(
  needs: LetterNeeds,
  caller: Caller,
  asked: { readonly letter: string; readonly reason: string },
): Promise<Outcome<{ readonly letter: string }>> {
  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const found = await standingLetter(trx, caller, asked.letter)
    if (!found.ok) return found
    const detail = { reason: asked.reason }
    await end(trx, caller, found.value, { at, kind: 'withdrawn', detail })
    return accept({ letter: asked.letter })
  })
}

/**
 * Draws a letter up anew with another content. A draft, or one that is out to be signed, is replaced at once; one that is issued stands until the new one
 * is issued. Answers the new draft.
 *
 * Refuses `correspondence.unknown`, `correspondence.not-yours`, `correspondence.ended`.
 */
export async function reviseLetter(
  needs: LetterNeeds,
  caller: Caller,
  asked: { readonly letter: string; readonly content: LetterContent },
): Promise<Outcome<{ readonly letter: RecordId }>> {
  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const found = await standingLetter(trx, caller, asked.letter)
    if (!found.ok) return found
    const { authority, kind, origin, facility, practitioner, number, state, id } = found.value
    const isIssued = state === 'issued'
    const made = newRecordId(at, 0, needs.random)
    if (!isIssued)
      await end(trx, caller, found.value, { at, kind: 'replaced', detail: { by: made } })
    // A number that stands on paper already is not put on another.
    const { stated, ...content } = asked.content
    const isFree = number === undefined && stated !== undefined
    await insertLetter(trx, {
      id: made,
      authority,
      kind,
      register: registerOf(kind),
      content: isFree ? { ...content, stated } : content,
      draftedAt: at,
      author: authorOf(caller),
      origin: isIssued ? undefined : origin,
      facility,
      practitioner,
      replaces: id,
    })
    return accept({ letter: made })
  })
}

async function standingLetter(trx: Trx, caller: Caller, id: string): Promise<Outcome<Letter>> {
  const found = await ownLetter(trx, caller, id)
  if (!found.ok) return found
  const isOver = found.value.state === 'withdrawn' || found.value.state === 'replaced'
  return isOver ? refuse('conflict', 'correspondence.ended') : found
}

async function end(
  trx: Trx,
  caller: Caller,
  letter: Letter,
  {
    at,
    kind,
    detail,
  }: {
    readonly at: Date
    readonly kind: 'withdrawn' | 'replaced'
    readonly detail: Readonly<Record<string, string>>
  },
): Promise<void> {
  await appendEvent(trx, letter, { kind, at, author: authorOf(caller), detail }, { state: kind })
  await recordAudit(trx, [
    {
      at,
      action: 'update',
      caller,
      what: 'letter',
      purpose: 'administration',
      detail: { letter: letter.id, step: kind },
    },
  ])
}
