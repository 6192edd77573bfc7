import type { PermittedFacility } from '#access'
import { deliveriesOf } from '#delivery'
import { personCards } from '#people'
import type { Lists } from '#terminology'
import type { FacilityCode } from '#vocabulary/facility-code'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import type { DeliveryView, SubmissionLine } from './contract.ts'
import type { LineRow } from './list-store.ts'
import type { IntakeNeeds } from './needs.ts'
import { standingOf } from './submission.ts'

type DeliveryViews = Awaited<ReturnType<typeof deliveriesOf>>

/** Rows as people read them: names of patients and wards, and how each delivery stands. Two further reads, however many rows. */
export async function submissionLines(
  needs: Pick<IntakeNeeds, 'database' | 'now'>,
  permit: PermittedFacility,
  lists: Lists,
  rows: readonly LineRow[],
): Promise<SubmissionLine[]> {
  const { facility } = permit
  const persons = [...new Set(rows.flatMap((row) => row.person ?? []))]
  const receipts = rows.map((row) => row.receipt)
  const [cards, deliveries] = await Promise.all([
    persons.length > 0 ? personCards(needs.database, permit, persons) : [],
    deliveriesOf(needs.database, facility, receipts, needs.now()),
  ])
  const names = new Map(cards.map((card) => [card.person, card.name]))
  return rows.map((row) =>
    lineOf(row, row.person ? names.get(row.person) : undefined, deliveries, lists, facility),
  )
}

function lineOf(
  row: LineRow,
  patientName: string | undefined,
  deliveries: DeliveryViews,
  lists: Lists,
  facility: FacilityCode,
): SubmissionLine {
  const wardName = wardNameOf(lists, facility, row.ward)
  return {
    receipt: row.receipt,
    kind: row.kind,
    receivedAt: isoInVietnam(row.received_at),
    door: row.door,
    sender: row.sender,
    status: standingOf(row),
    counts: { error: row.errors, warning: row.warnings, notice: row.notices },
    deliveries: (deliveries.get(row.receipt) ?? []).map(toDelivery),
    ...(row.link_code === '' ? {} : { linkCode: row.link_code }),
    ...(row.patient_number === '' ? {} : { patientNumber: row.patient_number }),
    ...(patientName === undefined ? {} : { patientName }),
    ...(row.visit ? { visit: row.visit } : {}),
    ...(row.visit_end ? { visitEnd: isoInVietnam(row.visit_end) } : {}),
    ...(row.ward === '' ? {} : { ward: row.ward }),
    ...(wardName === undefined ? {} : { wardName }),
  }
}

/** The facility's own name of a ward, else the nation's; undefined for one that stands in no list. */
export function wardNameOf(lists: Lists, facility: FacilityCode, ward: string): string | undefined {
  if (ward === '') return undefined
  const own = lists.find('facility-ward', ward, facility)
  return (own ?? lists.find('ward', ward))?.display
}

function toDelivery(view: NonNullable<ReturnType<DeliveryViews['get']>>[number]): DeliveryView {
  return {
    channel: 'insurance-portal',
    kind: view.kind,
    state: view.state,
    stateText: view.stateText,
    ...(view.transactionCode === undefined ? {} : { portalNumber: view.transactionCode }),
    ...(view.receivedAt === undefined ? {} : { deliveredAt: view.receivedAt }),
  }
}
