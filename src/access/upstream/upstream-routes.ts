import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { z } from 'zod'
import { recordAudit } from '#audit'
import { inTransaction } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import { accept, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { linkIdentity, unlinkIdentity } from '../contract.ts'
import { factorNeeds } from '../factors/factor-needs.ts'
import { failurePage } from '../pages/failure-page.ts'
import { readLanguage } from '../pages/page.ts'
import { findStep } from '../provider/provider-step.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { makeSealer, tokenHash } from '../sealing.ts'
import { readQuery, sendPage } from '../sessions/forms.ts'
import type { Identification } from '../sessions/identify-caller.ts'
import { keepPending, takePending } from '../sessions/pending-store.ts'
import { isSecure, readCookie, sessionCookieName } from '../sessions/session.ts'
import { goOn, stepAddress } from '../sessions/show-stage.ts'
import { uidOf } from '../sessions/stage-routes.ts'
import { enterByUpstream, linkUpstream } from './enter-by-upstream.ts'
import { deleteLinkedIdentity } from './identity-store.ts'
import type { Upstream } from './open-upstream.ts'
import { readIdentity } from './upstream-identity.ts'

type Needs = Omit<AccessNeeds, 'upstream'> & {
  readonly provider: Provider
  readonly identification: Identification
  readonly upstream: readonly Upstream[]
}

/** What the browser carries to the provider and back, sealed. */
const COOKIE = 'mach_upstream'
const COOKIE_PATH = '/sign-in/upstream'
const COOKIE_SECONDS = 900

const Carried = z.strictObject({
  issuer: z.string(),
  step: z.strictObject({
    verifier: z.string(),
    state: z.string(),
    nonce: z.string(),
    returnTo: z.string(),
  }),
  /** A sign-in under way here, or a session that links an identity to its account. */
  for: z.union([z.strictObject({ uid: z.string() }), z.strictObject({ session: z.string() })]),
})
type Carried = z.infer<typeof Carried>

/** The page that shows the own identities. */
const SECURITY_PAGE = '/tai-khoan/bao-mat'

const Entered = z.object({
  account: z.string(),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
})

/** Sign-in and linking by electronic identities of the State. */
export function upstreamRoutes(door: Door, needs: Needs): void {
  const { app } = door
  signInByUpstream(app, needs)
  app.get<{ Params: { issuer: string } }>(`${COOKIE_PATH}/:issuer`, (request, reply) =>
    comeBack(needs, request, reply),
  )
  serve(door, linkIdentity, async (caller, { issuer }) => {
    const session = needs.identification.factsOf(caller)?.session?.tokenHash
    const upstream = needs.upstream.find(({ id }) => id === issuer)
    if (upstream === undefined) return refuse('not-found', 'access.upstream-unknown')
    if (session === undefined) return refuse('conflict', 'access.session-only')
    const of = session.toString('base64url')
    await keepPending(factorNeeds(needs), 'upstream', of, { issuer })
    return accept({ next: `${COOKIE_PATH}/${issuer}?link=1` })
  })
  serve(door, unlinkIdentity, (caller, { issuer }) =>
    inTransaction(needs.database, async (trx) => {
      if (!(await deleteLinkedIdentity(trx, caller.account, issuer)))
        return refuse('not-found', 'access.no-identity')
      const at = needs.now()
      await insertNotice(trx, { account: caller.account, at, what: 'identity-unlinked' })
      const detail = { issuer, change: 'parted' }
      await recordAudit(trx, [{ at, action: 'update', caller, what: 'identity', detail }])
      return accept({})
    }),
  )
}

function signInByUpstream(app: FastifyInstance, needs: Needs): void {
  app.get<{ Params: { uid: string; issuer: string } }>(
    '/sign-in/:uid/upstream/:issuer',
    async (request, reply) => {
      const { uid, issuer } = request.params
      const step = await findStep(needs.provider, request, reply, uid)
      if (step === undefined)
        return sendPage(reply, 400, failurePage(readLanguage(step), 'sign-in-broken'))
      return leaveFor(needs, request, reply, issuer, { uid })
    },
  )
  app.get('/sign-in/:uid/entered', async (request, reply) => {
    const uid = uidOf(request)
    const step = await findStep(needs.provider, request, reply, uid)
    const language = readLanguage(step?.language)
    const entered = Entered.safeParse(
      step === undefined ? undefined : await takePending(factorNeeds(needs), 'upstream', uid),
    )
    if (!entered.success) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
    const { account, level } = entered.data
    const pending = { account, means: ['fed' as const], singleDevice: false, upstream: level }
    return goOn(needs, request, reply, { uid, language }, pending)
  })
}

/** Sends the browser to the provider. */
async function leaveFor(
  needs: Needs,
  request: FastifyRequest,
  reply: FastifyReply,
  issuer: string,
  whatFor: Carried['for'],
) {
  const upstream = needs.upstream.find(({ id }) => id === issuer)
  if (upstream === undefined) return backTo(reply, whatFor, 'access.upstream-unknown')
  const begun = await upstream.client.begin(readLanguage(readQuery(request).get('lang')))
  if (!begun.ok) return backTo(reply, whatFor, begun.problems[0].code)
  const { address, step } = begun.value
  const value = sealer(needs).seal(JSON.stringify({ issuer, step, for: whatFor } satisfies Carried))
  return reply
    .header('set-cookie', cookie(needs, value.toString('base64url'), COOKIE_SECONDS))
    .header('cache-control', 'no-store')
    .redirect(address.href)
}

/** The browser is back from the provider; or it begins to link, for which a session asked a moment ago. */
async function comeBack(
  needs: Needs,
  request: FastifyRequest<{ Params: { issuer: string } }>,
  reply: FastifyReply,
) {
  const session = sessionOf(needs, request)
  const { issuer } = request.params
  if (readQuery(request).get('link') === '1') {
    const asked = session && (await takePending(factorNeeds(needs), 'upstream', session))
    if (asked === undefined || session === undefined) return broken(reply)
    return leaveFor(needs, request, reply, issuer, { session })
  }
  const carried = readCarried(needs, request)
  const upstream = needs.upstream.find(({ id }) => id === issuer)
  if (carried === undefined || upstream === undefined || carried.issuer !== issuer)
    return broken(reply)
  void reply.header('set-cookie', cookie(needs, '', 0)).header('cache-control', 'no-store')
  const told = await upstream.client.finish(new URL(request.url, needs.origin), carried.step)
  const identity = told.ok ? readIdentity(upstream.issuer, told.value) : undefined
  if (!told.ok || identity === undefined)
    return backTo(reply, carried.for, told.ok ? 'access.upstream-refused' : told.problems[0].code)

  if ('uid' in carried.for) {
    const entered = await enterByUpstream(needs, upstream.issuer, identity, request.ip)
    if (!entered.ok) return backTo(reply, carried.for, entered.problems[0].code)
    const kept = { account: entered.value.id, level: identity.level }
    await keepPending(factorNeeds(needs), 'upstream', carried.for.uid, kept)
    return reply.redirect(`${stepAddress(carried.for.uid)}/entered`, 303)
  }
  // Whoever sits there must still be who asked for the link.
  const caller = await needs.identification.identify(request)
  if (caller === undefined || session !== carried.for.session) return broken(reply)
  const linked = await linkUpstream(needs, upstream.issuer, identity, caller)
  return linked.ok
    ? reply.redirect(SECURITY_PAGE, 303)
    : backTo(reply, carried.for, linked.problems[0].code)
}

function backTo(reply: FastifyReply, whatFor: Carried['for'], problem: string) {
  const to = 'uid' in whatFor ? stepAddress(whatFor.uid) : SECURITY_PAGE
  return reply.redirect(`${to}?problem=${encodeURIComponent(problem)}`, 303)
}

function broken(reply: FastifyReply) {
  return sendPage(reply, 400, failurePage('vi', 'sign-in-broken'))
}

function sessionOf(needs: Needs, request: FastifyRequest): string | undefined {
  const token = readCookie(request.headers.cookie, sessionCookieName(needs.origin))
  return token === undefined || token === '' ? undefined : tokenHash(token).toString('base64url')
}

function readCarried(needs: Needs, request: FastifyRequest): Carried | undefined {
  const value = readCookie(request.headers.cookie, COOKIE)
  const text = value === undefined ? undefined : sealer(needs).open(Buffer.from(value, 'base64url'))
  return text === undefined ? undefined : Carried.parse(JSON.parse(text))
}

function sealer(needs: Needs) {
  return makeSealer(needs.secrets.cookieKey, 'upstream-step', needs.random)
}

function cookie(needs: Needs, value: string, seconds: number): string {
  const secure = isSecure(needs.origin) ? '; Secure' : ''
  return `${COOKIE}=${value}; Path=${COOKIE_PATH}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`
}
