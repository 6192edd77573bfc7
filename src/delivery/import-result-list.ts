import { createHash } from 'node:crypto'
import { recordAudit } from '#audit'
import { type Database, inTransaction, type Trx } from '#foundation/database'
import type { Caller } from '#vocabulary/caller'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { nextTermOf } from './clocks.ts'
import type { ResultImportReport } from './contract.ts'
import { clockFacts } from './message-store.ts'
import { type ResultLine, readResultList, type UnusableLine } from './result-list.ts'
import {
  type MatchedMessage,
  matchLines,
  recordResults,
  type ResultToRecord,
} from './result-store.ts'
import { readSheet } from './sheet-rows.ts'

/** Lines that go to the database together. */
const LINES_AT_ONCE = 1_000

/** Of bad rows so many are named; all are counted. */
const REFUSED_SHOWN_MAX = 1_000

/**
 * Imports the list of results that a clerk took from the portal's own pages, since no call for results is documented.
 *
 * All usable rows are recorded in one transaction; a row that is not usable is answered with its reason and holds
 * nothing up. The same list again changes nothing. Refuses what is no list at all.
 */
export async function importResultList(
  needs: { readonly database: Database; readonly now: () => Date },
  caller: Caller,
  bytes: Buffer,
): Promise<Outcome<ResultImportReport>> {
  const { facility } = caller
  if (!facility) return refuse('forbidden', 'delivery.no-facility')
  const sheet = readSheet(bytes)
  if (!sheet.ok) return sheet
  const list = readResultList(sheet.value)
  if (!list.ok) return list

  const { lines, unusable } = list.value
  const at = needs.now()
  return inTransaction(needs.database, async (trx) => {
    const refused: UnusableLine[] = [...unusable]
    let recorded = 0
    for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
      const some = lines.slice(from, from + LINES_AT_ONCE)
      const done = await importSome(trx, facility, some, { at, by: caller.account })
      recorded += done.recorded
      refused.push(...done.refused)
    }
    const unchanged = lines.length + unusable.length - refused.length - recorded
    const detail = { rows: lines.length + unusable.length, recorded, refused: refused.length }
    await recordAudit(trx, [
      { at, action: 'update', caller, what: 'delivery', purpose: 'payment', detail },
    ])
    return accept(reportOf(lines.length + unusable.length, recorded, unchanged, refused))
  })
}

async function importSome(
  trx: Trx,
  facility: FacilityCode,
  lines: readonly ResultLine[],
  imported: { readonly at: Date; readonly by: string },
): Promise<{ recorded: number; refused: UnusableLine[] }> {
  const asked = lines.map(({ row, transactionCode, linkCode }) => ({
    row,
    transactionCode,
    linkCode,
  }))
  const matches = await matchLines(trx, facility, asked)
  const messages = new Map(matches.map((message) => [message.row, message]))
  const results = new Map<string, ResultToRecord>()
  const refused: UnusableLine[] = []
  for (const line of lines) {
    const message = messages.get(line.row)
    if (!message) refused.push(unknownLine(line))
    else {
      const result = resultOf(line, message, imported.at)
      results.set(`${result.message} ${result.digest.toString('hex')}`, result)
    }
  }
  const written = await recordResults(trx, facility, [...results.values()], imported)
  return { recorded: written.length, refused }
}

function unknownLine({ row, linkCode }: ResultLine): UnusableLine {
  return {
    row,
    ...(linkCode ? { linkCode } : {}),
    reason: {
      vi: 'Cơ sở không có lượt gửi nào đã được tiếp nhận với mã giao dịch hoặc MA_LK này.',
      en: 'The facility has no received delivery with this transaction code or MA_LK.',
    },
  }
}

/** A line is the same line again when it says the same of the same message. */
function resultOf(line: ResultLine, message: MatchedMessage, importedAt: Date): ResultToRecord {
  const { result, detail, transactionCode } = line
  const said = JSON.stringify([result, transactionCode, line.judgedAt?.getTime() ?? null, detail])
  const digest = createHash('sha256').update(said).digest().subarray(0, 16)
  const judgedAt = line.judgedAt ?? importedAt
  const term = nextTermOf({ ...clockFacts(message), state: result, resultAt: judgedAt })
  return { message: message.id, digest, result, transactionCode, judgedAt, detail, term }
}

function reportOf(
  rows: number,
  recorded: number,
  unchanged: number,
  refused: UnusableLine[],
): ResultImportReport {
  const inOrder = refused.sort((one, other) => one.row - other.row)
  return {
    rows,
    recorded,
    unchanged,
    refusedCount: refused.length,
    refused: inOrder.slice(0, REFUSED_SHOWN_MAX),
  }
}
