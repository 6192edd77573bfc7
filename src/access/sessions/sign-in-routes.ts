import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { inTransaction } from '#foundation/database'
import { accept } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import type { Account } from '../accounts/account.ts'
import { isDormant, rulesAt } from '../accounts/account-rules.ts'
import { findAccount } from '../accounts/account-store.ts'
import { checkSignIn } from '../accounts/check-sign-in.ts'
import { SIGN_IN_PATH } from '../contract.ts'
import { factorNeeds } from '../factors/factor-needs.ts'
import { askForPasskey, provePasskey } from '../factors/prove-factor.ts'
import { failurePage } from '../pages/failure-page.ts'
import { type Language, PAGE_HEADERS, readLanguage } from '../pages/page.ts'
import { type SignInPage, signInPage } from '../pages/sign-in-page.ts'
import { PROVIDER_PATH, PROVIDER_SESSION_COOKIE } from '../provider/open-provider.ts'
import { findStep, type SignInKnown, spendAccessToken } from '../provider/provider-step.ts'
import { makeSealer, newToken, tokenHash } from '../sealing.ts'
import { signInTexts } from '../sign-in-texts.ts'
import type { Upstream } from '../upstream/open-upstream.ts'
import { AGENT_LENGTH_MAX } from './agent.ts'
import { readForm, readQuery, sendPage } from './forms.ts'
import type { IssuerClient } from './issuer-client.ts'
import { PendingSignIn } from './pending-sign-in.ts'
import { findPending, takePending } from './pending-store.ts'
import { isSecure, readCookie, sessionCookie, sessionCookieName } from './session.ts'
import { tellNewDevice } from './tell-new-device.ts'
import { endSession, insertSession } from './session-store.ts'
import { goOn, stepAddress } from './show-stage.ts'
import { minutesUntil, readAnswer, stageRoutes, uidOf } from './stage-routes.ts'
import { readStepCookie, STEP_COOKIE, stepCookie } from './step-cookie.ts'

type Needs = Omit<AccessNeeds, 'upstream'> & {
  readonly provider: Provider
  readonly upstream: readonly Upstream[]
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
  app.post('/sign-in/:uid/sign-in-passkey', { bodyLimit: 30_000 }, (request, reply) =>
    takePasskeyFirst(needs, request, reply),
  )
  stageRoutes(app, needs)
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
  const uid = uidOf(request)
  const step = await findStep(needs.provider, request, reply, uid)
  const asked = readQuery(request)
  const language = readLanguage(asked.get('lang') ?? step?.language)
  if (step === undefined) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  const ground = factorNeeds(needs)
  const again = asked.has('again')
  const pending = PendingSignIn.safeParse(
    await (again ? takePending(ground, 'sign-in', uid) : findPending(ground, 'sign-in', uid)),
  )
  if (pending.success && !again) return goOn(needs, request, reply, { uid, language }, pending.data)
  const name = (asked.get('name') ?? (again ? '' : step.account)).slice(0, 200)
  const text = upstreamText(asked.get('problem'), language)
  return showForm(needs, reply, 200, {
    language,
    uid,
    name,
    problem: text === undefined ? undefined : { text },
  })
}

/** What went wrong at an upstream provider, in words; nothing for a code that is not ours to tell here. */
function upstreamText(code: string | null, language: Language): string | undefined {
  const known = code !== null && Object.hasOwn(signInTexts, code) ? signInTexts[code] : undefined
  return known && `${known.message[language]} ${known.remedy[language]}`
}

/** The page for name and password, with a fresh challenge for whoever comes with a passkey. */
export async function showForm(
  needs: Needs,
  reply: FastifyReply,
  status: number,
  shown: {
    readonly language: Language
    readonly uid: string
    readonly name: string
    readonly problem?: SignInPage['problem']
  },
) {
  const { uid, ...rest } = shown
  const passkey = await askForPasskey(factorNeeds(needs), 'sign-in-challenge', uid)
  const action = stepAddress(uid)
  const { demo } = needs
  const upstream = needs.upstream.map(({ id, issuer }) => ({ issuer: id, name: issuer.name }))
  return sendPage(
    reply,
    status,
    signInPage({ ...rest, action, demo, passkey, upstream }),
    passkey !== undefined,
  )
}

