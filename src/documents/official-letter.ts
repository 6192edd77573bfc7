import { shortMonthDay } from './vietnamese-dates.ts'

/**
 * An administrative document of an authority, as data: everything that stands on paper and nothing else.
 * Layout: Decree 30/2020/NĐ-CP, annex I (components, sizes, places), annex III (forms of reports, decisions, official letters).
 */
export type OfficialLetter = {
  readonly organ: {
    /** The superior organ: "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI"; a ministry has none. */
    readonly superior?: string
    /** "SỞ Y TẾ TỈNH QUẢNG NGÃI". */
    readonly name: string
    /** Where it is issued: "Quảng Ngãi". */
    readonly place: string
  }
  /** Number and symbol, "15/SYT-NVY"; before a number is given its place is dotted. */
  readonly number: string
  /** The day on the document, `yyyy-mm-dd`; absent leaves the dotted line. */
  readonly day?: string
  /** "BÁO CÁO", "QUYẾT ĐỊNH"; an official letter (công văn) has none. */
  readonly title?: string
  /** What it is about, in one sentence (trích yếu). */
  readonly abstract: string
  /** Of a decision: who decides, "GIÁM ĐỐC SỞ Y TẾ TỈNH QUẢNG NGÃI". */
  readonly deciding?: string
  /** Of a decision: "Căn cứ …", one each, without a sign at the end. */
  readonly grounds: readonly string[]
  /** "Kính gửi", one each. */
  readonly addressees: readonly string[]
  readonly body: readonly LetterBlock[]
  /** "Nơi nhận", one each, without a sign at the end. */
  readonly recipients: readonly string[]
  readonly signer: LetterSigner
  /** What tells this letter from every other, printed small at the foot. */
  readonly code?: string
}

/** One piece of the body. Articles are numbered as they come. */
export type LetterBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'article'; readonly text: readonly string[] }
  | {
      readonly kind: 'table'
      readonly heads: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Shares of the width; all alike when left out. */
      readonly widths?: readonly number[] | undefined
    }

/** Who signs, and for whom: in the name of a collective, for the head as deputy, by the head's order or power of attorney. */
export type LetterSigner = {
  readonly authority?: 'TM.' | 'KT.' | 'TL.' | 'TUQ.' | undefined
  /** For whom, where there is an authority: "GIÁM ĐỐC". */
  readonly of?: string | undefined
  /** The signer's own title: "PHÓ GIÁM ĐỐC". */
  readonly title: string
  readonly name?: string | undefined
}

export const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const

/** A letter in the order in which it is read, each component a list of lines: what every printer of letters sets. */
export type LetterLines = {
  readonly superior: string | undefined
  readonly organ: string
  readonly number: string
  /** Of an official letter: "V/v …", beneath the number. */
  readonly about: string | undefined
  readonly placeAndDay: string
  readonly title: string | undefined
  readonly abstract: string | undefined
  readonly addressees: readonly string[]
  readonly deciding: string | undefined
  readonly grounds: readonly string[]
  readonly body: readonly LetterBlock[]
  readonly recipients: readonly string[]
  readonly signer: readonly string[]
  readonly signerName: string
}

/** The words of each component, with the signs that the decree puts between and after them. */
export function linesOf(letter: OfficialLetter): LetterLines {
  const { organ, title, signer, day } = letter
  return {
    superior: organ.superior?.toUpperCase(),
    organ: organ.name.toUpperCase(),
    number: `Số: ${letter.number}`,
    about: title === undefined ? `V/v ${letter.abstract}` : undefined,
    placeAndDay: `${organ.place}, ${day === undefined ? 'ngày …… tháng …… năm ………' : shortMonthDay(day)}`,
    title: title?.toUpperCase(),
    abstract: title === undefined ? undefined : letter.abstract,
    addressees: addresseeLines(letter.addressees),
    deciding: letter.deciding?.toUpperCase(),
    grounds: ended(letter.grounds, ';', '.'),
    body: withEnd(letter.body),
    recipients: ended(letter.recipients, ';', '.').map((line) => `- ${line}`),
    signer: [
      ...(signer.authority === undefined ? [] : [`${signer.authority} ${signer.of ?? ''}`.trim()]),
      ...(signer.authority === 'TM.' && signer.of === signer.title ? [] : [signer.title]),
    ].map((line) => line.toUpperCase()),
    signerName: signer.name ?? '',
  }
}

function addresseeLines(addressees: readonly string[]): string[] {
  if (addressees.length === 0) return []
  const [first = ''] = addressees
  return addressees.length === 1
    ? [`Kính gửi: ${first}`]
    : ['Kính gửi:', ...ended(addressees, ';', '.').map((line) => `- ${line}`)]
}

function ended(lines: readonly string[], between: string, last: string): string[] {
  return lines.map((line, index) => `${line}${index + 1 === lines.length ? last : between}`)
}

/** The text of a document ends with "./.". */
function withEnd(body: readonly LetterBlock[]): LetterBlock[] {
  const last = body.at(-1)
  const end = (text: string) => `${text.replace(/\.$/, '')}./.`
  if (last?.kind === 'paragraph') return [...body.slice(0, -1), { ...last, text: end(last.text) }]
  if (last?.kind === 'article') {
    const final = end(last.text.at(-1) ?? '')
    return [...body.slice(0, -1), { ...last, text: [...last.text.slice(0, -1), final] }]
  }
  return [...body]
}
