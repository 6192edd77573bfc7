import { redact } from './redact.ts'

/** One line of JSON per event. Only named fields are written, and what looks like a person or a secret is struck from each. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void

export function lineLog(process: string, write: (line: string) => void, now: () => Date): Log {
  return (level, event, fields = {}) => {
    const said = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? redact(value) : value,
    ])
    const line = { at: now().toISOString(), level, process, event, ...Object.fromEntries(said) }
    write(`${JSON.stringify(line)}\n`)
  }
}

/**
 * The message of a failure and where it happened, without the values of a statement's parameters and without what it says
 * of a person. The stack is taken without its first lines, which only repeat the message.
 */
export function failureFields(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { message: redact(String(error)) }
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { message: redact(error.message), stack: places.join('\n') }
}
