import { createHash } from 'node:crypto'
import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import { type PdfProblem, type SignedPdf, verifySignedPdf } from '#signing'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse, type Refusal } from '#vocabulary/outcome'
import { searchKey } from '#vocabulary/person-name'
import type { Letter } from './letter.ts'
import { findOrgan } from './letter-catalogue.ts'
import { appendEvent, findFile, insertFile, lockLetter } from './letter-store.ts'
import { authorOf, type LetterNeeds, ownLetter } from './needs.ts'

/** What a verdict on a signed file is called where it ends in a refusal. */
const CODES: Readonly<Record<PdfProblem, string>> = {
  'not-a-pdf': 'correspondence.not-a-pdf',
  'other-file': 'correspondence.not-this-letter',
  'unsupported-structure': 'correspondence.signature-unreadable',
  'unknown-algorithm': 'correspondence.signature-unreadable',
  'partial-range': 'correspondence.changed',
  'content-changed': 'correspondence.changed',
  'changed-after-signing': 'correspondence.changed',
  untrusted: 'correspondence.untrusted',
  'key-usage': 'correspondence.untrusted',
  'certificate-missing': 'correspondence.untrusted',
  'certificate-expired': 'correspondence.certificate-not-in-time',
  'certificate-not-yet-valid': 'correspondence.certificate-not-in-time',
  'signed-in-future': 'correspondence.certificate-not-in-time',
  'signature-malformed': 'correspondence.signature-invalid',
  'signature-wrong': 'correspondence.signature-invalid',
  'algorithm-too-weak': 'correspondence.signature-invalid',
}

/**
 * Takes the signed file of a letter back. It must be the PDF that was given out, with signatures added and nothing else changed; every certificate must
 * reach a configured anchor and be in its time; one of them must be in the name of the issuing organ. Then the letter is issued, and whatever it
 * replaces is replaced.
 *
 * Refuses `correspondence.unknown`, `correspondence.not-yours`, `correspondence.not-awaiting` (so a second call), `correspondence.no-anchors`, and by what
 * is wrong with the file: `…not-a-pdf`, `…unsigned`, `…not-this-letter`, `…changed`, `…untrusted`, `…certificate-not-in-time`, `…signature-invalid`,
 * `…signature-unreadable`, `…other-organ`. A refused file is not kept, but that it came and why it was refused stands with the letter.
 */
export async function returnSignedLetter(
  needs: LetterNeeds,
  caller: Caller,
  asked: { readonly letter: string; readonly bytes: Buffer },
): Promise<Outcome<{ readonly letter: string }>> {
  const { anchors } = needs
  if (anchors.length === 0) return refuse('unavailable', 'correspondence.no-anchors')
  const at = needs.now()
  const told = await inTransaction(needs.database, async (trx) => {
    const found = await ownLetter(trx, caller, asked.letter)
    if (!found.ok) return found
    const letter = found.value
    const given = await findFile(trx, letter.id, 'given')
    if (letter.state !== 'awaiting' || given === undefined)
      return refuse('conflict', 'correspondence.not-awaiting')
    const verdict = verifySignedPdf(asked.bytes, { anchors, at, given: given.body })
    const returned = { letter, verdict, bytes: asked.bytes, at }
    const refusal = refusalOf(letter, verdict)
    return refusal === undefined
      ? issue(trx, caller, returned)
      : keepRefusal(trx, caller, returned, refusal)
  })
  if (!told.ok) return told
  return told.value ?? accept({ letter: asked.letter })
}

/** Why a file is not taken; undefined when it is. */
function refusalOf({ authority }: Letter, verdict: SignedPdf): Refusal | undefined {
  if (verdict.state === 'absent') return refuse('incorrect', 'correspondence.unsigned')
  if (verdict.reason !== undefined) return refuse('incorrect', CODES[verdict.reason])
  const names = new Set(findOrgan(authority)?.certificateNames.map(searchKey))
  const isOrgans = verdict.signatures.some(({ name, organisations }) =>
    [name ?? '', ...organisations].some((one) => names.has(searchKey(one))),
  )
  return isOrgans ? undefined : refuse('incorrect', 'correspondence.other-organ')
}

type Returned = {
  readonly letter: Letter
  readonly verdict: SignedPdf
  readonly bytes: Buffer
  readonly at: Date
}

async function issue(
  trx: Trx,
  caller: Caller,
  { letter, verdict, bytes, at }: Returned,
): Promise<Outcome<undefined>> {
  const digest = createHash('sha256').update(bytes).digest()
  const author = authorOf(caller)
  await insertFile(trx, { letter: letter.id, kind: 'signed', digest, body: bytes, at })
  const detail = { digest: digest.toString('hex'), signers: signersOf(verdict) }
  await appendEvent(
    trx,
    letter,
    { kind: 'signed', at, author, detail },
    { state: 'issued', issuedAt: at },
  )
  const former = letter.replaces === undefined ? undefined : await lockLetter(trx, letter.replaces)
  if (former?.state === 'issued') {
    const event = { kind: 'replaced', at, author, detail: { by: letter.id } } as const
    await appendEvent(trx, former, event, { state: 'replaced' })
  }
  await recordSigned(trx, caller, letter, at, 'issued')
  return accept(undefined)
}

/** Committed, so that everybody who waits for the letter sees what came; the caller is refused all the same. */
async function keepRefusal(
  trx: Trx,
  caller: Caller,
  { letter, verdict, bytes, at }: Returned,
  refusal: Refusal,
): Promise<Outcome<Refusal>> {
  const digest = createHash('sha256').update(bytes).digest('hex')
  const { code } = refusal.problems[0]
  const detail = { code, digest, signers: signersOf(verdict) }
  const event = { kind: 'refused', at, author: authorOf(caller), detail } as const
  await appendEvent(trx, letter, event, { state: letter.state })
  await recordSigned(trx, caller, letter, at, code)
  return accept(refusal)
}

function signersOf({ signatures }: SignedPdf) {
  return signatures.map(({ state, name, organisations, issuer, serialNumber, signedAt }) => ({
    state,
    name: name ?? '',
    organisations,
    issuer: issuer ?? '',
    serialNumber: serialNumber ?? '',
    ...(signedAt === undefined ? {} : { signedAt: signedAt.toISOString() }),
  }))
}

async function recordSigned(
  trx: Trx,
  caller: Caller,
  { id, number }: Letter,
  at: Date,
  step: string,
): Promise<void> {
  const detail = { letter: id, number: number ?? '', step }
  const purpose = 'administration'
  await recordAudit(trx, [{ at, action: 'sign', caller, what: 'letter', purpose, detail }])
}
