import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { DATA_CLASSES, type DataClass } from '#vocabulary/data-class'
import { searchKey } from '#vocabulary/person-name'

/** The table of what discloses what: data with its legal source, in catalogues/data-classes.json. */
const Table = z.object({
  classes: z.array(
    z.object({
      class: z.enum(DATA_CLASSES),
      codes: z.array(z.object({ icd10: z.array(z.string()) })),
      words: z.object({ values: z.array(z.string()) }),
    }),
  ),
})

const FILE = new URL('../../../catalogues/data-classes.json', import.meta.url)

/** Part of the program, read once with it. */
const TABLE = Table.parse(JSON.parse(readFileSync(FILE, 'utf8'))).classes.map((entry) => ({
  dataClass: entry.class,
  codes: entry.codes.flatMap(({ icd10 }) => icd10).map(codeRange),
  words: entry.words.values.map((word) => ` ${searchKey(word)} `),
}))

type CodeRange = { readonly from: string; readonly to: string; readonly length: number }

function codeRange(text: string): CodeRange {
  const [from = '', to = from] = text.split('-').map(plainCode)
  return { from, to, length: from.length }
}

function plainCode(code: string): string {
  return code.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()
}

/** The class that a diagnosis discloses. */
export function classOfCode(icd10: string): DataClass {
  return icd10.length > KNOWN_LENGTH_MAX ? readCode(icd10) : remembered(knownCodes, icd10, readCode)
}

function readCode(icd10: string): DataClass {
  const code = plainCode(icd10)
  const found = TABLE.find(({ codes }) =>
    codes.some(({ from, to, length }) => {
      const head = code.slice(0, length)
      return head.length === length && head >= from && head <= to
    }),
  )
  return found?.dataClass ?? 'ordinary'
}

/** The class that the name of a drug, a test, a service or a free text discloses by itself. */
export function classOfWords(...texts: readonly (string | undefined)[]): DataClass {
  return strictest(texts.map((text) => (text ? classOfText(text) : 'ordinary')))
}

/** Codes, and names of drugs and tests, come again and again; longer texts do not. Bounded, then begun anew. */
const KNOWN_MAX = 4_000
const KNOWN_LENGTH_MAX = 120
const knownCodes = new Map<string, DataClass>()
const knownTexts = new Map<string, DataClass>()

function classOfText(text: string): DataClass {
  return text.length > KNOWN_LENGTH_MAX ? readWords(text) : remembered(knownTexts, text, readWords)
}

function remembered(
  known: Map<string, DataClass>,
  text: string,
  read: (text: string) => DataClass,
): DataClass {
  const before = known.get(text)
  if (before !== undefined) return before
  if (known.size >= KNOWN_MAX) known.clear()
  const dataClass = read(text)
  known.set(text, dataClass)
  return dataClass
}

function readWords(text: string): DataClass {
  const key = ` ${searchKey(text)} `
  return (
    TABLE.find(({ words }) => words.some((word) => key.includes(word)))?.dataClass ?? 'ordinary'
  )
}

/** Of several classes the one that hides: in the order of the vocabulary, ordinary last. */
export function strictest(classes: readonly DataClass[]): DataClass {
  return (
    DATA_CLASSES.find((dataClass) => dataClass !== 'ordinary' && classes.includes(dataClass)) ??
    'ordinary'
  )
}
