import { expect, test } from 'vitest'
import { ALONE, makeTurns, type Siblings, siblingsOver, type Word } from './siblings.ts'

/** Processes of one server and their parent, without processes. */
function family(count: number): Siblings[] {
  const listeners: ((word: Word) => void)[] = []
  const turns = makeTurns<number>((turn, holder) => listeners[holder]?.({ mach: 'granted', turn }))
  return Array.from({ length: count }, (_, number) => {
    const say = (word: Word) => {
      if (word.mach === 'ask') turns.ask(word.turn, number)
      if (word.mach === 'leave') turns.leave(word.turn, number)
      if (word.mach === 'tell')
        for (const [other, listener] of listeners.entries()) if (other !== number) listener(word)
    }
    return siblingsOver({ say, onWord: (listener) => listeners.push(listener) }, count)
  })
}

test('what one process tells, every other hears, and it does not itself', () => {
  const heard: number[] = []
  const processes = family(3)
  for (const [number, one] of processes.entries()) one.hear('changed', () => heard.push(number))
  processes[1]?.tell('changed')
  processes[1]?.tell('something else')
  expect(heard).toEqual([0, 2])
})

test('of several processes one works at a time, in the order in which they asked, also when the work fails', async () => {
  const order: string[] = []
  const work = (name: string) => async () => {
    order.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    order.push(`${name} ends`)
    if (name === 'a') throw new Error('a')
    return name
  }
  const [a, b, c] = family(3)
  const all = await Promise.allSettled([
    a?.inTurn('large', work('a')),
    b?.inTurn('large', work('b')),
    c?.inTurn('large', work('c')),
  ])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  const expected = ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']
  expect(order).toEqual(expected)
})

test('the turn of a process that died goes to the next, and its place in the line goes too', () => {
  const granted: string[] = []
  const turns = makeTurns<string>((turn, holder) => granted.push(`${turn} ${holder}`))
  for (const holder of ['a', 'b', 'c']) turns.ask('large', holder)
  turns.forget('b')
  turns.forget('a')
  turns.leave('large', 'a')
  expect(granted).toEqual(['large a', 'large c'])
})

test('a process alone waits for nobody', async () => {
  expect(await ALONE.inTurn('large', () => Promise.resolve(7))).toBe(7)
})
