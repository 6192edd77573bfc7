/** Follow-up: what a visit asks of those who come after it, as the doctor's first screen shows it. */
export { followUpRoutes } from './follow-up-routes.ts'
export type { NotedVisit } from './noted-visit.ts'
export { followUpTexts } from './problem-texts.ts'
export { noteVisit, removeVisit } from './visit-store.ts'
