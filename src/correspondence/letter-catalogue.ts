import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LETTER_KINDS, type LetterKind } from './letter.ts'

const FILE = new URL('../../catalogues/correspondence/letters.json', import.meta.url)

const Words = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })

const Kind = z.strictObject({
  id: z.enum(LETTER_KINDS),
  name: Words,
  title: z.string().optional(),
  abbreviation: z.string().optional(),
})

const Organ = z.strictObject({
  authority: z.string().regex(/^\d{2}$/),
  superior: z.string().optional(),
  name: z.string().min(1),
  place: z.string().min(1),
  symbol: z.string().min(1),
  unit: z.string().min(1),
  head: z.string().min(1),
  deciding: z.string().min(1),
  certificateNames: z.array(z.string().min(1)).min(1),
})

/** An organ that issues letters: how it is called on paper and in certificates. */
export type Organ = z.output<typeof Organ>
type KindOfLetter = z.output<typeof Kind>

const Instrument = z.strictObject({ short: z.string().min(1), full: z.string().min(1) })

const Catalogue = z.object({
  kinds: z.array(Kind),
  organs: z.array(Organ),
  instruments: z.array(Instrument),
})

const { kinds, organs, instruments } = Catalogue.parse(JSON.parse(readFileSync(FILE, 'utf8')))

/** The organ of an authority; undefined for one that issues no letters. */
export function findOrgan(authority: string): Organ | undefined {
  return organs.find((organ) => organ.authority === authority)
}

/** A kind with its name and symbol. Throws when the catalogue misses one: a mistake in it. */
export function kindOf(id: LetterKind): KindOfLetter {
  const kind = kinds.find((one) => one.id === id)
  if (kind === undefined) throw new Error(`catalogues/correspondence/letters.json: no ${id}`)
  return kind
}

/** The register that numbers a kind: its abbreviation, or CV of official letters. Source: Decree 30/2020/NĐ-CP, art. 15. */
export function registerOf(id: LetterKind): string {
  return kindOf(id).abbreviation ?? 'CV'
}

/** "15/SYT-NVY", "07/BC-SYT": numbers under ten with a zero. Source: Decree 30/2020/NĐ-CP, annex I. */
export function numberText(organ: Organ, id: LetterKind, serial: number | undefined): string {
  const { abbreviation } = kindOf(id)
  const symbol =
    abbreviation === undefined ? `${organ.symbol}-${organ.unit}` : `${abbreviation}-${organ.symbol}`
  return `${serial === undefined ? '………' : String(serial).padStart(2, '0')}/${symbol}`
}

/**
 * The instruments that a definition cites in short ("Luật …; NĐ …"), each as a letter cites it: kind, number, day, organ, subject. One that the
 * catalogue does not know stays as it is. Source: Decree 30/2020/NĐ-CP, annex I (legal grounds).
 */
export function citedInFull(cited: string): string[] {
  return cited
    .split(/;\s*/)
    .map((one) => instruments.find(({ short }) => short === one)?.full ?? one)
}
