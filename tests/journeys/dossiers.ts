import { readFile } from 'node:fs/promises'
import { today } from './stage.ts'

/** The samples, and what becomes of them on another day, for another visit or another person. */

export const OUTPATIENT = {
  file: 'visit-outpatient.xml',
  facility: '51001',
  linkCode: '51001.20261020.001787',
  citizenNumber: '051067314088',
  name: 'TRẦN VĂN KHOA',
} as const

export const WITH_ERROR = {
  file: 'visit-with-errors.xml',
  facility: '51001',
  linkCode: '51001.20261017.000683',
  /** A result that is there before the test was made. */
  place: 'XML3[2]/NGAY_KQ',
  wrong: '202610171203',
  right: '202610171259',
} as const

export const INPATIENT = {
  file: 'visit-inpatient.xml',
  facility: '51001',
  name: 'LÊ VĂN ĐẠT',
  citizenNumber: '051070120988',
  card: 'GD4517996588104',
  birthYear: '1970',
  /** The health station where the patient lives. */
  station: '51135',
  discharged: '2026-11-03',
  appointed: '2026-11-12',
} as const

export function readSample(file: string): Promise<string> {
  return readFile(new URL(`../../samples/${file}`, import.meta.url), 'utf8')
}

/** The same dossier with other words in its tables; everything else stays as it is. */
export function rewrite(xml: string, edit: (table: string) => string): string {
  return xml.replace(
    /(<NOIDUNGFILE>)([^<]*)(<\/NOIDUNGFILE>)/g,
    (_, before: string, packed: string, after: string) => {
      const table = Buffer.from(packed, 'base64').toString('utf8')
      return before + Buffer.from(edit(table)).toString('base64') + after
    },
  )
}

/** Words replaced by others, wherever they stand in the tables. */
export function replaceWords(xml: string, words: Readonly<Record<string, string>>): string {
  return rewrite(xml, (table) =>
    Object.entries(words).reduce((text, [from, to]) => text.replaceAll(from, to), table),
  )
}

/** A day of this decade, with or without its minute, that is no part of a longer number. */
const STAMP = /(?<!\d)(202[5-7])(\d\d)(\d\d)(\d{4})?(?!\d)/g

/** The same visit so many days later: every stamp moves, the link code with them. */
export function moveDays(xml: string, days: number): string {
  return rewrite(xml, (table) => {
    const moved = table.replace(
      STAMP,
      (_, year: string, month: string, day: string, minute = '') => {
        const from = Date.UTC(Number(year), Number(month) - 1, Number(day))
        const to = new Date(from + days * 86_400_000)
        return to.toISOString().slice(0, 10).replaceAll('-', '') + minute
      },
    )
    const paid = /<NGAY_TTOAN>(\d{4})(\d\d)/.exec(moved)
    return moved
      .replace(/<NAM_QT>\d+/, `<NAM_QT>${paid?.[1]}`)
      .replace(/<THANG_QT>\d+/, `<THANG_QT>${paid?.[2]}`)
  })
}

/** How many days ago a day was. */
export function daysSince(day: string): number {
  return Math.round((Date.parse(today()) - Date.parse(day)) / 86_400_000)
}
