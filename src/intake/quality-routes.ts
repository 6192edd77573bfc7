import { renderFindingsByWard, renderHalfYearReport } from '#documents'
import { type BytesAnswer, type Door, serve, serveBytes } from '#foundation/serve'
import { accept, type Outcome } from '#vocabulary/outcome'
import {
  exportFindingsByWard,
  findingsByWard,
  printFindingsByWard,
  printHalfYearReport,
  readDepartmentFigures,
  readHalfYearReport,
  readPracticeWarnings,
  readToday,
} from './contract.ts'
import { readHalfYear } from './half-year.ts'
import type { IntakeNeeds } from './needs.ts'
import { halfYearToPrint } from './print-half-year.ts'
import { readPracticeWarningsOf } from './read-practice-warnings.ts'
import { readDepartment, readTodayOf } from './read-quality.ts'
import { sortFindings, toPrintedFindings, toWardFindings } from './ward-findings.ts'
import { findingsWorkbook } from './ward-workbook.ts'

const PDF = 'application/pdf'
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Binds the contracts about quality over time. */
export function qualityRoutes(door: Door, needs: IntakeNeeds): void {
  serve(door, readToday, (caller, { day }) => readTodayOf(needs, caller, day))
  serve(door, readDepartmentFigures, (caller, asked) => readDepartment(needs, caller, asked))
  serve(door, readPracticeWarnings, (caller, asked) => readPracticeWarningsOf(needs, caller, asked))
  serve(door, readHalfYearReport, (caller, asked) => readHalfYear(needs, caller, asked))
  serve(door, findingsByWard, async (caller, asked) => {
    const sorted = await sortFindings(needs, caller, asked, 'read')
    return sorted.ok ? accept(toWardFindings(sorted.value)) : sorted
  })
  serveBytes(door, printFindingsByWard, async (caller, { query }) => {
    const sorted = await sortFindings(needs, caller, query, 'export')
    if (!sorted.ok) return sorted
    const printed = toPrintedFindings(sorted.value)
    const pdf = await renderFindingsByWard(printed, { printedAt: needs.now() })
    return file(PDF, `loi-theo-khoa-${query.from}-${query.to}.pdf`, pdf)
  })
  serveBytes(door, exportFindingsByWard, async (caller, { query }) => {
    const sorted = await sortFindings(needs, caller, query, 'export')
    if (!sorted.ok) return sorted
    const workbook = await findingsWorkbook(toPrintedFindings(sorted.value))
    return file(WORKBOOK, `loi-theo-khoa-${query.from}-${query.to}.xlsx`, workbook)
  })
  serveBytes(door, printHalfYearReport, async (caller, { query }) => {
    const report = await halfYearToPrint(needs, caller, query)
    if (!report.ok) return report
    const pdf = await renderHalfYearReport(report.value, { printedAt: needs.now() })
    return file(PDF, `bao-cao-so-suc-khoe-${query.year}-${query.half}.pdf`, pdf)
  })
}

function file(contentType: string, name: string, body: Buffer): Outcome<BytesAnswer> {
  const headers = { 'content-disposition': `inline; filename="${name}"` }
  return accept({ status: 200, contentType, body, headers })
}
