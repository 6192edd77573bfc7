import { formatVietnamTime } from '#vocabulary/vietnam-time'
import type { Archive, HeldDossier } from './archive.ts'
import type { Fault } from './faults.ts'

const ROWS_SHOWN = 100

/** What the portal holds, for a person who looks. */
export function statusPage(archive: Archive, faults: readonly Fault[], now: Date): string {
  const all = [...archive.dossiers.values()].filter(({ kind }) => kind === 'dossier')
  const checkIns = archive.dossiers.size - all.length
  const count = (state: string) => all.filter((one) => stateOf(one) === state).length
  const rows = all.slice(-ROWS_SHOWN).reverse().map(rowOf).join('')
  const active = faults.filter(({ times }) => times > 0)
  const disturbed = active.length
    ? `<p class="fault">Đang mô phỏng sự cố: ${active.map((one) => escape(one.kind)).join(', ')}</p>`
    : ''
  return `<!doctype html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cổng tiếp nhận BHYT (mô phỏng)</title><style>${STYLE}</style>
<header><h1>Cổng tiếp nhận dữ liệu giám định BHYT</h1><p>Máy chủ mô phỏng – không phải cổng thật</p></header>
<main>${disturbed}
<dl><div><dt>Hồ sơ</dt><dd>${all.length}</dd></div><div><dt>Chờ kiểm tra</dt><dd>${count('Chờ kiểm tra')}</dd></div>
<div><dt>Hợp lệ</dt><dd>${count('Hợp lệ')}</dd></div><div><dt>Trả lại</dt><dd>${count('Trả lại')}</dd></div>
<div><dt>Check-in</dt><dd>${checkIns}</dd></div></dl>
<p><a href="/ket-qua.csv">Tải danh sách kết quả (CSV)</a> · cập nhật lúc ${timeOf(now)}</p>
<div class="wide" tabindex="0"><table><thead><tr><th scope="col">Mã giao dịch</th><th scope="col">Cơ sở</th>
<th scope="col">MA_LK</th><th scope="col">Họ tên</th><th scope="col">Tiếp nhận</th><th scope="col">Lần gửi</th>
<th scope="col">Trạng thái</th><th scope="col">Sổ VNeID</th></tr></thead><tbody>${rows}</tbody></table></div></main></html>`
}

const BOOK_WORDS: Readonly<Record<HeldDossier['inBook'], string>> = {
  no: '–',
  yes: 'Đã hiển thị',
  waiting: 'Đang chuyển',
  'without-number': 'Không có số định danh',
}

function rowOf(one: HeldDossier): string {
  const last = one.receptions.at(-1)
  const errors = one.verdict?.errors.length
    ? `<br><small>${escape(one.verdict.errors.join('; '))}</small>`
    : ''
  return `<tr><td>${escape(last?.transactionCode ?? '')}</td><td>${escape(one.facility)}</td><td>${escape(one.linkCode)}</td>
<td>${escape(one.name)}</td><td>${last ? timeOf(last.receivedAt) : ''}</td><td>${one.receptions.length}</td>
<td>${stateOf(one)}${errors}</td><td>${BOOK_WORDS[one.inBook]}</td></tr>`
}

function stateOf(one: HeldDossier): string {
  if (one.waiting || !one.verdict) return 'Chờ kiểm tra'
  return one.verdict.result === 'accepted' ? 'Hợp lệ' : 'Trả lại'
}

/** The list of results that a clerk downloads. Its columns are ours: no official format is public. */
export function resultList(archive: Archive, facility: string | undefined): string {
  const lines = [...archive.dossiers.values()]
    .filter(
      (one) => one.kind === 'dossier' && (facility === undefined || one.facility === facility),
    )
    .flatMap((one) => {
      if (!one.verdict) return []
      const cells = [
        one.verdict.transactionCode,
        one.linkCode,
        one.verdict.result === 'accepted' ? 'Hợp lệ' : 'Trả lại',
        secondsOf(one.verdict.judgedAt),
        one.verdict.errors.join('; '),
      ]
      return [cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')]
    })
  return `\uFEFF${['MA_GIAO_DICH,MA_LK,TRANG_THAI,THOI_GIAN_KET_QUA,LY_DO', ...lines].join('\r\n')}\r\n`
}

/** yyyyMMddHHmmss in Vietnam's time. */
export function secondsOf(instant: Date): string {
  return `${formatVietnamTime(instant)}${String(instant.getUTCSeconds()).padStart(2, '0')}`
}

function timeOf(instant: Date): string {
  const text = secondsOf(instant)
  return `${text.slice(8, 10)}:${text.slice(10, 12)} ${text.slice(6, 8)}/${text.slice(4, 6)}/${text.slice(0, 4)}`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:16px/1.5 "Be Vietnam Pro",system-ui,sans-serif}
header{background:#0b5394;color:#fff;padding:1rem 1.5rem}header h1{margin:0;font-size:1.3rem}header p{margin:0}
main{padding:1rem 1.5rem;max-width:80rem;margin:auto}dl{display:flex;gap:1rem;flex-wrap:wrap}
dl div{border:1px solid #8886;border-radius:.5rem;padding:.5rem 1rem;min-width:6rem}dt{font-size:.85rem}
dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8884;vertical-align:top}
.fault{background:#b45309;color:#fff;padding:.5rem 1rem;border-radius:.5rem}`
