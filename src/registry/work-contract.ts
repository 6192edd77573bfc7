import { z } from 'zod'
import { contract } from '#foundation/contract'

const Fields = z.record(z.string().max(40), z.string().max(2_000))
const Opened = z.object({ case: z.string() })
const Key = z.string().max(40)
const Name = z.string().min(2).max(250)

export const askFacilityAccount = contract({
  method: 'POST',
  path: '/registry/accounts/facility',
  summary: 'Ask for the account of a facility; its health department or the Ministry decides',
  right: 'case.step',
  request: z.strictObject({ fields: Fields }),
  response: Opened,
})

export const askPractitionerAccount = contract({
  method: 'POST',
  path: '/registry/accounts/practitioner',
  summary: 'Ask for the account of a practitioner, by personal ID',
  right: 'case.step',
  request: z.strictObject({
    fields: Fields,
    facility: z.string().length(5).optional(),
    province: z.string().length(2),
  }),
  response: Opened,
})

export const fetchAccountLinks = contract({
  method: 'POST',
  path: '/registry/accounts/:case/links',
  summary:
    'The one-time links of the accounts that an approved request made, for whoever asked for them',
  right: 'case.step',
  request: z.strictObject({ case: Key }),
  response: z.object({
    links: z.array(
      z.object({ account: z.string(), link: z.string(), expiresAt: z.iso.datetime() }),
    ),
  }),
})

export const submitFacilityProfile = contract({
  method: 'POST',
  path: '/registry/facility/submit',
  summary:
    'Submit the own facility’s file for review, accepted by name by the two who answer for it',
  right: 'registry.write-own-facility',
  request: z.strictObject({
    version: z.int().positive(),
    headName: Name,
    headAccepts: z.literal(true),
    responsibleName: Name,
    responsibleAccepts: z.literal(true),
  }),
  response: Opened,
})

export const claimPractice = contract({
  method: 'POST',
  path: '/registry/practice/claim',
  summary: 'Claim the file that facilities made of the caller, by the personal ID of the account',
  right: 'registry.write-own-practice',
  request: z.strictObject({
    truth: z.literal(true),
    licenceNumber: z.string().max(250).optional(),
    explanation: z.string().max(2_000).optional(),
  }),
  response: Opened,
})

export const declareOwn = contract({
  method: 'POST',
  path: '/registry/practice/declare',
  summary: 'Declare the own file as complete and true; every facility of registration confirms',
  right: 'registry.write-own-practice',
  request: z.strictObject({ version: z.int().positive(), truth: z.literal(true) }),
  response: z.object({ cases: z.array(z.string()), version: z.int() }),
})

export const drawSample = contract({
  method: 'POST',
  path: '/registry/samples',
  summary: 'Draw one confirmed practitioner for a check by the authority',
  right: 'registry.review',
  request: z.strictObject({ subject: Key, sample: z.string().max(60).optional() }),
  response: Opened,
})

export const beginRegistration = contract({
  method: 'POST',
  path: '/registry/facility/registrations/:subject/:turn',
  summary:
    'Say that somebody begins (add) or ends (end) at the own facility; the authority publishes it',
  right: 'registry.write-own-facility',
  request: z.strictObject({ subject: Key, turn: z.enum(['add', 'end']), fields: Fields }),
  response: Opened,
})
