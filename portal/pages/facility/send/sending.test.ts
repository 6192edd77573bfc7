import { expect, test } from 'vitest'
import type { DossierAnswer } from '#intake/contract'
import { after, NOTHING_SENT, type SendingEvent, shareSent, tallyOf } from './sending.ts'

const FILES = [
  { id: 1, name: 'a.xml', bytes: 100 },
  { id: 2, name: 'b.xml', bytes: 300 },
]
const sent = (...events: readonly SendingEvent[]) =>
  [{ kind: 'added' as const, files: FILES }, ...events].reduce(after, NOTHING_SENT)

const answer = (status: DossierAnswer['status'], withErrors?: boolean): DossierAnswer => ({
  receipt: '00000000-0000-8000-8000-000000000000',
  status,
  ...(withErrors === undefined ? {} : { withErrors }),
  counts: { error: 0, warning: 0, notice: 0 },
  findings: [],
})

test('progress counts bytes, not files', () => {
  expect(shareSent(sent({ kind: 'progressed', id: 2, share: 0.5 }).files)).toBe(150 / 400)
})

test('a file whose line broke waits again, and what was answered stays answered', () => {
  const sending = sent(
    { kind: 'answered', id: 1, answers: [answer('accepted')] },
    { kind: 'progressed', id: 2, share: 0.9 },
    { kind: 'line-lost', id: 2 },
  )
  expect(sending.isLineLost).toBe(true)
  expect(sending.files.map(({ state }) => state.kind)).toEqual(['answered', 'waiting'])
})

test('cancelling stops what has not been answered; a late progress changes nothing', () => {
  const sending = sent(
    { kind: 'answered', id: 1, answers: [answer('refused')] },
    { kind: 'cancelled' },
    { kind: 'progressed', id: 2, share: 1 },
  )
  expect(sending.files.map(({ state }) => state.kind)).toEqual(['answered', 'cancelled'])
})

test('a file may hold several dossiers, each counted by its own answer', () => {
  const answers = [answer('accepted'), answer('accepted', true), answer('refused')]
  expect(tallyOf(sent({ kind: 'answered', id: 1, answers }).files)).toEqual({
    accepted: 1,
    withErrors: 1,
    refused: 1,
    failed: 0,
    unfinished: 1,
  })
})
