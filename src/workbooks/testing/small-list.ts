import { type CodeLists, ListDefinition } from '../list/list-definition.ts'
import { type JudgedRow, openJudge } from '../list/judge-rows.ts'
import { type ListEnd, readList } from '../list/read-list.ts'
import { accept, type Outcome } from '#vocabulary/outcome'

const source = 'TT 38/2024/TT-BYT điều 9'
const words = (vi: string, en: string) => ({ vi, en })

/** A list of people with one column of each kind. For tests. */
export const PEOPLE: ListDefinition = ListDefinition.parse({
  id: 'people',
  version: 2,
  readable: [1, 2],
  title: words('Danh sách', 'List'),
  about: words('Mỗi dòng một người.', 'One row for each person.'),
  source,
  sheet: 'DANH_SACH',
  rowsMax: 1_000,
  key: ['SO_DINH_DANH'],
  order: [['TU_NGAY', 'DEN_NGAY']],
  columns: [
    { code: 'STT', header: words('Số thứ tự', 'Number'), type: 'unread', source },
    {
      code: 'SO_DINH_DANH',
      header: words('Số định danh', 'Personal ID'),
      type: 'digits',
      lengths: [12],
      required: true,
      source,
    },
    {
      code: 'HO_TEN',
      header: words('Họ tên', 'Name'),
      type: 'text',
      max: 30,
      required: true,
      source,
    },
    { code: 'KHOA', header: words('Khoa', 'Department'), type: 'code', list: 'ward', source },
    {
      code: 'NGON_NGU',
      header: words('Ngôn ngữ', 'Languages'),
      type: 'codes',
      list: 'language',
      max: 2,
      source,
    },
    { code: 'SO_GIO', header: words('Số giờ', 'Hours'), type: 'number', min: 0, max: 48, source },
    { code: 'TU_NGAY', header: words('Từ ngày', 'From'), type: 'day', required: true, source },
    { code: 'DEN_NGAY', header: words('Đến ngày', 'To'), type: 'day', source },
  ],
})

export const PEOPLE_CODES: CodeLists = {
  ward: [
    { code: 'K01', label: words('Khám bệnh', 'Examination') },
    { code: 'K03', label: words('Nội & tim', 'Medicine') },
  ],
  language: [
    { code: 'vi', label: words('Tiếng Việt', 'Vietnamese') },
    { code: 'en', label: words('Tiếng Anh', 'English') },
    { code: 'fr', label: words('Tiếng Pháp', 'French') },
  ],
}

export const PEOPLE_HEADER = PEOPLE.columns.map(({ code }) => code)

/** Reads and judges a workbook as a whole. */
export function judgePeople(
  bytes: Uint8Array,
): Outcome<ListEnd & { readonly judged: readonly JudgedRow[] }> {
  const judge = openJudge(PEOPLE, PEOPLE_CODES)
  const judged: JudgedRow[] = []
  const reading = readList(bytes, PEOPLE)
  for (let step = reading.next(); ; step = reading.next()) {
    if (step.done !== true) judged.push(...judge(step.value))
    else return step.value.ok ? accept({ ...step.value.value, judged }) : step.value
  }
}
