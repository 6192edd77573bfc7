import type { FastifyInstance } from 'fastify'
import { inTransaction, type Trx } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import {
  createStaffAccount,
  listAccounts,
  lockAccount,
  renewPasswordLink,
  unlockAccount,
} from '../contract.ts'
import { failurePage } from '../pages/failure-page.ts'
import { type Language, readLanguage } from '../pages/page.ts'
import {
  isPasswordProblem,
  passwordKeptPage,
  passwordPage,
  type PasswordProblem,
} from '../pages/password-page.ts'
import { readForm, readQuery, sendPage } from '../sessions/forms.ts'
import { countCitizenAccounts, type ListedAccount, listStaffAccounts } from './account-store.ts'
import {
  createAccount,
  lockOrUnlock,
  type NewAccount,
  type PasswordLink,
  renewLink,
} from './create-account.ts'
import type { Account } from './account.ts'
import { isDormant, rulesAt } from './account-rules.ts'
import { hasOrNeedsFactor, readPasswordLink, setPasswordByLink } from './set-password.ts'

type Needs = AccessNeeds & { readonly forgetAll: () => void }

export function accountRoutes(door: Door, needs: Needs): void {
  serve(door, listAccounts, async (_caller, asked) => accept(await listed(needs, asked)))
  serve(door, createStaffAccount, (caller, account) => createStaff(needs, caller, account))
  serve(door, lockAccount, (caller, { account }) => turn(needs, caller, account, 'lock'))
  serve(door, unlockAccount, (caller, { account }) => turn(needs, caller, account, 'unlock'))
  serve(door, renewPasswordLink, (caller, { account }) =>
    inTransaction(needs.database, async (trx) => {
      const link = await renewLink(trx, by(needs, caller), account)
      return link.ok ? accept(linkAnswer(needs, link.value)) : link
    }),
  )
  passwordRoutes(door.app, needs)
}

/** The address that a person opens to set a password. */
export function passwordAddress(origin: string, token: string): string {
  return `${origin}/password/${token}`
}

function linkAnswer(needs: Needs, { token, expiresAt }: PasswordLink) {
  return { link: passwordAddress(needs.origin, token), linkExpiresAt: expiresAt.toISOString() }
}

function by(needs: Needs, caller: Caller) {
  return { now: needs.now(), random: needs.random, by: caller }
}

async function createStaff(
  needs: Needs,
  caller: Caller,
  asked: Omit<NewAccount, 'facility'> & { readonly facility?: string | undefined },
) {
  const { facility: text, ...rest } = asked
  const facility = text === undefined ? undefined : parseFacilityCode(text.toUpperCase())
  if (facility && !facility.ok) return facility
  if (facility && (await needs.facilityName(facility.value)) === undefined)
    return refuse('incorrect', 'access.facility-unknown', 'facility')
  return inTransaction(needs.database, async (trx: Trx) => {
    const created = await createAccount(trx, by(needs, caller), {
      ...rest,
      facility: facility?.value,
    })
    return created.ok
      ? accept({ account: created.value.account, ...linkAnswer(needs, created.value) })
      : created
  })
}

async function turn(
  needs: Needs,
  caller: Caller,
  account: string,
  way: 'lock' | 'unlock',
): Promise<Outcome<Record<string, never>>> {
  const turned = await inTransaction(needs.database, (trx) =>
    lockOrUnlock(trx, by(needs, caller), account, way),
  )
  needs.forgetAll()
  return turned
}

async function listed(needs: Needs, asked: Parameters<typeof listStaffAccounts>[1]) {
  const { database } = needs
  const accounts = await listStaffAccounts(database, { ...asked, limit: asked.limit + 1 })
  const page = accounts.slice(0, asked.limit)
  const last = page.at(-1)
  return {
    accounts: await Promise.all(page.map((account) => accountAnswer(needs, account))),
    citizens: await countCitizenAccounts(database),
    ...(accounts.length > asked.limit && last ? { next: last.signInName } : {}),
  }
}

function stateOf({ now }: Needs, account: Account): 'active' | 'waiting' | 'locked' | 'dormant' {
  if (account.locked) return 'locked'
  if (!account.demo && account.passwordHash === undefined) return 'waiting'
  return isDormant(rulesAt(now()), account, now()) ? 'dormant' : 'active'
}

async function accountAnswer(needs: Needs, account: ListedAccount) {
  const { facilityName } = needs
  const { id, signInName, name, role, facility, province, licence, demo, factors } = account
  const state = stateOf(needs, account)
  const placeName = facility && (await facilityName(facility))
  return {
    account: id,
    signInName,
    name,
    role,
    demo,
    state,
    factors,
    createdAt: account.createdAt.toISOString(),
    ...(facility === undefined ? {} : { facility }),
    ...(placeName === undefined ? {} : { facilityName: placeName }),
    ...(province === undefined ? {} : { province }),
    ...(licence === undefined ? {} : { licence }),
    ...(account.lastSeenAt === undefined ? {} : { lastSeenAt: account.lastSeenAt.toISOString() }),
  }
}

/** The page behind a one-time link, on which a person sets a password. */
function passwordRoutes(app: FastifyInstance, needs: Needs): void {
  app.get<{ Params: { token: string } }>('/password/:token', async (request, reply) => {
    const language = readLanguage(readQuery(request).get('lang'))
    const account = await readPasswordLink(needs, request.params.token)
    if (!account.ok) return sendPage(reply, 404, failurePage(language, 'link-not-valid'))
    return sendPage(
      reply,
      200,
      await pageOfLink(needs, language, request.params.token, account.value),
    )
  })
  app.post<{ Params: { token: string } }>(
    '/password/:token',
    { bodyLimit: 10_000 },
    async (request, reply) => {
      const form = readForm(request)
      const language = readLanguage(form.get('lang'))
      const { token } = request.params
      const account = await readPasswordLink(needs, token)
      if (!account.ok) return sendPage(reply, 404, failurePage(language, 'link-not-valid'))

      const { signInName } = account.value
      const again = async (problem: PasswordProblem) =>
        sendPage(reply, 422, await pageOfLink(needs, language, token, account.value, problem))
      const password = form.get('password') ?? ''
      if (password !== form.get('again')) return again('differ')
      const set = await setPasswordByLink(needs, token, password, request.ip)
      needs.forgetAll()
      if (set.ok) return sendPage(reply, 200, passwordKeptPage(language, signInName))
      const { code } = set.problems[0]
      return isPasswordProblem(code)
        ? again(code)
        : sendPage(reply, 404, failurePage(language, 'link-not-valid'))
    },
  )
}

async function pageOfLink(
  needs: Needs,
  language: Language,
  token: string,
  account: Account,
  problem?: PasswordProblem,
): Promise<string> {
  return passwordPage({
    language,
    action: `/password/${encodeURIComponent(token)}`,
    signInName: account.signInName,
    withSecondFactor: await hasOrNeedsFactor(needs, account),
    ...(problem === undefined ? {} : { problem }),
  })
}
