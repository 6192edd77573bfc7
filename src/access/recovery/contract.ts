import { z } from 'zod'
import { contract } from '#foundation/contract'

const ACCOUNT_MAX = 200

const Link = z.object({ link: z.string(), linkExpiresAt: z.iso.datetime() })

export const listStaff = contract({
  method: 'GET',
  path: '/access/staff',
  summary: 'The staff of the own facility, whom its administrator helps back in',
  right: 'account.reset',
  request: z.strictObject({ query: z.string().max(ACCOUNT_MAX).optional() }),
  response: z.object({
    staff: z.array(
      z.object({
        account: z.string(),
        signInName: z.string(),
        name: z.string(),
        role: z.string(),
        factors: z.number(),
      }),
    ),
  }),
})

export const askReset = contract({
  method: 'POST',
  path: '/access/resets',
  summary:
    'Ask that a person’s password and second factors are taken away because they were lost; a facility’s administrator gives its staff the link at once, among administrators a second one confirms',
  right: 'account.reset',
  stepUp: true,
  request: z.strictObject({
    account: z.string().max(ACCOUNT_MAX),
    reason: z.string().trim().min(5).max(500),
  }),
  response: z.object({
    reset: z.string(),
    /** Only where nobody else must confirm. */
    given: Link.optional(),
  }),
})

export const listResets = contract({
  method: 'GET',
  path: '/access/resets',
  summary: 'Resets that wait for a second administrator',
  right: 'system.operate',
  request: z.strictObject({}),
  response: z.object({
    resets: z.array(
      z.object({
        reset: z.string(),
        account: z.string(),
        accountName: z.string(),
        reason: z.string(),
        askedBy: z.string(),
        askedByName: z.string(),
        askedAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        /** Whether the one who reads this asked for it, and so cannot confirm it. */
        own: z.boolean(),
      }),
    ),
  }),
})

export const confirmReset = contract({
  method: 'POST',
  path: '/access/resets/:reset/confirm',
  summary: 'Confirm a reset that another administrator asked for; the link is handed to the person',
  right: 'system.operate',
  stepUp: true,
  request: z.strictObject({ reset: z.string().max(40) }),
  response: Link,
})

export const withdrawReset = contract({
  method: 'POST',
  path: '/access/resets/:reset/withdraw',
  summary: 'Withdraw or decline a reset that waits',
  right: 'system.operate',
  request: z.strictObject({ reset: z.string().max(40) }),
  response: z.object({}),
})

/** What a clerk saw at the counter. */
export const IDENTITY_DOCUMENTS = [
  'citizen-card',
  'vneid-app',
  'passport',
  'birth-certificate',
] as const

export const identifyCitizen = contract({
  method: 'POST',
  path: '/access/counter/citizens',
  summary:
    'Identify a citizen at the counter by a document that was seen: a paper with a one-time link, by which the citizen sets a password',
  right: 'citizen.identify',
  stepUp: true,
  request: z.strictObject({
    citizenNumber: z.string().max(20),
    name: z.string().trim().min(2).max(ACCOUNT_MAX),
    birthDate: z.iso.date(),
    document: z.enum(IDENTITY_DOCUMENTS),
    /** The clerk says: I compared the person with the document. */
    seen: z.literal(true),
  }),
  /** `second-needed`: there is a record or an account; a colleague must see the person and the document too, within 30 minutes. */
  response: z.discriminatedUnion('state', [
    z.object({ state: z.literal('second-needed') }),
    Link.extend({
      state: z.literal('paper'),
      signInName: z.string(),
      /** The link as a picture for the paper, SVG. */
      picture: z.string(),
      /** Whether the citizen had an account before; its password and sessions end when the link is used. */
      known: z.boolean(),
    }),
  ]),
})
