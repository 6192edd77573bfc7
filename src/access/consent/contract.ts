import { z } from 'zod'
import { contract } from '#foundation/contract'
import { ROLES } from '#vocabulary/caller'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { CHOICE_EFFECTS, CHOICE_KINDS } from './choice.ts'
import { PERSON_NOTICES } from './person-notice.ts'

export * from './guardian-contract.ts'

/** The longest name, paper or code that is read. */
const TEXT_MAX = 200
const REASON_MAX = 2_000

const instant = z.iso.datetime()
const Id = z.string().max(40)
const Facility = z.object({ code: z.string(), name: z.string() })
const Classes = z.array(z.enum(DATA_CLASSES)).min(1).max(DATA_CLASSES.length)

/** Whose book: the own one when absent, else that of a child whose guardian the caller is. */
const whose = { of: Id.optional() }

export const ChoiceRecord = z.object({
  position: z.number(),
  at: instant,
  kind: z.enum(CHOICE_KINDS),
  subject: z.string(),
  effect: z.enum(CHOICE_EFFECTS),
  /** Whether the person chose, and nobody in their place. */
  own: z.boolean(),
  /** What was read and chosen, word for word. */
  text: z.string(),
  /** Ed25519 over the text, base64url. */
  signature: z.string(),
  key: z.string(),
})

export const readChoices = contract({
  method: 'GET',
  path: '/book/choices',
  summary: 'What a person hid and whom they shut out, with every signed record of it',
  right: 'choice.make',
  request: z.strictObject(whose),
  response: z.object({
    visits: z.array(z.object({ visit: z.string(), since: instant })),
    classes: z.array(z.object({ class: z.enum(DATA_CLASSES), since: instant })),
    facilities: z.array(z.object({ facility: Facility, since: instant })),
    records: z.array(ChoiceRecord),
    /** The public key under which the records are signed, an Ed25519 JWK. */
    publicKey: z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
    }),
    /** Whether the child is old enough to be asked too. */
    childIsAsked: z.boolean(),
  }),
})

export const makeChoice = contract({
  method: 'POST',
  path: '/book/choices',
  summary: 'Hide a visit or a sensitive class, shut a facility out, or take any of it back',
  right: 'choice.make',
  request: z.strictObject({
    ...whose,
    kind: z.enum(['visit', 'class', 'facility']),
    subject: z.string().max(TEXT_MAX),
    hidden: z.boolean(),
    /** A guardian says that the child was asked and agrees; needed from the age that the law gives. */
    childAgrees: z.literal(true).optional(),
  }),
  response: z.object({}),
})

const Delegate = z.object({
  id: z.string(),
  kind: z.enum(['family', 'guardian']),
  state: z.enum(['waiting', 'acting', 'counter', 'ended']),
  /** The name, once the other has an account; and the last three digits of the number. */
  name: z.string().optional(),
  numberEnd: z.string(),
  classes: z.array(z.enum(DATA_CLASSES)),
  until: instant,
  since: instant,
})
export type Delegate = z.infer<typeof Delegate>

const ActsFor = z.object({
  id: z.string(),
  kind: z.enum(['family', 'guardian']),
  /** `counter`: a dossier speaks of it, and a paper must be shown at a counter. */
  state: z.enum(['waiting', 'acting', 'counter']),
  /** The person's key, for their book; absent until the caller may act. */
  person: z.string().optional(),
  name: z.string(),
  classes: z.array(z.enum(DATA_CLASSES)),
  until: instant,
})
export type ActsFor = z.infer<typeof ActsFor>

export const readFamily = contract({
  method: 'GET',
  path: '/book/family',
  summary: 'Who may act for the person, and for whom the person may act',
  right: 'choice.make',
  request: z.strictObject({}),
  response: z.object({ delegates: z.array(Delegate), actsFor: z.array(ActsFor) }),
})

export const offerDelegation = contract({
  method: 'POST',
  path: '/book/delegates',
  summary:
    'Let a member of the family see the own book, for some classes and a term; the other must accept',
  right: 'choice.make',
  request: z.strictObject({
    citizenNumber: z.string().max(20),
    classes: Classes,
    /** The last day, `yyyy-mm-dd`. */
    untilDay: z.iso.date(),
  }),
  response: z.object({ id: z.string() }),
})

