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

export type IssuerClient = {
  /** Where to send the browser, and what to remember meanwhile. */
  readonly begin: (asked: {
    readonly returnTo: string
    readonly account?: string | undefined
    readonly language: string
  }) => Promise<{ readonly address: URL; readonly step: SignInStep }>
  /** Redeems the code with which the browser came back. Refuses `access.sign-in-broken`. */
  readonly finish: (
    address: URL,
    step: SignInStep,
  ) => Promise<Outcome<{ readonly account: string; readonly accessToken: string }>>
}

/**
 * Our portal's side of OpenID Connect: code flow with PKCE, state and nonce against our own issuer.
 * Calls to the issuer go straight into the server, not over the network, so they work behind any proxy.
 */
export function openIssuerClient(
  app: FastifyInstance,
  issuer: URL,
  client: { readonly id: string; readonly secret: string; readonly redirect: string },
): IssuerClient {
  let known: Promise<openid.Configuration> | undefined
  const configuration = () => {
    known ??= openid.discovery(
      issuer,
      client.id,
      { client_secret: client.secret, id_token_signed_response_alg: 'RS256' },
      openid.ClientSecretBasic(client.secret),
      {
        [openid.customFetch]: fetchInside(app),
        execute: issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [],
      },
    )
    known.catch(() => {
      known = undefined
    })
    return known
  }
  return {
    begin: async (asked) => begin(await configuration(), client.redirect, asked),
    finish: async (address, step) => finish(await configuration(), address, step),
  }
}

async function begin(
  configuration: openid.Configuration,
  redirect: string,
  asked: Parameters<IssuerClient['begin']>[0],
): ReturnType<IssuerClient['begin']> {
  const verifier = openid.randomPKCECodeVerifier()
  const step = {
    verifier,
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    returnTo: asked.returnTo,
  }
  const address = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope: 'openid mach',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: step.state,
    nonce: step.nonce,
    // A desk in a ward is shared: the password is asked for each time, whoever sat there before.
    prompt: 'login',
    ui_locales: asked.language,
    ...(asked.account === undefined ? {} : { login_hint: asked.account }),
  })
  return { address, step }
}

async function finish(
  configuration: openid.Configuration,
  address: URL,
  step: SignInStep,
): ReturnType<IssuerClient['finish']> {
  try {
    const tokens = await openid.authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: step.verifier,
      expectedState: step.state,
      expectedNonce: step.nonce,
      idTokenExpected: true,
    })
    const account = tokens.claims()?.sub
    if (account === undefined) return refuse('unauthenticated', 'access.sign-in-broken')
    return accept({ account, accessToken: tokens.access_token })
  } catch (error) {
    // The library tells a wrong state, an old code or a refusal by throwing; anything else is ours to see.
    if (isProtocolError(error)) return refuse('unauthenticated', 'access.sign-in-broken')
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
