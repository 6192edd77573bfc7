import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { DataState, Head } from '../profile-head.ts'
import type { NewFile } from './open-files-store.ts'

/** A file with what its next version brings, and how it stood before. */
export type NextFile = NewFile & {
  readonly former: Pick<Head, 'version' | 'dataState'>
  readonly dataState: DataState
}

type Author = { readonly account: string; readonly role: string; readonly why: string }

/**
 * Moves many files, held by the caller, on to their next versions in seven statements. Fails as a whole when one of their numbers was taken
 * meanwhile, or one is no longer as it was: then the work begins anew and finds it.
 */
export async function advanceFiles(
  trx: Trx,
  files: readonly NextFile[],
  by: Author,
  at: Date,
): Promise<void> {
  const recordedAt = await advanceHeads(trx, files, at)
  const subjects = files.map(({ profile }) => profile.subject)
  await replaceNumbers(trx, files, subjects)
  await replaceRegistrationsOf(trx, files, subjects)
  const versions = files.map(({ profile: { subject, statements }, digest, former, dataState }) => ({
    subject,
    version: former.version + 1,
    at: recordedAt.get(subject)?.toISOString(),
    digest: digest.toString('hex'),
    body: { statements },
    from: former.dataState,
    to: dataState,
  }))
  await sql`
    insert into registry.profile_version (subject, version, recorded_at, account, role, why, digest, body)
    select subject, version, at, ${by.account}, ${by.role}, ${by.why}, decode(digest, 'hex'), body
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as one (subject uuid, version integer, at timestamptz, digest text, body jsonb)
  `.execute(trx)
  const moved = versions.filter(({ from, to }) => from !== to).map(({ body: _body, ...one }) => one)
  if (moved.length === 0) return
  await sql`
    insert into registry.transition (subject, position, from_state, to_state, version, at, account, role, reason)
    select one.subject, coalesce((select max(t.position) from registry.transition t where t.subject = one.subject), 0) + 1,
      one."from", one."to", one.version, one.at, ${by.account}, ${by.role}, ${by.why}
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as one (subject uuid, version integer, at timestamptz, "from" text, "to" text)
  `.execute(trx)
}

async function advanceHeads(
  trx: Trx,
  files: readonly NextFile[],
  at: Date,
): Promise<ReadonlyMap<string, Date>> {
  const heads = files.map(({ profile: { subject }, head, former, dataState }) => ({
    ...head,
    subject,
    version: former.version,
    dataState,
  }))
  const { rows } = await sql<{ subject: RecordId; at: Date }>`
    update registry.profile p set
      name = head.name, code = head.code, authority = head.authority, province = head.province, commune = head.commune, form = head.form,
      traditional = head.traditional, standing = head.standing, completeness = head.completeness, next_review = head."nextReview",
      data_state = head."dataState", version = p.version + 1, changed_at = greatest(p.changed_at, ${at}::timestamptz)
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as head (subject uuid, version integer, name text, code text, authority text,
      province text, commune text, form text, traditional boolean, standing text, completeness smallint, "nextReview" date, "dataState" text)
    where p.subject = head.subject and p.version = head.version
    returning p.subject, p.changed_at as at
  `.execute(trx)
  if (rows.length !== files.length) throw new Error('files that were held have moved on')
  return new Map(rows.map((row) => [row.subject, row.at]))
}

async function replaceNumbers(
  trx: Trx,
  files: readonly NextFile[],
  subjects: readonly RecordId[],
): Promise<void> {
  const numbers = JSON.stringify(
    files.flatMap(({ profile: { subject }, numbers: own, former }) =>
      own.map(({ scheme, value }) => ({ subject, scheme, value, since: former.version + 1 })),
    ),
  )
  await sql`
    delete from registry.identifier i where i.subject = any(${subjects}::uuid[])
      and not exists (select from jsonb_to_recordset(${numbers}::jsonb) as one (subject uuid, scheme text, value text)
        where one.subject = i.subject and one.scheme = i.scheme and one.value = i.value)
  `.execute(trx)
  await sql`
    insert into registry.identifier (scheme, value, subject, since)
    select one.scheme, one.value, one.subject, one.since
    from jsonb_to_recordset(${numbers}::jsonb) as one (subject uuid, scheme text, value text, since integer)
    where not exists (select from registry.identifier i
      where i.scheme = one.scheme and i.value = one.value and i.subject = one.subject)
  `.execute(trx)
}

async function replaceRegistrationsOf(
  trx: Trx,
  files: readonly NextFile[],
  subjects: readonly RecordId[],
): Promise<void> {
  if (files[0]?.profile.kind !== 'practitioner') return
  const registrations = JSON.stringify(
    files.flatMap(({ profile: { subject }, registrations: own }) =>
      own.map((one) => ({ practitioner: subject, ...one })),
    ),
  )
  await sql`
    delete from registry.registration r where r.practitioner = any(${subjects}::uuid[])
      and not exists (select from jsonb_to_recordset(${registrations}::jsonb) as one (practitioner uuid, statement text)
        where one.practitioner = r.practitioner and one.statement = r.statement)
  `.execute(trx)
  await sql`
    insert into registry.registration
      (practitioner, statement, facility, authority, department, position, kind, valid_from, valid_to, slots, licence)
    select practitioner, statement, facility, authority, department, position, kind, "from", "to", slots, licence
    from jsonb_to_recordset(${registrations}::jsonb) as one (practitioner uuid, statement text, facility text, authority text,
      department text, position text, kind text, "from" date, "to" date, slots jsonb, licence text)
    on conflict (practitioner, statement) do update set
      facility = excluded.facility, authority = excluded.authority, department = excluded.department, position = excluded.position,
      kind = excluded.kind, valid_from = excluded.valid_from, valid_to = excluded.valid_to, slots = excluded.slots, licence = excluded.licence
  `.execute(trx)
}
