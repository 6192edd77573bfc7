import type { Book } from './book.ts'
import { dayOf } from './concept-words.ts'
import { plainDiagnosis } from './plain-diagnoses.ts'
import type { Visit } from './views.ts'

type Told = Omit<Visit, 'plainWords' | 'plainWordsEn'>

/** The visit told in one paragraph, to its owner or about the patient: who, where, why, what was found and done, what next. */
export function plainWords(
  visit: Told,
  book: Pick<Book, 'decision'>,
): Pick<Visit, 'plainWords' | 'plainWordsEn'> {
  const isOwn = book.decision.ground === 'own-record'
  return {
    plainWords: vietnamese(visit, isOwn ? 'bạn' : 'người bệnh')
      .filter((sentence) => sentence !== '')
      .join(' '),
    plainWordsEn: english(visit, isOwn ? 'you' : 'the patient')
      .filter((sentence) => sentence !== '')
      .join(' '),
  }
}

function vietnamese(visit: Told, who: string): string[] {
  const from = shown(visit.start)
  const to = visit.end === undefined ? from : shown(visit.end)
  const reason = visit.reason === undefined ? '' : ` vì: ${lowerFirst(visit.reason)}`
  const [main] = visit.diagnoses
  const official = visit.diagnosis ?? main?.name
  const plain = main?.plain
  return [
    `Ngày ${from}, ${who} đến ${visit.facility.name}${reason}.`,
    to === from ? '' : `Đợt điều trị kéo dài đến ngày ${to}${wards(visit)}.`,
    official === undefined
      ? ''
      : `Cơ sở chẩn đoán: ${lowerFirst(official)}${plain === undefined || sameWords(plain, official) ? '' : `, thường gọi là ${lowerFirst(plain)}`}.`,
    visit.procedures.length === 0
      ? ''
      : `Đã thực hiện: ${visit.procedures.map(({ name }) => lowerFirst(name)).join('; ')}.`,
    resultsVietnamese(visit),
    visit.medicines.length === 0 ? '' : `Được cấp ${countMedicines(visit)} loại thuốc.`,
    visit.outcome === undefined ? '' : `Kết quả điều trị: ${lowerFirst(visit.outcome.name)}.`,
    visit.referredTo === undefined ? '' : `Sau đó được chuyển đến ${visit.referredTo.name}.`,
    visit.reExaminationOn === undefined
      ? ''
      : `Cơ sở hẹn khám lại ngày ${shown(visit.reExaminationOn)}.`,
  ]
}

function wards({ wards: list }: Told): string {
  return list.length === 0 ? '' : ` tại ${list.join(', ')}`
}

function resultsVietnamese(visit: Told): string {
  const { all, outside } = countResults(visit)
  if (all === 0) return ''
  if (outside === 0) return `Có ${all} kết quả xét nghiệm, cận lâm sàng.`
  return `Có ${all} kết quả xét nghiệm, cận lâm sàng; ${outside} kết quả nằm ngoài khoảng tham chiếu.`
}

function english(visit: Told, who: string): string[] {
  const from = shown(visit.start)
  const to = visit.end === undefined ? from : shown(visit.end)
  const [main] = visit.diagnoses
  const plain = main === undefined ? undefined : plainDiagnosis(main.code)?.en
  const { all, outside } = countResults(visit)
  return [
    `On ${from} ${who} came to ${visit.facility.name}${visit.reason === undefined ? '' : `, giving as the reason “${visit.reason}”`}.`,
    to === from ? '' : `Treatment went on until ${to}.`,
    main === undefined && visit.diagnosis === undefined
      ? ''
      : `The diagnosis: ${visit.diagnosis ?? main?.name}${plain === undefined ? '' : ` (${plain})`}.`,
    visit.procedures.length === 0
      ? ''
      : `What was done: ${visit.procedures.map(({ name }) => name).join('; ')}.`,
    all === 0
      ? ''
      : `There are ${all} results${outside === 0 ? '' : `, ${outside} of them outside the reference range`}.`,
    visit.medicines.length === 0 ? '' : `Medicines supplied: ${countMedicines(visit)}.`,
    visit.outcome === undefined ? '' : `Outcome: ${visit.outcome.name}.`,
    visit.referredTo === undefined ? '' : `Then referred to ${visit.referredTo.name}.`,
    visit.reExaminationOn === undefined
      ? ''
      : `A re-examination was set for ${shown(visit.reExaminationOn)}.`,
  ]
}

function countResults({ results }: Told): { readonly all: number; readonly outside: number } {
  const lines = results.flatMap((group) => group.lines)
  return { all: lines.length, outside: lines.filter(({ flag }) => flag !== undefined).length }
}

/** The same medicine on several lines is one medicine. */
function countMedicines({ medicines }: Told): number {
  return new Set(medicines.map(({ name }) => name)).size
}

function shown(dateTime: string): string {
  return dayOf(dateTime).split('-').reverse().join('/')
}

function sameWords(one: string, other: string): boolean {
  return other.toLowerCase().startsWith(one.toLowerCase())
}

/** Lower case for a sentence's middle, but not for abbreviations and names in capitals. */
function lowerFirst(text: string): string {
  const [first = '', second = ''] = text
  const isShouted =
    second !== '' && second === second.toUpperCase() && second !== second.toLowerCase()
  return isShouted ? text : first.toLowerCase() + text.slice(1)
}
