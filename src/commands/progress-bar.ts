const WIDTH = 28
const EVERY_MS = 200

/** A bar on standard error that redraws at most five times a second; one line per tenth where there is no terminal. */
export function progressBar(
  label: string,
  total: number,
): { step: (done: number, note?: string) => void; end: () => void } {
  const terminal = process.stderr.isTTY
  let drawnAt = 0
  let tenth = -1
  const draw = (done: number, note: string) => {
    const share = total === 0 ? 1 : Math.min(1, done / total)
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
    const line = `${label} ${bar} ${done}/${total} ${note}`
    process.stderr.write(terminal ? `\r${line}\u001b[K` : `${line}\n`)
  }
  return {
    step: (done, note = '') => {
      const now = Date.now()
      const reached = Math.floor((10 * done) / Math.max(1, total))
      if (terminal ? now - drawnAt < EVERY_MS && done < total : reached === tenth) return
      drawnAt = now
      tenth = reached
      draw(done, note)
    },
    end: () => {
      if (terminal) process.stderr.write('\n')
    },
  }
}
