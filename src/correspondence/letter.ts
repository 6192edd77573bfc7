import { z } from 'zod'
import type { AuditCaller } from '#audit'
import type { RecordId } from '#vocabulary/record-id'

export const LETTER_KINDS = [
  'report',
  'reminder',
  'supplement-request',
  'official-letter',
  'decision',
  'notice',
] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

/** Drawn up; numbered and out to be signed; signed and returned; taken back; taken back for another in its place. */
export const LETTER_STATES = ['draft', 'awaiting', 'issued', 'withdrawn', 'replaced'] as const
export type LetterState = (typeof LETTER_STATES)[number]

/** 300 words of abstract, 2,000 blocks: a report on every commune of a province stays below. */
const Line = z.string().min(1).max(2_000)
const Text = z.string().max(20_000)

const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), text: Text }),
  z.strictObject({ kind: z.literal('heading'), text: Line }),
  z.strictObject({ kind: z.literal('article'), text: z.array(Text).min(1).max(50) }),
  z.strictObject({
    kind: z.literal('table'),
    heads: z.array(Line).min(1).max(12),
    rows: z.array(z.array(z.string().max(8_000)).max(12)).max(2_000),
    widths: z.array(z.number().positive()).optional(),
  }),
])

/** What a letter says, as it was drafted: it is not changed. */
export const LetterContent = z.strictObject({
  /** What it is about, in one sentence (trích yếu). */
  abstract: Line,
  addressees: z.array(Line).max(200),
  /** Of a decision: "Căn cứ …". */
  grounds: z.array(Line).max(50),
  body: z.array(Block).min(1).max(2_000),
  /** "Nơi nhận". */
  recipients: z.array(Line).max(50),
  /** A number and day that the organ gave already, as of a decision whose step was taken with them. */
  stated: z.strictObject({ number: z.string().min(1).max(60), day: z.iso.date() }).optional(),
})
export type LetterContent = z.output<typeof LetterContent>

/** In the name of a collective, for the head as deputy, by the head's order, by power of attorney. Source: Decree 30/2020/NĐ-CP, art. 13. */
export const SIGNING_AUTHORITIES = ['TM.', 'KT.', 'TL.', 'TUQ.'] as const

/** Who signs, as it stands beneath the text. */
export const Signer = z.strictObject({
  authority: z.enum(SIGNING_AUTHORITIES).optional(),
  of: z.string().trim().min(1).max(200).optional(),
  title: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
})
export type Signer = z.output<typeof Signer>

export type Letter = {
  readonly id: RecordId
  readonly authority: string
  readonly kind: LetterKind
  readonly origin?: string
  readonly facility?: string
  readonly practitioner?: string
  readonly content: LetterContent
  readonly replaces?: RecordId
  readonly draftedAt: Date
  readonly author: AuditCaller
  readonly state: LetterState
  /** How many events it has. */
  readonly position: number
  readonly number?: string
  readonly day?: string
  readonly issuedAt?: Date
}

export type LetterEvent = {
  readonly position: number
  readonly kind: 'numbered' | 'signed' | 'refused' | 'withdrawn' | 'replaced'
  readonly at: Date
  readonly author: AuditCaller
  readonly detail: Readonly<Record<string, unknown>>
}
