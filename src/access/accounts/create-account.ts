import { type AuditCaller, recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import { PLACE_OF_ROLE, type Role } from '#vocabulary/caller'
import type { CitizenNumber } from '#vocabulary/citizen-number'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { newToken, tokenHash } from '../sealing.ts'
import { parseSignInName } from './account.ts'
import { findAccount, insertAccount, reopenAccount, setLocked } from './account-store.ts'
import { insertNotice } from '../recovery/notice-store.ts'
import { insertPasswordLink } from './password-link-store.ts'
import { endSessionsOf } from '../sessions/session-store.ts'

/** A link to set a password is good for 24 hours and once. */
const LINK_HOURS = 24

export type NewAccount = {
  readonly signInName: string
  readonly name: string
  readonly role: Role
  readonly facility?: FacilityCode | undefined
  readonly province?: string | undefined
  readonly citizenNumber?: CitizenNumber | undefined
  readonly practitioner?: CitizenNumber | undefined
  readonly licence?: string | undefined
}

export type PasswordLink = { readonly token: string; readonly expiresAt: Date }

type Needs = { readonly now: Date; readonly random: RandomBytes; readonly by: AuditCaller }

/**
 * Makes an account without a password, and the one-time link by which its person sets one.
 *
 * Refuses `access.sign-in-name-malformed`, `access.account-place-missing` when the role needs a facility, a province or a
 * citizen number and has none or another, `access.sign-in-name-taken`.
 */
export async function createAccount(
  trx: Trx,
  needs: Needs,
  account: NewAccount,
): Promise<Outcome<PasswordLink & { readonly account: string }>> {
  const signInName = parseSignInName(account.signInName)
  if (!signInName.ok) return signInName
  if (!hasItsPlace(account)) return refuse('incorrect', 'access.account-place-missing', 'role')

  const id = idOf(account.role, needs.random) ?? signInName.value
  const isNew = await insertAccount(
    trx,
    { ...definedOf(account), id, signInName: signInName.value, demo: false },
    needs.now,
    needs.by.account,
  )
  if (!isNew) return refuse('conflict', 'access.sign-in-name-taken', 'signInName')
  await recordConfigured(trx, needs, id, 'created')
  return accept({ account: id, ...(await makePasswordLink(trx, needs, id)) })
}

/** An id that tells nothing of the person, where the sign-in name would. */
function idOf(role: Role, random: RandomBytes): string | undefined {
  if (role === 'citizen') return newCitizenId(random)
  return role === 'practitioner' ? newPractitionerId(random) : undefined
}

/** An id for the audit log that tells nothing of the practitioner's number. */
export function newPractitionerId(random: RandomBytes): string {
  return `practitioner-${Buffer.from(random(8)).toString('hex')}`
}

/** An id for the audit log that tells nothing of the citizen. */
export function newCitizenId(random: RandomBytes): string {
  return `citizen-${Buffer.from(random(8)).toString('hex')}`
}

function hasItsPlace(account: NewAccount): boolean {
  const { role, facility, province, citizenNumber, practitioner } = account
  const place = PLACE_OF_ROLE[role]
  return (
    (place === 'facility') === (facility !== undefined) &&
    (place === 'province') === (province !== undefined) &&
    (place === 'citizen') === (citizenNumber !== undefined) &&
    (place === 'practitioner') === (practitioner !== undefined)
  )
}

function definedOf(account: NewAccount) {
  const { name, role, facility, province, citizenNumber, practitioner, licence } = account
  return {
    name,
    role,
    ...(facility === undefined ? {} : { facility }),
    ...(province === undefined ? {} : { province }),
    ...(citizenNumber === undefined ? {} : { citizenNumber }),
    ...(practitioner === undefined ? {} : { practitioner }),
    ...(licence === undefined ? {} : { licence }),
  }
}

/** A new link; any former one of the account ends. Only its hash is kept. */
export async function makePasswordLink(
  trx: Trx,
  needs: Pick<Needs, 'now' | 'random'>,
  account: string,
): Promise<PasswordLink> {
  const token = newToken(needs.random)
  const expiresAt = new Date(needs.now.getTime() + LINK_HOURS * 3_600_000)
  await insertPasswordLink(trx, { tokenHash: tokenHash(token), account, expiresAt }, needs.now)
  return { token, expiresAt }
}

/** A new link for an account that exists. Refuses `access.no-account`; a demo account has no password to set. */
export async function renewLink(
  trx: Trx,
  needs: Needs,
  id: string,
): Promise<Outcome<PasswordLink>> {
  const account = await findAccount(trx, id)
  if (account === undefined || account.demo) return refuse('not-found', 'access.no-account')
  await recordConfigured(trx, needs, id, 'password-link')
  const byName = needs.by.name
  await insertNotice(trx, { account: id, at: needs.now, what: 'password-link', byName })
  return accept(await makePasswordLink(trx, needs, id))
}

/** The link by which the person of a new account sets the first password. Refuses `access.no-account`, also once there is a password. */
export async function firstLink(
  trx: Trx,
  needs: Needs,
  id: string,
): Promise<Outcome<PasswordLink>> {
  const account = await findAccount(trx, id)
  if (account === undefined || account.demo || account.passwordHash !== undefined)
    return refuse('not-found', 'access.no-account')
  await recordConfigured(trx, needs, id, 'password-link')
  return accept(await makePasswordLink(trx, needs, id))
}

/** Locks an account and ends its sessions, or opens it again, also one that nobody used for too long. Refuses `access.no-account`, and `access.own-account` for locking oneself out. */
export async function lockOrUnlock(
  trx: Trx,
  needs: Needs,
  id: string,
  turn: 'lock' | 'unlock',
): Promise<Outcome<Record<string, never>>> {
  if (turn === 'lock' && id === needs.by.account) return refuse('conflict', 'access.own-account')
  if (!(await setLocked(trx, id, turn === 'lock' ? needs.now : null)))
    return refuse('not-found', 'access.no-account')
  if (turn === 'lock') await endSessionsOf(trx, id, needs.now)
  else await reopenAccount(trx, id, needs.now)
  await recordConfigured(trx, needs, id, turn)
  return accept({})
}

async function recordConfigured(trx: Trx, needs: Needs, account: string, change: string) {
  await recordAudit(trx, [
    {
      at: needs.now,
      action: 'configure',
      caller: needs.by,
      what: 'account',
      purpose: 'administration',
      detail: { account, change },
    },
  ])
}
