import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ELEMENTS_MAX, readAnyXml, readXml, type XmlFault } from './read-xml.ts'
import { scanPlainXml } from './scan-plain-xml.ts'

type Reading = {
  readonly told: (string | number)[][]
  readonly fault: XmlFault | undefined
  readonly left: number
}

/** What a reader says of a text, texts that follow each other joined, blanks around the root left out. */
function reading(read: typeof readXml, text: string, elements = ELEMENTS_MAX): Reading {
  const told: (string | number)[][] = []
  let depth = 0
  const budget = { left: elements }
  const fault = read(text, budget, {
    open: (name, after) => {
      depth += 1
      told.push(['open', name, after])
    },
    text: (piece) => {
      const last = told.at(-1)
      if (depth === 0) return
      if (last?.[0] === 'text') last[1] = `${last[1]}${piece}`
      else told.push(['text', piece])
    },
    close: (name, before, after) => {
      depth -= 1
      told.push(['close', name, before, after])
    },
  })
  return { told, fault, left: budget.left }
}

const name = fc.constantFrom('HO_TEN', 'MA', 'a1', '_x')
const text = fc.oneof(
  fc.constantFrom(
    '',
    'Nguyễn Văn A',
    '1 > 0',
    ' ',
    '\n',
    '\t',
    '\r\n',
    '&amp;',
    ']]>',
    '🙂',
    '\u0001',
    '\uFEFF',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '<X/>',
      '<X />',
      '<X y="1"/>',
      '<X xmlns:a="u" b="1 > 2">',
      '<X y="1" y="2"/>',
      '<X y="1"z="2"/>',
      '<X y="&lt;"/>',
      '<X y="<"/>',
      "<X y='1'/>",
      '<!-- -->',
      '<![CDATA[<]]>',
      '</X>',
      '<X>',
      '<1/>',
      '<?p q?>',
    ),
    fc.tuple(name, text).map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
    fc
      .tuple(name, fc.array(fc.oneof(tie('element'), text), { maxLength: 5 }))
      .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
  ),
}))
const root = fc.oneof(
  element,
  fc
    .tuple(fc.constantFrom('<X a="1">', '<X xmlns:a="u" xmlns="v">', '<X a="1" a="2">'), element)
    .map(([begin, inner]) => `${begin}${inner}</X>`),
)
const head = fc.constantFrom(
  '',
  '',
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="utf-8"?>\n',
  "<?xml version='1.0'?>",
  '\uFEFF',
  'x',
  '\n',
)

test('a plain document is read as the whole reader reads it, to the last offset', () => {
  fc.assert(
    fc.property(head, root, text, (begin, middle, end) => {
      const whole = `${begin}${middle}${end}`
      expect(reading(readXml, whole)).toEqual(reading(readAnyXml, whole))
      if (scanPlainXml(whole)) expect(reading(readAnyXml, whole).fault).toBeUndefined()
    }),
    { numRuns: 3_000 },
  )
})

test('every sample is read alike by both ways', () => {
  const samples = readdirSync('samples').filter((file) => file.endsWith('.xml'))
  for (const file of samples) {
    const whole = readFileSync(`samples/${file}`, 'utf8')
    expect(reading(readXml, whole), file).toEqual(reading(readAnyXml, whole))
  }
  expect(samples.length).toBeGreaterThan(0)
})

test('a plain document beyond a limit is refused at the place where it passes it', () => {
  const deep = '<A>'.repeat(33) + '</A>'.repeat(33)
  const refused = reading(readXml, deep)
  expect(refused.fault?.code).toBe('too-deep')
  expect(refused).toEqual(reading(readAnyXml, deep))
  const many = `<A>${'<B/>'.repeat(20)}</A>`
  expect(reading(readXml, many, 5)).toEqual(reading(readAnyXml, many, 5))
  expect(reading(readXml, many, 5).fault?.code).toBe('too-many-elements')
})
