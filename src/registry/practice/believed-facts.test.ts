import { expect, test } from 'vitest'
import type { Statement } from '../profile.ts'
import { placeFacts } from './believed-facts.ts'

function decided(id: string, event: string, from: string): Statement {
  return {
    id,
    section: 'operating-licence-event',
    from,
    values: { event, extent: 'whole' },
    provenance: {},
  }
}

/** The stops of a place that may not act now, in the order in which its events were recorded. */
function stopsOf(...events: readonly Statement[]) {
  return placeFacts({ hasStaffList: true, standing: 'suspended', events }).stops
}

test('a place acts again from the day of the lift', () => {
  expect(
    stopsOf(
      decided('first', 'suspend', '2026-11-01'),
      decided('lift', 'lift', '2026-11-10'),
      decided('again', 'suspend', '2026-11-20'),
    ),
  ).toEqual([
    { statement: 'first', from: '2026-11-01', to: '2026-11-09' },
    { statement: 'again', from: '2026-11-20', to: undefined },
  ])
})

test('of a suspension and a lift of the same day the one recorded later wins', () => {
  const [first, lift, again] = [
    decided('first', 'suspend', '2026-11-22'),
    decided('lift', 'lift', '2026-11-22'),
    decided('again', 'suspend', '2026-11-22'),
  ]
  // Ends before it began: it stopped nothing.
  const undone = { statement: 'first', from: '2026-11-22', to: '2026-11-21' }
  expect(stopsOf(first, lift)).toEqual([undone])
  expect(stopsOf(first, lift, again)).toEqual([
    undone,
    { statement: 'again', from: '2026-11-22', to: undefined },
  ])
})
