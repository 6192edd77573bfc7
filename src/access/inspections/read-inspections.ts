import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type ConsentNeeds, nameFacility } from '../consent/consent-needs.ts'
import type { InspectionListed } from './contract.ts'
import { type KeptInspection, listInspectionsOf } from './inspection-store.ts'

/** Orders to inspect, the newest first: an inspector's are those that name them, a head's those of the own province. */
export async function readInspections(
  needs: Pick<ConsentNeeds, 'database' | 'now' | 'facilityName'>,
  { role, account, province }: Caller,
): Promise<Outcome<{ orders: InspectionListed[] }>> {
  const whose =
    role === 'inspector' || province === undefined ? { inspector: account } : { province }
  const kept = await listInspectionsOf(needs.database, whose)
  return accept({ orders: await Promise.all(kept.map((order) => toView(needs, order))) })
}

/** The last day of a stretch whose end is exclusive. */
function lastDay(end: Date): string {
  return vietnamDay(new Date(end.getTime() - 1))
}

async function toView(
  needs: Pick<ConsentNeeds, 'now' | 'facilityName'>,
  order: KeptInspection,
): Promise<InspectionListed> {
  const { revokedAt, revokedBy, revokedReason, visitsFrom, visitsTo, until } = order
  const { id, number, inspectors, classes, signedName, signedAt, text, signature, key } = order
  const isOver = until <= needs.now()
  return {
    id,
    number,
    facility: await nameFacility(needs, order.facility),
    visitsFrom: vietnamDay(visitsFrom),
    visitsTo: lastDay(visitsTo),
    until: lastDay(until),
    inspectors: [...inspectors],
    classes: [...classes],
    signedBy: signedName,
    signedAt: signedAt.toISOString(),
    text,
    signature: signature.toString('base64url'),
    key,
    state: revokedAt === null ? (isOver ? 'over' : 'in-force') : 'revoked',
    ...(revokedAt === null
      ? {}
      : {
          revoked: {
            at: revokedAt.toISOString(),
            by: revokedBy ?? '',
            reason: revokedReason ?? '',
          },
        }),
  }
}
