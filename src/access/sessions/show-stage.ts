import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { recordAudit } from '#audit'
import type { AccessNeeds } from '../access.ts'
import { type Account, callerOf } from '../accounts/account.ts'
import { isDormant, rulesAt } from '../accounts/account-rules.ts'
import { findAccount, noteSignIn } from '../accounts/account-store.ts'
import { beginPasskey, beginTotp } from '../factors/enrol-factor.ts'
import { assuranceOf, type SecondFactor } from '../factors/factor.ts'
import { factorNeeds } from '../factors/factor-needs.ts'
import { listFactors } from '../factors/factor-store.ts'
import { askForPasskey } from '../factors/prove-factor.ts'
import { spelledSecret, qrPicture } from '../factors/totp.ts'
import { enrolPage } from '../pages/enrol-page.ts'
import { factorPage } from '../pages/factor-page.ts'
import { failurePage } from '../pages/failure-page.ts'
import { passwordPage, type PasswordProblem } from '../pages/password-page.ts'
import type { Language } from '../pages/page.ts'
import { finishStep } from '../provider/provider-step.ts'
import { sendPage } from './forms.ts'
import { keepPending, takePending } from './pending-store.ts'
import { nextStage, type PendingSignIn } from './pending-sign-in.ts'

export type StageNeeds = Omit<AccessNeeds, 'upstream'> & { readonly provider: Provider }

/** One page of one sign-in: where it is answered, and in which language. */
export type StageShown = {
  readonly uid: string
  readonly language: Language
  readonly problem?: 'code' | 'passkey' | { readonly waitMinutes: number } | undefined
  readonly passwordProblem?: PasswordProblem | undefined
}

export function stepAddress(uid: string): string {
  return `/sign-in/${encodeURIComponent(uid)}`
}

/** Goes on with a sign-in: shows what is still to be done, or finishes it and sends the browser back to where it came from. */
export async function goOn(
  needs: StageNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: StageShown,
  pending: PendingSignIn,
) {
  const now = needs.now()
  const rules = rulesAt(now)
  const account = await findAccount(needs.database, pending.account)
  const { uid, language } = shown
  if (account === undefined || account.locked || isDormant(rules, account, now))
    return sendPage(reply, 400, failurePage(language, 'sign-in-broken'))
  const factors = await listFactors(needs.database, account.id)
  const stage = nextStage(rules, pending, account, factors.length, now)
  if (stage === 'done') return finish(needs, request, reply, uid, pending)

  await keepPending(factorNeeds(needs), 'sign-in', uid, pending)
  if (stage === 'factor') return showFactor(needs, reply, shown, account, factors)
  if (stage === 'enrol') return showEnrolment(needs, reply, shown, account)
  return showNewPassword(reply, shown, account)
}

async function showFactor(
  needs: StageNeeds,
  reply: FastifyReply,
  { uid, language, problem }: StageShown,
  account: Account,
  factors: readonly SecondFactor[],
) {
  const passkey = await askForPasskey(factorNeeds(needs), 'sign-in-challenge', uid, account.id)
  const hasTotp = factors.some((factor) => factor.kind === 'totp')
  const action = stepAddress(uid)
  const status = problem === undefined ? 200 : typeof problem === 'object' ? 429 : 422
  const page = factorPage({ language, action, hasTotp, passkey, problem })
  return sendPage(reply, status, page, passkey !== undefined)
}

async function showEnrolment(
  needs: StageNeeds,
  reply: FastifyReply,
  { uid, language, problem }: StageShown,
  account: Account,
) {
  const ground = factorNeeds(needs)
  const { secret, address } = await beginTotp(ground, uid, account)
  const passkey = await beginPasskey(ground, uid, account)
  const page = enrolPage({
    language,
    action: stepAddress(uid),
    totp: { picture: await qrPicture(address), spelled: spelledSecret(secret) },
    passkey,
    problem: typeof problem === 'object' ? undefined : problem,
  })
  return sendPage(reply, problem === undefined ? 200 : 422, page, passkey !== undefined)
}

function showNewPassword(
  reply: FastifyReply,
  { uid, language, passwordProblem }: StageShown,
  account: Account,
) {
  const action = stepAddress(uid)
  const page = passwordPage({
    language,
    action: `${action}/new-password`,
    other: action,
    signInName: account.signInName,
    why: 'too-old',
    withSecondFactor: true,
    ...(passwordProblem === undefined ? {} : { problem: passwordProblem }),
  })
  return sendPage(reply, passwordProblem === undefined ? 200 : 422, page)
}

/** Everything was proved: the provider is told, and the log. */
async function finish(
  needs: StageNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  uid: string,
  pending: PendingSignIn,
) {
  const now = needs.now()
  const account = await findAccount(needs.database, pending.account)
  await takePending(factorNeeds(needs), 'sign-in', uid)
  const { means, singleDevice, upstream } = pending
  const assurance = assuranceOf(means, singleDevice, upstream)
  const next = await finishStep(needs.provider, request, reply, pending.account, {
    means,
    assurance,
  })
  await noteSignIn(needs.database, pending.account, now)
  if (account !== undefined)
    await recordAudit(needs.database, [
      {
        at: now,
        action: 'sign-in',
        caller: callerOf(account, request.ip),
        what: 'sign-in',
        detail: { how: means.join('+'), assurance },
      },
    ])
  return reply.redirect(next, 303)
}
