import type { z } from 'zod'
import type { Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { findStanding } from './choice-store.ts'
import { chooseInTransaction, type ConsentNeeds } from './consent-needs.ts'
import type { makeChoice as promise } from './contract.ts'
import { isDataClass } from './find-consent-facts.ts'
import { tellPerson } from './person-notice-store.ts'
import { signChoice } from './sign-choice.ts'
import { type Whose, whoseBook } from './whose-book.ts'

type Wish = z.output<typeof promise.request>

/**
 * Hides a visit or a sensitive class, shuts a facility out, or takes it back: the same call with `hidden` the other way,
 * so that withdrawing is as easy as giving. It binds the very next decision. What stands already is not written twice.
 *
 * Refuses `access.choice-subject-unknown`, `access.child-not-asked`, and whatever `whoseBook` refuses.
 * Source: Law 91/2025/QH15 (consent, withdrawal, restriction of processing); Decree 356/2025/NĐ-CP.
 */
export async function makeChoice(
  needs: ConsentNeeds,
  caller: Caller,
  wish: Wish,
): Promise<Outcome<Record<string, never>>> {
  const subject = await subjectOf(needs, wish)
  if (!subject.ok) return subject
  return chooseInTransaction(needs.database, async (trx) => {
    const whose = await whoseBook(needs, caller, wish.of, trx)
    if (!whose.ok) return whose
    if (whose.value.child?.isAsked === true && wish.childAgrees !== true)
      return refuse('conflict', 'access.child-not-asked')
    const isTheirs = await isOfPerson(trx, needs, whose.value, wish, subject.value)
    if (!isTheirs) return refuse('incorrect', 'access.choice-subject-unknown', 'subject')
    return keep(trx, needs, caller, whose.value, wish, subject.value)
  })
}

/** What a choice is about, in the one form in which it is kept. */
async function subjectOf(
  needs: Pick<ConsentNeeds, 'facilityName'>,
  { kind, subject }: Wish,
): Promise<Outcome<string>> {
  if (kind === 'visit' && isRecordId(subject)) return accept(subject)
  if (kind === 'class' && isDataClass(subject) && subject !== 'ordinary') return accept(subject)
  if (kind === 'facility') {
    const code = parseFacilityCode(subject)
    if (code.ok && (await needs.facilityName(code.value)) !== undefined) return code
  }
  return refuse('incorrect', 'access.choice-subject-unknown', 'subject')
}

/** Only the own visits are hidden: one of somebody else, or none at all, would be signed and have no effect. To show is always allowed. */
async function isOfPerson(
  trx: Trx,
  needs: Pick<ConsentNeeds, 'isVisitOf'>,
  { persons }: Whose,
  { kind, hidden }: Wish,
  subject: string,
): Promise<boolean> {
  if (kind !== 'visit' || !hidden) return true
  return isRecordId(subject) && (await needs.isVisitOf?.(persons, subject, trx)) === true
}

async function keep(
  trx: Trx,
  needs: ConsentNeeds,
  caller: Caller,
  { person, persons, child }: Whose,
  { kind, hidden }: Wish,
  subject: string,
): Promise<Outcome<Record<string, never>>> {
  const effect = hidden ? 'hide' : 'show'
  const standing = await findStanding(trx, persons)
  const former = standing.find((one) => one.kind === kind && one.subject === subject)
  if ((former?.effect ?? 'show') === effect) return accept({})

  const at = needs.now()
  const made = {
    person,
    at,
    account: caller.account,
    by: byWhom(child),
    kind,
    subject,
    effect,
  } as const
  const signed = await signChoice(trx, needs.key, made, caller)
  if (!signed.ok) return signed
  await tellPerson(trx, {
    person,
    at,
    what: 'choice-changed',
    ...(child === undefined ? {} : { byName: caller.name }),
    detail: { kind, effect },
  })
  return accept({})
}

function byWhom(child: Whose['child']): string {
  if (child === undefined) return 'chính người có sổ'
  return child.isAsked
    ? 'cha, mẹ hoặc người giám hộ; trẻ đã được hỏi và đồng ý'
    : 'cha, mẹ hoặc người giám hộ'
}
