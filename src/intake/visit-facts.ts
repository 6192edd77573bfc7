import { type CareRelation, type CareRelationRules, careRelationRulesAt } from '#access'
import type { NotedVisit } from '#follow-up'
import { type DossierTables, fieldOf, type TableName } from '#vocabulary/dossier-tables'
import { type FacilityCode, parseFacilityCode } from '#vocabulary/facility-code'
import type { RecordId } from '#vocabulary/record-id'
import { parseVietnamTime } from '#vocabulary/vietnam-time'

/** What the rest of the house must know of a visit, beside its clinical content. */
export type VisitFacts = {
  readonly patientNumber: string
  /** MA_KHOA, the first of several. */
  readonly ward: string
  readonly arrivedAt: Date | undefined
  /** NGAY_RA; may lie ahead where the law has it so (long supply). */
  readonly endsAt: Date | undefined
  readonly insured: boolean
  readonly referralTo: FacilityCode | undefined
  /** Whether the person stayed and went home alive. */
  readonly wentHome: boolean
  readonly died: boolean
  readonly commune: string | undefined
  /** `yyyy-mm-dd`. */
  readonly reExaminationOn: string | undefined
  /** The paper that asks the person to come again (XML14): on which day, `yyyy-mm-dd`, and to which facility where it names one. */
  readonly appointment: { readonly on: string; readonly at: FacilityCode | undefined } | undefined
}

/** Forms of care with a stay: inpatient, day treatment, stay at a station, inpatient under four hours. QĐ 1804/QĐ-BYT 2026. */
const STAYS = new Set(['03', '04', '06', '09'])

/** MA_LOAI_RV of a referral: by professional need, on request. */
const REFERRALS = new Set(['2', '5'])

/** KET_QUA_DTRI of a death: here, or outside before arrival. */
const DEATHS = new Set(['5', '8'])

/** Reads the facts off the tables, wrong values as absent: judging them is for the rules. */
export function visitFacts(tables: DossierTables): VisitFacts {
  const head: TableName = tables.XML1 ? 'XML1' : 'CHECKIN'
  const field = (name: string) => fieldOf(tables, head, name)
  const referred = REFERRALS.has(field('MA_LOAI_RV'))
  const stayed = STAYS.has(field('MA_LOAI_KCB').padStart(2, '0'))
  return {
    patientNumber: field('MA_BN'),
    ward: firstOf(field('MA_KHOA')),
    arrivedAt: timeOf(field('NGAY_VAO')),
    endsAt: timeOf(field('NGAY_RA')),
    insured: field('MA_THE_BHYT') !== '',
    referralTo: referred
      ? (facilityOf(field('MA_NOI_DEN')) ?? facilityOf(fieldOf(tables, 'XML13', 'MA_CSKCB_DEN')))
      : undefined,
    died: DEATHS.has(field('KET_QUA_DTRI')),
    wentHome: stayed && !referred && !DEATHS.has(field('KET_QUA_DTRI')),
    commune: /^\d{5}$/.test(field('MAXA_CU_TRU')) ? field('MAXA_CU_TRU') : undefined,
    reExaminationOn:
      dayOf(fieldOf(tables, 'XML14', 'NGAY_HEN_KL')) ?? dayOf(firstOf(field('NGAY_TAI_KHAM'))),
    appointment: DEATHS.has(field('KET_QUA_DTRI')) ? undefined : appointmentOf(tables),
  }
}

function appointmentOf(tables: DossierTables): VisitFacts['appointment'] {
  const on = dayOf(fieldOf(tables, 'XML14', 'NGAY_HEN_KL'))
  return on === undefined ? undefined : { on, at: facilityOf(fieldOf(tables, 'XML14', 'MA_CSKCB')) }
}

const DAY_MS = 86_400_000

/**
 * Who may look at the person's record because of this visit, for as long as catalogues/policy/care-relations.json says on the day
 * on which it came in. `station` is that of the commune of residence.
 */
export function careRelationsOf(
  facts: VisitFacts,
  visit: RecordId,
  person: RecordId,
  facility: FacilityCode,
  station: FacilityCode | undefined,
  receivedAt: Date,
): CareRelation[] {
  const from = earlier(facts.arrivedAt, receivedAt)
  const left = earlier(facts.endsAt, receivedAt)
  const after = (days: number) => new Date(left.getTime() + days * DAY_MS)
  const rules = careRelationRulesAt(receivedAt)
  const { referral, commune } = rules
  const rest = { person, source: visit }
  return [
    { ...rest, facility, kind: 'treated', from },
    ...(facts.referralTo
      ? [
          {
            ...rest,
            facility: facts.referralTo,
            kind: 'referral' as const,
            from: left,
            until: after(referral.days),
          },
        ]
      : []),
    ...(facts.wentHome && station
      ? [
          {
            ...rest,
            facility: station,
            kind: 'commune' as const,
            from: left,
            until: after(commune.days),
          },
        ]
      : []),
    ...(facts.appointment
      ? [{ ...rest, ...aroundDay(facts.appointment, rules.appointment, facility, left) }]
      : []),
  ]
}

/** Around the day of an appointment, by Vietnam's days, the last one whole; never before the visit that asked for it. */
function aroundDay(
  { on, at }: NonNullable<VisitFacts['appointment']>,
  { daysBefore, days }: CareRelationRules['appointment'],
  facility: FacilityCode,
  left: Date,
) {
  const day = Date.parse(`${on}T00:00:00+07:00`)
  return {
    facility: at ?? facility,
    kind: 'appointment' as const,
    from: new Date(Math.max(left.getTime(), day - daysBefore * DAY_MS)),
    until: new Date(Math.max(left.getTime(), day + (days + 1) * DAY_MS)),
  }
}

export function notedVisitOf(
  facts: VisitFacts,
  visit: RecordId,
  person: RecordId,
  facility: FacilityCode,
  receivedAt: Date,
): NotedVisit {
  return {
    visit,
    person,
    facility,
    arrivedAt: facts.arrivedAt ?? receivedAt,
    leftAt: facts.endsAt,
    referralTo: facts.referralTo,
    dischargedAt: facts.wentHome ? facts.endsAt : undefined,
    communeOfResidence: facts.commune,
    reExaminationOn: facts.reExaminationOn,
  }
}

function earlier(time: Date | undefined, other: Date): Date {
  return time && time < other ? time : other
}

function timeOf(text: string): Date | undefined {
  const time = parseVietnamTime(text)
  return time.ok ? time.value : undefined
}

function dayOf(text: string): string | undefined {
  const day = text.slice(0, 8)
  return parseVietnamTime(day).ok
    ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`
    : undefined
}

function firstOf(list: string): string {
  return list.split(';')[0]?.trim() ?? ''
}

function facilityOf(text: string): FacilityCode | undefined {
  const code = parseFacilityCode(text)
  return code.ok ? code.value : undefined
}
