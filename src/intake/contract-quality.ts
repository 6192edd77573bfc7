import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { Day, Receipt, Words } from './contract-parts.ts'

/** Quality over time: for the wards of one facility, for its day, and for the health department. */

const Counts = z.object({ error: z.number(), warning: z.number(), notice: z.number() })

/** How often one rule spoke. */
const RuleCount = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  /** The name of the rule, without any dossier's values. */
  title: Words,
  count: z.number(),
  dossiers: z.number(),
})
export type RuleCount = z.infer<typeof RuleCount>

const WardFilter = z.strictObject({
  from: Day,
  to: Day,
  ward: z.string().max(50).optional(),
  doctor: z.string().max(255).optional(),
  severity: z.enum(['error', 'warning', 'notice']).optional(),
})
export type WardFilter = z.infer<typeof WardFilter>

export const WardFindings = z.object({
  facility: z.string(),
  facilityName: z.string(),
  from: Day,
  to: Day,
  /** There are more findings than one sheet may hold: narrow the days. */
  truncated: z.boolean(),
  wards: z.array(
    z.object({
      /** '' for findings that belong to no khoa. */
      ward: z.string(),
      wardName: z.string(),
      counts: Counts,
      doctors: z.array(
        z.object({
          /** Licence number; '' when the place names nobody. */
          doctor: z.string(),
          doctorName: z.string(),
          counts: Counts,
          findings: z.array(
            z.object({
              receipt: Receipt,
              linkCode: z.string(),
              patientNumber: z.string(),
              receivedAt: z.string(),
              severity: z.enum(['error', 'warning', 'notice']),
              rule: z.string(),
              at: z.string(),
              message: Words,
              remedy: Words,
            }),
          ),
        }),
      ),
    }),
  ),
})
export type WardFindings = z.infer<typeof WardFindings>

/** Findings of the current state of each visit, grouped by khoa and practitioner. */
export const findingsByWard = contract({
  method: 'GET',
  path: '/intake/findings-by-ward',
  summary: 'Lỗi, cảnh báo theo khoa và người hành nghề',
  right: 'dossier.read-own-facility',
  request: WardFilter,
  response: WardFindings,
})

/** The same on A4, one page break per khoa. */
export const printFindingsByWard = bytesContract({
  method: 'GET',
  path: '/intake/findings-by-ward.pdf',
  summary: 'In lỗi, cảnh báo theo khoa (A4)',
  right: 'dossier.read-own-facility',
  accepts: [],
  request: WardFilter,
})

/** The same as a workbook, one sheet per khoa. */
export const exportFindingsByWard = bytesContract({
  method: 'GET',
  path: '/intake/findings-by-ward.xlsx',
  summary: 'Tải bảng tính lỗi, cảnh báo theo khoa',
  right: 'dossier.read-own-facility',
  accepts: [],
  request: WardFilter,
})

/** One legal clock that runs for the facility's dossiers. */
const ClockView = z.object({
  clock: z.string(),
  label: Words,
  source: z.string(),
  /** Whose duty it is. */
  bound: z.enum(['facility', 'insurance']),
  /** How many dossiers are within it, close to its end, past it. */
  running: z.number(),
  dueSoon: z.number(),
  overdue: z.number(),
  nextDueAt: z.string().optional(),
})
export type ClockView = z.infer<typeof ClockView>

const Waiting = z.object({
  state: z.string(),
  stateText: Words.optional(),
  count: z.number(),
  oldestAt: z.string().optional(),
})

export const readToday = contract({
  method: 'GET',
  path: '/intake/today',
  summary: 'Chất lượng trong ngày và các thời hạn của cơ sở',
  right: 'dossier.read-own-facility',
  request: z.strictObject({ day: Day.optional() }),
  response: z.object({
    day: Day,
    facility: z.string(),
    facilityName: z.string(),
    received: z.number(),
    accepted: z.number(),
    withErrors: z.number(),
    refused: z.number(),
    withWarnings: z.number(),
    checkIns: z.number(),
    /** Visits of which the newest submission is refused: still to be mended. */
    openRefusals: z.number(),
    withdrawnOpen: z.number(),
    topFindings: z.array(RuleCount),
    deliveries: z.array(Waiting),
    clocks: z.array(ClockView),
  }),
})

