import type { Database } from '#foundation/database'
import type { ProfileDefinitions, ProfileNeeds } from '#registry'
import type { RandomBytes } from '#vocabulary/record-id'
import type { Programmes } from './read-programmes.ts'

/** What the stories of programmes stand on. */
export type ProgrammeNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly listsFor: ProfileNeeds['listsFor']
  readonly programmes: Programmes
  /** For the names of the forms of organisation. */
  readonly definitions: ProfileDefinitions
}
