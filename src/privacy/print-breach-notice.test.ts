import { expect, test } from 'vitest'
import { readDefinitions } from '#cases'
import { fillForm, readBreachForm } from './print-breach-notice.ts'

test('every line of form 08 is a field of the case of a breach, or is left for the pen', () => {
  const breach = readDefinitions().all.find(({ id }) => id === 'breach')
  const lines = readBreachForm().sections.flatMap((section) => section.lines)
  for (const { field } of lines)
    if (field !== undefined) expect(Object.keys(breach?.fields ?? {})).toContain(field)
})

test('a breach has 24 hours for the first report and 72 hours for the notice', () => {
  const breach = readDefinitions().all.find(({ id }) => id === 'breach')
  expect(breach?.clocks.map(({ term }) => term)).toEqual([
    { kind: 'hours', count: 24 },
    { kind: 'hours', count: 72 },
  ])
})

test('what is known stands in its line', () => {
  const filled = fillForm(readBreachForm(), new Map([['subjects', '1200']]))
  const line = filled.sections.flatMap(({ lines }) => lines).find(({ value }) => value === '1200')
  expect(line?.label).toBe('Số lượng chủ thể dữ liệu')
})
