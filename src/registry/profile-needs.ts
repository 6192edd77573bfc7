import type { Database, Trx } from '#foundation/database'
import type { Terminology } from '#terminology'
import type { RandomBytes } from '#vocabulary/record-id'
import type { Profile } from './profile.ts'
import type { ProfileDefinitions } from './profile-definition.ts'
import type { Head } from './profile-head.ts'

/** A file that has just been published. */
export type Published = { readonly head: Head; readonly version: number; readonly profile: Profile }

/** What every story of the registry stands on. */
export type ProfileNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly definitions: ProfileDefinitions
  readonly listsFor: Terminology['listsFor']
  /** What else follows from publishing, in its transaction: the public look-up. Nothing when not given. */
  readonly onPublished?: (trx: Trx, published: Published) => Promise<void>
}
