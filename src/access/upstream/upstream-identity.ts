import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type CitizenNumber, parseCitizenNumber } from '#vocabulary/citizen-number'
import { searchKey } from '#vocabulary/person-name'
import type { Assurance } from '../factors/factor.ts'

const FILE = new URL('../../../catalogues/security/upstream-identity.json', import.meta.url)

const Level = z.union([z.literal(1), z.literal(2), z.literal(3)])

const Issuer = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  name: z.string(),
  claims: z.object({ number: z.string(), name: z.string(), birthDate: z.string() }),
  /** What each `acr` means; any other is level 1. */
  levels: z.record(z.string(), Level),
  /** Below this level nobody signs in by this issuer. */
  levelMin: Level,
  /** Whether a citizen who comes for the first time gets an account. */
  makesAccounts: z.boolean(),
  source: z.string(),
})

/** A provider of electronic identity, as the catalogue describes it. */
export type UpstreamIssuer = z.infer<typeof Issuer>

export const UPSTREAM_ISSUERS: readonly UpstreamIssuer[] = z
  .object({ issuers: z.array(Issuer) })
  .parse(JSON.parse(readFileSync(FILE, 'utf8'))).issuers

/** Who somebody is, as an upstream provider vouches for it. */
export type UpstreamIdentity = {
  readonly subject: string
  readonly level: Assurance
  readonly number?: CitizenNumber
  readonly name?: string
  /** `yyyy-mm-dd` */
  readonly birthDate?: string
}

/** Reads what a provider said; what is not in the form that we know is left out. Undefined without a subject. */
export function readIdentity(
  issuer: UpstreamIssuer,
  claims: Readonly<Record<string, unknown>>,
): UpstreamIdentity | undefined {
  const text = (name: string) => {
    const value = claims[name]
    return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined
  }
  const subject = text('sub')
  if (subject === undefined) return undefined
  const number = parseCitizenNumber(text(issuer.claims.number) ?? '')
  const name = text(issuer.claims.name)
  const birthDate = z.iso.date().safeParse(text(issuer.claims.birthDate))
  return {
    subject,
    level: issuer.levels[text('acr') ?? ''] ?? 1,
    ...(number.ok ? { number: number.value } : {}),
    ...(name === undefined ? {} : { name }),
    ...(birthDate.success ? { birthDate: birthDate.data } : {}),
  }
}

/** Whether two names are the same for a person who reads them: accents and case aside. */
export function isSameName(one: string, other: string): boolean {
  return searchKey(one) === searchKey(other) && searchKey(one) !== ''
}

type Owner = {
  readonly citizenNumber?: CitizenNumber
  readonly name: string
  readonly birthDate?: string
}

/**
 * Whether an identity agrees with the account of a citizen in number, name and birth date, all three.
 * What one of them does not know agrees with nothing.
 */
export function agrees(identity: UpstreamIdentity, owner: Owner): boolean {
  return (
    identity.number !== undefined &&
    identity.number === owner.citizenNumber &&
    identity.name !== undefined &&
    isSameName(identity.name, owner.name) &&
    identity.birthDate !== undefined &&
    identity.birthDate === owner.birthDate
  )
}
