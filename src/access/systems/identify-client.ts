import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { AccessNeeds } from '../access.ts'
import { findAccount } from '../accounts/account-store.ts'
import { findStanding } from '../policy/standing-store.ts'
import { facilityAddress } from '../provider/client-settings.ts'
import { peerCertificate } from '../provider/peer-certificate.ts'
import { rememberProof } from '../provider/single-use-store.ts'
import { rightsOf } from '../role-rights.ts'
import { makeSealer, tokenHash } from '../sealing.ts'
import { makeShortMemory } from '../short-memory.ts'
import { accountOfTool } from './account-of-tool.ts'
import { findAppGrant } from './app-grant-store.ts'
import { rightsOfApp } from './app-views.ts'
import { type Client, rightsOfSystem, rightsOfTool, stateOf } from './client.ts'
import { findClient } from './client-store.ts'
import { type ClientToken, findClientToken } from './client-token-store.ts'
import { readProof } from './dpop-proof.ts'

/** A token, client or grant that ended may still be known for 5 s in another process; in this one it is forgotten at once. */
const KNOWN_MS = 5_000
const KNOWN_MAX = 20_000

type Identity = Omit<Caller, 'address' | 'rights'>
type Known = { readonly token: ClientToken; readonly client: Client; readonly identity: Identity }

export type ClientIdentification = {
  /** The system or app that calls; `another` when the token, if any, is none of theirs; undefined when it is, but no good here. */
  readonly identify: (request: FastifyRequest) => Promise<Caller | undefined | 'another'>
  readonly forgetAll: () => void
}

/** Tells which system or app calls, and checks that the token is used by whom it was given to. */
export function identifyClients(needs: AccessNeeds): ClientIdentification {
  const memory = makeShortMemory<Known | 'another'>(KNOWN_MS, KNOWN_MAX)
  needs.siblings?.hear('access.clients', memory.forgetAll)
  const sealer = makeSealer(needs.secrets.masterKey, 'provider', needs.random)
  const know = async (text: string): Promise<Known | undefined | 'another'> => {
    const key = tokenHash(text).toString('base64')
    const now = needs.now()
    const known = memory.recall(key, now)
    if (known) return known
    const token = await findClientToken({ ...needs, sealer }, text, now)
    if (token === undefined) {
      // What is a person's token now never becomes a client's; a person's call asks the database no second time.
      memory.remember(key, 'another', now)
      return 'another'
    }
    const fresh = await knowToken(needs, token)
    if (fresh) memory.remember(key, fresh, now, token.expiresAt)
    return fresh
  }
  return {
    identify: async (request) => {
      const [, scheme = '', text = ''] =
        /^(Bearer|DPoP) ([\w.~+/=-]{20,512})$/i.exec(request.headers.authorization ?? '') ?? []
      if (text === '') return 'another'
      const known = await know(text)
      if (known === undefined || known === 'another') return known
      if (!(await isRightful(needs, request, known.token, { scheme, text }))) return undefined
      return callerOf(known, request)
    },
    forgetAll: () => {
      memory.forgetAll()
      needs.siblings?.tell('access.clients')
    },
  }
}

function callerOf({ client, token, identity }: Known, request: FastifyRequest): Caller {
  return {
    ...identity,
    rights: rightsOfClient(client, identity, token, request),
    address: request.ip,
  }
}

function rightsOfClient(
  client: Client,
  identity: Identity,
  token: ClientToken,
  request: FastifyRequest,
): Caller['rights'] {
  switch (client.kind) {
    case 'app':
      return appRights(identity, token, request)
    case 'tool':
      return rightsOfTool(token.scopes, rightsOf(identity.role))
    default:
      return rightsOfSystem(token.scopes)
  }
}

/** The present views are a citizen's own; what a doctor's app reads is the FHIR interface's. */
function appRights({ role }: Identity, { scopes }: ClientToken, request: FastifyRequest) {
  return rightsOfApp(request.method, request.routeOptions.url, role === 'citizen' ? scopes : [])
}

