/** Privacy: what the law lets people ask about their data, and what we must be able to show about ours. */
export type { MakeCopy, PrivacyNeeds } from './needs.ts'
export { carryOutStep, type CarryOutNeeds } from './carry-out-step.ts'
export { findBrokenProof, type Removal } from './carry-out-retention.ts'
export { privacyLoops } from './privacy-loops.ts'
export { privacyRoutes } from './privacy-routes.ts'
export { privacyTexts } from './problem-texts.ts'
