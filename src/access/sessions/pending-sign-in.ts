import { z } from 'zod'
import type { Account } from '../accounts/account.ts'
import {
  type AccountRules,
  isPasswordTooOld,
  needsSecondFactor,
} from '../accounts/account-rules.ts'
import { hasSecondFactor, MEANS } from '../factors/factor.ts'

/** How far one sign-in has come, as it is kept between two pages. */
export const PendingSignIn = z.strictObject({
  account: z.string(),
  means: z.array(z.enum(MEANS)),
  /** Whether the key that was shown cannot leave its device. */
  singleDevice: z.boolean(),
  /** The level that an upstream provider vouched for. */
  upstream: z.union([z.literal(1), z.literal(2), z.literal(3)]),
})
export type PendingSignIn = z.infer<typeof PendingSignIn>

/** What a person must still do before the sign-in is done. */
export type Stage = 'factor' | 'enrol' | 'new-password' | 'done'

/**
 * What comes next: the second factor where there is one, or one must be enrolled; then a new password where the old one is too old.
 * Demo accounts need not enrol, or the demo could not be walked through; they may.
 */
export function nextStage(
  rules: AccountRules,
  pending: PendingSignIn,
  account: Account,
  factors: number,
  now: Date,
): Stage {
  if (!hasSecondFactor(pending.means)) {
    if (factors > 0) return 'factor'
    if (!account.demo && needsSecondFactor(rules, account.role)) return 'enrol'
  }
  const isOld =
    !account.demo && pending.means.includes('pwd') && isPasswordTooOld(rules, account, now)
  return isOld ? 'new-password' : 'done'
}
