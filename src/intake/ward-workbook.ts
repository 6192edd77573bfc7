import writeExcelFile, { type Row } from 'write-excel-file/node'
import type { FindingsByWard } from '#documents'

/** The only place that writes a workbook of this room. */

/** A workbook's limit on the name of a sheet, in characters. */
const SHEET_NAME_MAX = 31

const COLUMNS = [
  { header: 'Người hành nghề', width: 26 },
  { header: 'Số GPHN/CCHN', width: 18 },
  { header: 'MA_LK', width: 26 },
  { header: 'Mã người bệnh', width: 16 },
  { header: 'Họ tên', width: 24 },
  { header: 'Ngày ra', width: 12 },
  { header: 'Mức', width: 10 },
  { header: 'Vị trí', width: 24 },
  { header: 'Nội dung', width: 60 },
  { header: 'Cách sửa', width: 60 },
  { header: 'Đã sửa', width: 10 },
] as const

const SEVERITY = { error: 'Lỗi', warning: 'Cảnh báo', notice: 'Ghi chú' } as const

/** What each ward has to mend as a workbook, one sheet for each, with a column to tick off. */
export async function findingsWorkbook(findings: FindingsByWard): Promise<Buffer> {
  const names = new Set<string>()
  const sheets = findings.wards.map((ward) => ({
    sheet: sheetName(ward.name || ward.code || 'Chung', names),
    columns: COLUMNS.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [heading(), ...rowsOf(ward)],
  }))
  const none = {
    sheet: 'Không có lỗi',
    columns: COLUMNS.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    data: [heading()],
  }
  return writeExcelFile(sheets.length > 0 ? sheets : [none]).toBuffer()
}

function heading(): Row {
  return COLUMNS.map(({ header }) => ({
    value: header,
    fontWeight: 'bold' as const,
    backgroundColor: '#E8EEF4',
  }))
}

function rowsOf(ward: FindingsByWard['wards'][number]): Row[] {
  return ward.doctors.flatMap((doctor) =>
    doctor.dossiers.flatMap((dossier) =>
      dossier.findings.map((finding) =>
        [
          doctor.name ?? '',
          doctor.licence,
          dossier.linkCode,
          dossier.patientNumber ?? '',
          dossier.patientName,
          dossier.leftOn ? readableDay(dossier.leftOn) : '',
          SEVERITY[finding.severity],
          finding.at,
          finding.message,
          finding.remedy,
          '',
        ].map((value) => ({ value, type: String, wrap: true, alignVertical: 'top' as const })),
      ),
    ),
  )
}

/** A name that a workbook takes: no forbidden sign, not too long, none twice. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Khoa'
  let name = plain.slice(0, SHEET_NAME_MAX)
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    const end = ` (${number})`
    name = plain.slice(0, SHEET_NAME_MAX - end.length) + end
  }
  taken.add(name.toLowerCase())
  return name
}

function readableDay(day: string): string {
  return day.split('-').reverse().join('/')
}
