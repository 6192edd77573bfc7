import type { FastifyRequest } from 'fastify'
import type { Caller } from '#vocabulary/caller'
import type { AccessNeeds } from '../access.ts'
import type { Account, Identity } from '../accounts/account.ts'
import { PORTAL_CLIENT } from '../provider/open-provider.ts'
import { findTokenAccount } from '../provider/provider-item-store.ts'
import { rightsOf } from '../role-rights.ts'
import { derivedToken, makeSealer, type Sealer, tokenHash } from '../sealing.ts'
import { rulesAt } from '../accounts/account-rules.ts'
import { hasSecondFactor } from '../factors/factor.ts'
import { isLoopback } from '../wire/allowed-addresses.ts'
import { CLOCK_SLACK_MS } from '../clock-slack.ts'
import { makeShortMemory, type ShortMemory } from '../short-memory.ts'
import { readCookie, sessionCookieName } from './session.ts'
import { findSessionAccount } from './session-store.ts'
import { CSRF_HEADER } from '../contract.ts'

/** A token or session that ended is forgotten at once, and told to the other processes; were one not told, it knows it for 5 s more. */
const KNOWN_MS = 5_000
const KNOWN_MAX = 20_000

/** What belongs to a caller but is nobody else's business. */
export type CallerFacts = {
  readonly signInName: string
  /** Of a caller with a session cookie. */
  readonly session?: { readonly tokenHash: Buffer; readonly csrf: string }
}

export type Identification = {
  readonly identify: (request: FastifyRequest) => Promise<Caller | undefined>
  readonly factsOf: (caller: Caller) => CallerFacts | undefined
  /** Whether a request that changes something comes with a live session cookie but without its token. */
  readonly isForged: (request: FastifyRequest) => Promise<boolean>
  /** After a session ended, an account was locked or a password changed. */
  readonly forgetAll: () => void
}

type Known = {
  readonly identity: Identity
  readonly facts: CallerFacts
  /** A demo token has no person who could confirm; on this machine it counts as confirmed. */
  readonly demoToken?: true
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Tells who calls: by bearer token, or by session cookie with its token where something is changed. */
export function makeIdentification(needs: AccessNeeds): Identification {
  const memory = makeShortMemory<Known>(KNOWN_MS, KNOWN_MAX)
  needs.siblings?.hear('access.callers', memory.forgetAll)
  const facts = new WeakMap<Caller, CallerFacts>()
  const cookieName = sessionCookieName(needs.origin)
  const sealer = makeSealer(needs.secrets.masterKey, 'provider', needs.random)

  const knownBy = (request: FastifyRequest) => {
    const { authorization, cookie } = request.headers
    if (authorization !== undefined) return knowByBearer(needs, sealer, memory, authorization)
    const token = readCookie(cookie, cookieName)
    return token === undefined || token === '' ? undefined : knowBySession(needs, memory, token)
  }

  return {
    identify: async (request) => {
      const known = await knownBy(request)
      if (known === undefined || !mayAct(request, known)) return undefined
      const caller: Caller = {
        ...known.identity,
        address: request.ip,
        ...(known.demoToken === true && isLoopback(request.ip) ? { strongAt: needs.now() } : {}),
      }
      facts.set(caller, known.facts)
      return caller
    },
    factsOf: (caller) => facts.get(caller),
    isForged: async (request) => {
      if (SAFE_METHODS.has(request.method) || request.headers.authorization !== undefined)
        return false
      const known = await knownBy(request)
      return known !== undefined && !mayAct(request, known)
    },
    forgetAll: () => {
      memory.forgetAll()
      needs.siblings?.tell('access.callers')
    },
  }
}

/** A cookie travels with every request, whoever caused it; the header only with those of our own pages. */
function mayAct(request: FastifyRequest, { facts }: Known): boolean {
  if (facts.session === undefined || SAFE_METHODS.has(request.method)) return true
  return request.headers[CSRF_HEADER] === facts.session.csrf
}

async function knowByBearer(
  needs: AccessNeeds,
  sealer: Sealer,
  memory: ShortMemory<Known>,
  authorization: string,
): Promise<Known | undefined> {
  const token = /^Bearer ([\w.~+/=-]{20,512})$/i.exec(authorization)?.[1]
  if (token === undefined) return undefined
  const key = `bearer:${tokenHash(token).toString('base64')}`
  const now = needs.now()
  const known = memory.recall(key, now)
  if (known) return known

  const found = await findTokenAccount({ ...needs, sealer }, token, now)
  if (found === undefined || !isOpen(needs, found.account)) return undefined
  const fresh = {
    identity: await identityOf(needs, found.account),
    facts: { signInName: found.account.signInName },
    // The portal keeps no token: one of its own client was given out by the demo.
    ...(needs.demo && found.account.demo && found.tokenClient === PORTAL_CLIENT
      ? { demoToken: true as const }
      : {}),
  }
  memory.remember(key, fresh, now, found.expiresAt)
  return fresh
}

async function knowBySession(
  needs: AccessNeeds,
  memory: ShortMemory<Known>,
  token: string,
): Promise<Known | undefined> {
  const hash = tokenHash(token)
  const key = `session:${hash.toString('base64')}`
  const now = needs.now()
  const known = memory.recall(key, now)
  if (known) return known

  const session = await findSessionAccount(needs.database, hash, now)
  if (session === undefined || !isOpen(needs, session.account)) return undefined
  const { account, means, assurance, strongAt } = session
  const csrf = derivedToken(needs.secrets.cookieKey, 'csrf', token)
  const fresh = {
    identity: {
      ...(await identityOf(needs, account)),
      assurance,
      strong: hasSecondFactor(means),
      ...(strongAt === undefined ? {} : { strongAt }),
    },
    facts: { signInName: account.signInName, session: { tokenHash: hash, csrf } },
  }
  memory.remember(key, fresh, now)
  return fresh
}

/** Whether the caller proved within the last minutes who they are, as sensitive acts ask. A proof that lies in the future is none. */
export function isConfirmedAt(now: Date, { strongAt }: Pick<Caller, 'strongAt'>): boolean {
  if (strongAt === undefined) return false
  const ageMs = now.getTime() - strongAt.getTime()
  return ageMs >= -CLOCK_SLACK_MS && ageMs < rulesAt(now).session.stepUpMinutes * 60_000
}

/** Demo accounts exist in demo mode only, whatever the database holds. */
function isOpen(needs: AccessNeeds, account: Account): boolean {
  return !account.locked && (needs.demo || !account.demo)
}

/** The citizen's person is looked up each time, never kept: a number may change hands by a correction. */
async function identityOf(needs: AccessNeeds, account: Account): Promise<Identity> {
  const { id, name, role, facility, province, citizenNumber, practitioner, licence } = account
  const person = citizenNumber === undefined ? undefined : await needs.findPerson(citizenNumber)
  return {
    account: id,
    name,
    role,
    rights: rightsOf(role),
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
    ...(person === undefined ? {} : { person }),
    ...(practitioner === undefined ? {} : { practitioner }),
    ...(licence === undefined ? {} : { licence }),
  }
}
