import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { birthYear, type CitizenNumber, parseCitizenNumber } from '#vocabulary/citizen-number'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import type { AccessNeeds } from '../access.ts'
import { findCitizenAccount, insertAccount } from '../accounts/account-store.ts'
import { makePasswordLink, newCitizenId, type PasswordLink } from '../accounts/create-account.ts'
import { isTreatedAt } from '../care/care-relation-store.ts'
import { tellPerson } from '../consent/person-notice-store.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { isSameName } from '../upstream/upstream-identity.ts'
import { isSeenTwice } from './seeing-store.ts'

type Needs = Pick<AccessNeeds, 'database' | 'now' | 'random' | 'agreesWithRecord' | 'findPerson'>

/** Within this the second of two members of staff sees the citizen and the document too: 30 minutes. */
const SECOND_WITHIN_MS = 30 * 60_000

/** What stands on the document that a clerk saw. */
export type SeenDocument = {
  readonly citizenNumber: string
  readonly name: string
  /** `yyyy-mm-dd` */
  readonly birthDate: string
  readonly document: string
}

export type CounterPaper = PasswordLink & {
  readonly signInName: string
  readonly account: string
  /** Whether the citizen had an account before. */
  readonly known: boolean
}

/** `undefined`: a second member of staff must see the citizen and the document too. */
type Identified = Outcome<CounterPaper | undefined>

/** Whom the number belongs to, as far as anything is known. */
type Known = {
  readonly number: CitizenNumber
  readonly account: string | undefined
  readonly person: RecordId | undefined
}

/**
 * Identifies a citizen who stands at the counter, by a document that a clerk saw, and makes the one-time link that goes on the paper.
 * Who has a record or an account is identified by two members of staff of a facility that treats or treated the person: what stands on the
 * document stands on every dossier too, and the link opens everything. A later call makes a new link and ends the former; nothing of the
 * account changes until the link is used. The person reads of it in the book and in the log, whoever holds the account.
 *
 * Refuses `citizen-number.not-12-digits`, `access.citizen-number-birth` when number and birth date contradict one another,
 * `access.citizen-differs` when the account or the record of this number bears another name or birth date, `access.citizen-not-here` at a
 * facility that never treated the person, `access.no-account` for a locked one. The audit log holds who identified whom, never the number.
 */
export async function identifyAtCounter(
  needs: Needs,
  clerk: Caller,
  seen: SeenDocument,
): Promise<Identified> {
  const number = parseCitizenNumber(seen.citizenNumber)
  if (!number.ok) return number
  if (birthYear(number.value) !== Number(seen.birthDate.slice(0, 4)))
    return refuse('incorrect', 'access.citizen-number-birth', 'birthDate')
  const known = await findCitizenAccount(needs.database, number.value)
  if (known?.locked) return refuse('not-found', 'access.no-account')
  const { name, birthDate } = seen
  const differs = known && !(isSameName(known.name, name) && known.birthDate === birthDate)
  if (differs || (await needs.agreesWithRecord?.(number.value, { name, birthDate })) === false) {
    await recordDifference(needs, clerk, seen.document)
    return refuse('conflict', 'access.citizen-differs')
  }
  const person = await needs.findPerson(number.value)
  const who = { number: number.value, account: known?.id, person }
  return keepIdentified(needs, clerk, seen, who)
}

/** Whether this call suffices: nothing is known of the person that anybody could want, or a colleague saw them just now. */
async function isEnough(
  trx: Trx,
  needs: Needs,
  { account, facility }: Caller,
  known: Known,
): Promise<Outcome<boolean>> {
  if (known.person === undefined && known.account === undefined) return accept(true)
  if (facility === undefined) return refuse('conflict', 'access.citizen-not-here')
  if (known.person !== undefined && !(await isTreatedAt(trx, known.person, facility)))
    return refuse('conflict', 'access.citizen-not-here')
  const at = needs.now()
  const since = new Date(at.getTime() - SECOND_WITHIN_MS)
  return accept(await isSeenTwice(trx, { number: known.number, account, facility, at }, since))
}

function keepIdentified(
  needs: Needs,
  clerk: Caller,
  seen: SeenDocument,
  known: Known,
): Promise<Identified> {
  const now = needs.now()
  const { number, person } = known
  return inTransaction(needs.database, async (trx) => {
    const enough = await isEnough(trx, needs, clerk, known)
    if (!enough.ok) return enough
    if (!enough.value) {
      await recordSeeing(trx, now, clerk, seen.document, person)
      return accept(undefined)
    }
    const account = known.account ?? newCitizenId(needs.random)
    if (known.account === undefined) {
      const made = {
        id: account,
        signInName: number,
        name: seen.name,
        role: 'citizen',
        citizenNumber: number,
        birthDate: seen.birthDate,
        identifiedBy: 'counter',
        demo: false,
      } as const
      if (!(await insertAccount(trx, made, now, clerk.account)))
        return refuse('conflict', 'access.citizen-differs')
    }
    const link = await makePasswordLink(trx, { now, random: needs.random }, account)
    await tellIdentified(
      trx,
      now,
      clerk,
      { ...known, account },
      seen.document,
      known.account !== undefined,
    )
    return accept({ ...link, signInName: number, account, known: known.account !== undefined })
  })
}

/** In the account's notices, in the person's book and in the log: whoever holds the account afterwards, one of them is read. */
async function tellIdentified(
  trx: Trx,
  at: Date,
  clerk: Caller,
  { account, person }: Known & { readonly account: string },
  document: string,
  isKnown: boolean,
): Promise<void> {
  const { name: byName, facility } = clerk
  await insertNotice(trx, { account, at, what: 'identified-at-counter', byName })
  if (person !== undefined)
    await tellPerson(trx, { person, at, what: 'identified-at-counter', byName, facility })
  await recordAudit(trx, [
    {
      at,
      action: 'create',
      caller: clerk,
      what: 'citizen-identified',
      ...(person === undefined ? {} : { person }),
      purpose: 'administration',
      detail: { account, document, known: isKnown },
    },
  ])
}

async function recordSeeing(
  trx: Trx,
  at: Date,
  caller: Caller,
  document: string,
  person: RecordId | undefined,
): Promise<void> {
  await recordAudit(trx, [
    {
      at,
      action: 'create',
      caller,
      what: 'citizen-seen',
      ...(person === undefined ? {} : { person }),
      purpose: 'administration',
      detail: { document },
    },
  ])
}

async function recordDifference(needs: Needs, clerk: Caller, document: string): Promise<void> {
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'refused',
      caller: clerk,
      what: 'citizen-identified',
      purpose: 'administration',
      detail: { document, why: 'differs' },
    },
  ])
}
