import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import { birthYear, type CitizenNumber, parseCitizenNumber } from '#vocabulary/citizen-number'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { findCitizenAccount, insertAccount } from '../accounts/account-store.ts'
import { makePasswordLink, newCitizenId, type PasswordLink } from '../accounts/create-account.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { isSameName } from '../upstream/upstream-identity.ts'

type Needs = Pick<AccessNeeds, 'database' | 'now' | 'random' | 'agreesWithRecord'>

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

/**
 * Identifies a citizen who stands at the counter, by a document that a clerk saw, and makes the one-time link that goes on the paper.
 * A second call for the same person makes a new link and ends the former; nothing of the account changes until the link is used.
 *
 * Refuses `citizen-number.not-12-digits`, `access.citizen-number-birth` when number and birth date contradict one another,
 * `access.citizen-differs` when the account or the record of this number bears another name or birth date, `access.no-account` for a
 * locked one. The audit log holds who identified whom, never the number.
 */
export async function identifyAtCounter(
  needs: Needs,
  clerk: Caller,
  seen: SeenDocument,
): Promise<Outcome<CounterPaper>> {
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
  return keepIdentified(needs, clerk, seen, number.value, known?.id)
}

function keepIdentified(
  needs: Needs,
  clerk: Caller,
  seen: SeenDocument,
  number: CitizenNumber,
  known: string | undefined,
): Promise<Outcome<CounterPaper>> {
  const now = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const account = known ?? newCitizenId(needs.random)
    if (known === undefined) {
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
    await insertNotice(trx, { account, at: now, what: 'identified-at-counter', byName: clerk.name })
    await recordAudit(trx, [
      {
        at: now,
        action: 'create',
        caller: clerk,
        what: 'citizen-identified',
        purpose: 'administration',
        detail: { account, document: seen.document, known: known !== undefined },
      },
    ])
    return accept({ ...link, signInName: number, account, known: known !== undefined })
  })
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
