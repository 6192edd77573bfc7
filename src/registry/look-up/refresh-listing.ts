import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { textOf } from '../profile.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { findHead, findVersion, type KeptVersion } from '../profile-store.ts'
import {
  findPlaces,
  listPlainUnlisted,
  listUnlisted,
  moveWorkers,
  writeListings,
} from './listing-store.ts'
import { listingOf, type ListingSurroundings, plainListing } from './project-listing.ts'

type Needs = Pick<ProfileNeeds, 'now' | 'definitions' | 'listsFor'>

/** Listings of one round: each is one file to read and to project, some milliseconds together. */
const ROUND = 200

/**
 * Makes the public look-up show a file as it was last published, and as authorities decided since. Nothing for a file that was never published.
 * The transaction must be in the scope of our own work. A second call changes nothing but the instant of the change.
 */
export async function refreshListing(trx: Trx, needs: Needs, subject: RecordId): Promise<void> {
  const head = await findHead(trx, subject)
  if (head?.publishedVersion === undefined) return
  const published = await findVersion(trx, subject, { version: head.publishedVersion })
  const current =
    head.publishedVersion === head.version
      ? published
      : await findVersion(trx, subject, { version: head.version })
  if (published === undefined || current === undefined) return
  const around = await surroundings(trx, needs, worksOf(published))
  const listing = listingOf(around, published.profile, current.profile, head.province)
  // A facility whose code nobody knows yet cannot be found, nor linked to.
  if (listing.kind === 'facility' && listing.code === '') return
  const now = needs.now()
  await writeListings(trx, [listing], now)
  const { code, position } = listing
  if (code !== undefined && position) await moveWorkers(trx, code, position, now)
}

/**
 * Lists what was published before there was a look-up, and facilities that have no file yet: some at a time. Answers whether there may be more.
 * The transaction must be in the scope of our own work.
 */
export async function listMissing(trx: Trx, needs: Needs): Promise<boolean> {
  const plain = await listPlainUnlisted(trx, ROUND)
  const around = await surroundings(trx, needs, [])
  await writeListings(
    trx,
    plain.map((facility) => plainListing(around, facility)),
    needs.now(),
  )
  const subjects = await listUnlisted(trx, ROUND)
  for (const subject of subjects) await refreshListing(trx, needs, subject)
  return plain.length === ROUND || subjects.length === ROUND
}

function worksOf({ profile }: KeptVersion): string[] {
  return profile.statements.flatMap((one) =>
    one.section === 'registration' ? (textOf(one, 'facility') ?? []) : [],
  )
}

async function surroundings(
  trx: Trx,
  { now, definitions, listsFor }: Needs,
  codes: readonly string[],
): Promise<ListingSurroundings> {
  const today = vietnamDay(now())
  const lists = await listsFor(today, '')
  const places = await findPlaces(trx, codes)
  return {
    definitions,
    today,
    placeOf: (code) => places.get(code),
    nameOf: (list, code) => lists.find(list, code)?.display,
  }
}
