import { MEANING, MEASURES } from './measures.ts'
import type { Actor, Milestone, Programme } from './programme.ts'

const ACTORS: Readonly<Record<Actor, string>> = {
  practitioner: 'người hành nghề',
  facility: 'cơ sở',
  department: 'Sở Y tế',
  ministry: 'Bộ Y tế',
}

/** Programmes, milestones and measures as markdown: what docs/programmes.md holds. */
export function programmesDocument(programmes: readonly Programme[]): string {
  return [
    '# Chương trình, mốc tiến độ, cách đếm',
    '',
    'Tệp này được sinh từ `catalogues/programmes`; không sửa bằng tay. Sinh lại: `npm run test -- src/programmes/programmes-document -u`.',
    '',
    '*Every programme with its milestones and what each measure counts, generated from their definition. “(?)” marks what is not certain about a source.*',
    '',
    '## Cách đếm',
    '',
    'Mỗi cơ sở là một dòng; mọi số liệu theo xã, tỉnh, cơ quan, hình thức tổ chức là tổng của các dòng ấy. Phần trăm làm tròn xuống một chữ số: chưa đủ thì không bao giờ là 100 %.',
    '',
    '*Each facility is one row; every figure by commune, province, authority or form is a sum over these rows. Percentages are rounded down.*',
    '',
    '| Số đo | Tử số | Mẫu số |',
    '|---|---|---|',
    ...MEASURES.map((measure) => {
      const { name, numerator, denominator } = MEANING[measure]
      return row([`${name.vi} (\`${measure}\`)`, numerator.vi, denominator.vi])
    }),
    '',
    ...programmes.flatMap(chapter),
  ].join('\n')
}

function chapter(programme: Programme): string[] {
  const { id, name, instrument, article, issuedOn, ledBy, provinces, uncertain } = programme
  const { reminders, escalation, milestones } = programme
  const issued = issuedOn === undefined ? '' : `Ban hành ${dayWritten(issuedOn)}. `
  const bound = provinces === undefined ? 'cả nước' : `tỉnh ${provinces.join(', ')}`
  return [
    `## ${name.vi} (\`${id}\`)`,
    '',
    `*${name.en}.* Căn cứ: ${instrument}; ${article}${mark(uncertain)}. ${issued}Chủ trì: ${ledBy.vi}. Phạm vi: ${bound}.`,
    '',
    `Đôn đốc: trước hạn ${reminders.before.join(', ')} ngày; sau hạn ${reminders.after.join(', ')} ngày; không có hạn: mỗi ${reminders.every} ngày. Báo Bộ Y tế khi quá hạn ${escalation.afterDays} ngày.`,
    '',
    '| Mốc | Hạn | Chỉ tiêu | Số đo | Ai làm | Với ai | Căn cứ |',
    '|---|---|---|---|---|---|---|',
    ...milestones.map(milestoneRow),
    '',
  ]
}

function milestoneRow(milestone: Milestone): string {
  const { id, name, due, history, targetPercent, measure, owes, owedTo } = milestone
  const day = due === undefined ? 'không ghi' : dayWritten(due)
  return row([
    `${name.vi} (\`${id}\`)`,
    history ? `${day}, đã qua` : day,
    `${targetPercent} %`,
    `\`${measure}\``,
    ACTORS[owes],
    ACTORS[owedTo],
    `${milestone.instrument}; ${milestone.article}${mark(milestone.uncertain)}`,
  ])
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function dayWritten(day: string): string {
  return day.split('-').toReversed().join('/')
}

function mark(uncertain: string | undefined): string {
  return uncertain === undefined ? '' : ` (?: ${uncertain.split(' / ')[0]})`
}
