import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Outcome } from '#vocabulary/outcome'
import { type Account, callerOf } from '../accounts/account.ts'
import { findAccount } from '../accounts/account-store.ts'
import { setOldPassword } from '../accounts/set-password.ts'
import { type Enrolled, finishPasskey, finishTotp } from '../factors/enrol-factor.ts'
import { factorNeeds } from '../factors/factor-needs.ts'
import { proveCode, provePasskey } from '../factors/prove-factor.ts'
import { codesPage } from '../pages/codes-page.ts'
import { failurePage } from '../pages/failure-page.ts'
import { type Language, PASSKEY_SCRIPT_PATH, readLanguage } from '../pages/page.ts'
import { isPasswordProblem } from '../pages/password-page.ts'
import { findStep } from '../provider/provider-step.ts'
import { readForm, sendPage } from './forms.ts'
import { findPending, keepPending } from './pending-store.ts'
import { PendingSignIn } from './pending-sign-in.ts'
import { goOn, type StageNeeds, stepAddress } from './show-stage.ts'

const SCRIPT = readFileSync(new URL('../pages/passkey.js', import.meta.url), 'utf8')

/** A passkey's answer is some kilobytes; nothing else on these pages is as large. */
const FORM_BYTES_MAX = 30_000

/** What stands between the password and the session: second factors, enrolment, a password that is too old. */
export function stageRoutes(app: FastifyInstance, needs: StageNeeds): void {
  app.get(PASSKEY_SCRIPT_PATH, (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .headers({ 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' })
      .send(SCRIPT),
  )
  const post = (name: string, answer: (stage: AtStage) => Promise<unknown>) =>
    app.post(`/sign-in/:uid/${name}`, { bodyLimit: FORM_BYTES_MAX }, (request, reply) =>
      atStage(needs, request, reply, answer),
    )
  post('code', (stage) => takeCode(needs, stage))
  post('passkey', (stage) => takePasskey(needs, stage))
  post('enrol', async (stage) =>
    enrolled(
      needs,
      stage,
      'code',
      await finishTotp(factorNeeds(needs), stage.uid, stage.caller, {
        code: stage.form.get('code') ?? '',
      }),
    ),
  )
  post('enrol-passkey', async (stage) =>
    enrolled(
      needs,
      stage,
      'passkey',
      await finishPasskey(factorNeeds(needs), stage.uid, stage.caller, {
        answer: readAnswer(stage.form),
      }),
    ),
  )
  post('new-password', (stage) => takeNewPassword(needs, stage))
  post('continue', (stage) => goOn(needs, stage.request, stage.reply, stage, stage.pending))
}

/** A form that came back from a page of a sign-in that is under way in this very browser. */
type AtStage = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly uid: string
  readonly language: Language
  readonly form: URLSearchParams
  readonly pending: PendingSignIn
  readonly account: Account
  readonly caller: ReturnType<typeof callerOf>
}

async function atStage(
  needs: StageNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (stage: AtStage) => Promise<unknown>,
) {
  const form = readForm(request)
  const language = readLanguage(form.get('lang'))
  const uid = uidOf(request)
  const step = await findStep(needs.provider, request, reply, uid)
  const pending = PendingSignIn.safeParse(
    step === undefined ? undefined : await findPending(factorNeeds(needs), 'sign-in', uid),
  )
  const account = pending.success
    ? await findAccount(needs.database, pending.data.account)
    : undefined
  if (!pending.success || account === undefined || account.locked)
    return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  const caller = callerOf(account, request.ip)
  return answer({ request, reply, uid, language, form, pending: pending.data, account, caller })
}

async function takeCode(needs: StageNeeds, stage: AtStage) {
  const { request, reply, uid, language, pending } = stage
  const proved = await proveCode(factorNeeds(needs), stage.caller, stage.form.get('code') ?? '')
  if (proved.ok) return goOn(needs, request, reply, stage, withMeans(pending, proved.value))
  const [{ at, code }] = proved.problems
  const problem =
    code === 'access.sign-in-must-wait' ? { waitMinutes: minutesUntil(needs, at) } : 'code'
  return goOn(needs, request, reply, { uid, language, problem }, pending)
}

/** How long a person must wait, in whole minutes, at least one. */
export function minutesUntil(needs: Pick<StageNeeds, 'now'>, instant: string | undefined): number {
  const waitMs = new Date(instant ?? 0).getTime() - needs.now().getTime()
  return Math.max(1, Math.ceil(waitMs / 60_000))
}

async function takePasskey(needs: StageNeeds, stage: AtStage) {
  const { request, reply, uid, language, pending } = stage
  const proved = await provePasskey(
    factorNeeds(needs),
    { kind: 'sign-in-challenge', of: uid },
    readAnswer(stage.form),
    pending.account,
  )
  return proved.ok
    ? goOn(needs, request, reply, stage, {
        ...withMeans(pending, 'hwk'),
        singleDevice: proved.value.singleDevice,
      })
    : goOn(needs, request, reply, { uid, language, problem: 'passkey' }, pending)
}

/** A new factor was just proved, so it counts for this sign-in; the recovery codes are shown once before it goes on. */
async function enrolled(
  needs: StageNeeds,
  stage: AtStage,
  kind: 'code' | 'passkey',
  made: Outcome<Enrolled>,
) {
  const { request, reply, uid, language, pending } = stage
  if (!made.ok) return goOn(needs, request, reply, { uid, language, problem: kind }, pending)
  const proved = withMeans(pending, kind === 'code' ? 'otp' : 'hwk')
  if (made.value.codes.length === 0) return goOn(needs, request, reply, stage, proved)
  await keepPending(factorNeeds(needs), 'sign-in', uid, proved)
  return sendPage(reply, 200, codesPage(language, stepAddress(uid), made.value.codes))
}

async function takeNewPassword(needs: StageNeeds, stage: AtStage) {
  const { request, reply, uid, language, pending, form } = stage
  const again = (passwordProblem: string) =>
    goOn(
      needs,
      request,
      reply,
      {
        uid,
        language,
        passwordProblem: isPasswordProblem(passwordProblem) ? passwordProblem : 'differ',
      },
      pending,
    )
  if (form.get('password') !== form.get('again')) return again('differ')
  const set = await setOldPassword(needs, stage.account, stage.caller, form.get('password') ?? '')
  return set.ok ? goOn(needs, request, reply, stage, pending) : again(set.problems[0].code)
}

function withMeans(pending: PendingSignIn, means: PendingSignIn['means'][number]): PendingSignIn {
  return { ...pending, means: [...new Set([...pending.means, means])] }
}

/** What the script put into the form; anything else is no answer. */
export function readAnswer(form: URLSearchParams): unknown {
  const text = form.get('answer') ?? ''
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export function uidOf(request: FastifyRequest): string {
  const { pathname } = new URL(request.url, 'http://path')
  return pathname.split('/')[2] ?? ''
}
