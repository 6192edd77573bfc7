import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import type { BytesAnswer, BytesRequest } from '#foundation/serve'
import { accept, type Outcome } from '#vocabulary/outcome'
import { isSecret } from '../accounts/password.ts'
import { findDeath } from '../consent/death-store.ts'
import { refuseRestricted } from '../consent/restrict-processing.ts'
import { tellPerson } from '../consent/person-notice-store.ts'
import { tokenHash } from '../sealing.ts'
import { ManifestRequest } from './contract.ts'
import type { ShareNeeds } from './give-share.ts'
import { countOpened, countWrong, holdOpenShare, type StoredShare } from './share-store.ts'

/** Software of other houses asks from their own pages: the standard wants it answered. Nothing here depends on a cookie. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type',
  'access-control-allow-methods': 'POST, OPTIONS',
  'cache-control': 'no-store',
}

/** The answer to a browser that asks whether it may ask. */
export const PREFLIGHT = { status: 204, headers: HEADERS } as const

type Asker = { readonly recipient: string; readonly address: string }

/**
 * Answers the manifest of a link: one sealed file, inside the answer. A wrong passcode costs one of few attempts over the whole life of
 * the share, whoever gives it; the last one closes it. Every opening and every wrong passcode stands in the citizen's log under
 * the name that the recipient stated, which nobody checked.
 *
 * Answers 404 alike for a link that never was, is over, was ended, is locked, or rests while the person
 * restricts sharing; 401 with `remainingAttempts` for a wrong passcode;
 * 422 for a request without a recipient. Source: HL7 SMART Health Links 1.0, section 5.2.
 */
export async function openShare(
  needs: ShareNeeds,
  { query, raw }: BytesRequest<{ readonly token: string }>,
): Promise<Outcome<BytesAnswer>> {
  const asked = ManifestRequest.safeParse(raw.body)
  if (!asked.success) return accept(answer(422, { error: 'recipient is needed' }))
  const { recipient, passcode = '' } = asked.data
  return inTransaction(needs.database, async (trx) => {
    const held = await holdOpenShare(trx, tokenHash(query.token), needs.now())
    const isKnown = await isSecret(held?.passcodeHash, passcode)
    if (held === undefined || (await isDead(trx, needs, held.share)))
      return accept(answer(404, { error: 'no such link' }))
    const asker = { recipient, address: raw.ip }
    if (!isKnown) return accept(await tellWrong(trx, needs, held.share, asker))

    await countOpened(trx, held.share.id)
    await note(trx, needs, held.share, asker, 'share-opened')
    return accept(
      answer(200, {
        status: 'finalized',
        files: [{ contentType: 'application/fhir+json', embedded: held.sealed }],
      }),
    )
  })
}

async function isDead(trx: Trx, needs: ShareNeeds, { person }: StoredShare): Promise<boolean> {
  const persons = await needs.keysOf(person)
  if ((await findDeath(trx, persons, needs.now())) !== undefined) return true
  return !(await refuseRestricted(trx, persons, 'sharing')).ok
}

async function tellWrong(
  trx: Trx,
  needs: ShareNeeds,
  share: StoredShare,
  asker: Asker,
): Promise<BytesAnswer> {
  const remainingAttempts = await countWrong(trx, share.id)
  if (remainingAttempts === 0) await note(trx, needs, share, asker, 'share-locked')
  else await audit(trx, needs, share, asker, 'share-refused')
  return answer(401, { remainingAttempts })
}

async function note(
  trx: Trx,
  needs: ShareNeeds,
  share: StoredShare,
  asker: Asker,
  what: 'share-opened' | 'share-locked',
): Promise<void> {
  await audit(trx, needs, share, asker, what)
  const { person, label } = share
  await tellPerson(trx, {
    person,
    at: needs.now(),
    what,
    byName: asker.recipient,
    detail: { label },
  })
}

async function audit(
  trx: Trx,
  needs: ShareNeeds,
  { id, person }: StoredShare,
  { recipient, address }: Asker,
  what: string,
): Promise<void> {
  await recordAudit(trx, [
    {
      at: needs.now(),
      action: what === 'share-opened' ? 'share' : 'refused',
      caller: { account: `share:${id}`, name: recipient, role: 'anonymous', address },
      what,
      person,
      purpose: 'own-record',
      ground: 'share',
      detail: { share: id },
    },
  ])
}

function answer(status: number, body: object): BytesAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(body), headers: HEADERS }
}
