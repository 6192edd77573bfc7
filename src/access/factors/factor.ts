/** How a person was known in one session. RFC 8176 where it has a word; `rec` is a recovery code, `fed` an upstream provider. */
export const MEANS = ['pwd', 'otp', 'hwk', 'rec', 'fed'] as const
export type Means = (typeof MEANS)[number]

/** 1: a password alone; 2: two factors, or an upstream identity of level 2; 3: a key that cannot leave its device. */
export type Assurance = 1 | 2 | 3

/** What a sign-in proved. */
export type Proof = { readonly means: readonly Means[]; readonly assurance: Assurance }

/** Something that a person has beside the password. */
export type SecondFactor = {
  readonly id: string
  readonly account: string
  readonly kind: 'totp' | 'passkey'
  /** What the person calls it. */
  readonly name: string
  readonly createdAt: Date
  readonly lastUsedAt?: Date
}

const SECOND: ReadonlySet<Means> = new Set(['otp', 'hwk', 'rec'])

/** Whether possession was proved beside, or in place of, a password. A passkey is both factors: it asks for a finger or a PIN. */
export function hasSecondFactor(means: readonly Means[]): boolean {
  return means.some((one) => SECOND.has(one))
}

/** The level of a sign-in. @param upstream the level that the upstream provider vouched for */
export function assuranceOf(
  means: readonly Means[],
  singleDevice: boolean,
  upstream: Assurance = 1,
): Assurance {
  if (means.includes('hwk') && singleDevice) return 3
  if (hasSecondFactor(means)) return 2
  return means.includes('fed') ? upstream : 1
}

/** The longest name of a factor. */
export const FACTOR_NAME_MAX = 60

/** A name that a person gave, in one line, or the usual one. */
export function readFactorName(typed: string | null | undefined, usual: string): string {
  const name = (typed ?? '').replace(/\s+/g, ' ').trim().slice(0, FACTOR_NAME_MAX)
  return name === '' ? usual : name
}