export const answerDelegation = contract({
  method: 'POST',
  path: '/book/delegates/:id/answer',
  summary: 'Accept or decline to act for somebody',
  right: 'choice.make',
  request: z.strictObject({ id: Id, accept: z.boolean() }),
  response: z.object({}),
})

export const endDelegation = contract({
  method: 'POST',
  path: '/book/delegates/:id/end',
  summary: 'End it: who gave it takes it back, or who had it gives it back; at once',
  right: 'choice.make',
  request: z.strictObject({ id: Id }),
  response: z.object({}),
})

export const PersonNoticeShown = z.object({
  position: z.number(),
  at: instant,
  what: z.enum(PERSON_NOTICES),
  byName: z.string().optional(),
  facility: Facility.optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  seen: z.boolean(),
})
export type PersonNoticeShown = z.infer<typeof PersonNoticeShown>

export const readNotices = contract({
  method: 'GET',
  path: '/book/notices',
  summary: 'What the person is told: emergency openings, delegates, shares, choices',
  right: 'choice.make',
  request: z.strictObject({}),
  response: z.object({ notices: z.array(PersonNoticeShown), unseen: z.number() }),
})

export const markNoticesSeen = contract({
  method: 'POST',
  path: '/book/notices/seen',
  summary: 'All notices so far were looked at',
  right: 'choice.make',
  request: z.strictObject({}),
  response: z.object({}),
})

export const readBreakGlassRate = contract({
  method: 'GET',
  path: '/break-glass',
  summary: 'How often the caller opened records in emergencies lately, and how often is the most',
  right: 'break-glass.open',
  request: z.strictObject({}),
  response: z.object({
    used: z.number(),
    most: z.number(),
    withinHours: z.number(),
    opensHours: z.number(),
    reasonCharactersMin: z.number(),
    reasonWordsMin: z.number(),
  }),
})

export const breakGlass = contract({
  method: 'POST',
  path: '/break-glass',
  summary:
    'Open a record in an emergency without the usual ground: with a reason, for hours; the citizen is told and somebody reviews it',
  right: 'break-glass.open',
  request: z.strictObject({
    citizenNumber: z.string().max(20).optional(),
    person: Id.optional(),
    reason: z.string().trim().max(REASON_MAX),
  }),
  response: z.object({ person: z.string(), until: instant }),
})

const Verdict = z.enum(['justified', 'not-justified'])

const BreakGlassListed = z.object({
  id: z.string(),
  at: instant,
  until: instant,
  name: z.string(),
  facility: Facility,
  /** The end of the person's key: enough to speak of the same person, not enough to know who. */
  personEnd: z.string(),
  reason: z.string(),
  /** What was opened under the grant, and how often. */
  opened: z.array(z.object({ what: z.string(), times: z.number() })),
  reviewDue: instant,
  late: z.boolean(),
  /** How many emergency openings the same account had in the 30 days before. */
  ofAccount: z.number(),
  own: z.boolean(),
  review: z
    .object({
      at: instant,
      name: z.string(),
      role: z.enum(ROLES),
      verdict: Verdict,
      reason: z.string(),
    })
    .optional(),
})
export type BreakGlassListed = z.infer<typeof BreakGlassListed>

export const listBreakGlass = contract({
  method: 'GET',
  path: '/break-glass/reviews',
  summary: 'Emergency openings of the own facility or province, those that nobody looked at first',
  right: 'break-glass.review',
  request: z.strictObject({}),
  response: z.object({ grants: z.array(BreakGlassListed) }),
})

export const reviewBreakGlass = contract({
  method: 'POST',
  path: '/break-glass/:id/review',
  summary: 'Say whether an emergency opening was justified, and why; the citizen reads it',
  right: 'break-glass.review',
  stepUp: true,
  request: z.strictObject({
    id: Id,
    verdict: Verdict,
    reason: z.string().trim().min(20).max(REASON_MAX),
  }),
  response: z.object({}),
})
