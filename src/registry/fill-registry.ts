import { newPersonId, type RandomBytes } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { digestOf } from './profile-digest.ts'
import { type FilledFile, fillFiles } from './fill-store.ts'
import { identifiersOf } from './identifiers.ts'
import type { Listing } from './look-up/listing.ts'
import { type KnownPlace, listingOf, type ListingSurroundings } from './look-up/project-listing.ts'
import { judgeProfile } from './judge-profile.ts'
import type { Profile, Statement, SubjectKind } from './profile.ts'
import { type ProfileDefinitions, readProfileDefinitions } from './profile-definition.ts'
import { type DataState, headOf } from './profile-head.ts'
import { facilitiesOf } from './publish-profile.ts'
import { registrationRows } from './registration-rows.ts'

/** A synthetic file before it is kept. */
export type SyntheticFile = {
  readonly kind: SubjectKind
  readonly province: string
  readonly dataState: DataState
  readonly isPublished: boolean
  /** Whether the list of facilities holds it already. */
  readonly isListed?: boolean
  readonly account?: string
  readonly statements: readonly Statement[]
}

/** Of so many synthetic files one is judged as if somebody had sent it. */
const JUDGED_EVERY = 500

/**
 * Fills the registry with synthetic files by the fast way: what stands beside a file (head, numbers, registrations, list of facilities) is derived by
 * the same functions as in every story, and one file of 500 is judged by the same definitions. All or none. Throws with the first fault
 * of a faulty file, and when a number is held already: that is a mistake in the making of the files.
 */
export async function fillRegistry(
  needs: {
    readonly ownerUrl: string
    readonly now: Date
    readonly random: RandomBytes
    /** The authority of each facility that files are registered at. */
    readonly authorityOf: (facility: string) => string | undefined
  },
  files: Iterable<SyntheticFile>,
  onFile: () => void,
): Promise<void> {
  const definitions = readProfileDefinitions()
  await fillFiles(needs.ownerUrl, filled(needs, definitions, files), onFile)
}

function* filled(
  needs: Omit<Parameters<typeof fillRegistry>[0], 'ownerUrl'>,
  definitions: ProfileDefinitions,
  files: Iterable<SyntheticFile>,
): Generator<FilledFile> {
  let count = 0
  const places = new Map<string, KnownPlace>()
  const around: ListingSurroundings = {
    definitions,
    today: vietnamDay(needs.now),
    placeOf: (code) => places.get(code),
    nameOf: () => undefined,
  }
  for (const file of files) {
    const subject = newPersonId(needs.now, needs.random)
    const profile: Profile = { subject, kind: file.kind, statements: file.statements }
    if (count % JUDGED_EVERY === 0) insistOnValid(definitions, profile, needs.now)
    count += 1
    const filled = fileOf(needs, definitions, file, { ...profile, subject }, subject)
    const listing = file.isPublished
      ? listingOf(around, profile, profile, filled.head.province)
      : undefined
    if (listing) notePlace(places, listing, filled.head.province)
    // Of facilities that were listed before, the worker makes the listing anew.
    yield { ...filled, ...(listing && file.isListed !== true ? { listing } : {}) }
  }
}

/** Facilities come before those who work there. */
function notePlace(places: Map<string, KnownPlace>, listing: Listing, province: string): void {
  const { code, position, facts } = listing
  if (code === undefined) return
  const address = facts.statements.findLast(({ section }) => section === 'address')
  const commune = address?.values.commune
  places.set(code, {
    province,
    ...(typeof commune === 'string' ? { commune } : {}),
    ...(position ? { position } : {}),
  })
}

function fileOf(
  { now, authorityOf }: Omit<Parameters<typeof fillRegistry>[0], 'ownerUrl'>,
  definitions: ProfileDefinitions,
  { kind, province, dataState, isPublished, isListed = false, account }: SyntheticFile,
  profile: Profile,
  subject: FilledFile['head']['subject'],
): FilledFile {
  const definition = definitions[kind]
  const derived = headOf(definition, profile, {
    now,
    former: { authority: province, province },
    keepsAuthority: false,
    provinceOf: () => undefined,
    authorityOf,
  })
  return {
    head: {
      ...derived,
      subject,
      kind,
      version: 1,
      dataState,
      identityState: 'unverified',
      openedAt: now,
      changedAt: now,
      ...(account === undefined ? {} : { account }),
      ...(isPublished ? { publishedVersion: 1, publishedAt: now } : {}),
    },
    profile,
    digest: digestOf(profile),
    numbers: identifiersOf(definition, profile),
    registrations: registrationRows(profile, authorityOf),
    facilities:
      kind === 'facility' && isPublished && !isListed
        ? facilitiesOf(profile, province, vietnamDay(now))
        : [],
  }
}

/** No list of `#terminology` is asked: which communes are known depends on what was imported. */
function insistOnValid(definitions: ProfileDefinitions, profile: Profile, now: Date): void {
  const touched = new Map(profile.statements.map(({ id }, index) => [id, index]))
  const [fault] = judgeProfile(
    {
      definition: definitions[profile.kind],
      today: vietnamDay(now),
      knowsCode: () => undefined,
      writer: 'process',
    },
    { ...profile, statements: [] },
    { profile, touched, unknown: [] },
  )
  if (fault) throw new Error(`a synthetic file is faulty: ${fault.code} ${fault.at ?? ''}`)
}
