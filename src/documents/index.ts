/** Documents: papers and reports set as PDF from plain data, without a look at any record. */
export type * from './filled-form.ts'
export type * from './findings-by-ward.ts'
export type * from './half-year-report.ts'
export {
  type LetterBlock,
  type LetterSigner,
  type OfficialLetter,
  SIGNING_AUTHORITIES,
} from './official-letter.ts'
export type * from './paper.ts'
export { renderFilledForm } from './render-filled-form.ts'
export { renderFindingsByWard } from './render-findings-by-ward.ts'
export { renderHalfYearReport } from './render-half-year-report.ts'
export { renderOfficialLetter } from './render-official-letter.ts'
export { renderPaper } from './render-paper.ts'
export { writeOfficialLetter } from './write-official-letter.ts'
