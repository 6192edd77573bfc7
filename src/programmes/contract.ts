import { z } from 'zod'
import { contract } from '#foundation/contract'
import { MEASURES } from './measures.ts'
import { MILESTONE_STATES } from './milestone-standing.ts'
import { ACTORS } from './programme.ts'

/** Facilities on one page of a list. */
const PAGE_MAX = 200
const TREND_DAYS_MAX = 366
/** Reminder days of one milestone: thirty years of months. */
const ROUNDS_MAX = 400
/** People lacking at one facility. */
const MISSING_MAX = 1_000_000

const Words = z.object({ vi: z.string(), en: z.string() })
const Day = z.iso.date()
const Authority = z.string().regex(/^\d{2}$/)
const MilestoneId = z.string().max(40)

const Share = z.object({
  numerator: z.number(),
  denominator: z.number(),
  /** To one decimal, rounded down; absent where there is nothing to count. */
  percent: z.number().optional(),
})

export const MilestoneView = z.object({
  id: z.string(),
  name: Words,
  measure: z.enum(MEASURES),
  measureName: Words,
  targetPercent: z.number(),
  owes: z.enum(ACTORS),
  owedTo: z.enum(ACTORS),
  from: Day.optional(),
  due: Day.optional(),
  instrument: z.string(),
  article: z.string(),
  uncertain: z.string().optional(),
  state: z.enum(MILESTONE_STATES),
  /** Of a past date: whether it was reached on its day, where somebody counted then. */
  kept: z.enum(['kept', 'missed', 'unknown']).optional(),
  share: Share.optional(),
  /** Days until the last day, negative after it. */
  daysLeft: z.number().optional(),
  nextReminder: Day.optional(),
  /** Whether a reminder can be made today. */
  mayRemind: z.boolean(),
  /** Late for so long that the Ministry is told. */
  escalated: z.boolean(),
})
export type MilestoneView = z.infer<typeof MilestoneView>

const ProgrammeView = z.object({
  id: z.string(),
  name: Words,
  instrument: z.string(),
  article: z.string(),
  issuedOn: Day.optional(),
  ledBy: Words,
  uncertain: z.string().optional(),
  milestones: z.array(MilestoneView),
})

const Reach = z.object({
  kind: z.enum(['country', 'traditional', 'authority', 'facility']),
  authority: z.string().optional(),
  name: Words,
})

const Counts = z.object({
  facilities: z.number(),
  opened: z.number(),
  submitted: z.number(),
  verified: z.number(),
  emrLive: z.number(),
  trained: z.number(),
  practitioners: z.number(),
  declared: z.number(),
  confirmed: z.number(),
  sampled: z.number(),
})

const narrowing = {
  /** The day whose counts are meant; today when left out. */
  day: Day.optional(),
  /** Of the Ministry: one authority alone. */
  authority: Authority.optional(),
  /** One form of organisation alone. */
  form: z.string().max(40).optional(),
}

export const readProgrammesProgress = contract({
  method: 'GET',
  path: '/programmes',
  summary:
    'Programmes with their milestones: days left, how far each is, within the caller’s reach',
  right: 'registry.review',
  request: z.strictObject(narrowing),
  response: z.object({
    day: Day,
    /** Whether the counts are of this moment, not of a past day. */
    isNow: z.boolean(),
    reach: Reach,
    totals: Counts,
    /** The forms of organisation by which progress can be narrowed. */
    forms: z.array(z.object({ code: z.string(), name: Words })),
    programmes: z.array(ProgrammeView),
  }),
})

const Batch = z.object({
  id: z.string(),
  authority: z.string(),
  authorityName: Words,
  round: z.number(),
  issuer: z.enum(['department', 'ministry']),
  by: z.string(),
  at: z.iso.datetime(),
  behind: z.number(),
  told: z.number(),
  letter: z.string().optional(),
})

const Place = z.object({
  place: z.string(),
  name: Words,
  /** Of a province: the units of before 01/07/2025 that it was formed from. */
  former: z.array(z.string()),
  share: Share,
  counts: Counts,
})
export type PlaceProgress = z.infer<typeof Place>

