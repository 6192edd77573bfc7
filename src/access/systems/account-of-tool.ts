import type { AccessNeeds } from '../access.ts'
import { isDormant, rulesAt } from '../accounts/account-rules.ts'
import type { Account } from '../accounts/account.ts'
import { findAccount } from '../accounts/account-store.ts'
import type { Client } from './client.ts'

/** The account for which a tool acts, as long as that may sign in: open, not unused for too long, no demo account outside the demo. */
export async function accountOfTool(
  { database, now, demo }: Pick<AccessNeeds, 'database' | 'now' | 'demo'>,
  { registeredBy }: Pick<Client, 'registeredBy'>,
): Promise<Account | undefined> {
  const account = await findAccount(database, registeredBy)
  const at = now()
  if (account === undefined || account.locked || (account.demo && !demo)) return undefined
  return isDormant(rulesAt(at), account, at) ? undefined : account
}
