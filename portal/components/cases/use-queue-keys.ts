import { useEffect } from 'react'

/** Where keys belong to what is being written, or to a window over the page. */
const TAKEN = 'input, textarea, select, [contenteditable], [role="dialog"], [role="listbox"]'
/** Where Enter belongs to the thing that has the focus. */
const ENTERED = 'a, button, summary'

/** What each key of a page does, by the name of the key; Enter is left to the link or button that has the focus. */
export function usePageKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
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

function actionOf(
  { key, target }: KeyboardEvent,
  keys: Readonly<Record<string, (() => void) | undefined>>,
): (() => void) | undefined {
  const isEntered = key === 'Enter' && target instanceof Element && target.closest(ENTERED) !== null
  return isEntered || !Object.hasOwn(keys, key) ? undefined : keys[key]
}