async function takeSignIn(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const form = readForm(request)
  const uid = uidOf(request)
  const language = readLanguage(form.get('lang'))
  const step = await findStep(needs.provider, request, reply, uid)
  if (step === undefined) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))

  const typed = { name: form.get('name') ?? '', password: form.get('password') ?? '' }
  const account = await checkSignIn(needs, typed, request.ip)
  if (account.ok) {
    const pending = { account: account.value.id, means: ['pwd' as const], singleDevice: false }
    return goOn(needs, request, reply, { uid, language }, { ...pending, upstream: 1 })
  }
  const [problem] = account.problems
  const name = typed.name.slice(0, 200)
  if (problem.code !== 'access.sign-in-must-wait')
    return showForm(needs, reply, 401, { language, uid, name, problem: 'failed' })
  const waitMinutes = minutesUntil(needs, problem.at)
  return showForm(needs, reply, 429, { language, uid, name, problem: { waitMinutes } })
}

/** Whoever comes with a passkey needs no name and no password: the key says whose it is, and asked for finger or PIN. */
async function takePasskeyFirst(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const form = readForm(request)
  const uid = uidOf(request)
  const language = readLanguage(form.get('lang'))
  const step = await findStep(needs.provider, request, reply, uid)
  if (step === undefined) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  const shown = { kind: 'sign-in-challenge', of: uid } as const
  const proved = await provePasskey(factorNeeds(needs), shown, readAnswer(form))
  const account = proved.ok ? await findAccount(needs.database, proved.value.account) : undefined
  if (!proved.ok || account === undefined || !mayOpen(needs, account))
    return showForm(needs, reply, 401, { language, uid, name: step.account, problem: 'passkey' })
  const { singleDevice } = proved.value
  const pending = {
    account: account.id,
    means: ['hwk' as const],
    singleDevice,
    upstream: 1 as const,
  }
  return goOn(needs, request, reply, { uid, language }, pending)
}

function mayOpen(needs: Needs, account: Account): boolean {
  const now = needs.now()
  return !account.locked && !isDormant(rulesAt(now), account, now) && (needs.demo || !account.demo)
}

async function finishSignIn(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const step = readStepCookie(stepSealer(needs), readCookie(request.headers.cookie, STEP_COOKIE))
  const broken = () => sendPage(reply, 400, failurePage(readLanguage(undefined), 'sign-in-broken'))
  if (step === undefined) return broken()
  const redeemed = await needs.client.finish(new URL(request.url, needs.origin), step)
  if (!redeemed.ok) return broken()

  const { account, accessToken } = redeemed.value
  const known = await spendAccessToken(needs.provider, accessToken)
  const token = newToken(needs.random)
  await replaceSession(needs, request, { token, account, known })
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
    readonly known: SignInKnown
  },
): Promise<void> {
  const now = needs.now()
  const { means, assurance, sessionUid } = fresh.known
  const former = readCookie(request.headers.cookie, sessionCookieName(needs.origin))
  await inTransaction(needs.database, async (trx) => {
    if (former) await endSession(trx, tokenHash(former), now)
    const agent = (request.headers['user-agent'] ?? '').slice(0, AGENT_LENGTH_MAX)
    await tellNewDevice(trx, needs, fresh.account, agent)
    await insertSession(trx, {
      tokenHash: tokenHash(fresh.token),
      account: fresh.account,
      createdAt: now,
      expiresAt: new Date(now.getTime() + rulesAt(now).session.hoursMax * 3_600_000),
      address: request.ip,
      agent,
      means,
      assurance,
      ...(sessionUid === undefined ? {} : { providerUid: sessionUid }),
    })
    return accept(undefined)
  })
  if (former) needs.forgetAll()
}

function stepSealer(needs: Needs) {
  return makeSealer(needs.secrets.cookieKey, 'sign-in-step', needs.random)
}
