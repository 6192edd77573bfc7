import type { Provider } from 'oidc-provider'
import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { giveDemoToken as mintDemoToken } from '../accounts/give-demo-token.ts'
import { changeOwnPassword } from '../accounts/set-password.ts'
import {
  changePassword,
  giveDemoToken,
  readSession,
  SIGN_IN_PATH,
  signOut,
  switchUser,
} from '../contract.ts'
import type { Identification } from './identify-caller.ts'
import { endSession } from './session-store.ts'

type Needs = AccessNeeds & {
  readonly provider: Provider
  readonly identification: Identification
}

export function sessionRoutes(door: Door, needs: Needs): void {
  serve(door, readSession, (caller) => tellSession(needs, caller))
  serve(door, signOut, (caller) => leave(needs, caller, '/'))
  serve(door, switchUser, (caller, next) => leave(needs, caller, signInAddress(next)))
  serve(door, changePassword, async (caller, passwords) => {
    const { session } = needs.identification.factsOf(caller) ?? {}
    const changed = await changeOwnPassword(needs, caller, passwords, session?.tokenHash)
    needs.identification.forgetAll()
    return changed
  })
  serve(door, giveDemoToken, (caller, { account }) => mintDemoToken(needs, caller.address, account))
}

/** For whom the caller acts, by name; by code where the name is not known. */
async function organisationOf(
  needs: Needs,
  { facility, province }: Caller,
): Promise<string | undefined> {
  if (facility !== undefined) return (await needs.facilityName(facility)) ?? facility
  if (province === undefined) return undefined
  const name = (await needs.provinceName(province)) ?? province
  return `Sở Y tế ${name.replace(/^(?:tỉnh|thành phố)\s+/i, '')}`
}

async function tellSession(needs: Needs, caller: Caller) {
  const facts = needs.identification.factsOf(caller)
  if (facts === undefined) return accept({ demo: needs.demo, session: null })
  const { account, name, role, rights, facility, province, person } = caller
  const organisationName = await organisationOf(needs, caller)
  return accept({
    demo: needs.demo,
    session: {
      account,
      signInName: facts.signInName,
      name,
      role,
      rights: [...rights],
      ...(facility === undefined
        ? {}
        : { facility: { code: facility, name: organisationName ?? facility } }),
      ...(organisationName === undefined ? {} : { organisationName }),
      ...(province === undefined ? {} : { province }),
      ...(person === undefined ? {} : { person }),
      ...(facts.session === undefined ? {} : { csrf: facts.session.csrf }),
    },
  })
}

/** Ends the browser's session, here and at the provider. A caller with a bearer token has none to end. */
async function leave(
  needs: Needs,
  caller: Caller,
  next: string,
): Promise<Outcome<{ next: string }>> {
  const session = needs.identification.factsOf(caller)?.session
  if (session !== undefined) {
    const now = needs.now()
    await inTransaction(needs.database, async (trx) => {
      await endSession(trx, session.tokenHash, now)
      await recordAudit(trx, [{ at: now, action: 'sign-out', caller, what: 'session' }])
      return accept(undefined)
    })
    needs.identification.forgetAll()
  }
  return accept({ next })
}

function signInAddress(next: {
  account?: string | undefined
  return?: string | undefined
}): string {
  const query = new URLSearchParams()
  if (next.account) query.set('account', next.account)
  if (next.return) query.set('return', next.return)
  return query.size === 0 ? SIGN_IN_PATH : `${SIGN_IN_PATH}?${query}`
}
