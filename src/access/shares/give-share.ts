import type { z } from 'zod'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { bucketOf, isRecordId, newRecordId } from '#vocabulary/record-id'
import { hashSecret } from '../accounts/password.ts'
import { chooseInTransaction, type ConsentNeeds } from '../consent/consent-needs.ts'
import { consentRulesAt } from '../consent/consent-rules.ts'
import { tellPerson } from '../consent/person-notice-store.ts'
import { refuseRestricted } from '../consent/restrict-processing.ts'
import { signChoice } from '../consent/sign-choice.ts'
import { whoseBook } from '../consent/whose-book.ts'
import { newToken, tokenHash } from '../sealing.ts'
import type { giveShare as promise, listShares } from './contract.ts'
import { isPasscode, isSealedDocument, stateOf } from './share.ts'
import { closeShare, findShare, insertShare, listSharesOf } from './share-store.ts'

/** What sharing stands on: consent, and where the links lead. */
export type ShareNeeds = ConsentNeeds & { readonly origin: string }

const HOUR_MS = 3_600_000

/**
 * Keeps what a citizen shares, sealed by the citizen's own browser: the key stands in the link alone, so that we hold what we
 * cannot read. Recorded as a signed choice; over by itself at its term.
 *
 * Refuses `access.share-term`, `access.share-passcode`, `access.share-malformed`, `access.too-many-shares`,
 * `access.processing-restricted`, and what `whoseBook` refuses.
 * A second call makes a second share. Source: HL7 SMART Health Links 1.0.
 */
export async function giveShare(
  needs: ShareNeeds,
  caller: Caller,
  wish: z.output<typeof promise.request>,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const at = needs.now()
  const rules = consentRulesAt(at).share
  if (wish.hours > rules.daysMax * 24) return refuse('incorrect', 'access.share-term', 'hours')
  if (!isPasscode(wish.passcode)) return refuse('incorrect', 'access.share-passcode', 'passcode')
  if (!isSealedDocument(wish.sealed)) return refuse('incorrect', 'access.share-malformed', 'sealed')
  const passcodeHash = await hashSecret(wish.passcode, needs.random)

  return chooseInTransaction(needs.database, async (trx) => {
    const whose = await whoseBook(needs, caller, undefined, trx)
    if (!whose.ok) return whose
    const { person, persons } = whose.value
    const allowed = await refuseRestricted(trx, persons, 'sharing')
    if (!allowed.ok) return allowed
    const open = (await listSharesOf(trx, persons)).filter((one) => stateOf(one, at) === 'open')
    if (open.length >= rules.openMax) return refuse('conflict', 'access.too-many-shares')

    const token = newToken(needs.random)
    const id = newRecordId(at, bucketOf(person), needs.random)
    const until = new Date(at.getTime() + wish.hours * HOUR_MS)
    const { account } = caller
    const { label, classes, sealed } = wish
    const kept = {
      id,
      person,
      account,
      label,
      classes: [...new Set(classes)],
      givenAt: at,
      until,
      sealed,
    }
    const attemptsLeft = rules.passcodeAttempts
    await insertShare(trx, { ...kept, attemptsLeft, tokenHash: tokenHash(token), passcodeHash })
    const by = `chính người có sổ; gồm: ${kept.classes.join(', ')}; đến ${until.toISOString()}`
    const made = { person, at, account, by, kind: 'share', subject: id, effect: 'give' } as const
    const signed = await signChoice(trx, needs.key, made, caller)
    if (!signed.ok) return signed
    await tellPerson(trx, { person, at, what: 'share-given', detail: { share: id, label } })
    return accept({ id, url: `${needs.origin}/shares/${token}`, until: until.toISOString() })
  })
}

/** What the person shares, the newest first. */
export async function readShares(
  needs: ShareNeeds,
  caller: Caller,
): Promise<Outcome<z.input<typeof listShares.response>>> {
  if (caller.person === undefined) return accept({ shares: [] })
  const now = needs.now()
  const shares = await listSharesOf(needs.database, await needs.keysOf(caller.person))
  return accept({
    shares: shares.map((share) => ({
      id: share.id,
      label: share.label,
      classes: [...share.classes],
      givenAt: share.givenAt.toISOString(),
      until: share.until.toISOString(),
      opened: share.opened,
      state: stateOf(share, now),
    })),
  })
}

/** Ends a share at once and forgets its content. A second call changes nothing. Refuses `access.no-share`. */
export async function endShare(
  needs: ShareNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<Record<string, never>>> {
  const keys = caller.person === undefined ? [] : await needs.keysOf(caller.person)
  return chooseInTransaction(needs.database, async (trx) => {
    const share = isRecordId(id) ? await findShare(trx, id) : undefined
    if (share === undefined || !keys.includes(share.person))
      return refuse('not-found', 'access.no-share')
    if (share.endedAt !== undefined) return accept({})
    const at = needs.now()
    const { person } = share
    const { account } = caller
    await closeShare(trx, share.id, at)
    const by = 'chính người có sổ'
    const made = {
      person,
      at,
      account,
      by,
      kind: 'share',
      subject: share.id,
      effect: 'end',
    } as const
    const signed = await signChoice(trx, needs.key, made, caller)
    if (!signed.ok) return signed
    await tellPerson(trx, { person, at, what: 'share-ended', detail: { label: share.label } })
    return accept({})
  })
}
