import type { FacilityCode } from '#vocabulary/facility-code'
import type { Outcome } from '#vocabulary/outcome'

/** Hospital software that showed who it is. */
export type WireAccount = { readonly username: string; readonly facility: FacilityCode }

/** What hospital software shows with a dossier: the pair it was given, its user name and the MD5 of its password. */
export type WireCall = {
  readonly accessToken: string
  readonly idToken: string
  readonly username: string
  /** Upper-case hexadecimal, as the protocol sends it. */
  readonly md5Upper: string
  readonly address: string
}

export type WireTokens = {
  readonly accessToken: string
  readonly idToken: string
  readonly expiresAt: Date
}

/** The tokens and passwords of hospital software on the insurance portal's wire form. */
export type WireDesk = {
  /** Refuses `access.wire-unknown` (unauthenticated) and `access.wire-address` (forbidden). Remembered for 60 s. */
  readonly checkCredential: (
    username: string,
    md5Upper: string,
    address: string,
  ) => Promise<Outcome<WireAccount>>
  /** A pair of tokens for an account whose credential was checked, good for 2 hours. */
  readonly issueTokens: (account: WireAccount) => Promise<WireTokens>
  /** Checks the pair, and the credential again. Refuses as above and `access.wire-token` for a pair that is unknown or too old. */
  readonly checkCall: (call: WireCall) => Promise<Outcome<WireAccount>>
}
