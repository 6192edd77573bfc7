import type { Database } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import {
  type PortalAddress,
  type PortalFailure,
  type PortalSession,
  takeToken,
} from './insurance-portal-client.ts'
import { findPortalAccount } from './portal-account-store.ts'
import { openSealed, type MasterKey } from './seal.ts'

export type PortalNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly masterKey: MasterKey
  readonly portal: PortalAddress
}

/** The tokens of one process, per facility: memory only. */
export type PortalSessions = {
  /** A session that is good for another minute; takes a token when there is none. Two who ask together share one call. */
  readonly sessionOf: (facility: FacilityCode) => Promise<PortalSession | PortalFailure>
  /** The portal rejected it: the next call takes a new token. */
  readonly forget: (facility: FacilityCode, session: PortalSession) => void
}

/** A token is not used in its last minute. */
const SPARE_MS = 60_000

export function openPortalSessions(needs: PortalNeeds): PortalSessions {
  const sessions = new Map<FacilityCode, PortalSession>()
  const calls = new Map<FacilityCode, Promise<PortalSession | PortalFailure>>()

  const sessionOf = async (facility: FacilityCode) => {
    const known = sessions.get(facility)
    if (known && known.expiresAt.getTime() - needs.now().getTime() > SPARE_MS) return known
    const running = calls.get(facility)
    if (running) return running
    const call = startSession(needs, facility).finally(() => calls.delete(facility))
    calls.set(facility, call)
    const session = await call
    if (!('failure' in session)) sessions.set(facility, session)
    return session
  }
  const forget = (facility: FacilityCode, session: PortalSession) => {
    if (sessions.get(facility) === session) sessions.delete(facility)
  }
  return { sessionOf, forget }
}

async function startSession(
  { database, now, masterKey, portal }: PortalNeeds,
  facility: FacilityCode,
): Promise<PortalSession | PortalFailure> {
  const row = await findPortalAccount(database, facility)
  if (!row) return { failure: 'account', reason: 'account-missing', evidence: {} }
  const md5Upper = openSealed(masterKey, 'portal-account', facility, row.sealed)
  return takeToken(portal, { username: row.username, md5Upper }, now())
}

/** Runs `call` in a session; when the portal says 401, once more in a new one: a token may die before its time. */
export async function inSession<Answer extends object>(
  sessions: PortalSessions,
  facility: FacilityCode,
  call: (session: PortalSession) => Promise<Answer | PortalFailure>,
): Promise<Answer | PortalFailure> {
  const session = await sessions.sessionOf(facility)
  if ('failure' in session) return session
  const answer = await call(session)
  if (!('failure' in answer) || answer.reason !== 'account-rejected') return answer

  sessions.forget(facility, session)
  const fresh = await sessions.sessionOf(facility)
  return 'failure' in fresh ? fresh : call(fresh)
}
