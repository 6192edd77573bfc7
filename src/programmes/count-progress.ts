import { type Database, inTransaction, type Trx } from '#foundation/database'
import type { Loop } from '#foundation/loops'
import { enterScope } from '#foundation/scope'
import {
  countStaff,
  listChangedFacilities,
  listFacilitiesOfChanged,
  listUnfiledFacilities,
  type FollowedTo,
} from '#registry'
import { accept } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import {
  BEGINNING,
  type Followed,
  lockFollowed,
  noteFollowed,
  writeFacilities,
  writeStaffCounts,
} from './facility-store.ts'
import { keepTally } from './progress-store.ts'

type CountNeeds = { readonly database: Database; readonly now: () => Date }

/** A figure on a page is at most so old: 30 s. */
const EVERY_MS = 30_000
/** Files read at a time: some tens of milliseconds. */
const FACILITIES_MAX = 500
const PRACTITIONERS_MAX = 2_000
/** A story that is still writing may commit a change with an earlier instant: so long is looked back, 2 min. */
const LOOK_BACK_MS = 120_000

/** Follows the files of the registry, keeps the counts of each day, and counts everything anew once a day. */
export function progressLoop(needs: CountNeeds): Loop {
  return { name: 'programmes-progress', everyMs: EVERY_MS, run: () => countProgress(needs) }
}

/**
 * One round of counting: the files that changed; once a day all files anew, since what they say may begin or end with the day, and everybody who
 * is registered. Answers whether there may be more. A second call with nothing changed changes nothing; two at once go one after the other.
 */
export async function countProgress({ database, now }: CountNeeds): Promise<boolean> {
  const counted = await inTransaction(database, async (trx) => {
    enterScope(trx, { work: 'programmes' })
    const at = now()
    const files = await followFacilities(trx, at)
    // People are counted once the facilities stand at which they are counted.
    if (files.hasMore) return accept(true)
    const staff = await followStaff(trx, at)
    if (files.hasChanged || staff.hasChanged) await keepTally(trx, vietnamDay(at))
    return accept(staff.hasMore)
  })
  return counted.ok && counted.value
}

type Round = { readonly hasChanged: boolean; readonly hasMore: boolean }

async function followFacilities(trx: Trx, at: Date): Promise<Round> {
  const day = vietnamDay(at)
  const kept = await lockFollowed(trx, 'facility')
  const isNewDay = kept.day !== day
  const from = isNewDay ? BEGINNING : kept
  const { changed, seen, to } = await listChangedFacilities(trx, from, day, FACILITIES_MAX)
  await writeFacilities(trx, changed)
  if (isNewDay) await writeFacilities(trx, await listUnfiledFacilities(trx, day))
  const hasMore = seen === FACILITIES_MAX
  await noteFollowed(trx, 'facility', { ...(hasMore ? to : settled(to, at)), day })
  return { hasChanged: isNewDay || seen > 0, hasMore }
}

async function followStaff(trx: Trx, at: Date): Promise<Round> {
  const day = vietnamDay(at)
  const kept = await lockFollowed(trx, 'staff')
  if (kept.day !== day) {
    await writeStaffCounts(trx, await countStaff(trx, day))
    await noteFollowed(trx, 'staff', { at: lookBackFrom(at), subject: LAST_SUBJECT, day })
    return { hasChanged: true, hasMore: false }
  }
  const { changed, seen, to } = await listFacilitiesOfChanged(trx, kept, PRACTITIONERS_MAX)
  if (changed.length > 0) await writeStaffCounts(trx, await countStaff(trx, day, changed), changed)
  const hasMore = seen === PRACTITIONERS_MAX
  await noteFollowed(trx, 'staff', { ...(hasMore ? to : settled(to, at)), day })
  return { hasChanged: changed.length > 0, hasMore }
}

const LAST_SUBJECT = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Where to go on: after the last change seen, but never later than stories that may still be running. */
function settled(to: FollowedTo, at: Date): Followed {
  const from = lookBackFrom(at)
  return to.at <= from ? to : { at: from, subject: LAST_SUBJECT }
}

function lookBackFrom(at: Date): Date {
  return new Date(at.getTime() - LOOK_BACK_MS)
}
