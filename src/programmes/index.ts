/** Programmes: what directives and plans ask by which day, how far it is, who is behind and was reminded. */
export { progressLoop } from './count-progress.ts'
export { type DemoProgrammes, fillProgrammes } from './fill-programmes.ts'
export { trainingRoll } from './keep-training-roll.ts'
export { programmesTexts } from './problem-texts.ts'
export { programmeRoutes } from './programme-routes.ts'
export { readProgrammes } from './read-programmes.ts'
export type { DraftLetter, LetterContent } from './reminder-letter.ts'
