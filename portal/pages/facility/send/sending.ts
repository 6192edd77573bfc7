import type { DossierAnswer } from '#intake/contract'
import type { ShownProblem } from '../../../foundation/problems.ts'

/**
 * The life of one file on its way: it waits, goes, and is answered or refused as a whole.
 * A file whose line broke waits again: sending it twice is safe, the same bytes get the same receipt.
 */
export type FileState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'going'; readonly share: number }
  | { readonly kind: 'answered'; readonly answers: readonly DossierAnswer[] }
  | { readonly kind: 'refused'; readonly problems: readonly ShownProblem[] }
  | { readonly kind: 'cancelled' }

export type SentFile = {
  readonly id: number
  readonly name: string
  readonly bytes: number
  readonly state: FileState
}

export type Sending = {
  readonly files: readonly SentFile[]
  /** The line broke; what remains is sent when it is back. */
  readonly isLineLost: boolean
}

export const NOTHING_SENT: Sending = { files: [], isLineLost: false }

export type SendingEvent =
  | { readonly kind: 'added'; readonly files: readonly Omit<SentFile, 'state'>[] }
  | { readonly kind: 'progressed'; readonly id: number; readonly share: number }
  | { readonly kind: 'answered'; readonly id: number; readonly answers: readonly DossierAnswer[] }
  | { readonly kind: 'refused'; readonly id: number; readonly problems: readonly ShownProblem[] }
  | { readonly kind: 'line-lost'; readonly id: number }
  | { readonly kind: 'line-back' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'retried'; readonly id: number }
  | { readonly kind: 'cleared' }

/** What sending looks like after something has happened. */
export function after(sending: Sending, event: SendingEvent): Sending {
  switch (event.kind) {
    case 'added': {
      const added = event.files.map((file) => ({ ...file, state: WAITING }))
      return { ...sending, files: [...sending.files, ...added] }
    }
    case 'progressed':
      return become(sending, event.id, { kind: 'going', share: event.share })
    case 'answered':
      return become(sending, event.id, { kind: 'answered', answers: event.answers })
    case 'refused':
      return become(sending, event.id, { kind: 'refused', problems: event.problems })
    case 'line-lost':
      return { ...become(sending, event.id, WAITING), isLineLost: true }
    case 'line-back':
      return { ...sending, isLineLost: false }
    case 'retried':
      return become(sending, event.id, WAITING)
    case 'cancelled':
      return { isLineLost: false, files: sending.files.map(cancelUnfinished) }
    case 'cleared':
      return { ...sending, files: sending.files.filter(({ state }) => isUnfinished(state)) }
  }
}

const WAITING: FileState = { kind: 'waiting' }

/** Whether something is still to be done for the file. */
export function isUnfinished(state: FileState): boolean {
  return state.kind === 'waiting' || state.kind === 'going'
}

/** How much of all bytes has gone, from 0 to 1. */
export function shareSent(files: readonly SentFile[]): number {
  const all = files.reduce((sum, file) => sum + file.bytes, 0)
  const gone = files.reduce((sum, file) => sum + file.bytes * shareOf(file.state), 0)
  return all === 0 ? 0 : gone / all
}

function shareOf(state: FileState): number {
  if (state.kind === 'going') return state.share
  return state.kind === 'waiting' ? 0 : 1
}

export type Tally = {
  readonly accepted: number
  readonly withErrors: number
  readonly refused: number
  /** Files that could not be taken at all. */
  readonly failed: number
  readonly unfinished: number
}

/** Dossiers by their answer; a file may hold several. */
export function tallyOf(files: readonly SentFile[]): Tally {
  const answers = files.flatMap(({ state }) => (state.kind === 'answered' ? state.answers : []))
  const accepted = answers.filter(({ status }) => status === 'accepted')
  return {
    accepted: accepted.filter(({ withErrors }) => withErrors !== true).length,
    withErrors: accepted.filter(({ withErrors }) => withErrors === true).length,
    refused: answers.filter(({ status }) => status === 'refused').length,
    failed: files.filter(({ state }) => state.kind === 'refused').length,
    unfinished: files.filter(({ state }) => isUnfinished(state)).length,
  }
}

function become(sending: Sending, id: number, state: FileState): Sending {
  const files = sending.files.map((file) =>
    file.id === id && file.state.kind !== 'cancelled' ? { ...file, state } : file,
  )
  return { ...sending, files }
}

function cancelUnfinished(file: SentFile): SentFile {
  return isUnfinished(file.state) ? { ...file, state: { kind: 'cancelled' } } : file
}
