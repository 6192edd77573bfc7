import { useEffect, useState } from 'react'
import type { ValueShown } from './file.queries.ts'

/** What is being written of one statement. Null takes a value away. */
export type Draft = {
  readonly values: Readonly<Record<string, ValueShown | null>>
  readonly from?: string | null
  readonly to?: string | null
}

const EMPTY: Draft = { values: {} }

/**
 * What is being written, kept over a reload of the page until it is sent or dropped. It lies in the tab alone: a desk has many hands, and a file
 * holds personal numbers.
 */
export function useDraft(key: string): {
  readonly draft: Draft
  readonly isKept: boolean
  readonly change: (draft: Draft) => void
  readonly drop: () => void
} {
  const name = `mach.draft.${key}`
  const [kept] = useState(() => readDraft(name))
  const [draft, setDraft] = useState<Draft>(kept ?? EMPTY)
  useEffect(() => {
    if (draft !== EMPTY) keepDraft(name, draft)
  }, [name, draft])
  return {
    draft,
    isKept: kept !== undefined,
    change: setDraft,
    drop: () => {
      setDraft(EMPTY)
      sessionStorage.removeItem(name)
    },
  }
}

/** Whether something is being written under a key: its form is opened again after a reload. */
export function hasDraft(key: string): boolean {
  return readDraft(`mach.draft.${key}`) !== undefined
}

function readDraft(name: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null')
    return isDraft(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

function isDraft(kept: unknown): kept is Draft {
  return typeof kept === 'object' && kept !== null && 'values' in kept
}

function keepDraft(name: string, draft: Draft): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // A browser without storage loses what was typed when the page is loaded anew; nothing else.
  }
}
