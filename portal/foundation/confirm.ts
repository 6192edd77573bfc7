import { useSyncExternalStore } from 'react'
import { CallFailed } from './problems.ts'

/** Somebody waits for the person to confirm. */
type Waiting = { readonly settle: (confirmed: boolean) => void }

const listeners = new Set<() => void>()
let waiting: readonly Waiting[] = []

/** Whether the server asks that the person confirms before it does what was asked. */
function isStepUpNeeded(error: unknown): boolean {
  return error instanceof CallFailed && error.problems[0].code === 'access.step-up-needed'
}

/** Asks the person to confirm; answers whether they did. Several calls that ask at once are answered by one confirmation. */
function askToConfirm(): Promise<boolean> {
  return new Promise((settle) => {
    waiting = [...waiting, { settle }]
    tell()
  })
}

/** Does something; when the server wants a confirmation first, the person is asked, and it is done once more. */
export async function withConfirmation<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (!isStepUpNeeded(error) || !(await askToConfirm())) throw error
    return work()
  }
}

/** The person confirmed, or closed the window. */
export function settleConfirmation(confirmed: boolean): void {
  const settled = waiting
  waiting = []
  tell()
  for (const { settle } of settled) settle(confirmed)
}

/** Whether the window must be open. */
export function useConfirmationAsked(): boolean {
  return useSyncExternalStore(listen, () => waiting.length > 0)
}

function tell(): void {
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
