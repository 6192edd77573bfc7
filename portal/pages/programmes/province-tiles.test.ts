import { expect, test } from 'vitest'
import { ISLANDS, neighbourOf, OTHER_TILES, PROVINCE_TILES } from './province-tiles.ts'

const ALL = [...PROVINCE_TILES, ...OTHER_TILES]

test('every one of the 34 provinces has a place of its own, and no two share one', () => {
  expect(new Set(PROVINCE_TILES.map(({ code }) => code)).size).toBe(34)
  const places = [...ALL, ...ISLANDS].map(({ row, column }) => `${row} ${column}`)
  expect(new Set(places).size).toBe(places.length)
})

test('by the arrow keys every tile is reached', () => {
  const reached = new Set(['12'])
  const open = [...reached]
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    const from = ALL.find((one) => one.code === code)
    if (from === undefined) continue
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      const next = neighbourOf(ALL, from, key)?.code
      if (next === undefined || reached.has(next)) continue
      reached.add(next)
      open.push(next)
    }
  }
  expect(reached.size).toBe(ALL.length)
})
