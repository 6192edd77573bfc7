import type { FilledForm } from './filled-form.ts'
import { field, motto, section } from './form-parts.ts'
import type { PrintOptions } from './paper.ts'
import { pageFoot, setPdf } from './set-pdf.ts'
import { shortTime } from './vietnamese-dates.ts'

/** Sets a form of an authority: the country's name and motto, the form's own title, its numbered parts, the signature's place. */
export function renderFilledForm(data: FilledForm, options: PrintOptions): Promise<Buffer> {
  return setPdf(
    {
      content: [
        { text: `${data.form} (${data.instrument})`, style: 'small', alignment: 'right' },
        { style: 'letterhead', margin: [0, 6, 0, 10], stack: [...motto()] },
        { text: data.title, style: 'title', margin: [0, 6, 0, 4] },
        { text: data.recipient, alignment: 'center', margin: [0, 0, 0, 8] },
        ...data.sections.flatMap(({ title, lines }) =>
          section(title, ...lines.map(({ label, value }) => field({ label, value }))),
        ),
        {
          unbreakable: true,
          margin: [240, 24, 0, 0],
          stack: [
            { text: '……, ngày …… tháng …… năm ……', italics: true, alignment: 'center' },
            { text: 'ĐẠI DIỆN BÊN THÔNG BÁO', bold: true, alignment: 'center' },
            { text: '(Ký, ghi rõ họ tên, đóng dấu)', italics: true, alignment: 'center' },
          ],
        },
      ],
      footer: pageFoot(`${data.form} · in lúc ${shortTime(options.printedAt)}`),
      info: { title: data.title, subject: data.form },
    },
    options,
  )
}
