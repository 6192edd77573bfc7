import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { AccessNeeds } from '../access.ts'
import { findAccount } from '../accounts/account-store.ts'
import { failurePage } from '../pages/failure-page.ts'
import { PAGE_HEADERS, readLanguage } from '../pages/page.ts'
import { fhirAddress } from '../provider/client-settings.ts'
import {
  finishConsent,
  findConsent,
  refuseConsent,
  type PendingConsent,
} from '../provider/consent-step.ts'
import { readForm, readQuery, sendPage } from '../sessions/forms.ts'
import { ALLOWED_DAYS, allowApp, type AppRequest, givable } from './allow-app.ts'
import { stateOf } from './client.ts'
import { findClient } from './client-store.ts'
import { CONSENT_PATH } from './consent-path.ts'
import { consentPage } from './consent-page.ts'
import { findLaunch } from './launch-store.ts'

type Needs = AccessNeeds & { readonly provider: Provider }

const FORM_BYTES_MAX = 20_000
const DAY_SECONDS = 86_400

/** The page on which a person allows an app, within the provider's own flow: only the browser that began it may answer. */
export function appConsentRoutes(app: FastifyInstance, needs: Needs): void {
  app.get(`${CONSENT_PATH}/:uid`, (request, reply) => show(needs, request, reply))
  app.post(`${CONSENT_PATH}/:uid`, { bodyLimit: FORM_BYTES_MAX }, (request, reply) =>
    take(needs, request, reply),
  )
}

async function show(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const step = await findConsent(needs.provider, request, reply, uidOf(request))
  const language = readLanguage(readQuery(request).get('lang') ?? step?.language)
  if (step === undefined) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  const asked = await readRequest(needs, step)
  if (asked === undefined) return leave(reply, await refuseConsent(needs.provider, request, reply))
  return sendConsent(
    reply,
    200,
    step,
    consentPage(language, { ...shownOf(request, step), request: asked }),
  )
}

async function take(needs: Needs, request: FastifyRequest, reply: FastifyReply) {
  const form = readForm(request)
  const language = readLanguage(form.get('lang'))
  const step = await findConsent(needs.provider, request, reply, uidOf(request))
  if (step === undefined) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  const asked = await readRequest(needs, step)
  if (asked === undefined || form.get('decision') !== 'allow')
    return leave(reply, await refuseConsent(needs.provider, request, reply))

  const ticked = asked.optional.filter((scope) => form.getAll('scope').includes(scope))
  const isEmpty = !ticked.some((scope) => scope !== 'offline_access')
  if (isEmpty && asked.optional.length > 0)
    return sendConsent(
      reply,
      400,
      step,
      consentPage(language, { ...shownOf(request, step), request: asked, nothingTicked: true }),
    )
  const scopes = [...asked.needed, ...ticked]
  const days = ALLOWED_DAYS.find((one) => String(one) === form.get('days')) ?? ALLOWED_DAYS[0]
  const until = new Date(needs.now().getTime() + days * DAY_SECONDS * 1_000)
  const finished = await finishConsent(needs.provider, request, reply, {
    step,
    resource: fhirAddress(needs.origin),
    asked: asked.asked,
    given: scopes,
    seconds: days * DAY_SECONDS,
    keep: (grant) => allowApp(needs, asked, { grant, scopes, until }, request.ip),
  })
  if (!finished.ok) return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  return leave(reply, finished.value)
}

/** What this app asks of this person; undefined when there is nothing that this person could give. */
async function readRequest(needs: Needs, step: PendingConsent): Promise<AppRequest | undefined> {
  const [client, account] = await Promise.all([
    findClient(needs.database, step.client),
    findAccount(needs.database, step.account),
  ])
  if (client?.kind !== 'app' || stateOf(client) !== 'open' || account === undefined)
    return undefined
  if (account.role !== 'citizen' && account.role !== 'doctor') return undefined
  const launch =
    step.launch === undefined
      ? undefined
      : await findLaunch(needs.database, {
          token: step.launch,
          client: client.id,
          account: account.id,
          now: needs.now(),
        })
  // An app that was opened from a record and cannot say which must not open another.
  if ((step.launch !== undefined || step.scopes.includes('launch')) && launch === undefined)
    return undefined
  const own =
    account.citizenNumber === undefined ? undefined : await needs.findPerson(account.citizenNumber)
  const person = launch?.person ?? own
  return {
    client,
    account,
    asked: step.scopes,
    ...givable(step.scopes, client, account.role, person !== undefined),
    ...(person === undefined ? {} : { person }),
    ...(launch?.visit === undefined ? {} : { visit: launch.visit }),
    ...(step.launch === undefined ? {} : { launch: step.launch }),
  }
}

/** The form leads on to the app's own address, which the browser must be allowed to follow. */
function sendConsent(reply: FastifyReply, status: number, step: PendingConsent, text: string) {
  const { origin } = new URL(step.redirectUri)
  const policy = PAGE_HEADERS['content-security-policy'] ?? ''
  return reply
    .code(status)
    .headers({
      ...PAGE_HEADERS,
      'content-security-policy': policy.replace(
        "form-action 'self'",
        `form-action 'self' ${origin}`,
      ),
    })
    .type('text/html; charset=utf-8')
    .send(text)
}

function leave(reply: FastifyReply, address: string) {
  return reply.headers(PAGE_HEADERS).redirect(address, 303)
}

function shownOf(request: FastifyRequest, step: PendingConsent) {
  return {
    action: `${CONSENT_PATH}/${encodeURIComponent(uidOf(request))}`,
    host: new URL(step.redirectUri).host,
  }
}

function uidOf(request: FastifyRequest): string {
  const { pathname } = new URL(request.url, 'http://path')
  return pathname.split('/')[2] ?? ''
}
