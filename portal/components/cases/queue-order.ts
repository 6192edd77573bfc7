/** The queue that was last on the screen, kept in the tab: a file that was opened from it leads on to the next. */

const KEY = 'mach.queue'

export function keepQueue(ids: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids))
  } catch {
    // A browser without storage opens each file from the list.
  }
}

export type Neighbours = {
  readonly before?: string
  readonly after?: string
  /** Its place in the queue, from one; of how many. */
  readonly at: number
  readonly of: number
}

/** What lies before and after a case in the queue; undefined when it was not opened from one. */
export function neighboursOf(id: string): Neighbours | undefined {
  const ids = keptQueue()
  const at = ids.indexOf(id)
  if (at < 0) return undefined
  const [before, after] = [ids[at - 1], ids[at + 1]]
  return {
    at: at + 1,
    of: ids.length,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }
}

function keptQueue(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}
