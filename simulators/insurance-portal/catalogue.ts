import { randomUUID } from 'node:crypto'

type Row = Readonly<Record<string, string>>

/** The portal's answer to one row. `khoa` is its STT. */
type RowAnswer = { readonly khoa: string; readonly maKetQua: string; readonly moTa: string }

/** The staff catalogues of facilities, form 02/DM, row by row. A row is opened, and closed by DEN_NGAY; nothing else of it may change. */
export function openCatalogues() {
  const facilities = new Map<string, Map<string, Row>>()
  return {
    facilities,
    clear: () => facilities.clear(),
    /** `half`: answers the first half of the rows alone; `refuse` refuses rows of this SO_DINH_DANH. */
    receive: (
      facility: string,
      file: string,
      more: { readonly isHalf: boolean; readonly refuse?: string | undefined },
    ) => {
      const rows = [...file.matchAll(/<DONG>([\s\S]*?)<\/DONG>/g)].map(([, row = '']) =>
        readRow(row),
      )
      if (!file.includes('<LOAIDANHMUC>02DM</LOAIDANHMUC>') || rows.length === 0)
        return { error: 'Không phải danh mục 02/DM' }
      if (!/<CHUKYDONVI><Signature/.test(file)) return { error: 'Danh mục chưa ký' }
      const held = facilities.get(facility) ?? new Map<string, Row>()
      facilities.set(facility, held)
      const answers = rows.map((row) => takeRow(held, row, more.refuse))
      const told = more.isHalf ? answers.slice(0, Math.ceil(answers.length / 2)) : answers
      return { transactionCode: `DM${randomUUID().slice(0, 8).toUpperCase()}`, answers: told }
    },
  }
}

export type Catalogues = ReturnType<typeof openCatalogues>

function takeRow(held: Map<string, Row>, row: Row, refuse: string | undefined): RowAnswer {
  const key = row['STT'] ?? ''
  const answer = (maKetQua: string, moTa: string) => ({ khoa: key, maKetQua, moTa })
  if (refuse !== undefined && row['SO_DINH_DANH'] === refuse)
    return answer('412', 'Số định danh không hợp lệ')
  const former = held.get(key)
  if (former !== undefined && contentOf(former) !== contentOf(row))
    return answer('409', 'Không được sửa dòng đã gửi')
  held.set(key, row)
  return answer('200', '')
}

/** Everything but the end. */
function contentOf({ DEN_NGAY: _end, ...row }: Row): string {
  return JSON.stringify(row)
}

function readRow(text: string): Row {
  return Object.fromEntries(
    [...text.matchAll(/<([A-Z_]+)>([^<]*)<\/\1>/g)].map(([, name = '', value = '']) => [
      name,
      value
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&'),
    ]),
  )
}
