import type { FastifyInstance } from 'fastify'
import * as openid from 'openid-client'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/** What must be remembered between leaving for sign-in and coming back. */
export type SignInStep = {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  /** A path of ours, to return to. */
  readonly returnTo: string
}

type Begun = { readonly address: URL; readonly step: SignInStep }

export type IssuerClient = {
  /** Where to send the browser, and what to remember meanwhile. */
  readonly begin: (asked: {
    readonly returnTo: string
    readonly account?: string | undefined
    readonly language: string
  }) => Promise<Begun>
  /** Redeems the code with which the browser came back. Refuses `access.sign-in-broken`. */
  readonly finish: (
    address: URL,
    step: SignInStep,
  ) => Promise<Outcome<{ readonly account: string; readonly accessToken: string }>>
}

type ClientOfOurs = { readonly id: string; readonly secret: string; readonly redirect: string }

/**
 * Our portal's side of OpenID Connect: code flow with PKCE, state and nonce against our own issuer.
 * Calls to the issuer go straight into the server, not over the network, so they work behind any proxy.
 */
export function openIssuerClient(
  app: FastifyInstance,
  issuer: URL,
  client: ClientOfOurs,
): IssuerClient {
  const configuration = discoverOnce(() =>
    openid.discovery(
      issuer,
      client.id,
      { client_secret: client.secret, id_token_signed_response_alg: 'RS256' },
      openid.ClientSecretBasic(client.secret),
      { [openid.customFetch]: fetchInside(app), execute: insecureWhere(issuer) },
    ),
  )
  return {
    begin: async (asked) =>
      begin(await configuration(), client.redirect, asked.returnTo, {
        scope: 'openid mach',
        // A desk in a ward is shared: the password is asked for each time, whoever sat there before.
        prompt: 'login',
        ui_locales: asked.language,
        ...(asked.account === undefined ? {} : { login_hint: asked.account }),
      }),
    finish: async (address, step) => {
      const tokens = await redeem(await configuration(), address, step)
      const account = tokens?.claims()?.sub
      return tokens === undefined || account === undefined
        ? refuse('unauthenticated', 'access.sign-in-broken')
        : accept({ account, accessToken: tokens.access_token })
    },
  }
}

/** An upstream provider of identity, met over the network. */
export type UpstreamClient = {
  /** Refuses `access.upstream-down`. */
  readonly begin: (language: string) => Promise<Outcome<Begun>>
  /**
   * What the provider says of who came back. Refuses `access.upstream-refused` for a cancelled sign-in and for anything that is
   * not exactly as the protocol has it (state, nonce, audience, issuer, signature, time), `access.upstream-down`.
   */
  readonly finish: (
    address: URL,
    step: SignInStep,
  ) => Promise<Outcome<Readonly<Record<string, unknown>>>>
}

/** The provider's answer is waited for so long: 10 s. */
const UPSTREAM_SECONDS = 10

/** @param call how the outside is called: public addresses, and those that the operator allows */
export function openUpstreamClient(
  issuer: URL,
  client: ClientOfOurs,
  call: (address: string, init?: RequestInit) => Promise<Response>,
): UpstreamClient {
  const configuration = discoverOnce(() =>
    openid.discovery(
      issuer,
      client.id,
      { client_secret: client.secret },
      openid.ClientSecretBasic(client.secret),
      {
        [openid.customFetch]: (url, { method, headers, body }) =>
          call(url, {
            method,
            headers,
            ...(body instanceof URLSearchParams ? { body: body.toString() } : {}),
          }),
        timeout: UPSTREAM_SECONDS,
        // The token's signature is verified even though it came straight from the provider.
        execute: [...insecureWhere(issuer), openid.enableNonRepudiationChecks],
      },
    ),
  )
  const reached = () => configuration().catch(down)
  return {
    begin: async (language) => {
      const known = await reached()
      if (known === undefined) return refuse('unavailable', 'access.upstream-down')
      const asked = { scope: 'openid profile', prompt: 'login', ui_locales: language }
      return accept(await begin(known, client.redirect, '/', asked))
    },
    finish: async (address, step) => {
      const known = await reached()
      if (known === undefined) return refuse('unavailable', 'access.upstream-down')
      const claims = await redeem(known, address, step)
        .then((tokens) => tokens?.claims())
        .catch(down)
      return claims === undefined
        ? refuse('unauthenticated', 'access.upstream-refused')
        : accept({ ...claims })
    },
  }
}

/** A provider that does not answer, or not as a provider, is an expected outcome here; a bug of ours is not. */
function down(error: unknown): undefined {
  const isLine =
    isProtocolError(error) ||
    (error instanceof TypeError && error.message.startsWith('the call failed'))
  if (!isLine) throw error
}

/** What the issuer says of itself is asked for once; after a failure again. */
function discoverOnce(
  discover: () => Promise<openid.Configuration>,
): () => Promise<openid.Configuration> {
  let known: Promise<openid.Configuration> | undefined
  return () => {
    known ??= discover()
    known.catch(() => {
      known = undefined
    })
    return known
  }
}

function insecureWhere(issuer: URL) {
  return issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []
}

async function begin(
  configuration: openid.Configuration,
  redirect: string,
  returnTo: string,
  asked: Readonly<Record<string, string>>,
): Promise<Begun> {
  const verifier = openid.randomPKCECodeVerifier()
  const step = { verifier, state: openid.randomState(), nonce: openid.randomNonce(), returnTo }
  const address = openid.buildAuthorizationUrl(configuration, {
    ...asked,
    redirect_uri: redirect,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: step.state,
    nonce: step.nonce,
  })
  return { address, step }
}

/** Undefined when the answer is not exactly what was asked for. */
async function redeem(configuration: openid.Configuration, address: URL, step: SignInStep) {
  try {
    return await openid.authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: step.verifier,
      expectedState: step.state,
      expectedNonce: step.nonce,
      idTokenExpected: true,
    })
  } catch (error) {
    // The library tells a wrong state, an old code or a refusal by throwing; anything else is ours to see.
    if (isProtocolError(error)) return undefined
    throw error
  }
}

function isProtocolError(error: unknown): boolean {
  return (
    error instanceof openid.ClientError ||
    error instanceof openid.ResponseBodyError ||
    error instanceof openid.AuthorizationResponseError
  )
}

function fetchInside(app: FastifyInstance): openid.CustomFetch {
  return async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url)
    const answer = await app.inject({
      method: method === 'POST' ? 'POST' : 'GET',
      url: `${pathname}${search}`,
      headers,
      ...(body instanceof URLSearchParams ? { payload: body.toString() } : {}),
    })
    const sent = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    )
    return new Response(answer.body, { status: answer.statusCode, headers: sent })
  }
}
