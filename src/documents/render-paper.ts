import { bookContent } from './book-form.ts'
import { dischargeContent } from './discharge-form.ts'
import type { Paper, PrintOptions } from './paper.ts'
import { reExaminationContent } from './re-examination-form.ts'
import { recordSummaryContent } from './record-summary-form.ts'
import { referralContent } from './referral-form.ts'
import { type Content, pageFoot, setPdf } from './set-pdf.ts'
import { visitContent } from './visit-form.ts'
import { shortTime } from './vietnamese-dates.ts'

/** What each paper is called, on its head and in lists. */
export const PAPER_TITLES = {
  discharge: 'Giấy ra viện',
  referral: 'Phiếu chuyển cơ sở khám bệnh, chữa bệnh',
  're-examination': 'Phiếu hẹn khám lại',
  'record-summary': 'Tóm tắt hồ sơ bệnh án',
  visit: 'Phiếu tóm tắt lần khám bệnh, chữa bệnh',
  book: 'Tóm tắt sổ sức khỏe điện tử',
} as const satisfies Record<Paper['kind'], string>

/** Sets one paper as PDF. The same paper and options give the same pages. */
export function renderPaper(paper: Paper, options: PrintOptions): Promise<Buffer> {
  const title = PAPER_TITLES[paper.kind]
  return setPdf(
    {
      content: contentOf(paper, options),
      footer: pageFoot(`${title} · ${paper.person.name} · bản sao ${shortTime(options.printedAt)}`),
      info: { title, subject: paper.person.name },
    },
    options,
  )
}

function contentOf(paper: Paper, options: PrintOptions): Content[] {
  switch (paper.kind) {
    case 'discharge':
      return dischargeContent(paper, options)
    case 'referral':
      return referralContent(paper, options)
    case 're-examination':
      return reExaminationContent(paper, options)
    case 'record-summary':
      return recordSummaryContent(paper, options)
    case 'visit':
      return visitContent(paper, options)
    case 'book':
      return bookContent(paper, options)
  }
}
