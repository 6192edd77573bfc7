import type { BookVisit, Row, Shelf } from './shelf.ts'

/** The list of books, for a person who tries the simulator. */
export function shelfPage(shelf: Shelf): string {
  const links = [...shelf.books]
    .slice(-200)
    .reverse()
    .map(([number, visits]) => {
      const name = visits[0]?.tables['XML1']?.[0]?.['HO_TEN'] ?? ''
      return `<li><a href="/book/${number}"><strong>${escape(name)}</strong><span>${number} · ${visits.length} lần khám</span></a></li>`
    })
    .join('')
  const form = `<form action="/book" method="get"><label for="number">Số định danh cá nhân</label>
<div class="row"><input id="number" name="number" inputmode="numeric" pattern="[0-9]{12}" required maxlength="12"><button>Xem sổ</button></div></form>`
  return page(
    'Sổ sức khỏe điện tử',
    '',
    `${form}<ul class="books">${links || '<li class="none">Chưa có sổ nào.</li>'}</ul>`,
  )
}

/** One citizen's book as the application on the phone would show it. */
export function bookPage(number: string, visits: readonly BookVisit[]): string {
  const person = visits[0]?.tables['XML1']?.[0]
  if (!person)
    return page(
      'Sổ sức khỏe điện tử',
      number,
      '<p class="none">Sổ chưa có lần khám, chữa bệnh nào.</p>',
    )
  const facts = [
    ['Số định danh', number],
    ['Ngày sinh', dayOf(person['NGAY_SINH'])],
    [
      'Giới tính',
      person['GIOI_TINH'] === '1' ? 'Nam' : person['GIOI_TINH'] === '2' ? 'Nữ' : 'Chưa xác định',
    ],
    ['Thẻ BHYT', person['MA_THE_BHYT'] || 'Không có'],
    ['Địa chỉ', person['DIA_CHI'] ?? ''],
    ['Dị ứng', 'Chưa có thông tin dị ứng'],
  ] as const
  const list = facts
    .map(([term, fact]) => `<div><dt>${term}</dt><dd>${escape(fact)}</dd></div>`)
    .join('')
  const count = `<h2>Lần khám, chữa bệnh (${visits.length})</h2>`
  return page(
    person['HO_TEN'] ?? '',
    number,
    `<dl class="card">${list}</dl>${count}${visits.map(visitPart).join('')}`,
  )
}

function visitPart({ tables, facility, transactionCode }: BookVisit): string {
  const visit = tables['XML1']?.[0] ?? {}
  const summary = tables['XML8']?.[0] ?? {}
  const parts = [
    detail(
      'Tóm tắt bệnh án',
      [summary['QT_BENHLY'], summary['TOMTAT_KQ'], summary['PP_DIEUTRI']]
        .filter(Boolean)
        .map((text) => `<p>${escape(text ?? '')}</p>`),
    ),
    detail('Thuốc đã cấp', (tables['XML2'] ?? []).map(medicine)),
    detail(
      'Dịch vụ kỹ thuật',
      (tables['XML3'] ?? [])
        .filter((row) => row['TEN_DICH_VU'])
        .map((row) => `<p>${escape(row['TEN_DICH_VU'] ?? '')}</p>`),
    ),
    detail('Kết quả cận lâm sàng', (tables['XML4'] ?? []).map(finding)),
    detail(
      'Phiếu chuyển cơ sở khám bệnh, chữa bệnh',
      (tables['XML13'] ?? []).map(
        (row) => `<p>Đến ${escape(row['MA_NOI_DEN'] ?? row['MA_CSKCB_DEN'] ?? '')}</p>`,
      ),
    ),
    detail(
      'Phiếu hẹn khám lại',
      (tables['XML14'] ?? []).map((row) => `<p>${dayOf(row['NGAY_HEN_KL'])}</p>`),
    ),
  ].join('')
  const advice = visit['GHI_CHU'] ? `<p>Lời dặn: ${escape(visit['GHI_CHU'])}</p>` : ''
  return `<article><h3>${dayOf(visit['NGAY_VAO'])}<span>Cơ sở ${escape(facility)}</span></h3>
<p class="diagnosis"><b>${escape(visit['MA_BENH_CHINH'] ?? '')}</b> ${escape(visit['CHAN_DOAN_RV'] ?? '')}</p>${advice}${parts}
<p class="source">Từ cổng BHXH, giao dịch ${escape(transactionCode)}</p></article>`
}

