import { useEffect } from 'react'

export type QueueKeys = {
  readonly onMove: (by: 1 | -1) => void
  readonly onOpen: () => void
  readonly onSelect: () => void
  readonly onSelectAll: () => void
  readonly onBulk: () => void
  readonly onHelp: () => void
}

/** Where keys belong to what is being written, or to a window over the page. */
const TAKEN = 'input, textarea, select, [contenteditable], [role="dialog"], [role="listbox"]'
/** Where Enter belongs to the thing that has the focus. */
const ENTERED = 'a, button, summary'

/** Keys of a queue: j and k move, Enter opens, x and a select, b takes a step in bulk, ? shows the keys. */
export function useQueueKeys(keys: QueueKeys): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event
      const isTaken = target instanceof Element && target.closest(TAKEN) !== null
      if (isTaken || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.querySelector('[role="dialog"]') !== null) return
      const act = actionOf(event, keys)
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [keys])
}

function actionOf({ key, target }: KeyboardEvent, keys: QueueKeys): (() => void) | undefined {
  switch (key) {
    case 'j':
      return () => keys.onMove(1)
    case 'k':
      return () => keys.onMove(-1)
    case 'x':
      return keys.onSelect
    case 'a':
      return keys.onSelectAll
    case 'b':
      return keys.onBulk
    case '?':
      return keys.onHelp
    case 'Enter':
      return target instanceof Element && target.closest(ENTERED) !== null ? undefined : keys.onOpen
    default:
      return undefined
  }
}
