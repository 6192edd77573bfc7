import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanResource } from './scan-resource.ts'

const LIMITS = { depth: 40, values: 20_000 }

function scanned(text: string) {
  const outcome = scanResource(text, LIMITS)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault))
  return outcome.value
}

function faultOf(text: string) {
  const outcome = scanResource(text, LIMITS)
  if (outcome.ok) throw new Error('was accepted')
  return outcome.fault
}

test('whatever is written as JSON is read, and every member stands where it is said to stand', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })), (object) => {
      fc.pre(!Object.hasOwn(object, '__proto__'))
      const text = JSON.stringify(object, undefined, Object.keys(object).length % 3)
      if (text.includes('__proto__') || !text.isWellFormed() || /\\ud[89a-f]/.test(text)) return
      const { root } = scanned(text)
      expect(root.members.size).toBe(Object.keys(object).length)
      for (const [key, { from, to }] of root.members)
        expect(JSON.parse(text.slice(from, to))).toEqual(
          JSON.parse(JSON.stringify(object[key])) as unknown,
        )
    }),
  )
})

test('what the language’s own parser refuses, the scanner refuses', () => {
  const sample = '{"resourceType":"Patient","id":"a","active":true,"n":[-1.50,2e3,null]}'
  fc.assert(
    fc.property(
      fc.nat(sample.length),
      fc.constantFrom(...Array.from('{}[]",:\\ 0.-eEu\u0001x')),
      (at, put) => {
        const text = sample.slice(0, at) + put + sample.slice(at + 1)
        const isParsed = canParse(text)
        const outcome = scanResource(text, LIMITS)
        if (outcome.ok) expect(isParsed, text).toBe(true)
        else if (isParsed) expect(outcome.fault.why, text).toBe('duplicate-key')
      },
    ),
    { numRuns: 2_000 },
  )
})

function canParse(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['a key twice in one object', '{"a":1,"b":{"c":1,"c":2}}', 'duplicate-key'],
  ['a key twice, once written with an escape', '{"a":1,"\\u0061":2}', 'duplicate-key'],
  ['a key among many twice', many('"k3":0'), 'duplicate-key'],
  ['a key that reaches the prototype', '{"__proto__":{}}', 'forbidden-key'],
  ['half of a surrogate pair', '{"a":"\\ud83d"}', 'lone-surrogate'],
  ['halves in the wrong order', '{"a":"\\ude00\\ud83d"}', 'lone-surrogate'],
  ['a number that no double holds', '{"a":1e400}', 'number-too-large'],
  ['a number of a thousand digits', `{"a":${'9'.repeat(1_000)}}`, 'number-too-large'],
  ['more depth than allowed', `{"a":${'['.repeat(60)}${']'.repeat(60)}}`, 'too-deep'],
  ['more values than allowed', `{"a":[${'1,'.repeat(30_000)}1]}`, 'too-many-values'],
  ['an array outermost', '[]', 'not-json'],
  ['something after the end', '{} x', 'not-json'],
  ['an end too early', '{"a":"b', 'not-json'],
  ['a leading zero', '{"a":01}', 'not-json'],
  ['nothing', '', 'not-json'],
])('refuses %s', (_what, text, why) => {
  expect(faultOf(text).why).toBe(why)
})

function many(last: string): string {
  return `{${Array.from({ length: 20 }, (_, index) => `"k${index}":0`).join(',')},${last}}`
}

test('says where the resources of a Bundle stand, and their references, each with its own', () => {
  const text = `{"resourceType":"Bundle","type":"transaction","entry":[
    {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","contained":[{"resource":{"id":"no"}}]}},
    {"request":{"method":"DELETE","url":"Patient/2"}},
    {"resource":{"resourceType":"Condition","subject":{"reference":"urn:uuid:1"},
      "code":{"coding":[{"system":"urn:oid:1.2"}]},"evidence":[{"detail":[{"reference":"Observation/3"}]}]}}]}`
  const { root, entries } = scanned(text)
  const linksOf = (resource: (typeof entries)[number]) =>
    resource?.links.map(({ from, to }) => text.slice(from, to))
  expect(entries.map((one) => one && [...one.members.keys()])).toEqual([
    ['resourceType', 'id', 'contained'],
    undefined,
    ['resourceType', 'subject', 'code', 'evidence'],
  ])
  expect(linksOf(root)).toEqual(['"urn:uuid:1"'])
  expect(linksOf(entries[2])).toEqual(['"urn:uuid:1"', '"urn:oid:1.2"', '"Observation/3"'])
  const span = entries[2]?.span ?? { from: 0, to: 0 }
  expect(JSON.parse(text.slice(span.from, span.to))).toMatchObject({ resourceType: 'Condition' })
})
