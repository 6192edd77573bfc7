export const FAULT_KINDS = [
  'down',
  'slow',
  '500',
  '401',
  'lost-answer',
  'duplicate',
  'half',
  'refuse-row',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

export const CALLS = ['token', 'check-in', 'dossier', 'card', 'catalogue'] as const
export type Call = (typeof CALLS)[number]

/** One scripted fault. It strikes the calls named, `times` times (always when absent), optionally of one facility only. */
export type Fault = {
  readonly kind: FaultKind
  readonly calls: readonly Call[]
  times: number
  readonly delayMs: number
  readonly facility?: string
  /** Only dossiers of this visit. */
  readonly linkCode?: string
  /** Of refuse-row: the SO_DINH_DANH whose rows are refused. */
  readonly row?: string
}

const DELAY_MS_DEFAULT = 40_000

/** Reads what the control endpoint was sent. Unknown words are refused, so that a test does not wait for a fault that never comes. */
export function readFaults(content: unknown): Fault[] | string {
  if (!Array.isArray(content)) return 'faults must be a list'
  const faults: Fault[] = []
  for (const item of content) {
    const fault = readFault(item)
    if (typeof fault === 'string') return fault
    faults.push(fault)
  }
  return faults
}

function readFault(item: unknown): Fault | string {
  if (typeof item !== 'object' || item === null) return 'a fault must be an object'
  const given: Readonly<Record<string, unknown>> = { ...item }
  const kind = FAULT_KINDS.find((name) => name === String(given['kind']))
  if (!kind) return `kind must be one of ${FAULT_KINDS.join(', ')}`
  const named: unknown[] = Array.isArray(given['calls']) ? given['calls'] : [...CALLS]
  const calls = CALLS.filter((call) => named.includes(call))
  if (calls.length !== named.length) return `calls must be of ${CALLS.join(', ')}`
  const number = (name: string, otherwise: number) =>
    typeof given[name] === 'number' ? given[name] : otherwise
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined)
  const facility = text('facility')
  const linkCode = text('maLK')
  const row = text('row')
  return {
    kind,
    calls,
    times: number('times', Number.POSITIVE_INFINITY),
    delayMs: number('delayMs', DELAY_MS_DEFAULT),
    ...(facility === undefined ? {} : { facility }),
    ...(linkCode === undefined ? {} : { linkCode }),
    ...(row === undefined ? {} : { row }),
  }
}

/** The fault that strikes this call, if any; one use of it is spent. `linkCode` is looked for only when a fault asks. */
export function strike(
  faults: readonly Fault[],
  call: Call,
  facility: string | undefined,
  linkCode: () => string | undefined,
): Fault | undefined {
  const fault = faults.find(
    (one) =>
      one.times > 0 &&
      one.calls.includes(call) &&
      (one.facility === undefined || one.facility === facility) &&
      (one.linkCode === undefined || one.linkCode === linkCode()),
  )
  if (fault) fault.times -= 1
  return fault
}
