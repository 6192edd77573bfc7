/** Correspondence: letters of authorities, drafted from facts, numbered, signed outside, verified on return. */
export { correspondenceRoutes } from './correspondence-routes.ts'
export { draftLetter, type LetterToDraft } from './draft-letter.ts'
export { lettersOfCases } from './letters-of-cases.ts'
export { correspondenceTexts } from './problem-texts.ts'
