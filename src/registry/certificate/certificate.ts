import { z } from 'zod'

/** Kinds of our signed statements (`typ` of a JWS), so that one never passes for the other. */
export const CERTIFICATE_TYPE = 'mach-licence+jwt'
export const STATUS_TYPE = 'statuslist+jwt'
export const ALGORITHM = 'EdDSA'

/** What a certificate states, at the instant of `iat`. Short names: all of it must fit into a code that a telephone reads. */
export const CertificateClaims = z.object({
  iss: z.string(),
  /** The key of the holder's listing. */
  sub: z.string(),
  iat: z.int(),
  /** The end of the licence, where it has one. */
  exp: z.int().optional(),
  name: z.string(),
  licence: z.object({
    number: z.string(),
    type: z.string(),
    title: z.string().optional(),
    scopes: z.array(z.string()),
    /** Scopes that are suspended. */
    without: z.array(z.string()),
  }),
  /** Where it is told whether it still holds. Source: draft-ietf-oauth-status-list. */
  status: z.object({ status_list: z.object({ idx: z.int().min(0), uri: z.string() }) }),
})
export type CertificateClaims = z.infer<typeof CertificateClaims>

/** The list of all: one bit for each certified licence, 0 while it holds. */
export const StatusClaims = z.object({
  iat: z.int(),
  exp: z.int(),
  status_list: z.object({ bits: z.literal(1), lst: z.string().max(4_000_000) }),
})

/** Seconds for which a status list counts as new: a day. */
export const STATUS_SECONDS = 86_400
