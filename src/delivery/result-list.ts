import type { Bilingual } from '#vocabulary/bilingual'
import { searchKey } from '#vocabulary/person-name'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/** One usable line of the portal's list of results. */
export type ResultLine = {
  /** Of the sheet: the header is row 1. */
  readonly row: number
  readonly transactionCode: string
  readonly linkCode: string
  readonly result: 'accepted' | 'returned'
  readonly judgedAt?: Date
  readonly detail: string
}

export type UnusableLine = {
  readonly row: number
  readonly linkCode?: string
  readonly reason: Bilingual
}

/** More rows than a large hospital has dossiers in a month. */
export const RESULT_ROWS_MAX = 50_000

const DETAIL_CHARACTERS_MAX = 1_000

/**
 * The columns that are understood, by name without accents, case and signs. No format of the portal's list is public:
 * these are the names seen in the interface itself and plain Vietnamese for the same; others are ignored.
 */
const COLUMNS = {
  transactionCode: ['ma giao dich', 'magiaodich', 'ma gd'],
  linkCode: ['ma lk', 'malk', 'ma lien ket', 'ma ho so'],
  result: ['trang thai', 'ket qua', 'trang thai ho so', 'ket qua giam dinh'],
  judgedAt: ['thoi gian ket qua', 'ngay ket qua', 'thoi gian', 'thoi gian xu ly'],
  detail: ['ly do', 'noi dung loi', 'mo ta loi', 'chi tiet loi', 'thong diep', 'ghi chu'],
} as const

type Column = keyof typeof COLUMNS

const COLUMN_NAMES = ['transactionCode', 'linkCode', 'result', 'judgedAt', 'detail'] as const

/** What a result may be called. Anything else is a row that could not be used, and says so. */
const RESULT_WORDS: Readonly<Record<string, ResultLine['result'] | 'pending'>> = {
  'hop le': 'accepted',
  'da tiep nhan': 'accepted',
  'thanh cong': 'accepted',
  'dung cau truc': 'accepted',
  'khong loi': 'accepted',
  accepted: 'accepted',
  'tra lai': 'returned',
  'tra lai de bo sung': 'returned',
  loi: 'returned',
  'khong hop le': 'returned',
  'sai cau truc': 'returned',
  'that bai': 'returned',
  returned: 'returned',
  'dang xu ly': 'pending',
  'cho xu ly': 'pending',
  'cho ket qua': 'pending',
}

/**
 * Reads the rows of a sheet, the first of which names the columns.
 *
 * Refuses `delivery.result-list-columns-missing` without TRANG_THAI or without both MA_GIAO_DICH and MA_LK, and
 * `delivery.result-list-too-long` beyond 50,000 rows. A row that cannot be used stands beside the others with its reason.
 */
export function readResultList(
  rows: readonly (readonly string[])[],
): Outcome<{ lines: ResultLine[]; unusable: UnusableLine[] }> {
  if (rows.length - 1 > RESULT_ROWS_MAX) return refuse('too-large', 'delivery.result-list-too-long')
  const places = placesOf(rows[0] ?? [])
  if (places.result < 0)
    return refuse('incorrect', 'delivery.result-list-columns-missing', 'TRANG_THAI')
  if (places.transactionCode < 0 && places.linkCode < 0)
    return refuse('incorrect', 'delivery.result-list-columns-missing', 'MA_GIAO_DICH')

  const lines: ResultLine[] = []
  const unusable: UnusableLine[] = []
  rows.slice(1).forEach((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return
    const line = readLine((column) => (cells[places[column]] ?? '').trim(), index + 2)
    if ('reason' in line) unusable.push(line)
    else lines.push(line)
  })
  return accept({ lines, unusable })
}

function placesOf(header: readonly string[]): Record<Column, number> {
  const keys = header.map((name) => searchKey(name.replaceAll('_', ' ')))
  const place = (column: Column) =>
    keys.findIndex((key) => COLUMNS[column].some((name) => name === key))
  return {
    transactionCode: place('transactionCode'),
    linkCode: place('linkCode'),
    result: place('result'),
    judgedAt: place('judgedAt'),
    detail: place('detail'),
  }
}

function readLine(
  cell: (column: (typeof COLUMN_NAMES)[number]) => string,
  row: number,
): ResultLine | UnusableLine {
  const transactionCode = cell('transactionCode')
  const linkCode = cell('linkCode')
  const because = (vi: string, en: string) => ({
    row,
    ...(linkCode ? { linkCode } : {}),
    reason: { vi, en },
  })
  if (!transactionCode && !linkCode)
    return because(
      'Dòng không có MA_GIAO_DICH và MA_LK.',
      'The row has neither MA_GIAO_DICH nor MA_LK.',
    )
  const word = cell('result')
  const result = RESULT_WORDS[searchKey(word)]
  if (result === undefined)
    return because(
      `TRANG_THAI "${word.slice(0, 100)}" không nằm trong các giá trị đọc được (Hợp lệ, Trả lại …).`,
      `TRANG_THAI "${word.slice(0, 100)}" is not understood (Hợp lệ, Trả lại …).`,
    )
  if (result === 'pending')
    return because(
      'Cổng chưa có kết quả cho dòng này.',
      'The portal has no result for this row yet.',
    )
  const time = cell('judgedAt')
  const judgedAt = time ? readTime(time) : undefined
  if (time && !judgedAt)
    return because(
      `Thời gian "${time.slice(0, 40)}" sai dạng.`,
      `The time "${time.slice(0, 40)}" is malformed.`,
    )
  const detail = cell('detail').slice(0, DETAIL_CHARACTERS_MAX)
  return { row, transactionCode, linkCode, result, detail, ...(judgedAt ? { judgedAt } : {}) }
}

/** yyyyMMdd[HHmm[ss]], dd/MM/yyyy[ HH:mm[:ss]], yyyy-MM-dd[ HH:mm[:ss]], or the serial number of a workbook; Vietnam's time. */
function readTime(text: string): Date | undefined {
  if (/^\d{5}(\.\d+)?$/.test(text))
    return localTime(new Date(Math.round((Number(text) - 25_569) * 86_400_000)))
  const compact = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/.exec(text)
  const dashed = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text)
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: +(\d{1,2}):(\d\d)(?::(\d\d))?)?$/.exec(text)
  const parts =
    compact ??
    dashed ??
    (slashed && [text, slashed[3], slashed[2], slashed[1], ...slashed.slice(4)])
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const real =
    local.getUTCMonth() === month - 1 && local.getUTCDate() === day && hour < 24 && minute < 60
  return real ? localTime(local) : undefined
}

function localTime(asUtc: Date): Date | undefined {
  return Number.isNaN(asUtc.getTime()) ? undefined : new Date(asUtc.getTime() - 7 * 3_600_000)
}
