import { recordAudit } from '#audit'
import type { FindingsByWard } from '#documents'
import { type PersonCard, personCards } from '#people'
import type { Lists } from '#terminology'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { Finding } from '#vocabulary/finding'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isoInVietnam, vietnamDay } from '#vocabulary/vietnam-time'
import { permitOwn } from './permit-own.ts'
import type { WardFilter, WardFindings } from './contract.ts'
import { countDays, dayAfter, startOfDay } from './days.ts'
import type { IntakeNeeds } from './needs.ts'
import { unpackFindings } from './packed-findings.ts'
import { type FaultyRow, findFaulty } from './quality-store.ts'
import { wardNameOf } from './submission-lines.ts'

type Needs = Pick<IntakeNeeds, 'database' | 'now' | 'listsFor' | 'registry'>

/** Dossiers on one set of sheets: what a hospital of 2,000 visits a day mends in a day. */
const DOSSIERS_MAX = 2_000

/** Findings on one set of sheets: about 200 pages. */
const FINDINGS_MAX = 5_000

/** Days handed to wards together: a month. */
const DAYS_MAX = 31

/** One finding with whose it is and where it stands. */
type Placed = {
  readonly row: FaultyRow
  readonly finding: Finding
  readonly ward: string
  readonly doctor: string
}

/** The findings of a facility, sorted for its wards. */
export type SortedFindings = {
  readonly asked: WardFilter
  readonly facility: { readonly code: FacilityCode; readonly name: string }
  readonly lists: Lists
  readonly placed: readonly Placed[]
  readonly truncated: boolean
  readonly patients: ReadonlyMap<string, PersonCard>
}

/**
 * What each ward and practitioner has to mend: the findings of the newest word on each visit, by days of reception.
 * Refuses `intake.no-facility`, `intake.period-too-long`. The read is audited for every patient on the sheets.
 */
export async function sortFindings(
  needs: Needs,
  caller: Caller,
  asked: WardFilter,
  action: 'read' | 'export',
): Promise<Outcome<SortedFindings>> {
  const own = await permitOwn(needs, caller)
  if (!own.ok) return own
  const { facility } = own.value
  const period = countDays(asked.from, asked.to)
  if (period < 1 || period > DAYS_MAX) return refuse('incorrect', 'intake.period-too-long', 'to')

  const { database } = needs
  const { ward, doctor, severity } = asked
  const rows = await findFaulty(database, {
    facility,
    from: startOfDay(asked.from),
    to: startOfDay(dayAfter(asked.to)),
    ward,
    doctor,
    severity,
    limit: DOSSIERS_MAX + 1,
  })
  const all = rows.slice(0, DOSSIERS_MAX).flatMap((row) => placeFindings(row, asked))
  const persons = [...new Set(rows.flatMap((row) => row.person ?? []))]
  const [cards, lists, known] = await Promise.all([
    persons.length > 0 ? personCards(database, own.value, persons) : [],
    needs.listsFor(vietnamDay(needs.now()), facility),
    needs.registry.findFacility(facility),
    auditSheets(needs, caller, rows, action),
  ])
  return accept({
    asked,
    facility: { code: facility, name: known?.name ?? facility },
    lists,
    placed: all.slice(0, FINDINGS_MAX),
    truncated: rows.length > DOSSIERS_MAX || all.length > FINDINGS_MAX,
    patients: new Map(cards.map((card) => [card.person, card])),
  })
}

function placeFindings(row: FaultyRow, { ward, doctor, severity }: WardFilter): Placed[] {
  const { findings, whose } = unpackFindings(row.findings)
  return findings.flatMap((finding, index) => {
    const { ward: own, doctor: by } = whose[index] ?? { ward: '', doctor: '' }
    const isWanted =
      isOfTable(finding) &&
      (severity === undefined ? finding.severity !== 'notice' : finding.severity === severity) &&
      (ward === undefined || own === ward) &&
      (doctor === undefined || by === doctor)
    return isWanted ? [{ row, finding, ward: own, doctor: by }] : []
  })
}

