import { z } from 'zod'
import { contract } from '#foundation/contract'
import { NOTICES } from '../recovery/notice.ts'
import { FACTOR_NAME_MAX, MEANS } from './factor.ts'

const Codes = z.object({
  /** To be shown once; empty when the account had recovery codes before. */
  codes: z.array(z.string()),
})

/** What a browser's credential call is given; made and read by the WebAuthn library. */
const BrowserOptions = z.record(z.string(), z.unknown())

/** A code as typed: six digits, or a recovery code. */
const Code = z.string().min(1).max(40)
const FactorName = z.string().max(FACTOR_NAME_MAX).optional()
const BrowserAnswer = z.record(z.string(), z.unknown())

export const readSecurity = contract({
  method: 'GET',
  path: '/access/security',
  summary:
    'How the own account is guarded: password, second factors, devices, linked identities, what happened',
  right: 'account.self',
  request: z.strictObject({}),
  response: z.object({
    signInName: z.string(),
    password: z.object({
      isDemo: z.boolean(),
      isSet: z.boolean(),
      setAt: z.iso.datetime().optional(),
    }),
    factorRequired: z.boolean(),
    factors: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['totp', 'passkey']),
        name: z.string(),
        createdAt: z.iso.datetime(),
        lastUsedAt: z.iso.datetime().optional(),
      }),
    ),
    recoveryCodes: z.number(),
    /** Whether a browser can have passkeys for this address at all. */
    passkeysPossible: z.boolean(),
    sessions: z.array(
      z.object({
        id: z.string(),
        current: z.boolean(),
        device: z.string(),
        address: z.string(),
        createdAt: z.iso.datetime(),
        seenAt: z.iso.datetime(),
        means: z.array(z.enum(MEANS)),
      }),
    ),
    identities: z.array(
      z.object({ issuer: z.string(), name: z.string(), linkedAt: z.iso.datetime().optional() }),
    ),
    notices: z.array(
      z.object({ at: z.iso.datetime(), what: z.enum(NOTICES), byName: z.string().optional() }),
    ),
  }),
})

export const endOneSession = contract({
  method: 'POST',
  path: '/access/sessions/:session/end',
  summary: 'Sign out one of the own devices',
  right: 'account.self',
  request: z.strictObject({ session: z.string().regex(/^[0-9a-f]{32}$/) }),
  response: z.object({}),
})

export const endOtherSessions = contract({
  method: 'POST',
  path: '/access/sessions/end-others',
  summary: 'Sign out every own device but this one',
  right: 'account.self',
  request: z.strictObject({}),
  response: z.object({ ended: z.number() }),
})

export const beginTotpFactor = contract({
  method: 'POST',
  path: '/access/factors/totp',
  summary: 'A secret for an authenticator, kept once its first code is right',
  right: 'account.self',
  stepUp: true,
  request: z.strictObject({}),
  response: z.object({ secret: z.string(), picture: z.string() }),
})

export const finishTotpFactor = contract({
  method: 'POST',
  path: '/access/factors/totp/confirm',
  summary: 'Keep the authenticator: its first code is right',
  right: 'account.self',
  request: z.strictObject({ code: Code, name: FactorName }),
  response: Codes,
})

export const beginPasskeyFactor = contract({
  method: 'POST',
  path: '/access/factors/passkey',
  summary: 'What the browser needs to make a passkey',
  right: 'account.self',
  stepUp: true,
  request: z.strictObject({}),
  response: z.object({ options: BrowserOptions }),
})

export const finishPasskeyFactor = contract({
  method: 'POST',
  path: '/access/factors/passkey/confirm',
  summary: 'Keep the passkey that the browser made',
  right: 'account.self',
  request: z.strictObject({ answer: BrowserAnswer, name: FactorName }),
  response: Codes,
})

export const removeOwnFactor = contract({
  method: 'POST',
  path: '/access/factors/:factor/remove',
  summary: 'Remove one of the own second factors',
  right: 'account.self',
  stepUp: true,
  request: z.strictObject({ factor: z.string().max(40) }),
  response: z.object({}),
})

export const renewCodes = contract({
  method: 'POST',
  path: '/access/recovery-codes',
  summary: 'New recovery codes, shown once; the former ones end',
  right: 'account.self',
  stepUp: true,
  request: z.strictObject({}),
  response: Codes,
})

export const beginStepUp = contract({
  method: 'POST',
  path: '/access/step-up/begin',
  summary: 'By what the person of this session can confirm',
  right: 'account.self',
  request: z.strictObject({}),
  response: z.object({
    /** `code`: authenticator or recovery code. An account with a second factor is not confirmed by its password. */
    means: z.array(z.enum(['password', 'code', 'passkey'])),
    passkey: BrowserOptions.optional(),
  }),
})

export const stepUp = contract({
  method: 'POST',
  path: '/access/step-up',
  summary: 'Confirm that it is still the same person: by password, code or passkey',
  right: 'account.self',
  request: z.union([
    z.strictObject({ password: z.string().min(1).max(200) }),
    z.strictObject({ code: Code }),
    z.strictObject({ passkey: BrowserAnswer }),
  ]),
  response: z.object({ minutes: z.number() }),
})

const OneIssuer = z.strictObject({ issuer: z.string().regex(/^[a-z-]{1,40}$/) })

export const linkIdentity = contract({
  method: 'POST',
  path: '/access/identities/:issuer/link',
  summary: 'Where the browser goes to link an electronic identity to the own account',
  right: 'account.self',
  stepUp: true,
  request: OneIssuer,
  response: z.object({ next: z.string() }),
})

export const unlinkIdentity = contract({
  method: 'POST',
  path: '/access/identities/:issuer/unlink',
  summary: 'Part an electronic identity from the own account',
  right: 'account.self',
  stepUp: true,
  request: OneIssuer,
  response: z.object({}),
})
