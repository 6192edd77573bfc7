import { readdirSync, readFileSync } from 'node:fs'
import { type Due, Programme } from './programme.ts'

const FOLDER = new URL('../../catalogues/programmes/', import.meta.url)

/** Every programme, those of the country and with the nearest day first. */
export type Programmes = {
  readonly all: readonly Programme[]
  readonly find: (milestone: string) => Due | undefined
}

/** Reads `catalogues/programmes`. Throws with every fault of a faulty file, and for one id twice: that is a mistake of ours. */
export function readProgrammes(): Programmes {
  const all = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map(readOne)
    .toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)))
  const byId = new Map<string, Due>()
  for (const programme of all)
    for (const milestone of programme.milestones) {
      if (byId.has(milestone.id)) throw new Error(`milestone ${milestone.id} stands twice`)
      byId.set(milestone.id, { programme, milestone })
    }
  return { all, find: (milestone) => byId.get(milestone) }
}

/** What binds the country before what binds a province, the nearest last day first, what names none last. */
function orderOf({ provinces, milestones, id }: Programme): string {
  const live = milestones.filter(({ history }) => !history).flatMap(({ due }) => due ?? [])
  return `${provinces === undefined ? 0 : 1} ${live.toSorted()[0] ?? '9999'} ${id}`
}

function readOne(name: string): Programme {
  const read = Programme.safeParse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`catalogues/programmes/${name}: ${faults.join('; ')}`)
}
