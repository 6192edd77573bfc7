import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { checkSignIn } from '../accounts/check-sign-in.ts'
import { SIGN_IN_PATH } from '../contract.ts'
import { failurePage } from '../pages/failure-page.ts'
import { type Language, PAGE_HEADERS, readLanguage } from '../pages/page.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import { PROVIDER_PATH, PROVIDER_SESSION_COOKIE } from '../provider/open-provider.ts'
import { findStep, finishStep, spendAccessToken } from '../provider/provider-step.ts'
import { makeSealer, newToken, tokenHash } from '../sealing.ts'
import { readForm, readQuery, sendPage } from './forms.ts'
import type { IssuerClient } from './issuer-client.ts'
import {
  isSecure,
  readCookie,
  SESSION_HOURS_MAX,
  sessionCookie,
  sessionCookieName,
} from './session.ts'
import { endSession, insertSession } from './session-store.ts'
import { readStepCookie, STEP_COOKIE, stepCookie } from './step-cookie.ts'

type Needs = AccessNeeds & {
  readonly provider: Provider
  readonly client: IssuerClient
  readonly forgetAll: () => void
}

/** How a person signs in: from the portal to the provider, to the page that asks for the password, and back. */
export function signInRoutes(app: FastifyInstance, needs: Needs): void {
  app.get(SIGN_IN_PATH, (request, reply) => beginSignIn(needs, request, reply))
  app.get('/sign-in', (_request, reply) => reply.redirect(SIGN_IN_PATH))
  app.get('/sign-in/:uid', (request, reply) => showSignIn(needs, request, reply))
  app.post('/sign-in/:uid', { bodyLimit: 10_000 }, (request, reply) =>
    takeSignIn(needs, request, reply),
  )
  app.get('/session/callback', (request, reply) => finishSignIn(needs, request, reply))
}

/** Each sign-in begins anew at the provider: it would else ask, by script, whether the person before wants to leave. */
const FORGET_PROVIDER_SESSION = [PROVIDER_SESSION_COOKIE, `${PROVIDER_SESSION_COOKIE}.sig`].map(
  (name) => `${name}=; Path=${PROVIDER_PATH}; HttpOnly; SameSite=Lax; Max-Age=0`,
)

async function beginSignIn(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  // Cookies belong to one host; whoever came by another name of ours goes to the one that we are known by.
  if (request.host !== new URL(needs.origin).host)
    return reply.redirect(new URL(request.url, needs.origin).href)
  const asked = readQuery(request)
  const { address, step } = await needs.client.begin({
    returnTo: ownPath(needs.origin, asked.get('return')),
    account: asked.get('account')?.slice(0, 200),
    language: readLanguage(asked.get('lang')),
  })
  return reply
    .header('set-cookie', [
      stepCookie(stepSealer(needs), needs.origin, step),
      ...FORGET_PROVIDER_SESSION,
    ])
    .header('cache-control', 'no-store')
    .redirect(address.href)
}

/** A path of ours, or the front page: a link to sign-in must not lead elsewhere. */
export function ownPath(origin: string, asked: string | null): string {
  if (asked === null || !URL.canParse(asked, origin)) return '/'
  const url = new URL(asked, origin)
  return url.origin === origin
    ? `${url.pathname}${url.search}${url.hash}`.replace(/^\/{2,}/, '/')
    : '/'
}

async function showSignIn(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const step = await findStep(needs.provider, request, reply, uidOf(request))
  const asked = readQuery(request)
  const language = readLanguage(asked.get('lang') ?? step?.language)
  if (step === undefined) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  const name = (asked.get('name') ?? step.account).slice(0, 200)
  return sendPage(
    reply,
    200,
    signInPage({ language, action: actionOf(request), name, demo: needs.demo }),
  )
}

async function takeSignIn(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const form = readForm(request)
  const language = readLanguage(form.get('lang'))
  const step = await findStep(needs.provider, request, reply, uidOf(request))
  if (step === undefined) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))

  const typed = { name: form.get('name') ?? '', password: form.get('password') ?? '' }
  const account = await checkSignIn(needs, typed, request.ip)
  if (!account.ok) {
    const [problem] = account.problems
    const mustWait = problem.code === 'access.sign-in-must-wait'
    return showAgain(needs, reply, {
      language,
      action: actionOf(request),
      name: typed.name.slice(0, 200),
      until: mustWait ? problem.at : undefined,
    })
  }
  return reply.redirect(await finishStep(needs.provider, request, reply, account.value.id), 303)
}

function showAgain(
  needs: Needs,
  reply: FastifyReply,
  shown: {
    readonly language: Language
    readonly action: string
    readonly name: string
    readonly until: string | undefined
  },
) {
  const { until, ...rest } = shown
  if (until === undefined)
    return sendPage(reply, 401, signInPage({ ...rest, demo: needs.demo, problem: 'failed' }))
  const waitMs = new Date(until).getTime() - needs.now().getTime()
  const problem = { waitMinutes: Math.max(1, Math.ceil(waitMs / 60_000)) }
  return sendPage(reply, 429, signInPage({ ...rest, demo: needs.demo, problem }))
}

async function finishSignIn(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const step = readStepCookie(stepSealer(needs), readCookie(request.headers.cookie, STEP_COOKIE))
  const broken = () => sendPage(reply, 400, failurePage(readLanguage(undefined), 'sign-in-broken'))
  if (step === undefined) return broken()
  const redeemed = await needs.client.finish(new URL(request.url, needs.origin), step)
  if (!redeemed.ok) return broken()

  const { account, accessToken } = redeemed.value
  const providerUid = await spendAccessToken(needs.provider, accessToken)
  const token = newToken(needs.random)
  await replaceSession(needs, request, { token, account, providerUid })
  return reply
    .header('set-cookie', [
      sessionCookie(needs.origin, token),
      `${STEP_COOKIE}=; Path=/session; HttpOnly; SameSite=Lax; Max-Age=0${isSecure(needs.origin) ? '; Secure' : ''}`,
    ])
    .headers(PAGE_HEADERS)
    .redirect(step.returnTo, 303)
}

/** A new session at every sign-in; the one that this browser had ends. */
async function replaceSession(
  needs: Needs,
  request: FastifyRequest,
  fresh: {
    readonly token: string
    readonly account: string
    readonly providerUid: string | undefined
  },
): Promise<void> {
  const now = needs.now()
  const former = readCookie(request.headers.cookie, sessionCookieName(needs.origin))
  await inTransaction(needs.database, async (trx) => {
    if (former) await endSession(trx, tokenHash(former), now)
    await insertSession(trx, {
      tokenHash: tokenHash(fresh.token),
      account: fresh.account,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_HOURS_MAX * 3_600_000),
      address: request.ip,
      ...(fresh.providerUid === undefined ? {} : { providerUid: fresh.providerUid }),
    })
    return accept(undefined)
  })
  if (former) needs.forgetAll()
}

function stepSealer(needs: Needs) {
  return makeSealer(needs.secrets.cookieKey, 'sign-in-step', needs.random)
}

function uidOf(request: FastifyRequest): string {
  const { pathname } = new URL(request.url, 'http://path')
  return pathname.split('/')[2] ?? ''
}

function actionOf(request: FastifyRequest): string {
  return `/sign-in/${encodeURIComponent(uidOf(request))}`
}