function detail(title: string, parts: readonly string[]): string {
  if (parts.length === 0) return ''
  return `<details><summary>${title} <span>${parts.length}</span></summary>${parts.join('')}</details>`
}

function medicine(row: Row): string {
  const amount = [row['SO_LUONG'], row['DON_VI_TINH']].filter(Boolean).join(' ')
  return `<p><b>${escape(row['TEN_THUOC'] ?? '')}</b> ${escape(amount)}<br><small>${escape(row['LIEU_DUNG'] ?? '')}</small></p>`
}

function finding(row: Row): string {
  const value = [row['GIA_TRI'], row['DON_VI_DO']].filter(Boolean).join(' ')
  const text = value || row['KET_LUAN'] || row['MO_TA'] || ''
  return `<p>${escape(row['TEN_CHI_SO'] || row['MA_CHI_SO'] || 'Kết quả')}: <b>${escape(text)}</b></p>`
}

function dayOf(text: string | undefined): string {
  const parts = /^(\d{4})(\d\d)?(\d\d)?/.exec(text ?? '')
  if (!parts) return '–'
  return [parts[3], parts[2], parts[1]].filter((part) => part && part !== '00').join('/')
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function page(title: string, subtitle: string, content: string): string {
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – Sổ sức khỏe (mô phỏng)</title><style>${STYLE}</style>
<header><a href="/">Sổ sức khỏe điện tử</a><h1>${escape(title)}</h1><p>${escape(subtitle)}</p></header>
<main>${content}</main><footer>Máy chủ mô phỏng, dữ liệu tổng hợp. Không phải ứng dụng VNeID.</footer></html>`
}

const STYLE = `:root{color-scheme:light dark;--line:#8883;--accent:#a61c1c;--soft:#8881}
*{box-sizing:border-box}body{margin:0;font:16px/1.55 "Be Vietnam Pro",system-ui,sans-serif;max-width:34rem;margin:auto}
header{background:var(--accent);color:#fff;padding:1.25rem 1rem 1.5rem;border-radius:0 0 1.25rem 1.25rem}
header a{color:#fff;text-decoration:none;font-size:.9rem}header h1{margin:.25rem 0 0;font-size:1.4rem}header p{margin:0;font-variant-numeric:tabular-nums}
main{padding:1rem}h2{font-size:1.05rem;margin:1.5rem 0 .5rem}
.card,article{border:1px solid var(--line);border-radius:1rem;padding:.75rem 1rem;margin:0 0 .75rem}
dl div{display:flex;gap:1rem;padding:.3rem 0;border-bottom:1px solid var(--line)}dl div:last-child{border:0}dt{flex:0 0 7rem}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
h3{display:flex;justify-content:space-between;gap:1rem;margin:0;font-size:1rem}h3 span{font-weight:400}.diagnosis{margin:.35rem 0}
details{border-top:1px solid var(--line);padding:.25rem 0}summary{cursor:pointer;padding:.5rem 0;font-weight:600}summary span{background:var(--soft);border-radius:1rem;padding:0 .5rem;font-weight:400}
details p{margin:.25rem 0 .5rem}.source,footer{font-size:.85rem}footer{padding:1rem}.none{text-align:center;padding:2rem 0}
.books{list-style:none;padding:0}.books a{display:flex;flex-direction:column;padding:.75rem 1rem;border:1px solid var(--line);border-radius:1rem;margin-bottom:.5rem;color:inherit;text-decoration:none}
.row{display:flex;gap:.5rem;margin:.25rem 0 1rem}input{flex:1;font:inherit;padding:.6rem .8rem;border:1px solid #888;border-radius:.75rem;min-width:0}
button{font:inherit;padding:.6rem 1rem;border:0;border-radius:.75rem;background:var(--accent);color:#fff}`
