import { createAccount, firstLink } from '#access'
import { inTransaction, type Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { parseCitizenNumber } from '#vocabulary/citizen-number'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { type Asker, auditCallerOf } from './asker.ts'
import { insertCaseAccount, listCaseAccounts } from './case-account-store.ts'
import type { ProfileNeeds } from './profile-needs.ts'

/** Sub-accounts that one request may ask for: 20. */
const USERS_MAX = 20

type Approved = { readonly case: RecordId; readonly opener: string; readonly by: Asker }

/**
 * Makes the owner account of a facility and one for each named user, without passwords; whoever asked fetches the one-time links.
 * Refuses `registry.account-exists` when the facility has its owner account already, and `facility-code.not-5-characters`.
 */
export async function makeFacilityAccounts(
  trx: Trx,
  needs: ProfileNeeds,
  approved: Approved,
  asked: { readonly code: string; readonly headName: string; readonly users: string },
): Promise<Outcome<undefined>> {
  const code = parseFacilityCode(asked.code)
  if (!code.ok) return code
  const facility = code.value
  const owner = {
    signInName: `admin.${facility}`,
    name: asked.headName,
    role: 'facility-administrator',
  } as const
  const users = asked.users
    .split(/\r?\n/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, USERS_MAX)
    .map(
      (name, index) =>
        ({ signInName: `user${index + 1}.${facility}`, name, role: 'facility-clerk' }) as const,
    )
  for (const account of [owner, ...users]) {
    const made = await createAccount(trx, accountNeeds(needs, approved), { ...account, facility })
    if (!made.ok) return refuse('conflict', 'registry.account-exists', 'facility-code')
    await insertCaseAccount(trx, { ...approved, account: made.value.account })
  }
  return accept(undefined)
}

/**
 * Makes the account of a practitioner, keyed by the personal ID. Refuses `citizen-number.not-12-digits` and `registry.account-exists` when
 * the person has one.
 */
export async function makePractitionerAccount(
  trx: Trx,
  needs: ProfileNeeds,
  approved: Approved,
  asked: { readonly number: string; readonly name: string; readonly email: string },
): Promise<Outcome<{ readonly account: string }>> {
  const number = parseCitizenNumber(asked.number)
  if (!number.ok) return number
  const made = await createAccount(trx, accountNeeds(needs, approved), {
    signInName: asked.email,
    name: asked.name,
    role: 'practitioner',
    practitioner: number.value,
  })
  if (!made.ok) return refuse('conflict', 'registry.account-exists', 'number')
  const { account } = made.value
  await insertCaseAccount(trx, { ...approved, account })
  return accept({ account })
}

export type FirstLink = {
  readonly account: string
  readonly token: string
  readonly expiresAt: Date
}

/**
 * The one-time links of the accounts that a case made, for whoever opened it; accounts whose person has set a password are left out. Each call
 * makes new links and ends the former. Refuses `registry.no-accounts`.
 */
export async function fetchFirstLinks(
  needs: ProfileNeeds,
  asker: Asker,
  found: string,
): Promise<Outcome<readonly FirstLink[]>> {
  const accounts = isRecordId(found)
    ? await listCaseAccounts(needs.database, found, asker.account)
    : []
  return inTransaction<readonly FirstLink[]>(needs.database, async (trx) => {
    const links: FirstLink[] = []
    for (const account of accounts) {
      const by = { now: needs.now(), random: needs.random, by: auditCallerOf(asker) }
      const link = await firstLink(trx, by, account)
      if (link.ok) links.push({ account, ...link.value })
    }
    return links.length > 0 ? accept(links) : refuse('not-found', 'registry.no-accounts')
  })
}

function accountNeeds({ now, random }: ProfileNeeds, { by }: Approved) {
  return { now: now(), random, by: auditCallerOf(by) }
}