export const readMilestoneProgress = contract({
  method: 'GET',
  path: '/programmes/milestones/:milestone',
  summary: 'How far one milestone is by authority, province, commune or form, and day by day',
  right: 'registry.review',
  request: z.strictObject({
    milestone: MilestoneId,
    ...narrowing,
    by: z.enum(['authority', 'province', 'commune', 'form']).optional(),
    days: z.coerce.number().int().min(7).max(TREND_DAYS_MAX).default(30),
  }),
  response: z.object({
    day: Day,
    reach: Reach,
    programme: Words,
    milestone: MilestoneView,
    by: z.enum(['authority', 'province', 'commune', 'form']),
    places: z.array(Place),
    trend: z.array(z.object({ day: Day, numerator: z.number(), denominator: z.number() })),
    reminders: z.array(Batch),
    /** What was reported, the newest of each authority; with its source. */
    reports: z.array(
      z.object({
        authority: z.string(),
        authorityName: Words,
        day: Day,
        numerator: z.number(),
        denominator: z.number(),
        source: z.string(),
        by: z.string(),
      }),
    ),
  }),
})

export const listBehindMilestone = contract({
  method: 'GET',
  path: '/programmes/milestones/:milestone/behind',
  summary: 'Facilities that are behind a milestone, worst first, and when each was reminded',
  right: 'registry.review',
  request: z.strictObject({
    milestone: MilestoneId,
    authority: Authority.optional(),
    form: z.string().max(40).optional(),
    afterMissing: z.coerce.number().int().min(0).max(MISSING_MAX).optional(),
    afterFacility: z.string().max(10).optional(),
    limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  }),
  response: z.object({
    day: Day,
    facilities: z.array(
      z.object({
        facility: z.string(),
        name: z.string(),
        authority: z.string(),
        authorityName: Words,
        communeName: z.string(),
        formName: Words,
        /** Of people: how many lack it. Of the facility itself: 1, 2 when its file was never sent, 3 when it has none. */
        missing: z.number(),
        total: z.number(),
        remindedAt: z.iso.datetime().optional(),
      }),
    ),
    more: z.boolean(),
  }),
})

export const remindBehindMilestone = contract({
  method: 'POST',
  path: '/programmes/milestones/:milestone/reminders',
  summary:
    'Remind every facility of an authority that is behind a milestone: a notice to each and a draft of the official letter; once in a round',
  right: 'registry.review',
  request: z.strictObject({ milestone: MilestoneId, authority: Authority.optional() }),
  response: z.object({ batch: Batch, isNew: z.boolean() }),
})

export const reportMilestone = contract({
  method: 'POST',
  path: '/programmes/milestones/:milestone/reports',
  summary: 'Report figures that Mạch cannot count itself, with their source and day',
  right: 'registry.review',
  request: z.strictObject({
    milestone: MilestoneId,
    authority: Authority.optional(),
    day: Day,
    numerator: z.number().int().min(0),
    denominator: z.number().int().min(1),
    source: z.string().trim().min(1).max(500),
  }),
  response: z.object({}),
})

export const readOwnProgrammes = contract({
  method: 'GET',
  path: '/programmes/own',
  summary: 'The milestones of the caller’s facility, its reminders and its trainings',
  right: 'registry.write-own-facility',
  request: z.strictObject({}),
  response: z.object({
    day: Day,
    facility: z.string(),
    milestones: z.array(MilestoneView),
    reminders: z.array(
      z.object({
        milestone: z.string(),
        name: Words,
        round: z.number(),
        at: z.iso.datetime(),
        missing: z.number(),
        seenAt: z.iso.datetime().optional(),
      }),
    ),
    trainings: z.array(
      z.object({ title: z.string(), day: Day, attendee: z.string(), passed: z.boolean() }),
    ),
  }),
})

export const seeReminder = contract({
  method: 'POST',
  path: '/programmes/own/reminders/seen',
  summary: 'Say that the own facility saw a reminder',
  right: 'registry.write-own-facility',
  request: z.strictObject({
    milestone: MilestoneId,
    round: z.number().int().min(0).max(ROUNDS_MAX),
  }),
  response: z.object({}),
})

export const listTrainings = contract({
  method: 'GET',
  path: '/programmes/trainings',
  summary: 'Trainings of programmes and how many came, within the caller’s reach',
  right: 'registry.review',
  request: z.strictObject({}),
  response: z.object({
    trainings: z.array(
      z.object({
        id: z.string(),
        programme: z.string(),
        authority: z.string(),
        title: z.string(),
        day: Day,
        facilities: z.number(),
        attendees: z.number(),
        passed: z.number(),
      }),
    ),
  }),
})

export const draftProgressReport = contract({
  method: 'POST',
  path: '/programmes/:programme/report',
  summary: 'Draft the progress report of a programme as an official letter',
  right: 'registry.review',
  request: z.strictObject({ programme: z.string().max(40), authority: Authority.optional() }),
  response: z.object({ letter: z.string() }),
})
