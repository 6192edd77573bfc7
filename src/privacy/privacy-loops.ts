import type { Loop } from '#foundation/loops'
import { carryOutRetention, type RetentionNeeds } from './carry-out-retention.ts'
import type { PrivacyNeeds } from './needs.ts'
import { reviewBreakGlass } from './review-break-glass.ts'

/** A review begins within half a minute of the opening. */
const REVIEW_EVERY_MS = 30_000
/** Rules are carried out once a day; whether one is due is asked each hour. */
const RETENTION_EVERY_MS = 3_600_000

/** The repeating duties of this room, for the worker. */
export function privacyLoops(
  needs: Omit<PrivacyNeeds, 'makeCopy' | 'origin' | 'pseudonymKey'>,
  retention: RetentionNeeds,
): Loop[] {
  return [
    {
      name: 'review-break-glass',
      everyMs: REVIEW_EVERY_MS,
      run: async () => {
        await reviewBreakGlass(needs)
        return false
      },
    },
    {
      name: 'carry-out-retention',
      everyMs: RETENTION_EVERY_MS,
      run: async () => {
        await carryOutRetention(retention)
        return false
      },
    },
  ]
}
