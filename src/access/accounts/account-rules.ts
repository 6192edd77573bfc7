import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { vietnamDay } from '#vocabulary/vietnam-time'

const FILE = new URL('../../../catalogues/security/account-rules.json', import.meta.url)

const count = z.number().int().positive()

const Rules = z.object({
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  source: z.string(),
  password: z.object({
    /** Characters, where a second factor stands beside the password. */
    lengthMinWithSecondFactor: count,
    /** Characters, where the password stands alone; it then needs every kind of `kindsAlone`. */
    lengthMinAlone: count,
    kindsAlone: z.array(z.enum(['upper', 'lower', 'digit', 'special'])),
    /** Characters that differ from one another, capital or not. */
    differentMin: count,
    /** So many times the same character in a row. */
    sameInARowMax: count,
    lengthMax: count,
    /** How many of the latest passwords, the present one among them, may not be chosen again. */
    formerNotReused: count,
    /** By role: after so many months another password is asked for at sign-in. */
    maxAgeMonths: z.record(z.string(), count),
  }),
  account: z.object({
    /** An account that nobody used for so many days opens no more until an administrator opens it again. */
    idleDaysMax: count,
    idleExempt: z.array(z.string()),
  }),
  secondFactor: z.object({
    requiredOf: z.array(z.string()),
    recoveryCodes: count,
    /** Steps of 30 s by which a telephone's clock may be wrong, each way. */
    driftSteps: z.number().int().nonnegative(),
    factorsMax: count,
  }),
  session: z.object({ idleMinutesMax: count, hoursMax: count, stepUpMinutes: count }),
})

/** What an installation asks of accounts, passwords and sessions on one day. */
export type AccountRules = z.infer<typeof Rules>

const ALL: readonly AccountRules[] = z
  .object({ rules: z.array(Rules).min(1) })
  .parse(JSON.parse(readFileSync(FILE, 'utf8'))).rules

/**
 * The rules in force at an instant, by Vietnam's day; before the first ones, the first ones hold,
 * so that a clock that is wrong never leaves the house without rules.
 */
export function rulesAt(now: Date): AccountRules {
  const day = vietnamDay(now)
  const inForce = ALL.filter((rules) => rules.from <= day && (rules.to === null || day <= rules.to))
  const found = inForce.at(-1) ?? ALL[0]
  if (found === undefined) throw new Error('catalogues/security/account-rules.json has no rules')
  return found
}

/** When a password was set and by whom it is used; as much of an account as its age needs. */
type Aged = { readonly role: string; readonly passwordSetAt?: Date | undefined }

/** Whether a password is too old for its role. One of unknown age is. Source: TCVN 14423:2026, administrators change every two months. */
export function isPasswordTooOld(rules: AccountRules, account: Aged, now: Date): boolean {
  const months = rules.password.maxAgeMonths[account.role]
  if (months === undefined) return false
  if (account.passwordSetAt === undefined) return true
  const end = new Date(account.passwordSetAt)
  end.setUTCMonth(end.getUTCMonth() + months)
  return end <= now
}

type Used = {
  readonly role: string
  readonly demo: boolean
  readonly createdAt: Date
  readonly lastSignInAt?: Date | undefined
  readonly reopenedAt?: Date | undefined
}

/** Whether an account lay unused for too long. Demo accounts never do. Source: TCVN 14423:2026, accounts idle for 45 days are disabled. */
export function isDormant(rules: AccountRules, account: Used, now: Date): boolean {
  if (account.demo || rules.account.idleExempt.includes(account.role)) return false
  const { createdAt, lastSignInAt, reopenedAt } = account
  const lastMs = Math.max(
    createdAt.getTime(),
    lastSignInAt?.getTime() ?? 0,
    reopenedAt?.getTime() ?? 0,
  )
  return now.getTime() - lastMs > rules.account.idleDaysMax * 86_400_000
}

/** Whether whoever holds this role must have a second factor. Source: TCVN 14423:2026, administrators and access from the Internet. */
export function needsSecondFactor(rules: AccountRules, role: string): boolean {
  return rules.secondFactor.requiredOf.includes(role)
}
