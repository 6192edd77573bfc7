import type { z } from 'zod'
import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import type { Caller } from '#vocabulary/caller'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { bucketOf, isRecordId, newRecordId, type RecordId } from '#vocabulary/record-id'
import { endOfWorkingDay } from '#vocabulary/working-days'
import { countGrants, countOf, insertGrant, isBarred } from './break-glass-store.ts'
import type { ConsentNeeds } from './consent-needs.ts'
import { type ConsentRules, consentRulesAt } from './consent-rules.ts'
import type { breakGlass as promise, readBreakGlassRate } from './contract.ts'
import { findDeath } from './death-store.ts'
import { tellPerson } from './person-notice-store.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Opens a record to one doctor in an emergency, where no other ground holds: for hours, with a reason in words. The citizen is
 * told in the same transaction, the opening is on record, and it waits for a review. The policy decides what it shows.
 *
 * Refuses `access.role-opens-no-record`, `access.break-glass-reason`, `access.break-glass-too-many`, `access.no-such-person`,
 * `access.break-glass-barred` for some days after the caller's opening of this record was judged not justified, `access.person-deceased` where two
 * facilities tell a death; a person and a number that are not the same person's are nobody. A second call within the term opens nothing further, but is another opening with another reason.
 * Source: Law 91/2025/QH15 (processing without consent to protect life and health); Law 15/2023/QH15 (emergency care).
 */
export async function breakGlass(
  needs: ConsentNeeds,
  caller: Caller,
  asked: z.output<typeof promise.request>,
): Promise<Outcome<z.input<typeof promise.response>>> {
  const { facility } = caller
  if (caller.role !== 'doctor' || facility === undefined)
    return refuse('forbidden', 'access.role-opens-no-record')
  const at = needs.now()
  const rules = consentRulesAt(at).breakGlass
  if (!isReason(asked.reason, rules))
    return refuse('incorrect', 'access.break-glass-reason', 'reason')
  const person = await whom(needs, asked)

  return inTransaction(needs.database, async (trx) => {
    const since = new Date(at.getTime() - rules.perAccountHours * HOUR_MS)
    if ((await countGrants(trx, caller.account, since)) >= rules.perAccountMax)
      return refuse('conflict', 'access.break-glass-too-many')
    if (person === undefined) return refuse('not-found', 'access.no-such-person')
    const persons = await needs.keysOf(person)
    const judgedSince = new Date(at.getTime() - rules.barredDays * DAY_MS)
    if (await isBarred(trx, caller.account, persons, judgedSince))
      return refuse('conflict', 'access.break-glass-barred')
    const death = await findDeath(trx, persons, at)
    if (death?.isConfirmed === true) return refuse('conflict', 'access.person-deceased')

    return accept(await grantTo(trx, needs, { ...caller, facility }, person, asked.reason))
  })
}

/** Writes the grant, its audit event and the notice to the person. */
async function grantTo(
  trx: Trx,
  needs: ConsentNeeds,
  caller: Caller & { readonly facility: FacilityCode },
  person: RecordId,
  reason: string,
): Promise<{ person: RecordId; until: string }> {
  const at = needs.now()
  const rules = consentRulesAt(at).breakGlass
  const { account, name, facility } = caller
  const id = newRecordId(at, bucketOf(person), needs.random)
  const until = new Date(at.getTime() + rules.hours * HOUR_MS)
  await insertGrant(trx, {
    id,
    person,
    account,
    name,
    facility,
    sealed: needs.sealer.seal(reason),
    grantedAt: at,
    until,
    reviewDue: endOfWorkingDay(at, rules.reviewWorkingDays, WORKING_CALENDAR),
  })
  await recordAudit(trx, [
    {
      at,
      action: 'break-glass',
      caller,
      what: 'record',
      person,
      purpose: 'emergency',
      ground: 'break-glass',
      detail: { grant: id, hours: rules.hours },
    },
  ])
  const detail = { grant: id, until: until.toISOString() }
  await tellPerson(trx, { person, at, what: 'break-glass', byName: name, facility, detail })
  return { person, until: until.toISOString() }
}

/** A reason is a sentence, not a full stop: so many characters and so many different words. */
function isReason(reason: string, rules: ConsentRules['breakGlass']): boolean {
  const words = new Set((reason.toLowerCase().match(/\p{L}+/gu) ?? []).filter(isWord))
  return reason.length >= rules.reasonCharactersMin && words.size >= rules.reasonWordsMin
}

/** Two letters and more, with a vowel among them: `a b c d e` are no words. */
function isWord(text: string): boolean {
  return text.length >= 2 && /[aeiouy]/.test(text.normalize('NFD'))
}

async function whom(
  needs: ConsentNeeds,
  { citizenNumber, person }: z.output<typeof promise.request>,
): Promise<RecordId | undefined> {
  const number = parseCitizenNumber(citizenNumber ?? '')
  const owner = number.ok ? await needs.findPerson(number.value) : undefined
  if (person === undefined) return owner
  const isSame = citizenNumber === undefined || owner === person
  return isRecordId(person) && isSame ? person : undefined
}

/** How often the caller did so lately. */
export async function readRate(
  needs: ConsentNeeds,
  caller: Caller,
): Promise<Outcome<z.input<typeof readBreakGlassRate.response>>> {
  const at = needs.now()
  const rules = consentRulesAt(at).breakGlass
  const since = new Date(at.getTime() - rules.perAccountHours * HOUR_MS)
  return accept({
    used: await countOf(needs.database, caller.account, since),
    most: rules.perAccountMax,
    withinHours: rules.perAccountHours,
    opensHours: rules.hours,
    reasonCharactersMin: rules.reasonCharactersMin,
    reasonWordsMin: rules.reasonWordsMin,
  })
}
