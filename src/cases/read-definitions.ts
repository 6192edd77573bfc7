import { readdirSync, readFileSync } from 'node:fs'
import { CaseDefinition } from './definition.ts'

const FOLDER = new URL('../../catalogues/cases/', import.meta.url)

/** The kinds of cases, in all their versions. */
export type Definitions = {
  readonly all: readonly CaseDefinition[]
  /** The version in force on a day, `yyyy-mm-dd` in Vietnam. Throws when there is none: a mistake in the catalogue. */
  readonly inForce: (id: string, day: string) => CaseDefinition
  /** The version under which a case was opened. */
  readonly ofCase: (opened: {
    readonly definition: string
    readonly version: number
  }) => CaseDefinition
}

/** Reads `catalogues/cases`: one file for each version of a definition. Throws with every fault of a faulty one. */
export function readDefinitions(): Definitions {
  return definitionsOf(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => readOne(name)),
  )
}

function readOne(name: string): CaseDefinition {
  const read = CaseDefinition.safeParse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`catalogues/cases/${name}: ${faults.join('; ')}`)
}

export function definitionsOf(all: readonly CaseDefinition[]): Definitions {
  const find = (fits: (one: CaseDefinition) => boolean, what: string) => {
    const found = all.find(fits)
    if (found === undefined) throw new Error(`no definition of a case: ${what}`)
    return found
  }
  return {
    all,
    inForce: (id, day) =>
      find(
        (one) =>
          one.id === id &&
          one.validFrom <= day &&
          (one.validTo === undefined || day <= one.validTo),
        `${id} on ${day}`,
      ),
    ofCase: ({ definition, version }) =>
      find((one) => one.id === definition && one.version === version, `${definition} ${version}`),
  }
}