async function knowToken(needs: AccessNeeds, token: ClientToken): Promise<Known | undefined> {
  const client = await findClient(needs.database, token.client)
  if (client === undefined || stateOf(client) !== 'open') return undefined
  const identity =
    client.kind === 'app'
      ? await identityOfApp(needs, client, token)
      : client.kind === 'tool'
        ? await identityOfTool(needs, client, token)
        : identityOfSystem(needs, client, token)
  return identity && { token, client, identity }
}

function clientOf(client: Client, token: ClientToken): Pick<Caller, 'client'> {
  const { id, name, kind } = client
  return { client: { id, name, kind, scopes: token.scopes } }
}

/** A system acts for one facility: the one that its token names, or its only one. */
function identityOfSystem(
  { origin }: AccessNeeds,
  client: Client,
  token: ClientToken,
): Identity | undefined {
  const named = client.facilities.filter(
    (facility) => token.audience === facilityAddress(origin, facility),
  )
  const isNamed = token.audience?.startsWith(facilityAddress(origin, '')) === true
  const own = client.kind === 'facility-system' ? client.facility : onlyOne(client.facilities)
  const facility = isNamed ? named[0] : own
  if (facility === undefined) return undefined
  return {
    account: client.id,
    name: client.name,
    role: 'facility-clerk',
    facility,
    ...clientOf(client, token),
  }
}

function onlyOne(facilities: readonly FacilityCode[]): FacilityCode | undefined {
  return facilities.length === 1 ? facilities[0] : undefined
}

/**
 * A tool acts for the account that registered it, as long as that may sign in. Its token stands for a proof of the key made that
 * moment: for as long as a proof counts, what asks to confirm oneself is confirmed.
 */
async function identityOfTool(
  needs: AccessNeeds,
  client: Client,
  token: ClientToken,
): Promise<Identity | undefined> {
  const account = await accountOfTool(needs, client)
  if (account === undefined) return undefined
  const { id, name, role, facility, province } = account
  return {
    account: id,
    name,
    role,
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
    strong: true,
    strongAt: token.issuedAt,
    ...clientOf(client, token),
  }
}

/** An app speaks for the person who allowed it, as long as the allowance, the account and a doctor's licence last. */
async function identityOfApp(
  needs: AccessNeeds,
  client: Client,
  token: ClientToken,
): Promise<Identity | undefined> {
  const now = needs.now()
  const grant =
    token.grant === undefined ? undefined : await findAppGrant(needs.database, token.grant, now)
  const account = grant && (await findAccount(needs.database, grant.account))
  if (account === undefined || account.locked || (account.demo && !needs.demo)) return undefined
  const { id, name, role, facility, licence } = account
  const standing = await findStanding(
    needs.database,
    { account: id, ...(licence === undefined ? {} : { licence }) },
    now,
  )
  if (standing.licence === 'revoked' || standing.licence === 'suspended') return undefined
  return {
    account: id,
    name,
    role,
    ...(facility === undefined ? {} : { facility }),
    ...(licence === undefined ? {} : { licence }),
    ...(role === 'citizen' && grant?.person !== undefined ? { person: grant.person } : {}),
    ...clientOf(client, token),
  }
}

/** A bound token is good only with its certificate, or with a proof of its key made for this call; and a proof is good once. */
async function isRightful(
  needs: AccessNeeds,
  request: FastifyRequest,
  token: ClientToken,
  shown: { readonly scheme: string; readonly text: string },
): Promise<boolean> {
  const isProof = shown.scheme.toLowerCase() === 'dpop'
  if (isProof !== (token.proofKey !== undefined)) return false
  if (token.certificate !== undefined) {
    const certificate = peerCertificate(request.raw, needs)
    const digest = certificate && createHash('sha256').update(certificate.raw).digest('base64url')
    return digest === token.certificate
  }
  if (token.proofKey === undefined) return true
  const proof = await readProof(request.headers['dpop'], {
    method: request.method,
    address: `${needs.origin}${request.url.split('?')[0] ?? ''}`,
    token: shown.text,
    key: token.proofKey,
    now: needs.now(),
  })
  return proof !== undefined && rememberProof(needs, proof.id, proof.until)
}
