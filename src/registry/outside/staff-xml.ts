import { signEnvelope } from '#signing'
import type { OutsideIdentity } from './envelope.ts'
import type { StaffEdition } from './mapping.ts'
import type { StaffRow } from './staff-row-store.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/**
 * A catalogue as a signed XML file: the columns of the form in its order, the signature in CHUKYDONVI as dossiers have it. STT is the number of the row
 * in the facility's catalogue, for good, by which rows are closed and answered.
 *
 * Source: TT 12/2026/TT-BTC, annex II, form 02/DM, for the columns (at second hand). Assumed: the elements around them, and that the
 * platform signs for the facility.
 */
export function staffXml(
  identity: Pick<OutsideIdentity, 'privateKey' | 'certificate'>,
  edition: StaffEdition,
  made: { readonly facility: string; readonly day: string; readonly rows: readonly StaffRow[] },
): Buffer {
  const rows = made.rows.map((row) => {
    const cells = edition.columns.map(
      ({ code }) => `<${code}>${escaped(cellOf(row, code))}</${code}>`,
    )
    return `<DONG>${cells.join('')}</DONG>`
  })
  const xml =
    `<?xml version="1.0" encoding="utf-8"?><DANHMUCNHANVIEN><THONGTINDONVI><MACSKCB>${escaped(made.facility)}</MACSKCB></THONGTINDONVI>` +
    `<LOAIDANHMUC>02DM</LOAIDANHMUC><NGAYLAP>${compact(made.day)}</NGAYLAP><SOLUONG>${rows.length}</SOLUONG>` +
    `<DANHSACH>${rows.join('')}</DANHSACH><CHUKYDONVI/></DANHMUCNHANVIEN>`
  return Buffer.from(signEnvelope(xml, identity))
}

function cellOf(row: StaffRow, code: string): string {
  if (code === 'STT') return row.key
  if (code === 'TU_NGAY') return compact(row.from)
  if (code === 'DEN_NGAY') return compact(row.to ?? '')
  return row.columns[code] ?? ''
}

function compact(day: string): string {
  return day.replaceAll('-', '')
}

/** Signs that XML does not allow at all are left out. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  return plain.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}
