import { type Filling, fillTables } from '#foundation/copy-rows'
import { openDatabase } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Facility } from './facility.ts'
import type { Identifier } from './identifiers.ts'
import type { RegistrationRow } from './index-store.ts'
import type { Listing } from './look-up/listing.ts'
import { FACTS_COLUMNS, LISTING_COLUMNS, listingText } from './look-up/listing-store.ts'
import type { Profile } from './profile.ts'
import type { Head } from './profile-head.ts'
import { restartPasses } from './quality/quality-due-store.ts'

/** A file with everything that stands beside it, as the stories would have written it. */
export type FilledFile = {
  readonly head: Head
  readonly profile: Profile
  readonly digest: Uint8Array
  readonly numbers: readonly Identifier[]
  readonly registrations: readonly RegistrationRow[]
  readonly facilities: readonly Facility[]
  /** Of a published file. */
  readonly listing?: Listing
}

const TABLES = {
  'registry.profile': [
    'subject',
    'kind',
    'name',
    'code',
    'authority',
    'province',
    'commune',
    'form',
    'traditional',
    'version',
    'published_version',
    'published_at',
    'data_state',
    'identity_state',
    'standing',
    'account',
    'completeness',
    'next_review',
    'opened_at',
    'changed_at',
  ],
  'registry.profile_version': [
    'subject',
    'version',
    'recorded_at',
    'account',
    'role',
    'why',
    'digest',
    'body',
  ],
  'registry.identifier': ['scheme', 'value', 'subject', 'since'],
  'registry.registration': [
    'practitioner',
    'statement',
    'facility',
    'authority',
    'department',
    'position',
    'kind',
    'valid_from',
    'valid_to',
    'slots',
    'licence',
  ],
  'registry.transition': [
    'subject',
    'position',
    'from_state',
    'to_state',
    'version',
    'at',
    'account',
    'role',
    'reason',
  ],
  'registry.change': ['subject', 'version', 'what', 'at'],
  'registry.facility': [
    'code',
    'valid_from',
    'valid_to',
    'name',
    'kind',
    'province',
    'commune',
    'address',
    'insurance_contract',
  ],
  'registry.listing': LISTING_COLUMNS,
  'registry.listing_facts': FACTS_COLUMNS,
} as const

const BY = 'seed'

/** Fills the registry with synthetic files, all or none, as the owner of the database. */
export async function fillFiles(
  ownerUrl: string,
  files: Iterable<FilledFile>,
  onFile: () => void,
): Promise<void> {
  const tables = Object.entries(TABLES).map(([table, columns]) => ({ table, columns }))
  const filling = await fillTables(ownerUrl, tables)
  try {
    for (const file of files) {
      await writeFile(filling, file)
      onFile()
    }
    await filling.end()
    await haveCounted(ownerUrl)
  } catch (error) {
    await filling.abandon()
    throw error
  }
}

/** The quality of what was filled in is still to be counted. */
async function haveCounted(ownerUrl: string): Promise<void> {
  const database = openDatabase(ownerUrl, 1)
  await restartPasses(database)
  await database.destroy()
}

async function writeFile({ write }: Filling, file: FilledFile): Promise<void> {
  const { head, profile, digest, numbers, registrations, facilities, listing } = file
  const { subject, version } = head
  const at = head.openedAt.toISOString()
  await write('registry.profile', headRow(head))
  const body = JSON.stringify({ statements: profile.statements })
  await write('registry.profile_version', [subject, version, at, BY, 'system', BY, digest, body])
  await write('registry.transition', [
    subject,
    1,
    'none',
    head.dataState,
    version,
    at,
    BY,
    'system',
    BY,
  ])
  if (head.publishedVersion !== undefined)
    await write('registry.change', [subject, version, 'published', at])
  for (const { scheme, value } of numbers)
    await write('registry.identifier', [scheme, value, subject, version])
  for (const one of registrations)
    await write('registry.registration', registrationRow(subject, one))
  if (listing) {
    const text = listingText(listing, head.openedAt)
    await write(
      'registry.listing',
      LISTING_COLUMNS.map((column) => text[column]),
    )
    await write(
      'registry.listing_facts',
      FACTS_COLUMNS.map((column) => text[column]),
    )
  }
  for (const one of facilities)
    await write('registry.facility', [
      one.code,
      one.from,
      one.to ?? null,
      one.name,
      one.kind,
      one.province,
      one.commune,
      one.address,
      one.insuranceContract,
    ])
}

function headRow(head: Head) {
  return [
    head.subject,
    head.kind,
    head.name,
    head.code ?? null,
    head.authority,
    head.province,
    head.commune ?? null,
    head.form ?? null,
    head.traditional,
    head.version,
    head.publishedVersion ?? null,
    head.publishedAt?.toISOString() ?? null,
    head.dataState,
    head.identityState,
    head.standing,
    head.account ?? null,
    head.completeness,
    head.nextReview ?? null,
    head.openedAt.toISOString(),
    head.changedAt.toISOString(),
  ]
}

function registrationRow(practitioner: RecordId, one: RegistrationRow) {
  return [
    practitioner,
    one.statement,
    one.facility,
    one.authority,
    one.department ?? null,
    one.position,
    one.kind,
    one.from,
    one.to ?? null,
    JSON.stringify(one.slots),
    one.licence,
  ]
}
