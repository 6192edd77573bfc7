import { type AuditCaller, recordAudit } from '#audit'
import type { LetterBlock } from '#documents'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { newRecordId, type RandomBytes, type RecordId } from '#vocabulary/record-id'
import { type LetterContent, LetterContent as Content, type LetterKind } from './letter.ts'
import { findOrgan, registerOf } from './letter-catalogue.ts'
import { findStanding, insertLetter } from './letter-store.ts'
import { authorOf } from './needs.ts'

/** A letter that is to be drawn up, from facts. What is left out is empty. */
export type LetterToDraft = {
  /** What it is about, in one sentence (trích yếu). */
  readonly abstract: string
  /** "Kính gửi", one each. */
  readonly addressees: readonly string[]
  readonly body: readonly LetterBlock[]
  /** Of a decision: "Căn cứ …", one each. */
  readonly grounds?: readonly string[] | undefined
  /** "Nơi nhận", one each; "Như trên" and "Lưu: VT" when left out. */
  readonly recipients?: readonly string[] | undefined
  /** A number and day that the organ gave already. */
  readonly stated?: LetterContent['stated']
  readonly kind: LetterKind
  /** The authority that issues it: a province's two digits, 00 the Ministry, 97 the army, 98 the police. */
  readonly authority: string
  /** What it is drafted for, "milestone ct-07 reminder 51001": a second call with the same origin answers the letter that stands. */
  readonly origin?: string | undefined
  /** The facility to which it is addressed, which reads it once it is issued. */
  readonly facility?: string | undefined
  /** The practitioner to whom it is addressed, by the personal ID, who reads it once it is issued. */
  readonly practitioner?: string | undefined
  readonly replaces?: RecordId | undefined
}

/** "Lưu: VT" stands in every list of recipients. Source: Decree 30/2020/NĐ-CP, annex I. */
const FILED = 'Lưu: VT'

/**
 * Draws up a letter within a transaction that is under way. It has no number yet: that is given when it goes out to be signed.
 *
 * Refuses `correspondence.no-organ` for an authority that issues no letters, `correspondence.too-long` for content over its limits. A second call with the
 * same origin answers the letter that was drafted, as long as that one stands.
 */
export async function draftLetter(
  trx: Trx,
  needs: { readonly now: () => Date; readonly random: RandomBytes },
  by: AuditCaller,
  asked: LetterToDraft,
): Promise<Outcome<{ readonly letter: RecordId }>> {
  const { kind, authority, origin } = asked
  if (findOrgan(authority) === undefined)
    return refuse('incorrect', 'correspondence.no-organ', authority)
  const content = contentOf(asked)
  if (!content.ok) return content
  enterScope(trx, { work: 'correspondence' })
  const at = needs.now()
  const id = newRecordId(at, 0, needs.random)
  const { value } = content
  const made = { id, register: registerOf(kind), content: value, draftedAt: at }
  if (!(await insertLetter(trx, { ...asked, ...made, author: authorOf(by) }))) {
    const standing = await findStanding(trx, origin ?? '')
    return standing === undefined
      ? refuse('conflict', 'correspondence.moved-on')
      : accept({ letter: standing })
  }
  const detail = { letter: id, kind, authority }
  await recordAudit(trx, [
    { at, action: 'create', caller: by, what: 'letter', purpose: 'administration', detail },
  ])
  return accept({ letter: id })
}

function contentOf(asked: LetterToDraft): Outcome<LetterContent> {
  const content = Content.safeParse({
    abstract: asked.abstract,
    addressees: asked.addressees,
    grounds: asked.grounds ?? [],
    body: asked.body,
    recipients: asked.recipients ?? ['Như trên', FILED],
    ...(asked.stated === undefined ? {} : { stated: asked.stated }),
  })
  return content.success
    ? accept(content.data)
    : refuse('incorrect', 'correspondence.too-long', content.error.issues[0]?.path.join('.'))
}