const DayFigures = z.object({
  day: Day,
  dossiers: z.number(),
  accepted: z.number(),
  withErrors: z.number(),
  refused: z.number(),
  withWarnings: z.number(),
  checkIns: z.number(),
})
export type DayFigures = z.infer<typeof DayFigures>

const FacilityFigures = z.object({
  facility: z.string(),
  name: z.string(),
  kind: z.string(),
  dossiers: z.number(),
  accepted: z.number(),
  withErrors: z.number(),
  refused: z.number(),
  withWarnings: z.number(),
  checkIns: z.number(),
  /** Days with at least one dossier, in order. */
  days: z.array(DayFigures),
  topFindings: z.array(RuleCount),
  /** Deliveries to the insurance portal that have not arrived yet. */
  waiting: z.number(),
  oldestWaitingAt: z.string().optional(),
})
export type FacilityFigures = z.infer<typeof FacilityFigures>

/**
 * By which day dossiers are counted: when they were received, or when the visit ended. Where the end cannot be read, or
 * lies ahead (a supply of drugs for weeks), the day of reception counts there too.
 */
export const CountedBy = z.enum(['received', 'visit-end'])
export type CountedBy = z.infer<typeof CountedBy>

/** Every facility of the officer's province, those that sent nothing included. At most 92 days at once. */
export const readDepartmentFigures = contract({
  method: 'GET',
  path: '/intake/department',
  summary: 'Hồ sơ, hồ sơ chưa tiếp nhận và lỗi thường gặp theo cơ sở và ngày',
  right: 'department.read',
  request: z.strictObject({
    from: Day,
    to: Day,
    facility: z.string().length(5).optional(),
    by: CountedBy.default('visit-end'),
  }),
  response: z.object({
    province: z.string(),
    from: Day,
    to: Day,
    by: CountedBy,
    facilities: z.array(FacilityFigures),
    days: z.array(DayFigures),
    topFindings: z.array(RuleCount),
  }),
})

const HalfYear = z.strictObject({
  year: z.coerce.number().int().min(2023).max(2100),
  half: z.coerce.number().int().min(1).max(2),
})

export const HalfYearReport = z.object({
  province: z.string(),
  provinceName: z.string(),
  year: z.number(),
  half: z.number(),
  from: Day,
  to: Day,
  facilities: z.array(
    z.object({
      facility: z.string(),
      name: z.string(),
      kind: z.string(),
      /** Visits that ended in the half-year and stand in the health book. */
      visits: z.number(),
      persons: z.number(),
      /** Of which without insurance card. */
      uninsured: z.number(),
      refusedOpen: z.number(),
      /** Share of accepted dossiers that came within 24 h of the visit's end, in percent. */
      within24Hours: z.number(),
    }),
  ),
  totals: z.object({
    facilities: z.number(),
    facilitiesSending: z.number(),
    visits: z.number(),
    persons: z.number(),
    uninsured: z.number(),
    refusedOpen: z.number(),
  }),
})
export type HalfYearReport = z.infer<typeof HalfYearReport>

/** The figures of the half-year report on the electronic health book. */
export const readHalfYearReport = contract({
  method: 'GET',
  path: '/intake/half-year-report',
  summary: 'Số liệu báo cáo sáu tháng về sổ sức khỏe điện tử',
  right: 'department.read',
  request: HalfYear,
  response: HalfYearReport,
})

/** The same as a document on A4. */
export const printHalfYearReport = bytesContract({
  method: 'GET',
  path: '/intake/half-year-report.pdf',
  summary: 'Báo cáo sáu tháng về sổ sức khỏe điện tử (PDF)',
  right: 'department.read',
  accepts: [],
  request: HalfYear,
})
