import { addCareRelations } from '#access'
import { queueMessages } from '#delivery'
import type { Trx } from '#foundation/database'
import { identifyPerson } from '#people'
import type { RecordId } from '#vocabulary/record-id'
import { fieldOf } from '#vocabulary/dossier-tables'
import { claimOfPerson } from './dossier-to-fhir/person-claim.ts'
import type { IntakeNeeds } from './needs.ts'
import type { Arriving } from './arriving.ts'
import { checkInSource, messageId, type ToWrite, variantOn } from './record-visit.ts'
import { keepText } from './text-store.ts'
import { visitFacts } from './visit-facts.ts'

/** How long from its own day on a visit counts as open when no dossier follows: a week, or a long stay after admission. */
const OPEN_DAYS = 7
const OPEN_DAYS_ADMITTED = 180

const DAY_MS = 86_400_000

/**
 * Takes a check-in: the patient is here, so the facility may look at the record; and the portal is owed the message. One that comes
 * when its visit would no longer be open lets nobody look.
 * The dossier that follows is tied to it by its link code, and ends the open visit.
 */
export async function recordCheckIn(
  trx: Trx,
  needs: IntakeNeeds,
  { sender, dossier, digest }: Arriving,
  { receipt, receivedAt }: { readonly receipt: RecordId; readonly receivedAt: Date },
): Promise<ToWrite> {
  const { facility } = sender
  const claim = claimOfPerson(dossier.tables, facility)
  const { person, isNew, contradicts } = await identifyPerson(trx, claim, needs)
  const from = visitFacts(dossier.tables).arrivedAt ?? receivedAt
  const isAdmitted = fieldOf(dossier.tables, 'CHECKIN', 'NGAY_VAO_NOI_TRU') !== ''
  const days = isAdmitted ? OPEN_DAYS_ADMITTED : OPEN_DAYS
  const since = from < receivedAt ? from : receivedAt
  const until = new Date(since.getTime() + days * DAY_MS)
  const relation = {
    person,
    facility,
    kind: 'open-visit' as const,
    from: since,
    until,
    source: checkInSource(facility, dossier.linkCode),
  }
  const text = { digest, facility, subject: person, bytes: dossier.bytes, isNew }
  const write = () =>
    Promise.all([
      queueMessages(trx, [
        {
          id: messageId(receipt),
          channel: 'insurance-portal',
          kind: 'check-in',
          facility,
          linkCode: dossier.linkCode,
          submission: receipt,
          person,
          payload: digest.toString('hex'),
          variant: sender.variant ?? variantOn(from),
          queuedAt: receivedAt,
        },
      ]),
      keepText(trx, needs.dataKeys, text),
      addCareRelations(trx, until > receivedAt ? [relation] : []),
    ])
  return { person, contradicts, write }
}
