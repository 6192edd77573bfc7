/**
 * How far apart two clocks of one house may be, and how far one may step when it is set right: 60 s. What was made later than this
 * from now was made before the clock was set back, and what rests on its age proves nothing.
 */
export const CLOCK_SLACK_MS = 60_000

/** Whether a token says that it was issued later than now (`iat`, seconds): before the clock was set back, or by another's clock. */
export function isIssuedLater(iat: number | undefined, now: Date): boolean {
  return (iat ?? 0) * 1_000 > latestMade(now).getTime()
}

/** The latest end of what lives so long: one that ends later was made later than now, before the clock was set back. */
export function latestEnd(now: Date, lifeMs: number): Date {
  return new Date(latestMade(now).getTime() + lifeMs)
}

/** The latest instant at which something can have been made, going by the clock as it is now. */
export function latestMade(now: Date): Date {
  return new Date(now.getTime() + CLOCK_SLACK_MS)
}
