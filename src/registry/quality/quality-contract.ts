import { z } from 'zod'
import { contract } from '#foundation/contract'
import { CRITERIA, MENDERS } from './quality-words.ts'

const Text = z.object({ vi: z.string(), en: z.string() })
const Key = z.string().max(40)
const Facility = z.string().length(5)
const Authority = z.string().regex(/^[0-9]{2}$/)
const Criterion = z.enum(CRITERIA)

/** Things to mend on one page: more than anybody mends in a day. */
const LIST_MAX = 100
/** Facilities or people on one page. */
const PAGE_MAX = 100

/** Points from 0 to 100 with two decimals, rounded down; a part of which nothing was asked is absent. */
const Score = z.object({
  score: z.number(),
  parts: z.partialRecord(Criterion, z.number()),
  band: z.enum(['green', 'yellow', 'red']),
})

const MendShown = z.object({
  kind: z.enum(['facility', 'practitioner']),
  /** Whose file; absent where it is that of several people. */
  subject: z.string().optional(),
  section: z.string().optional(),
  statement: z.string().optional(),
  field: z.string().optional(),
  /** What the place is called. */
  label: Text,
  /** Which part of the score it takes from. */
  criterion: Criterion,
  /** What fails, and what to do. */
  reasons: z.array(
    z.object({ rule: z.string(), label: Text, mend: Text, group: Text, source: z.string() }),
  ),
  by: z.array(z.enum(MENDERS)),
  files: z.int(),
  /** Points that the score gains. */
  gain: z.number(),
})

/** Files green, yellow and red. */
const Bands = z.object({ green: z.int(), yellow: z.int(), red: z.int() })

const MethodShown = z.object({
  from: z.string(),
  source: z.string(),
  uncertain: z.string().optional(),
  green: z.number(),
  yellow: z.number(),
  criteria: z.array(z.object({ id: Criterion, label: Text, about: Text, weight: z.number() })),
  mendWorkingDays: z.int(),
})

export const readFileQuality = contract({
  method: 'GET',
  path: '/registry/quality/files/:subject',
  summary:
    'The quality of one file by letter 4856, counted at this moment, with what to mend, what gains most first; `own` is the caller’s or the own facility’s',
  right: 'registry.read',
  request: z.strictObject({ subject: Key }),
  response: z.object({
    method: MethodShown,
    subject: z.string(),
    kind: z.enum(['facility', 'practitioner']),
    name: z.string(),
    code: z.string().optional(),
    score: Score,
    identifiersWhole: z.boolean(),
    mend: z.array(MendShown).max(LIST_MAX),
    /** How many things there are to mend in all. */
    failing: z.int(),
  }),
})

export const readFacilityQuality = contract({
  method: 'GET',
  path: '/registry/quality/facilities/:facility',
  summary:
    'The quality of a facility: its own file and its staff’s together, with what to mend over all of them; `own` is the caller’s facility',
  right: 'registry.read',
  request: z.strictObject({ facility: z.string().max(5) }),
  response: z.object({
    method: MethodShown,
    facility: z.string(),
    name: z.string(),
    /** Absent where the facility has no file yet. */
    subject: z.string().optional(),
    /** Of the file and the staff together, as last counted; absent before the first count. */
    score: Score.optional(),
    file: Score.optional(),
    staff: z.object({ people: z.int(), bands: Bands, score: Score.optional() }),
    mend: z.array(MendShown).max(LIST_MAX),
  }),
})

export const listStaffQuality = contract({
  method: 'GET',
  path: '/registry/quality/facilities/:facility/staff',
  summary:
    'The staff of a facility, the worst file first; only those who fail at a place when one is given',
  right: 'registry.read',
  request: z.strictObject({
    facility: z.string().max(5),
    section: Key.optional(),
    field: Key.optional(),
    afterScore: z.coerce.number().int().min(0).max(10_000).optional(),
    afterSubject: Key.optional(),
    limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  }),
  response: z.object({
    staff: z.array(
      z.object({
        subject: z.string(),
        name: z.string(),
        score: Score,
        faults: z.int(),
        place: z.int(),
      }),
    ),
    more: z.boolean(),
  }),
})

export const listFacilityQuality = contract({
  method: 'GET',
  path: '/registry/quality/facilities',
  summary:
    'Facilities of the caller’s authority by quality, the worst first, by the whole score or by one part',
  right: 'registry.review',
  request: z.strictObject({
    authority: Authority.optional(),
    part: Criterion.optional(),
    afterRank: z.coerce.number().int().min(0).max(10_001).optional(),
    afterCode: Facility.optional(),
    limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  }),
  response: z.object({
    facilities: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        authority: z.string(),
        score: Score,
        hasFile: z.boolean(),
        practitioners: z.int(),
        bands: Bands,
        rank: z.int(),
      }),
    ),
    more: z.boolean(),
  }),
})

const AuthorityShown = z.object({
  authority: z.string(),
  name: Text,
  score: Score,
  facilities: z.int(),
  practitioners: z.int(),
  facilityBands: Bands,
  practitionerBands: Bands,
})

export const readQualityTotals = contract({
  method: 'GET',
  path: '/registry/quality/totals',
  summary:
    'The quality of the registry by authority and day, and which rules cost most; a department sees its own, the Ministry all',
  right: 'registry.review',
  request: z.strictObject({
    authority: Authority.optional(),
    /** Days back. */
    days: z.coerce.number().int().min(1).max(366).default(90),
  }),
  response: z.object({
    method: MethodShown,
    isCounted: z.boolean(),
    whole: Score,
    facilities: z.int(),
    practitioners: z.int(),
    authorities: z.array(AuthorityShown),
    rules: z.array(
      z.object({
        rule: z.string(),
        kind: z.enum(['facility', 'practitioner']),
        criterion: Criterion,
        label: Text,
        mend: Text,
        source: z.string(),
        asked: z.int(),
        failing: z.int(),
        gain: z.number(),
      }),
    ),
    /** Scores at the end of days on which something changed, the oldest first. */
    days: z.array(
      z.object({
        day: z.string(),
        score: z.number(),
        parts: z.partialRecord(Criterion, z.number()),
      }),
    ),
  }),
})

export const readOpenQuality = contract({
  method: 'GET',
  path: '/registry/quality/open',
  summary:
    'Open data: the quality of the registry by authority, without those of which so few are counted that somebody could be told',
  right: 'public',
  request: z.strictObject({}),
  response: z.object({
    method: MethodShown,
    isCounted: z.boolean(),
    whole: Score.optional(),
    /** Fewer facilities or practitioners than this are left out. */
    smallest: z.int(),
    authorities: z.array(
      z.object({
        authority: z.string(),
        name: Text,
        score: Score,
        facilities: z.int(),
        practitioners: z.int(),
      }),
    ),
  }),
})
