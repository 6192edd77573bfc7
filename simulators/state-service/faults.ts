export const FAULT_KINDS = [
  'down',
  'slow',
  '500',
  '503',
  '401',
  'garbage',
  'refuse',
  'refuse-record',
  'half',
  'duplicate',
  'lost-answer',
  'wrong-signature',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** One scripted fault: it strikes `times` messages (all when absent). `record`: of refuse-record, the code of the records that are refused. */
export type Fault = {
  readonly kind: FaultKind
  times: number
  readonly delayMs: number
  readonly record?: string
}

const DELAY_MS_DEFAULT = 40_000

/** Reads what the control endpoint was sent. Unknown words are refused, so that a test does not wait for a fault that never comes. */
export function readFaults(content: unknown): Fault[] | string {
  if (!Array.isArray(content)) return 'faults must be a list'
  const faults: Fault[] = []
  for (const item of content) {
    if (typeof item !== 'object' || item === null) return 'a fault must be an object'
    const given: Readonly<Record<string, unknown>> = { ...item }
    const kind = FAULT_KINDS.find((name) => name === given['kind'])
    if (kind === undefined) return `kind must be one of ${FAULT_KINDS.join(', ')}`
    const number = (name: string, otherwise: number) =>
      typeof given[name] === 'number' ? given[name] : otherwise
    const record = given['record']
    faults.push({
      kind,
      times: number('times', Number.POSITIVE_INFINITY),
      delayMs: number('delayMs', DELAY_MS_DEFAULT),
      ...(typeof record === 'string' ? { record } : {}),
    })
  }
  return faults
}

/** The fault that strikes this message, if any; one use of it is spent. */
export function strike(faults: readonly Fault[]): Fault | undefined {
  const fault = faults.find(({ times }) => times > 0)
  if (fault) fault.times -= 1
  return fault
}
