/** Delivery: what the platform owes the outside, until it is received, with the evidence and the legal clocks. */
export {
  type Channel,
  channelReasonText,
  type DeliveryState,
  type MessageKind,
  type MessageToQueue,
  PLATFORM,
  type Reason,
  type RegisterKind,
  type Variant,
} from './message.ts'
export { cancelMessages, queueMessages } from './queue-messages.ts'
export { type DeliveryNeeds, deliverDue } from './deliver-due.ts'
export { deliveryLoops } from './delivery-loops.ts'
export type { ChannelEnds, ChannelsEnds, SentMessage, Settled } from './sender.ts'
export { openPace } from './pace.ts'
export { stateServiceSender } from './state-service-client.ts'
export { type ChannelStanding, channelStandings } from './channel-standing-store.ts'
export { facilitiesWithPortalAccount } from './portal-account-store.ts'
export { type InsurancePortal, openInsurancePortal } from './open-insurance-portal.ts'
export type { CardQuestion } from './insurance-portal-client.ts'
export { type CardLookUp, forgetCardAnswers } from './look-up-card.ts'
export { CARD_RESULTS, type CardResult, cardResultOf } from './card-result-codes.ts'
export { type AccountToSet, setPortalAccount } from './set-portal-account.ts'
export { type Clock, type ClockFacts, clocksOf } from './clocks.ts'
export { importResultList } from './import-result-list.ts'
export { deliveryRoutes } from './delivery-routes.ts'
export { deliveryTexts } from './problem-texts.ts'
export { deliveriesOf, type RunningClock, runningClocks } from './deliveries-of.ts'
export { type SoughtState, submissionIsIn, submissionsByTransactionCode } from './list-store.ts'
export { listQueuesOf, summarise } from './read-deliveries.ts'
export { sealedDeliveryColumns } from './sealed-columns.ts'
export { STATE_TEXTS } from './message.ts'
