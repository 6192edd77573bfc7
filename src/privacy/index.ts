/** Privacy: what the law lets people ask about their data, and what we must be able to show about ours. */
export type { MakeCopy, PrivacyNeeds } from './needs.ts'
export { privacyRoutes } from './privacy-routes.ts'
export { privacyTexts } from './problem-texts.ts'
