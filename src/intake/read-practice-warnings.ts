import type { z } from 'zod'
import { decideFacilityAccess, decideTotalsAccess } from '#access'
import { recordAudit } from '#audit'
import { type DescribedPractitioner, describePractitioners } from '#registry'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { readPracticeWarnings, WarnedPractitioner } from './contract-practice.ts'
import { callerFacility } from './caller-facility.ts'
import { countDays } from './days.ts'
import type { IntakeNeeds } from './needs.ts'
import { permitOwn } from './permit-own.ts'
import { PRACTICE_RULE_IDS, practiceMessage } from './practice-findings.ts'
import {
  countWarned,
  listWarned,
  type WarnedDossier,
  type WarnedPeriod,
  type WarnedRow,
} from './practice-store.ts'

type Needs = Pick<IntakeNeeds, 'database' | 'now' | 'registry'>
type Asked = z.output<typeof readPracticeWarnings.request>
type Warnings = z.input<typeof readPracticeWarnings.response>

/** Days looked at together: a quarter. */
const DAYS_MAX = 92
/** Counts read: of a province, a few hundred practitioners over a month. */
const ROWS_MAX = 20_000
/** Practitioners on one page. */
const PRACTITIONERS_MAX = 500
/** Dossiers shown of each. */
const EXAMPLES = 10

/** Whose figures somebody sees. */
type Reach = {
  readonly reach: Warnings['reach']
  readonly facilities: readonly { readonly code: FacilityCode; readonly name: string }[]
}

/**
 * Practitioners whom dossiers were warned of: at the caller's facility with the dossiers, for its administrator and in the caller's province as
 * figures; each with what the registry holds of licence and registrations. Refuses `intake.period-too-long`, `intake.no-province`, `intake.facility-elsewhere` and what
 * the policy refuses.
 */
export async function readPracticeWarningsOf(
  needs: Needs,
  caller: Caller,
  asked: Asked,
): Promise<Outcome<Warnings>> {
  const length = countDays(asked.from, asked.to)
  if (length < 1 || length > DAYS_MAX) return refuse('incorrect', 'intake.period-too-long', 'to')
  const reached = caller.facility
    ? await ownReach(needs, caller)
    : await provinceReach(needs, caller, asked.facility)
  if (!reached.ok) return reached
  const { reach, facilities } = reached.value
  const period: WarnedPeriod = {
    facilities: facilities.map(({ code }) => code),
    rules: PRACTICE_RULE_IDS,
    from: asked.from,
    to: asked.to,
  }
  const { database } = needs
  const [rows, dossiers] = await Promise.all([
    countWarned(database, period, ROWS_MAX + 1),
    reach === 'facility' ? listWarned(database, period, EXAMPLES) : [],
    auditReading(needs, caller, reached.value, asked),
  ])
  return accept({
    reach,
    from: asked.from,
    to: asked.to,
    days: daysOf(rows),
    ...(await practitionersOf(needs, rows, dossiers, facilities)),
  })
}

function auditReading(
  { database, now }: Needs,
  caller: Caller,
  { reach, facilities }: Reach,
  { from, to }: Asked,
): Promise<void> {
  return recordAudit(database, [
    {
      at: now(),
      action: 'read',
      caller,
      what: 'practice-warnings',
      purpose: reach === 'province' ? 'supervision' : 'quality',
      detail: { from, to, facilities: facilities.length },
    },
  ])
}

/** Those most often warned of first. */
async function practitionersOf(
  needs: Needs,
  rows: readonly WarnedRow[],
  dossiers: readonly WarnedDossier[],
  facilities: Reach['facilities'],
): Promise<Pick<Warnings, 'practitioners' | 'truncated'>> {
  const groups = [...Map.groupBy(rows, ({ facility, doctor }) => `${facility} ${doctor}`).values()]
  const page = groups
    .toSorted((one, other) => sumOf(other) - sumOf(one))
    .slice(0, PRACTITIONERS_MAX)
  const described = await describePractitioners(
    needs,
    page.flatMap(([row]) => row?.doctor ?? []),
  )
  const names = await namesOf(needs, described, facilities)
  return {
    truncated: rows.length > ROWS_MAX || groups.length > page.length,
    practitioners: page.flatMap((group) => warnedOf(group, dossiers, described, names)),
  }
}

