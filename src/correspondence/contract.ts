import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { LETTER_KINDS, LETTER_STATES, LetterContent, Signer } from './letter.ts'

export {
  LETTER_STATES,
  type LetterContent,
  type LetterState,
  SIGNING_AUTHORITIES,
} from './letter.ts'
export { correspondenceTexts } from './problem-texts.ts'

const Words = z.object({ vi: z.string(), en: z.string() })

/** What may be done with a letter by whoever reads it. */
const ACTS = ['number', 'return', 'revise', 'withdraw'] as const

/** A letter in a list. */
export const LetterLine = z.object({
  id: z.string(),
  kind: z.enum(LETTER_KINDS),
  kindName: Words,
  state: z.enum(LETTER_STATES),
  organ: z.string(),
  number: z.string().optional(),
  day: z.string().optional(),
  abstract: z.string(),
  addressees: z.array(z.string()),
  draftedAt: z.string(),
  draftedBy: z.string(),
  issuedAt: z.string().optional(),
})
export type LetterLine = z.output<typeof LetterLine>

const SignerView = z.object({
  state: z.enum(['valid', 'invalid']),
  name: z.string(),
  organisations: z.array(z.string()),
  issuer: z.string(),
  serialNumber: z.string(),
  signedAt: z.string().optional(),
})

/** What happened to a letter; `code` names why a signed file was refused. */
const LetterHappening = z.object({
  kind: z.enum(['numbered', 'signed', 'refused', 'withdrawn', 'replaced']),
  at: z.string(),
  by: z.string(),
  reason: z.string().optional(),
  code: z.string().optional(),
  signers: z.array(SignerView).optional(),
})

export const LetterView = LetterLine.extend({
  content: LetterContent,
  events: z.array(LetterHappening),
  /** The letter that it was drawn up in place of. */
  replaces: z.string().optional(),
  /** As whom the head of the organ signs, to begin with. */
  head: z.string(),
  acts: z.array(z.enum(ACTS)),
})
export type LetterView = z.output<typeof LetterView>

const One = z.strictObject({ letter: z.uuid() })

export const listLetters = contract({
  method: 'GET',
  path: '/letters',
  summary:
    'Letters of the caller’s authority, or issued ones addressed to the caller, the newest first',
  right: 'letter.read',
  request: z.strictObject({
    state: z.enum(LETTER_STATES).optional(),
    kind: z.enum(LETTER_KINDS).optional(),
    before: z.uuid().optional(),
  }),
  response: z.object({
    letters: z.array(LetterLine),
    counts: z.partialRecord(z.enum(LETTER_STATES), z.int()),
    next: z.string().optional(),
    /** Whether the caller serves an authority that issues letters. */
    issues: z.boolean(),
  }),
})

export const readLetter = contract({
  method: 'GET',
  path: '/letters/:letter',
  summary: 'One letter: what it says, what happened to it, who signed',
  right: 'letter.read',
  request: One,
  response: LetterView,
})

export const givePdf = bytesContract({
  method: 'GET',
  path: '/letters/:letter/letter.pdf',
  summary:
    'The letter as PDF: signed once it is issued, before that as it is given out to be signed, or as a draft',
  right: 'letter.read',
  accepts: [],
  request: One,
})

export const giveDocx = bytesContract({
  method: 'GET',
  path: '/letters/:letter/letter.docx',
  summary: 'The letter as DOCX, for the authority that issues it',
  right: 'letter.write',
  accepts: [],
  request: One,
})

export const numberLetter = contract({
  method: 'POST',
  path: '/letters/:letter/number',
  summary: 'Gives a draft its number and day, and sets the PDF that goes out to be signed',
  right: 'letter.write',
  request: One.extend({ signer: Signer }),
  response: LetterView,
})

/** A letter with its seal and evidence: 20 MB. */
const SIGNED_BYTES_MAX = 20 * 1_048_576

export const returnSigned = bytesContract({
  method: 'POST',
  path: '/letters/:letter/signed',
  summary:
    'Takes the signed PDF back: checked against what was given out, the anchors and the organ; then the letter is issued',
  right: 'letter.write',
  accepts: ['application/pdf'],
  requestBytesMax: SIGNED_BYTES_MAX,
  request: One,
})

export const reviseLetter = contract({
  method: 'POST',
  path: '/letters/:letter/revision',
  summary: 'Draws a letter up anew with another content; answers the new draft',
  right: 'letter.write',
  request: One.extend({ content: LetterContent }),
  response: LetterView,
})

export const withdrawLetter = contract({
  method: 'POST',
  path: '/letters/:letter/withdrawal',
  summary: 'Takes a letter back, for a reason; its number is given to no other',
  right: 'letter.write',
  request: One.extend({ reason: z.string().trim().min(3).max(1_000) }),
  response: LetterView,
})
