/** What a provider may do wrong, until told otherwise. */
export const FAULTS = [
  'none',
  'down',
  'wrong-nonce',
  'wrong-audience',
  'wrong-issuer',
  'expired',
  'wrong-key',
  'alg-none',
] as const
export type Fault = (typeof FAULTS)[number]

/** Reads what the control endpoint was sent; undefined for an unknown word, so that a test does not wait for what never comes. */
export function readFault(content: unknown): { issuer: string; fault: Fault } | undefined {
  if (typeof content !== 'object' || content === null) return undefined
  const given: Readonly<Record<string, unknown>> = { ...content }
  const fault = FAULTS.find((one) => one === given['fault'])
  const issuer = given['issuer']
  return fault === undefined || typeof issuer !== 'string' ? undefined : { issuer, fault }
}
