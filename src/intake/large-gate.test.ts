import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { isLarge, makeGate } from './large-gate.ts'

test('one passes at a time, in the order of coming, and a failure holds nobody up', async () => {
  const gate = makeGate(5)
  const told: string[] = []
  const work = (name: string, fails: boolean) => async () => {
    told.push(`${name} begins`)
    await setImmediate()
    told.push(`${name} ends`)
    if (fails) throw new Error(name)
    return name
  }
  const outcomes = await Promise.allSettled([
    gate.pass(work('a', false)),
    gate.pass(work('b', true)),
    gate.pass(work('c', false)),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(await gate.pass(work('d', false))).toBe('d')
})

test('beyond the bound nobody waits, and as one leaves there is room again', async () => {
  const gate = makeGate(1)
  const first = Promise.withResolvers<string>()
  const inside = gate.pass(() => first.promise)
  const waiting = gate.pass(() => Promise.resolve('second'))
  expect(gate.pass(() => Promise.resolve('third'))).toBeUndefined()
  first.resolve('first')
  expect(await inside).toBe('first')
  expect(await waiting).toBe('second')
  expect(await gate.pass(() => Promise.resolve('fourth'))).toBe('fourth')
})

test('a body is large beyond 1 MiB', () => {
  expect([isLarge(1_048_576), isLarge(1_048_577)]).toEqual([false, true])
})