/** What concerns the envelope, such as its signature, is the sending desk's work and no ward's. */
function isOfTable({ at }: Finding): boolean {
  return at.startsWith('XML') || at.startsWith('CHECKIN')
}

async function auditSheets(
  { database, now }: Needs,
  caller: Caller,
  rows: readonly FaultyRow[],
  action: 'read' | 'export',
): Promise<void> {
  const persons = [...new Set(rows.flatMap((row) => row.person ?? []))]
  await recordAudit(
    database,
    persons.map((person) => ({
      at: now(),
      action,
      caller,
      what: 'findings',
      person,
      purpose: 'quality',
      ground: 'own-facility',
    })),
  )
}

/** Groups by ward, then practitioner, both in the order of their codes; nobody's come last. */
function grouped(sorted: SortedFindings) {
  return byKey(sorted.placed, (placed) => placed.ward).map(([ward, ofWard]) => ({
    ward,
    wardName: wardNameOf(sorted.lists, sorted.facility.code, ward) ?? ward,
    ofWard,
    doctors: byKey(ofWard, (placed) => placed.doctor).map(([doctor, ofDoctor]) => ({
      doctor,
      doctorName: staffName(sorted, doctor),
      ofDoctor,
    })),
  }))
}

function byKey(
  placed: readonly Placed[],
  keyOf: (one: Placed) => string,
): [string, readonly Placed[]][] {
  return [...Map.groupBy(placed, keyOf)].sort(([one], [other]) => {
    if (one === '' || other === '') return one === '' ? 1 : -1
    return one < other ? -1 : 1
  })
}

function staffName({ lists, facility }: SortedFindings, licence: string): string {
  const known = lists.find('staff', licence, facility.code)
  return known?.properties['name'] ?? known?.display ?? licence
}

function countsOf(placed: readonly Placed[]) {
  const counts = { error: 0, warning: 0, notice: 0 }
  for (const { finding } of placed) counts[finding.severity] += 1
  return counts
}

/** As the portal shows it. */
export function toWardFindings(sorted: SortedFindings): WardFindings {
  const { asked, facility, truncated } = sorted
  return {
    facility: facility.code,
    facilityName: facility.name,
    from: asked.from,
    to: asked.to,
    truncated,
    wards: grouped(sorted).map(({ ward, wardName, ofWard, doctors }) => ({
      ward,
      wardName,
      counts: countsOf(ofWard),
      doctors: doctors.map(({ doctor, doctorName, ofDoctor }) => ({
        doctor,
        doctorName,
        counts: countsOf(ofDoctor),
        findings: ofDoctor.map(({ row, finding }) => ({
          receipt: row.receipt,
          linkCode: row.link_code,
          patientNumber: row.patient_number,
          receivedAt: isoInVietnam(row.received_at),
          severity: finding.severity,
          rule: finding.rule,
          at: finding.at,
          message: finding.message,
          remedy: finding.remedy,
        })),
      })),
    })),
  }
}

/** As the sheets are printed: one dossier after the other. */
export function toPrintedFindings(sorted: SortedFindings): FindingsByWard {
  const { asked, facility, patients } = sorted
  return {
    facility,
    from: asked.from,
    to: asked.to,
    wards: grouped(sorted).map(({ ward, wardName, doctors }) => ({
      code: ward,
      name: wardName,
      doctors: doctors.map(({ doctor, doctorName, ofDoctor }) => ({
        licence: doctor,
        name: doctorName,
        dossiers: [...Map.groupBy(ofDoctor, ({ row }) => row)].map(([row, placed]) => ({
          linkCode: row.link_code,
          receipt: row.receipt,
          patientName: (row.person && patients.get(row.person)?.name) ?? '',
          patientNumber: row.patient_number,
          ...(row.visit_end ? { leftOn: vietnamDay(row.visit_end) } : {}),
          findings: placed.map(({ finding }) => ({
            severity: finding.severity,
            at: finding.at,
            rule: finding.rule,
            message: finding.message.vi,
            remedy: finding.remedy.vi,
          })),
        })),
      })),
    })),
  }
}
