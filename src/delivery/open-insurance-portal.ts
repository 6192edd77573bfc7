import type { Database } from '#foundation/database'
import type { Outgoing } from '#foundation/outgoing'
import type { Outcome } from '#vocabulary/outcome'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes } from '#vocabulary/record-id'
import { type CardQuestion, PORTAL_TIMEOUTS } from './insurance-portal-client.ts'
import { type CardLookUp, lookUpCard } from './look-up-card.ts'
import type { Timeouts } from './outside-client.ts'
import { openPortalSessions } from './portal-sessions.ts'
import { insurancePortalSender } from './send-to-insurance-portal.ts'
import type { Sender } from './sender.ts'
import type { MasterKey } from './seal.ts'

/** The insurance portal as one process uses it: sessions are shared by sending and looking up. */
export type InsurancePortal = {
  readonly sender: Sender
  readonly lookUpCard: (
    facility: FacilityCode,
    question: CardQuestion,
  ) => Promise<Outcome<CardLookUp>>
}

/** For the composition root. Takes no token before the first use. */
export function openInsurancePortal(needs: {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly masterKey: MasterKey
  readonly baseUrl: string
  readonly outgoing: Outgoing
  readonly timeouts?: Timeouts
}): InsurancePortal {
  const { database, now, random, masterKey } = needs
  const portal = {
    baseUrl: new URL(needs.baseUrl),
    timeouts: needs.timeouts ?? PORTAL_TIMEOUTS,
    outgoing: needs.outgoing,
  }
  const sessions = openPortalSessions({ database, now, masterKey, portal })
  return {
    sender: insurancePortalSender({ now, portal }, sessions),
    lookUpCard: (facility, question) =>
      lookUpCard({ database, now, random, masterKey, portal, sessions }, facility, question),
  }
}
