import { createHash, randomBytes } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { type Browser, DEMO_PASSWORD } from '../../src/access/testing/access-world.ts'
import { type Answer, CITIZEN, type Keys, makeKeys, type OauthWorld } from './oauth-world.ts'

export const REDIRECT = 'https://app.example/callback'

export async function addApp(
  world: OauthWorld,
  wish: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { status, body } = await world.as('admin', '/clients/apps', {
    name: 'Sổ tay huyết áp',
    publisher: 'Công ty B',
    scopes: ['openid', 'fhirUser', 'offline_access', 'launch', 'launch/patient', 'patient/*.rs'],
    redirectUris: [REDIRECT],
    ...wish,
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return String(body['client'])
}

/** A proof of RFC 9449 for one call. */
export async function proof(
  keys: Keys,
  method: string,
  address: string,
  token?: string,
  changed: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return new SignJWT({
    htm: method,
    htu: address,
    jti: randomBytes(12).toString('hex'),
    iat: Math.floor(Date.now() / 1_000),
    ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
    ...changed,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(keys.publicKey) })
    .sign(keys.privateKey)
}

/** One sign-in to an app, as the app and its person go through it. */
export type AppFlow = {
  readonly app: string
  readonly keys: Keys
  readonly verifier: string
  readonly browser: Browser
}

export async function beginFlow(world: OauthWorld, app: string): Promise<AppFlow> {
  return {
    app,
    keys: await makeKeys(),
    verifier: randomBytes(32).toString('base64url'),
    browser: world.browser(),
  }
}

export function authorizeFields(
  world: OauthWorld,
  flow: AppFlow,
  changed: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    client_id: flow.app,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid launch/patient patient/Observation.rs patient/Condition.rs',
    aud: `${world.origin}/fhir`,
    state: 'state-1',
    code_challenge: createHash('sha256').update(flow.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changed,
  }
}

/** From the app's request to the page where the person allows it, through sign-in. */
export async function openConsent(
  flow: AppFlow,
  fields: Readonly<Record<string, string>>,
  account = CITIZEN,
): Promise<{ url: string; status: number; text: string }> {
  const page = await flow.browser.open(`/oidc/auth?${new URLSearchParams(fields)}`)
  if (!page.url.includes('/sign-in/')) return page
  return flow.browser.submit(page.url, { name: account, password: DEMO_PASSWORD })
}

/** The address of the app to which the browser is sent with the answer. */
export async function answerConsent(
  world: OauthWorld,
  flow: AppFlow,
  page: { readonly url: string },
  scopes: readonly string[],
  decision = 'allow',
): Promise<URL> {
  const form = new URLSearchParams({ decision, days: '30' })
  for (const scope of scopes) form.append('scope', scope)
  return followTo(world, flow.browser, page.url, { method: 'POST', body: form })
}

/** Follows redirects within the house, and stops before it leaves. */
export async function followTo(
  world: OauthWorld,
  browser: Browser,
  address: string,
  init: RequestInit,
): Promise<URL> {
  let url = new URL(address)
  let asked = init
  for (let hops = 0; hops < 6; hops += 1) {
    const answer = await fetch(url, {
      ...asked,
      redirect: 'manual',
      headers: {
        cookie: [...browser.cookies].map(([name, one]) => `${name}=${one.value}`).join('; '),
      },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      if (value !== '') browser.cookies.set(name, { value, path: '/' })
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`${answer.status} ${url.href}: ${await answer.text()}`)
    url = new URL(next, url)
    if (url.origin !== world.origin) return url
    asked = {}
  }
  throw new Error('too many redirects')
}

export async function codeOf(
  world: OauthWorld,
  flow: AppFlow,
  scopes: readonly string[] = ['patient/Observation.rs'],
  changed: Readonly<Record<string, string>> = {},
): Promise<string> {
  const page = await openConsent(flow, authorizeFields(world, flow, changed))
  const back = await answerConsent(world, flow, page, scopes)
  const code = back.searchParams.get('code')
  if (code === null) throw new Error(back.href)
  return code
}

export function redeem(
  world: OauthWorld,
  flow: AppFlow,
  code: string,
  changed: Readonly<Record<string, string>> = {},
  keys: Keys = flow.keys,
): Promise<Answer> {
  return withProof(world, keys, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    client_id: flow.app,
    code_verifier: flow.verifier,
    ...changed,
  })
}

export async function withProof(
  world: OauthWorld,
  keys: Keys,
  fields: Readonly<Record<string, string>>,
): Promise<Answer> {
  const dpop = await proof(keys, 'POST', `${world.issuer}/token`)
  return world.token(fields, { dpop })
}

/** A call of the app with its token and a proof for this very call. */
export async function readAs(
  world: OauthWorld,
  keys: Keys,
  token: string,
  path: string,
): Promise<Answer> {
  const dpop = await proof(keys, 'GET', `${world.origin}${path}`, token)
  return world.call(path, { headers: { authorization: `DPoP ${token}`, dpop } })
}
