import { parseVietnamTime } from '#vocabulary/vietnam-time'
import type { DossierFile, Row } from './dossier-file.ts'

/** What the portal says of a dossier after it has looked into it. */
export type Verdict = {
  readonly result: 'accepted' | 'returned'
  /** One line per error, as a result list shows them. */
  readonly errors: readonly string[]
}

const TABLES: ReadonlySet<string> = new Set(
  Array.from({ length: 15 }, (_, index) => `XML${index + 1}`).filter((name) => name !== 'XML12'),
)

/** Without these a visit cannot be shown to anybody. The real portal's checks are many more and not public. */
const NEEDED = [
  'MA_LK',
  'HO_TEN',
  'NGAY_SINH',
  'GIOI_TINH',
  'MA_CSKCB',
  'NGAY_VAO',
  'NGAY_RA',
] as const

/** A check of structure, as the portal makes it within 24 hours of reception. */
export function judgeDossier(file: DossierFile): Verdict {
  const errors = file.dossiers.length === 0 ? ['Tệp không có hồ sơ nào (HOSO)'] : []
  for (const { tables } of file.dossiers) {
    errors.push(...errorsOfTables(tables), ...errorsOfVisit(tables['XML1']?.[0], file.facility))
  }
  return { result: errors.length === 0 ? 'accepted' : 'returned', errors }
}

function errorsOfTables(tables: Readonly<Record<string, readonly Row[]>>): string[] {
  const linkCode = tables['XML1']?.[0]?.['MA_LK']
  const unknown = Object.keys(tables).filter((name) => !TABLES.has(name))
  const strange = Object.entries(tables).filter(([, rows]) =>
    rows.some((row) => row['MA_LK'] !== undefined && row['MA_LK'] !== linkCode),
  )
  return [
    ...unknown.map((name) => `${name}: không có bảng này`),
    ...strange.map(([name]) => `${name}/MA_LK: khác XML1/MA_LK`),
  ]
}

function errorsOfVisit(visit: Row | undefined, facility: string): string[] {
  if (!visit) return ['XML1: thiếu bảng tổng hợp']
  const missing = NEEDED.filter((name) => !visit[name]?.trim()).map(
    (name) => `XML1/${name}: không được để trống`,
  )
  const malformed = (['NGAY_VAO', 'NGAY_RA'] as const)
    .filter((name) => visit[name] && !parseVietnamTime(visit[name]).ok)
    .map((name) => `XML1/${name}: sai định dạng yyyymmddHHMM`)
  const strange =
    visit['MA_CSKCB'] && visit['MA_CSKCB'] !== facility ? ['XML1/MA_CSKCB: khác mã cơ sở gửi'] : []
  return [...missing, ...malformed, ...strange]
}
