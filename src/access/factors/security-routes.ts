import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import type { Account } from '../accounts/account.ts'
import { needsSecondFactor, rulesAt } from '../accounts/account-rules.ts'
import { findAccount } from '../accounts/account-store.ts'
import { listNotices } from '../recovery/notice-store.ts'
import { describeAgent } from '../sessions/agent.ts'
import type { Identification } from '../sessions/identify-caller.ts'
import { endOwnSessions, listSessions, sessionId } from '../sessions/session-store.ts'
import {
  beginPasskeyFactor,
  beginStepUp,
  beginTotpFactor,
  endOneSession,
  endOtherSessions,
  finishPasskeyFactor,
  finishTotpFactor,
  readSecurity,
  removeOwnFactor,
  renewCodes,
  stepUp,
} from './contract.ts'
import {
  beginPasskey,
  beginTotp,
  finishPasskey,
  finishTotp,
  removeFactor,
  renewRecoveryCodes,
} from './enrol-factor.ts'
import { factorNeeds } from './factor-needs.ts'
import { countRecoveryCodes, listFactors } from './factor-store.ts'
import { passkeyHost } from './passkey.ts'
import { confirmPerson, offerStepUp, type StepUp } from './step-up.ts'
import { qrPicture } from './totp.ts'

type Needs = AccessNeeds & {
  readonly identification: Identification
  /** The upstream identities that could be linked, and when each was. */
  readonly identitiesOf: (
    account: string,
  ) => Promise<readonly { issuer: string; name: string; linkedAt?: string }[]>
}

/** The security page: what guards the own account, which devices are signed in, and confirmation of sensitive acts. */
export function securityRoutes(door: Door, needs: Needs): void {
  serve(door, readSecurity, async (caller) => {
    const account = await findAccount(needs.database, caller.account)
    return account
      ? accept(await securityOf(needs, caller, account))
      : refuse('not-found', 'access.no-account')
  })
  serve(door, endOneSession, async (caller, { session }) => {
    const ended = await endSessions(needs, caller, { id: session })
    return ended === 0 ? refuse('not-found', 'access.no-session') : accept({})
  })
  serve(door, endOtherSessions, (caller) =>
    within(needs, caller, async ({ session }) =>
      accept({ ended: await endSessions(needs, caller, { allBut: session }) }),
    ),
  )
  serve(door, beginStepUp, (caller) =>
    within(needs, caller, async (who) => accept(await offerStepUp(needs, who))),
  )
  serve(door, stepUp, (caller, proof) =>
    within(needs, caller, async (who) => {
      const confirmed = await confirmPerson(needs, who, proof)
      needs.identification.forgetAll()
      return confirmed
    }),
  )
  factorRoutes(door, needs)
}

function factorRoutes(door: Door, needs: Needs): void {
  const ground = factorNeeds(needs)
  const of = ({ session }: StepUp) => session.toString('base64')
  serve(door, beginTotpFactor, (caller) =>
    within(needs, caller, async (who) => {
      const { secret, address } = await beginTotp(ground, of(who), who.account)
      return accept({ secret, picture: await qrPicture(address) })
    }),
  )
  serve(door, finishTotpFactor, (caller, typed) =>
    within(needs, caller, async (who) => copied(await finishTotp(ground, of(who), caller, typed))),
  )
  serve(door, beginPasskeyFactor, (caller) =>
    within(needs, caller, async (who) => {
      const options = await beginPasskey(ground, of(who), who.account)
      return options === undefined
        ? refuse('unsupported', 'access.passkey-not-here')
        : accept({ options: { ...options } })
    }),
  )
  serve(door, finishPasskeyFactor, (caller, made) =>
    within(needs, caller, async (who) =>
      copied(await finishPasskey(ground, of(who), caller, made)),
    ),
  )
  serve(door, removeOwnFactor, (caller, { factor }) =>
    within(needs, caller, ({ account }) => removeFactor(ground, caller, account, factor)),
  )
  serve(door, renewCodes, (caller) =>
    within(needs, caller, async () => copied(await renewRecoveryCodes(ground, caller))),
  )
}

function copied(made: Outcome<{ readonly codes: readonly string[] }>) {
  return made.ok ? accept({ codes: [...made.value.codes] }) : made
}

/** These acts belong to a person in a browser; a token has no session to confirm. */
async function within<Value>(
  needs: Needs,
  caller: Caller,
  answer: (who: StepUp) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const session = needs.identification.factsOf(caller)?.session?.tokenHash
  const account = await findAccount(needs.database, caller.account)
  return session === undefined || account === undefined
    ? refuse('conflict', 'access.session-only')
    : answer({ session, account, caller })
}

async function securityOf(needs: Needs, caller: Caller, account: Account) {
  const { database } = needs
  const now = needs.now()
  const present = needs.identification.factsOf(caller)?.session?.tokenHash
  const presentId = present === undefined ? undefined : sessionId(present)
  const [factors, recoveryCodes, sessions, notices, identities] = await Promise.all([
    listFactors(database, account.id),
    countRecoveryCodes(database, account.id),
    listSessions(database, account.id, now),
    listNotices(database, account.id),
    needs.identitiesOf(account.id),
  ])
  return {
    signInName: account.signInName,
    password: {
      isDemo: account.demo,
      isSet: account.demo || account.passwordHash !== undefined,
      ...(account.passwordSetAt === undefined
        ? {}
        : { setAt: account.passwordSetAt.toISOString() }),
    },
    factorRequired: !account.demo && needsSecondFactor(rulesAt(now), account.role),
    factors: factors.map(({ id, kind, name, createdAt, lastUsedAt }) => ({
      id,
      kind,
      name,
      createdAt: createdAt.toISOString(),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt: lastUsedAt.toISOString() }),
    })),
    recoveryCodes,
    passkeysPossible: passkeyHost(needs.origin) !== undefined,
    sessions: sessions.map(({ id, agent, address, createdAt, seenAt, means }) => ({
      id,
      current: id === presentId,
      device: describeAgent(agent),
      address,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
      means: [...means],
    })),
    identities: identities.map((identity) => ({ ...identity })),
    notices: notices.map(({ at, what, byName }) => ({
      at: at.toISOString(),
      what,
      ...(byName === undefined ? {} : { byName }),
    })),
  }
}

async function endSessions(
  needs: Needs,
  caller: Caller,
  which: { readonly id: string } | { readonly allBut: Buffer },
): Promise<number> {
  const now = needs.now()
  const ended = await inTransaction(needs.database, async (trx) => {
    const count = await endOwnSessions(trx, caller.account, which, now)
    if (count > 0)
      await recordAudit(trx, [
        { at: now, action: 'sign-out', caller, what: 'session', detail: { ended: count } },
      ])
    return accept(count)
  })
  needs.identification.forgetAll()
  return ended.ok ? ended.value : 0
}
