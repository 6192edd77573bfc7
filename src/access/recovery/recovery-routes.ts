import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { passwordAddress } from '../accounts/account-routes.ts'
import { listStaffAccounts } from '../accounts/account-store.ts'
import type { PasswordLink } from '../accounts/create-account.ts'
import { askReset, confirmReset, listResets, listStaff, withdrawReset } from './contract.ts'
import { askForReset, confirmAskedReset, withdrawAskedReset } from './reset-factors.ts'
import { listWaitingResets } from './reset-store.ts'

type Needs = AccessNeeds & { readonly forgetAll: () => void }

/** A facility has at most some hundreds of accounts; whoever looks for one types the name. */
const STAFF_SHOWN = 200

/** The way back in for whoever lost everything: four eyes, or the administrator of the own facility. */
export function recoveryRoutes(door: Door, needs: Needs): void {
  const given = ({ token, expiresAt }: PasswordLink) => ({
    link: passwordAddress(needs.origin, token),
    linkExpiresAt: expiresAt.toISOString(),
  })
  serve(door, listStaff, async (caller, { query }) => {
    const facility = caller.facility
    if (facility === undefined) return accept({ staff: [] })
    const found = await listStaffAccounts(needs.database, { query, facility, limit: STAFF_SHOWN })
    return accept({
      staff: found
        .filter(({ role, demo }) => !demo && role !== 'facility-administrator')
        .map(({ id, signInName, name, role, factors }) => ({
          account: id,
          signInName,
          name,
          role,
          factors,
        })),
    })
  })
  serve(door, askReset, async (caller, asked) => {
    const made = await askForReset(needs, caller, asked)
    needs.forgetAll()
    if (!made.ok) return made
    const { reset, link } = made.value
    return accept({ reset, ...(link === undefined ? {} : { given: given(link) }) })
  })
  serve(door, listResets, async (caller) => {
    const waiting = await listWaitingResets(needs.database, needs.now())
    return accept({
      resets: waiting.map(({ id, askedAt, expiresAt, ...rest }) => ({
        ...rest,
        reset: id,
        askedAt: askedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        own: rest.askedBy === caller.account,
      })),
    })
  })
  serve(door, confirmReset, async (caller, { reset }) => {
    const confirmed = await confirmAskedReset(needs, caller, reset)
    needs.forgetAll()
    return confirmed.ok ? accept(given(confirmed.value)) : confirmed
  })
  serve(door, withdrawReset, (caller, { reset }) => withdrawAskedReset(needs, caller, reset))
}
