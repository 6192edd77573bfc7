/** One line of JSON per event on standard output. Only named fields are written, so that no personal data slips in. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void

export function lineLog(process: string, write: (line: string) => void, now: () => Date): Log {
  return (level, event, fields = {}) =>
    write(`${JSON.stringify({ at: now().toISOString(), level, process, event, ...fields })}\n`)
}

/** The message and stack of a failure, without the values of a statement's parameters. */
export function failureFields(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { message: String(error) }
  return { message: error.message, stack: error.stack ?? '' }
}
