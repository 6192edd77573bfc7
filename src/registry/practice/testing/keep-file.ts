import { sql } from 'kysely'
import type { Database } from '#foundation/database'
import { licenceKey } from '../../licence/licence-number.ts'
import { slotsOf, type Statement, textOf } from '../../profile.ts'

/** Where a test keeps files; as the owner, beside every story. */
export type KeptFile = {
  readonly subject: string
  readonly statements: readonly Statement[]
  readonly version?: number
  readonly published?: boolean
  readonly recordedAt?: Date
}

const LONG_AGO = new Date('2026-01-01T00:00:00Z')

/** Keeps one version of a practitioner's file with its numbers and registrations; a later version takes the head over. */
export async function keepFile(owner: Database, file: KeptFile): Promise<void> {
  const { subject, statements, version = 1, published = true, recordedAt = LONG_AGO } = file
  await insertHead(owner, subject, 'practitioner', null, version)
  await sql`
    insert into registry.profile_version (subject, version, recorded_at, account, role, why, digest, body)
    values (${subject}, ${version}, ${recordedAt}, 'test', 'test', 'write', '\\x00', ${JSON.stringify({ statements })}::jsonb)
  `.execute(owner)
  if (published)
    await sql`
      update registry.profile set published_version = ${version}, published_at = ${recordedAt}, data_state = 'published'
      where subject = ${subject}
    `.execute(owner)
  for (const one of statements) {
    const number = one.section === 'licence' ? licenceKey(textOf(one, 'number') ?? '') : ''
    if (number !== '')
      await sql`
        insert into registry.identifier (scheme, value, subject, since) values ('practice-licence', ${number}, ${subject}, ${version})
        on conflict do nothing
      `.execute(owner)
    const facility = one.section === 'registration' ? textOf(one, 'facility') : undefined
    if (facility === undefined) continue
    await sql`
      insert into registry.registration (practitioner, statement, facility, authority, position, kind, valid_from, valid_to, slots, licence)
      values (${subject}, ${one.id}, ${facility}, ${facility.slice(0, 2)}, '0', ${textOf(one, 'kind') ?? 'regular'},
        ${one.from ?? '2024-01-01'}, ${one.to ?? null}, ${JSON.stringify(slotsOf(one, 'slots'))}::jsonb, '')
      on conflict do nothing
    `.execute(owner)
  }
}

/** A facility that was stopped by an event of its operating licence. */
export async function stopFacility(owner: Database, subject: string, code: string, from: string) {
  await insertHead(owner, subject, 'facility', code, 1)
  const event = {
    id: 'stop',
    section: 'operating-licence-event',
    from,
    values: { event: 'suspend', extent: 'whole' },
    provenance: {},
  }
  await sql`
    insert into registry.profile_version (subject, version, recorded_at, account, role, why, digest, body)
    values (${subject}, 1, ${LONG_AGO}, 'test', 'test', 'write', '\\x00', ${JSON.stringify({ statements: [event] })}::jsonb)
  `.execute(owner)
  await sql`update registry.profile set standing = 'suspended' where subject = ${subject}`.execute(
    owner,
  )
}

async function insertHead(
  owner: Database,
  subject: string,
  kind: 'facility' | 'practitioner',
  code: string | null,
  version: number,
): Promise<void> {
  await sql`
    insert into registry.profile (subject, kind, name, code, authority, province, version, data_state, completeness, opened_at, changed_at)
    values (${subject}, ${kind}, 'Người Mẫu', ${code}, '51', '51', ${version}, 'draft', 50, ${LONG_AGO}, ${LONG_AGO})
    on conflict (subject) do update set version = excluded.version, data_state = 'draft'
  `.execute(owner)
}
