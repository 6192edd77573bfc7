import type { Provider } from 'oidc-provider'
import { recordAudit } from '#audit'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { mintAccessToken } from '../provider/provider-step.ts'
import { isLoopback } from '../wire/allowed-addresses.ts'
import { findDemoAccount } from './demo-account.ts'

/** A demo token is good for one working day: 8 hours. */
const TOKEN_HOURS = 8

/**
 * A bearer token for a demo account, without a password: in demo mode, and for callers on this machine only.
 * Refuses `access.demo-off`, `access.demo-not-local`, `access.no-demo-account`.
 */
export async function giveDemoToken(
  needs: AccessNeeds & { readonly provider: Provider },
  address: string,
  name: string,
): Promise<Outcome<{ readonly token: string; readonly expiresAt: string }>> {
  if (!needs.demo) return refuse('not-found', 'access.demo-off')
  if (!isLoopback(address)) return refuse('forbidden', 'access.demo-not-local')
  const account = await findDemoAccount(needs, name)
  if (account === undefined || account.locked)
    return refuse('not-found', 'access.no-demo-account', 'account')

  const token = await mintAccessToken(needs.provider, account.id, TOKEN_HOURS * 3_600)
  const { id, role, facility } = account
  const caller = {
    account: id,
    name: account.name,
    role,
    address,
    ...(facility === undefined ? {} : { facility }),
  }
  await recordAudit(needs.database, [
    { at: needs.now(), action: 'sign-in', caller, what: 'sign-in', detail: { how: 'demo-token' } },
  ])
  const expiresAt = new Date(needs.now().getTime() + TOKEN_HOURS * 3_600_000)
  return accept({ token, expiresAt: expiresAt.toISOString() })
}
