import { createHash } from 'node:crypto'
import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { type Choice, type ChoiceKind, type ChoiceMade, choiceText } from './choice.ts'
import { findLastChoice, insertChoice } from './choice-store.ts'
import type { ConsentKey } from './consent-key.ts'

/** Nobody chooses more often in a life: 5,000 choices. Beyond it something writes by itself. */
const CHOICES_MAX = 5_000

/** How a choice is called in the audit log. */
const ACTIONS: Readonly<Record<ChoiceKind, 'consent' | 'delegate' | 'share'>> = {
  visit: 'consent',
  class: 'consent',
  facility: 'consent',
  delegate: 'delegate',
  guardian: 'delegate',
  share: 'share',
}

/**
 * Signs one choice and appends it, with its audit event, in the story's own transaction.
 *
 * Refuses `access.too-many-choices`. A second call appends a second record: whoever tells the story asks first
 * whether the choice stands already. Two at once meet at the key; the second one fails with a unique violation.
 */
export async function signChoice(
  trx: Trx,
  key: ConsentKey,
  made: ChoiceMade,
  caller: Pick<Caller, 'account' | 'name' | 'facility' | 'address'> & {
    readonly role: Caller['role'] | 'system'
  },
): Promise<Outcome<Choice>> {
  const last = await findLastChoice(trx, made.person)
  const position = (last?.position ?? 0) + 1
  if (position > CHOICES_MAX) return refuse('conflict', 'access.too-many-choices')

  const former =
    last === undefined ? '' : createHash('sha256').update(last.text).digest('base64url')
  const text = choiceText(made, position, former)
  const { by: _by, ...rest } = made
  const choice: Choice = {
    ...rest,
    position,
    text,
    signature: key.sign(text),
    key: key.publicKey.kid,
  }
  await insertChoice(trx, choice)
  await recordAudit(trx, [
    {
      at: made.at,
      action: ACTIONS[made.kind],
      caller,
      what: `choice-${made.kind}`,
      person: made.person,
      // Who confirms a guardian at a counter does so in office, on no ground to see the record.
      ...(caller.role === 'citizen'
        ? ({ purpose: 'own-record', ground: 'own-record' } as const)
        : ({ purpose: 'administration' } as const)),
      detail: { effect: made.effect, position },
    },
  ])
  return accept(choice)
}
