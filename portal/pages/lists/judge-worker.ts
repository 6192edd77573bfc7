import {
  type CodeLists,
  type JudgedRow,
  type ListDefinition,
  openJudge,
  type Reason,
  readList,
  REASON_HEADER,
  reasonsLine,
  writeRowNotes,
} from '#workbooks/contract'

/** What the page asks of the worker: to judge a workbook, then perhaps to write the reasons into it. */
export type Asked =
  | {
      readonly ask: 'judge'
      readonly bytes: ArrayBuffer
      readonly definition: ListDefinition
      readonly codes: CodeLists
    }
  | { readonly ask: 'write' }

export type ToldPlace = { readonly code: string; readonly at?: string | undefined }
export type RowWithReasons = { readonly row: number; readonly reasons: readonly Reason[] }

/** What the worker tells: how far it is, what it found, the workbook with its reasons. */
export type Told =
  | { readonly tell: 'progress'; readonly rows: number }
  | { readonly tell: 'unreadable'; readonly problems: readonly ToldPlace[] }
  | {
      readonly tell: 'judged'
      readonly rows: number
      readonly failed: number
      /** The first of them. */
      readonly shown: readonly RowWithReasons[]
      readonly notices: readonly ToldPlace[]
    }
  | { readonly tell: 'written'; readonly bytes: ArrayBuffer | undefined }

/** Rows with reasons that the page shows at once. */
const SHOWN_MAX = 100

const PROGRESS_ROWS = 1_000

type Judged = {
  readonly bytes: Uint8Array
  readonly sheet: string
  readonly headerRow: number
  readonly notes: ReadonlyMap<number, string>
}

let judged: Judged | undefined

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if (data.ask === 'judge') tell(judge(data))
  else tell({ tell: 'written', bytes: write() })
})

function tell(told: Told): void {
  const transfer = told.tell === 'written' && told.bytes !== undefined ? [told.bytes] : []
  self.postMessage(told, { transfer })
}

function judge({ bytes, definition, codes }: Extract<Asked, { ask: 'judge' }>): Told {
  const workbook = new Uint8Array(bytes)
  const judgeRows = openJudge(definition, codes)
  const failed: JudgedRow[] = []
  const reading = readList(workbook, definition)
  let rows = 0
  for (let step = reading.next(); ; step = reading.next()) {
    if (step.done === true) {
      if (!step.value.ok) return { tell: 'unreadable', problems: step.value.problems }
      const { sheet, headerRow, notices } = step.value.value
      const notes = new Map(failed.map((one) => [one.row, reasonsLine(one.reasons)]))
      judged = { bytes: workbook, sheet, headerRow, notes }
      const shown = failed.slice(0, SHOWN_MAX).map(({ row, reasons }) => ({ row, reasons }))
      return { tell: 'judged', rows, failed: failed.length, shown, notices }
    }
    const before = rows
    rows += step.value.length
    failed.push(...judgeRows(step.value).filter(({ reasons }) => reasons.length > 0))
    if (Math.floor(before / PROGRESS_ROWS) < Math.floor(rows / PROGRESS_ROWS))
      tell({ tell: 'progress', rows })
  }
}

function write(): ArrayBuffer | undefined {
  if (judged === undefined) return undefined
  const { bytes, sheet, headerRow, notes } = judged
  const written = writeRowNotes(bytes, { sheet, headerRow, header: REASON_HEADER, notes })
  return written.ok ? new Uint8Array(written.value).buffer : undefined
}
