/**
 * How far apart two clocks of one house may be, and how far one may step when it is set right: 60 s. What was made later than this
 * from now was made before the clock was set back, and what rests on its age proves nothing.
 */
export const CLOCK_SLACK_MS = 60_000

/** The latest instant at which something can have been made, going by the clock as it is now. */
export function latestMade(now: Date): Date {
  return new Date(now.getTime() + CLOCK_SLACK_MS)
}
