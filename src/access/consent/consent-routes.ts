import { type Door, serve } from '#foundation/serve'
import { answerDelegation, endDelegation } from './answer-delegation.ts'
import { breakGlass, readRate } from './break-glass.ts'
import { confirmGuardian } from './confirm-guardian.ts'
import type { ConsentNeeds } from './consent-needs.ts'
import * as contracts from './contract.ts'
import { makeChoice } from './make-choice.ts'
import { offerDelegation } from './offer-delegation.ts'
import { readChoices } from './read-choices.ts'
import { readFamily } from './read-family.ts'
import { markNoticesSeen, readNotices } from './read-notices.ts'
import { endGuardian, listGuardians, settleGuardian } from './settle-guardian.ts'
import { listToReview, reviewBreakGlass } from './review-break-glass.ts'

/** What citizens choose, who acts for them, what was opened in an emergency, and who judges it. */
export function consentRoutes(door: Door, needs: ConsentNeeds): void {
  serve(door, contracts.readChoices, (caller, { of }) => readChoices(needs, caller, of))
  serve(door, contracts.makeChoice, (caller, wish) => makeChoice(needs, caller, wish))
  serve(door, contracts.readFamily, (caller) => readFamily(needs, caller))
  serve(door, contracts.offerDelegation, (caller, offer) => offerDelegation(needs, caller, offer))
  serve(door, contracts.answerDelegation, (caller, answer) =>
    answerDelegation(needs, caller, answer),
  )
  serve(door, contracts.endDelegation, (caller, { id }) => endDelegation(needs, caller, id))
  serve(door, contracts.confirmGuardian, (caller, tie) => confirmGuardian(needs, caller, tie))
  serve(door, contracts.listGuardians, (caller) => listGuardians(needs, caller))
  serve(door, contracts.settleGuardian, (caller, word) => settleGuardian(needs, caller, word))
  serve(door, contracts.endGuardian, (caller, word) => endGuardian(needs, caller, word))
  serve(door, contracts.readNotices, (caller) => readNotices(needs, caller))
  serve(door, contracts.markNoticesSeen, (caller) => markNoticesSeen(needs, caller))
  serve(door, contracts.readBreakGlassRate, (caller) => readRate(needs, caller))
  serve(door, contracts.breakGlass, (caller, asked) => breakGlass(needs, caller, asked))
  serve(door, contracts.listBreakGlass, (caller) => listToReview(needs, caller))
  serve(door, contracts.reviewBreakGlass, (caller, verdict) =>
    reviewBreakGlass(needs, caller, verdict),
  )
}
