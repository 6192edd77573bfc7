/** What failed: the portal itself, or the facility's account there, which only a person can mend. */
export type Failure = 'outage' | 'account'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** A message that failed waits one minute, then twice as long each time, up to an hour; with an account problem 15 minutes to 6 hours. */
const MESSAGE_WAIT: Readonly<Record<Failure, { firstMs: number; maxMs: number }>> = {
  outage: { firstMs: MINUTE_MS, maxMs: 60 * MINUTE_MS },
  account: { firstMs: 15 * MINUTE_MS, maxMs: 360 * MINUTE_MS },
}

/** A line that failed is tried with one message after 5 s, then at doubling distances up to 5 minutes; an account, so as not to be locked, after one minute up to an hour. */
const LINE_WAIT: Readonly<Record<Failure, { firstMs: number; maxMs: number }>> = {
  outage: { firstMs: 5_000, maxMs: 5 * MINUTE_MS },
  account: { firstMs: MINUTE_MS, maxMs: 60 * MINUTE_MS },
}

/** Longer than any outage that we must stand (72 h) and than Tết; then a person must look. */
export const GIVE_UP_DAYS = 14

/**
 * When to try a message again after a failure that may pass.
 *
 * @param attempts how many times we have tried, from 1
 * @param triedSince the first try since it was queued or put back
 * @returns the earliest instant of the next attempt, or 'give-up' when that would be 14 days after the first
 * @throws RangeError when `attempts` is below 1: a bug in the caller
 */
export function nextAttempt(
  failure: Failure,
  attempts: number,
  triedSince: Date,
  now: Date,
): Date | 'give-up' {
  const next = new Date(now.getTime() + doubled(MESSAGE_WAIT[failure], attempts))
  return next.getTime() - triedSince.getTime() > GIVE_UP_DAYS * DAY_MS ? 'give-up' : next
}

/** How long a line rests after so many failures in a row, from 1. */
export function linePause(failure: Failure, failures: number, now: Date): Date {
  return new Date(now.getTime() + doubled(LINE_WAIT[failure], failures))
}

/** After this many failures in a row it was the line, not the message: once it answers, all that waited goes at once. */
export const OUTAGE_FAILURES = 3

function doubled({ firstMs, maxMs }: { firstMs: number; maxMs: number }, times: number): number {
  if (times < 1) throw new RangeError(`must be at least 1, was ${times}`)
  return Math.min(firstMs * 2 ** (times - 1), maxMs)
}