async function ownReach(needs: Needs, caller: Caller): Promise<Outcome<Reach>> {
  const isAdministrator = caller.role === 'facility-administrator'
  const own = isAdministrator ? await permitFigures(needs, caller) : await permitOwn(needs, caller)
  if (!own.ok) return own
  const { facility: code } = own.value
  const known = await needs.registry.findFacility(code)
  const facilities = [{ code, name: known?.name ?? code }]
  return accept({ reach: isAdministrator ? 'figures' : 'facility', facilities })
}

/** Who answers for the staff list sees of whom dossiers warn, and no dossier. Refuses `intake.no-facility` and what the policy refuses. */
async function permitFigures({ database, now }: Needs, caller: Caller) {
  const own = callerFacility(caller)
  if (!own.ok) return own
  return decideFacilityAccess(database, caller, 'read-own-practice', own.value, now(), 'quality')
}

async function provinceReach(
  needs: Needs,
  caller: Caller,
  facility: string | undefined,
): Promise<Outcome<Reach>> {
  const { database, registry, now } = needs
  const permit = await decideTotalsAccess(database, caller, caller.province, now(), 'supervision')
  if (!permit.ok) return permit
  const { province } = permit.value
  if (province === undefined) return refuse('forbidden', 'intake.no-province')
  const all = await registry.listFacilities({ province })
  const facilities = facility === undefined ? all : all.filter(({ code }) => code === facility)
  return facilities.length === 0 && facility !== undefined
    ? refuse('not-found', 'intake.facility-elsewhere', 'facility')
    : accept({ reach: 'province', facilities })
}

async function namesOf(
  { registry }: Needs,
  described: ReadonlyMap<string, DescribedPractitioner>,
  facilities: Reach['facilities'],
): Promise<ReadonlyMap<string, string>> {
  const registered = [...described.values()].flatMap(({ registrations }) => registrations)
  const wanted = new Set(registered.map(({ facility }) => facility))
  const all = wanted.size === 0 ? [] : await registry.listFacilities()
  return new Map(
    [...facilities, ...all.filter(({ code }) => wanted.has(code))].map(({ code, name }) => [
      code,
      name,
    ]),
  )
}

function warnedOf(
  group: readonly WarnedRow[],
  dossiers: readonly WarnedDossier[],
  described: ReadonlyMap<string, DescribedPractitioner>,
  names: ReadonlyMap<string, string>,
): WarnedPractitioner[] {
  const [first] = group
  if (!first) return []
  const { facility, doctor } = first
  const known = described.get(doctor)
  const own = dossiers.filter((one) => one.doctor === doctor)
  return [
    {
      facility,
      facilityName: names.get(facility) ?? facility,
      licence: doctor,
      name: known?.name ?? '',
      dossiers: sumOf(group),
      rules: rulesOf(group),
      days: daysOf(group),
      registrations: (known?.registrations ?? []).map(
        ({ statement: _key, slots, department: _ward, ...one }) => ({
          ...one,
          facilityName: names.get(one.facility) ?? one.facility,
          here: one.facility === facility,
          slots: slots.map((slot) => ({ ...slot, days: [...slot.days] })),
        }),
      ),
      examples: [...Map.groupBy(own, ({ receipt }) => receipt)].flatMap(([receipt, lines]) =>
        lines.slice(0, 1).map(({ link_code: linkCode, day }) => ({
          receipt,
          linkCode,
          day,
          rules: lines.map(({ rule }) => rule),
        })),
      ),
      ...(known ? { practitioner: known.subject } : {}),
      ...(known?.licence ? { licenceState: known.licence.state } : {}),
      ...(known?.licence?.expiresOn ? { expiresOn: known.licence.expiresOn } : {}),
    },
  ]
}

function rulesOf(group: readonly WarnedRow[]): WarnedPractitioner['rules'] {
  return [...Map.groupBy(group, ({ rule }) => rule)].map(([rule, rows]) => ({
    rule,
    title: practiceMessage(rule) ?? { vi: rule, en: rule },
    count: sumOf(rows),
  }))
}

function daysOf(rows: readonly WarnedRow[]): { day: string; count: number }[] {
  return [...Map.groupBy(rows, ({ day }) => day)]
    .map(([day, same]) => ({ day, count: sumOf(same) }))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
}

/** A dossier with two reasons counts under each. */
function sumOf(rows: readonly WarnedRow[]): number {
  return rows.reduce((sum, { dossiers }) => sum + dossiers, 0)
}
