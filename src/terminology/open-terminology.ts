import type { Database } from '#foundation/database'
import { listEditions, readEdition } from './list-store.ts'
import { type Edition, type EditionHead, isInForce, type Lists, listsOn } from './lists.ts'

/** How long a change of lists may go unnoticed by a running process: 2 s. */
const REFRESH_MS = 2_000

/** Editions kept in memory; a facility has seven lists, so this holds a province. The oldest unused goes first. */
const EDITIONS_MAX = 2_000

/** Day-and-facility combinations whose choice of editions is remembered. */
const CHOICES_MAX = 5_000

export type Terminology = {
  /** The national lists of a day and those of one facility. Cached; follows an import within two seconds. */
  readonly listsFor: (day: string, facility: string) => Promise<Lists>
}

/** Opens the code lists over a database. One per process. */
export function openTerminology(needs: {
  readonly database: Database
  readonly now: () => Date
}): Terminology {
  const editions = new Map<string, Promise<Edition>>()
  const choices = new Map<string, Promise<Lists>>()
  let heads: Promise<EditionHead[]> | undefined
  let looked: readonly EditionHead[] = []
  let known = ''
  let freshUntil = 0

  const currentHeads = async () => {
    if (heads === undefined || needs.now().getTime() >= freshUntil) {
      freshUntil = needs.now().getTime() + REFRESH_MS
      heads = listEditions(needs.database)
      heads.catch(() => {
        heads = undefined
      })
    }
    return heads
  }

  const readCached = (head: EditionHead) => {
    const cached = editions.get(head.id) ?? readEdition(needs.database, head)
    remember(editions, head.id, cached, EDITIONS_MAX)
    return cached
  }

  const choose = async (day: string, facility: string, all: readonly EditionHead[]) => {
    const matter = all.filter(
      (head) => (head.owner === '' || head.owner === facility) && isInForce(head, day),
    )
    return listsOn(day, await Promise.all(matter.map(readCached)))
  }

  return {
    listsFor: async (day, facility) => {
      const all = await currentHeads()
      if (all !== looked) {
        looked = all
        const state = all.map((head) => head.id).join(' ')
        if (state !== known) choices.clear()
        known = state
      }
      const choice = choices.get(`${day}/${facility}`) ?? choose(day, facility, all)
      remember(choices, `${day}/${facility}`, choice, CHOICES_MAX)
      return choice
    },
  }
}

/** Puts a value last in line; drops the first in line when there are too many, and any that fails. */
function remember<Value>(
  cache: Map<string, Promise<Value>>,
  key: string,
  value: Promise<Value>,
  max: number,
): void {
  cache.delete(key)
  cache.set(key, value)
  value.catch(() => cache.delete(key))
  const [oldest] = cache.keys()
  if (cache.size > max && oldest !== undefined) cache.delete(oldest)
}
