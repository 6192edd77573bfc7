import { useSyncExternalStore } from 'react'
import { DossierAnswer, DossiersAnswer, submitDossiers } from '#intake/contract'
import { upload } from '../../../foundation/bytes.ts'
import { problemsOf, readRefusal } from '../../../foundation/problems.ts'
import { after, isUnfinished, NOTHING_SENT, type Sending, type SendingEvent } from './sending.ts'
import type { UnpackedFile } from './unpack-files.ts'

/** Files on the line at once: enough to hide the wait for answers, few enough for a poor line. */
const AT_ONCE = 3
/** While the line is lost, it is tried again every five seconds, and at once when the browser says it is back. */
const PROBE_MS = 5_000
const REFUSED = 422

/** How dossiers with errors are to be treated. */
export type SendWishes = { readonly onError?: 'record'; readonly reason?: string }

const listeners = new Set<() => void>()
const contents = new Map<number, { readonly content: Blob; readonly wishes: SendWishes }>()
let sending: Sending = NOTHING_SENT
let lastId = 0
let stop = new AbortController()
let probe: ReturnType<typeof setTimeout> | undefined

/** What is on its way; it goes on while other pages are open. */
export function useSending(): Sending {
  return useSyncExternalStore(listen, () => sending)
}

/** Sends the files, some at a time, in order. */
export function sendFiles(files: readonly UnpackedFile[], wishes: SendWishes): void {
  const added = files.map(({ name, content }) => {
    lastId += 1
    contents.set(lastId, { content, wishes })
    return { id: lastId, name, bytes: content.size }
  })
  tell({ kind: 'added', files: added })
  advance()
}

/** Stops what has not been answered; what was answered stays. */
export function cancelSending(): void {
  stop.abort()
  stop = new AbortController()
  tell({ kind: 'cancelled' })
}

export function retryFile(id: number): void {
  tell({ kind: 'retried', id })
  advance()
}

/** Takes what is finished off the list. */
export function clearFinished(): void {
  tell({ kind: 'cleared' })
  const kept = new Set(sending.files.map(({ id }) => id))
  for (const id of contents.keys()) if (!kept.has(id)) contents.delete(id)
}

/** Tries the line again now. */
export function resumeSending(): void {
  clearTimeout(probe)
  tell({ kind: 'line-back' })
  advance()
}

function advance(): void {
  if (sending.isLineLost) return
  const going = sending.files.filter(({ state }) => state.kind === 'going').length
  const waiting = sending.files.filter(({ state }) => state.kind === 'waiting')
  for (const file of waiting.slice(0, Math.max(0, AT_ONCE - going))) void send(file.id)
}

async function send(id: number): Promise<void> {
  const file = contents.get(id)
  if (file === undefined) return
  tell({ kind: 'progressed', id, share: 0 })
  try {
    const answer = await upload(submitDossiers, file.wishes, file.content, {
      contentType: 'application/xml',
      answers: [REFUSED],
      signal: stop.signal,
      onProgress: (share) => tell({ kind: 'progressed', id, share }),
    })
    tell({ kind: 'answered', id, answers: readAnswers(answer.status, answer.body) })
  } catch (error) {
    fail(id, error)
  }
  advance()
}

/** One dossier or several; a refusal without receipt (not XML at all, say) is the file's. */
function readAnswers(status: number, body: unknown): readonly DossierAnswer[] {
  const one = DossierAnswer.safeParse(body)
  if (one.success) return [one.data]
  const several = DossiersAnswer.safeParse(body)
  if (several.success) return several.data.dossiers
  throw readRefusal(status, body)
}

function fail(id: number, error: unknown): void {
  const problems = problemsOf(error)
  if (problems[0].kind === 'cancelled') return
  if (problems[0].kind !== 'offline') return tell({ kind: 'refused', id, problems })
  tell({ kind: 'line-lost', id })
  clearTimeout(probe)
  probe = setTimeout(resumeSending, PROBE_MS)
}

function tell(event: SendingEvent): void {
  sending = after(sending, event)
  for (const listener of listeners) listener()
  const isBusy = sending.files.some(({ state }) => isUnfinished(state))
  if (isBusy) window.addEventListener('beforeunload', askBeforeLeaving)
  else window.removeEventListener('beforeunload', askBeforeLeaving)
}

function askBeforeLeaving(leaving: BeforeUnloadEvent): void {
  leaving.preventDefault()
}

function listen(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('online', resumeSending)
  listeners.add(listener)
  return () => listeners.delete(listener)
}
