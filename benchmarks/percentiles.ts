/** p50, p95 and p99 of a set of durations. */
export function percentiles(durations: readonly number[]): {
  p50: number
  p95: number
  p99: number
} {
  const sorted = [...durations].sort((a, b) => a - b)
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** To two decimals, for print. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}
