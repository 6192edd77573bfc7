import { createHash } from 'node:crypto'
import { recordAudit } from '#audit'
import { renderOfficialLetter } from '#documents'
import { inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Letter, Signer } from './letter.ts'
import { findOrgan, numberText, registerOf } from './letter-catalogue.ts'
import { letterOnPaper } from './letter-on-paper.ts'
import { appendEvent, holdRegister, insertFile, isNumberTaken, takeSerial } from './letter-store.ts'
import { authorOf, type LetterNeeds, ownLetter } from './needs.ts'

/** So many numbers in a row that decisions took by themselves are passed over; more is a mistake. */
const PASSED_OVER_MAX = 1_000

type Given = {
  readonly text: string
  readonly year: number
  readonly serial?: number
  readonly day: string
}

/**
 * Gives a draft its number and day, and sets the PDF that goes out to be signed. The number is the next of the organ's register for the year and the
 * kind, without gap and never twice; a decision whose number was stated with its step keeps that one.
 *
 * Refuses `correspondence.unknown`, `correspondence.not-yours`, `correspondence.not-a-draft` (so a second call), `correspondence.number-taken`.
 * Source: Decree 30/2020/NĐ-CP, art. 15 (numbers by year and kind, in one order).
 */
export async function numberLetter(
  needs: LetterNeeds,
  caller: Caller,
  asked: { readonly letter: string; readonly signer: Signer },
): Promise<Outcome<{ readonly number: string }>> {
  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const found = await ownLetter(trx, caller, asked.letter)
    if (!found.ok) return found
    const letter = found.value
    if (letter.state !== 'draft') return refuse('conflict', 'correspondence.not-a-draft')
    const number = await numberOf(trx, letter, vietnamDay(at))
    if (!number.ok) return number
    const { text, day } = number.value
    const paper = letterOnPaper({ ...letter, number: text, day }, asked.signer)
    const body = await renderOfficialLetter(paper, { printedAt: at })
    const digest = createHash('sha256').update(body).digest()
    await insertFile(trx, { letter: letter.id, kind: 'given', digest, body, at })
    const detail = { number: text, day, signer: asked.signer, digest: digest.toString('hex') }
    const event = { kind: 'numbered', at, author: authorOf(caller), detail } as const
    await appendEvent(trx, letter, event, { state: 'awaiting', number: number.value })
    await recordAudit(trx, [
      {
        at,
        action: 'update',
        caller,
        what: 'letter',
        purpose: 'administration',
        detail: { letter: letter.id, step: 'numbered', number: text },
      },
    ])
    return accept({ number: text })
  })
}

async function numberOf(trx: Trx, letter: Letter, today: string): Promise<Outcome<Given>> {
  const { authority, kind, content } = letter
  const organ = findOrgan(authority)
  if (organ === undefined) return refuse('incorrect', 'correspondence.no-organ', authority)
  const day = content.stated?.day ?? today
  const year = Number(day.slice(0, 4))
  const at = { authority, year, register: registerOf(kind) }
  await holdRegister(trx, at)
  if (content.stated !== undefined) {
    const text = content.stated.number
    return (await isNumberTaken(trx, { ...at, number: text }))
      ? refuse('conflict', 'correspondence.number-taken', text)
      : accept({ text, year, day })
  }
  for (let passed = 0; passed < PASSED_OVER_MAX; passed += 1) {
    const serial = await takeSerial(trx, at)
    const text = numberText(organ, kind, serial)
    if (!(await isNumberTaken(trx, { ...at, number: text })))
      return accept({ text, year, serial, day })
  }
  return refuse('conflict', 'correspondence.number-taken')
}
