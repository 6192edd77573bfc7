import { type PortalKind, sendFile } from './insurance-portal-client.ts'
import type { AnyKind } from './message.ts'
import { inSession, type PortalNeeds, type PortalSessions } from './portal-sessions.ts'
import type { Sender } from './sender.ts'

/** The sender of the channel `insurance-portal`: the file goes out with the facility's own account, unaltered. */
export function insurancePortalSender(
  needs: Pick<PortalNeeds, 'now' | 'portal'>,
  sessions: PortalSessions,
): Sender {
  return async ({ facility, kind, variant }, bytes) => {
    if (!isPortalKind(kind)) return { outcome: 'refused', reason: 'message-refused', evidence: {} }
    const sent = await inSession(sessions, facility, (session) =>
      sendFile(needs.portal, session, { kind, variant, facility, bytes }, needs.now()),
    )
    if ('failure' in sent)
      return { outcome: sent.failure, reason: sent.reason, evidence: sent.evidence }
    return { outcome: 'received', ...sent }
  }
}

function isPortalKind(kind: AnyKind): kind is PortalKind {
  return kind === 'dossier' || kind === 'check-in' || kind === 'staff-catalogue'
}
