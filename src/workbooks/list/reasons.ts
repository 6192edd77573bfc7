import { z } from 'zod'
import type { Bilingual } from '#vocabulary/bilingual'

const Words = z.object({ vi: z.string(), en: z.string() })

/** Why a row cannot be taken as it is: at which column, what is wrong, how to mend it. */
export const Reason = z.object({
  /** Stable, for machines: `workbooks.day-unreadable`. */
  code: z.string(),
  column: z.string().optional(),
  message: Words,
  remedy: Words,
})
export type Reason = z.infer<typeof Reason>

/** What a reason says beside its column: what stood there, and what was wanted. */
type About = { readonly given?: string; readonly wants?: Bilingual }

type Text = (about: { readonly given: string; readonly wants: Bilingual }) => {
  readonly message: Bilingual
  readonly remedy: Bilingual
}

/** A cell that is quoted in a reason: no longer than this. */
const QUOTED_MAX = 60

const TEXTS = {
  'workbooks.value-missing': () => ({
    message: { vi: 'Ô bắt buộc đang để trống.', en: 'A required cell is empty.' },
    remedy: { vi: 'Điền giá trị vào ô này.', en: 'Fill in the cell.' },
  }),
  'workbooks.value-too-long': ({ wants }) => ({
    message: { vi: `Dài quá ${wants.vi} ký tự.`, en: `Longer than ${wants.en} characters.` },
    remedy: { vi: 'Rút gọn nội dung.', en: 'Shorten it.' },
  }),
  'workbooks.value-malformed': ({ given, wants }) => ({
    message: { vi: `“${given}” không đúng dạng.`, en: `“${given}” has not the form it needs.` },
    remedy: { vi: `Ghi theo dạng: ${wants.vi}`, en: `Write it as: ${wants.en}` },
  }),
  'workbooks.digits-wrong': ({ given, wants }) => ({
    message: {
      vi: `“${given}” không đủ ${wants.vi} chữ số.`,
      en: `“${given}” has not ${wants.en} digits.`,
    },
    remedy: {
      vi: `Ghi đúng ${wants.vi} chữ số, không thêm dấu.`,
      en: `Write ${wants.en} digits and nothing else.`,
    },
  }),
  'workbooks.zeros-lost': ({ given, wants }) => ({
    message: {
      vi: `“${given}” là số nên có thể đã mất số 0 ở đầu; cần ${wants.vi} chữ số.`,
      en: `“${given}” is a number and may have lost zeros in front; ${wants.en} digits are needed.`,
    },
    remedy: {
      vi: 'Đổi định dạng ô thành Văn bản (Text) rồi nhập lại đủ chữ số.',
      en: 'Format the cell as text and type all digits again.',
    },
  }),
  'workbooks.digits-lost': ({ given }) => ({
    message: {
      vi: `“${given}” là số quá dài, bảng tính đã làm tròn.`,
      en: `“${given}” is a number so long that the spreadsheet rounded it.`,
    },
    remedy: {
      vi: 'Đổi định dạng ô thành Văn bản (Text) rồi nhập lại.',
      en: 'Format the cell as text and type it again.',
    },
  }),
  'workbooks.code-unknown': ({ given }) => ({
    message: {
      vi: `Mã “${given}” không có trong danh mục.`,
      en: `The code “${given}” is not in its list.`,
    },
    remedy: {
      vi: 'Chọn mã trong danh sách của ô.',
      en: 'Choose a code from the list of the cell.',
    },
  }),
  'workbooks.codes-too-many': ({ wants }) => ({
    message: {
      vi: `Quá ${wants.vi} mã trong một ô.`,
      en: `More than ${wants.en} codes in one cell.`,
    },
    remedy: { vi: 'Bỏ bớt mã.', en: 'Leave some out.' },
  }),
  'workbooks.day-unreadable': ({ given }) => ({
    message: { vi: `“${given}” không phải là ngày.`, en: `“${given}” is no day.` },
    remedy: {
      vi: 'Ghi ngày theo dạng dd/mm/yyyy hoặc yyyymmdd.',
      en: 'Write the day as dd/mm/yyyy or yyyymmdd.',
    },
  }),
  'workbooks.number-unreadable': ({ given, wants }) => ({
    message: {
      vi: `“${given}” không phải là số phù hợp.`,
      en: `“${given}” is not a number that fits.`,
    },
    remedy: { vi: `Ghi một số từ ${wants.vi}.`, en: `Write a number from ${wants.en}.` },
  }),
  'workbooks.days-reversed': ({ given, wants }) => ({
    message: {
      vi: `Ngày kết thúc ${given} trước ngày bắt đầu ${wants.vi}.`,
      en: `The last day ${given} is before the first, ${wants.en}.`,
    },
    remedy: { vi: 'Sửa một trong hai ngày.', en: 'Mend one of the two days.' },
  }),
  'workbooks.row-twice': ({ wants }) => ({
    message: { vi: `Trùng với dòng ${wants.vi}.`, en: `The same as row ${wants.en}.` },
    remedy: { vi: 'Giữ một dòng, xóa dòng còn lại.', en: 'Keep one of them.' },
  }),
  'workbooks.formula': ({ given }) => ({
    message: {
      vi: `Ô là công thức (${given}) mà kết quả lưu trong tệp không chắc đúng.`,
      en: `The cell is a formula (${given}) whose kept result cannot be relied on.`,
    },
    remedy: {
      vi: 'Dán lại ô dưới dạng giá trị (Paste values).',
      en: 'Paste the cell as a value.',
    },
  }),
  'workbooks.cell-error': ({ given }) => ({
    message: { vi: `Ô đang báo lỗi ${given}.`, en: `The cell shows the error ${given}.` },
    remedy: { vi: 'Sửa công thức hoặc nhập giá trị.', en: 'Mend the formula or type the value.' },
  }),
} satisfies Record<string, Text>

export type ReasonCode = keyof typeof TEXTS

/** A reason with its texts. What stood in the cell is quoted in part. */
export function reasonFor(code: ReasonCode, column: string | undefined, about: About = {}): Reason {
  const given = (about.given ?? '').trim()
  const texts: Text = TEXTS[code]
  const quoted = given.length > QUOTED_MAX ? `${given.slice(0, QUOTED_MAX)}…` : given
  return {
    code,
    ...(column === undefined ? {} : { column }),
    ...texts({ given: quoted, wants: about.wants ?? { vi: '', en: '' } }),
  }
}

/** The reasons of a row as one cell says them: `HO_TEN: … → …`. */
export function reasonsLine(reasons: readonly Reason[]): string {
  return reasons
    .map(
      ({ column, message, remedy }) => `${column ? `${column}: ` : ''}${message.vi} → ${remedy.vi}`,
    )
    .join('\n')
}
