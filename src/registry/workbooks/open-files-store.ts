import { sql } from 'kysely'
import type { Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import type { Identifier } from '../identifiers.ts'
import type { RegistrationRow } from '../index-store.ts'
import type { Profile } from '../profile.ts'
import type { DataState, DerivedHead } from '../profile-head.ts'

/** A file with everything that its next version brings with it. */
export type NewFile = {
  readonly profile: Profile & { readonly subject: RecordId }
  readonly head: DerivedHead
  readonly digest: Buffer
  readonly numbers: readonly Identifier[]
  readonly registrations: readonly RegistrationRow[]
}

type Author = {
  readonly account: string
  readonly role: string
  readonly why: string
  readonly dataState: DataState
  readonly at: Date
}

/**
 * Opens many files in five statements. Fails as a whole when one of their numbers was taken meanwhile: then the work begins anew and finds it.
 */
export async function insertFiles(trx: Trx, files: readonly NewFile[], by: Author): Promise<void> {
  const { account, role, why, dataState, at } = by
  const heads = files.map(({ profile: { subject, kind }, head }) => ({ subject, kind, ...head }))
  await sql`
    insert into registry.profile (subject, kind, name, code, authority, province, commune, form, traditional, version, data_state, standing,
      completeness, next_review, opened_at, changed_at)
    select subject, kind, name, code, authority, province, commune, form, traditional, 1, ${dataState}, standing, completeness,
      "nextReview", ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as head (subject uuid, kind text, name text, code text, authority text,
      province text, commune text, form text, traditional boolean, standing text, completeness smallint, "nextReview" date)
  `.execute(trx)
  const numbers = files.flatMap(({ profile: { subject }, numbers: own }) =>
    own.map(({ scheme, value }) => ({ subject, scheme, value })),
  )
  await sql`
    insert into registry.identifier (scheme, value, subject, since)
    select scheme, value, subject, 1 from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as one (subject uuid, scheme text, value text)
  `.execute(trx)
  const registrations = files.flatMap(({ profile: { subject }, registrations: own }) =>
    own.map((one) => ({ practitioner: subject, ...one })),
  )
  await sql`
    insert into registry.registration
      (practitioner, statement, facility, authority, department, position, kind, valid_from, valid_to, slots, licence)
    select practitioner, statement, facility, authority, department, position, kind, "from", "to", slots, licence
    from jsonb_to_recordset(${JSON.stringify(registrations)}::jsonb) as one (practitioner uuid, statement text, facility text, authority text,
      department text, position text, kind text, "from" date, "to" date, slots jsonb, licence text)
  `.execute(trx)
  const versions = files.map(({ profile: { subject, statements }, digest }) => ({
    subject,
    digest: digest.toString('hex'),
    body: { statements },
  }))
  await sql`
    insert into registry.profile_version (subject, version, recorded_at, account, role, why, digest, body)
    select subject, 1, ${at}, ${account}, ${role}, ${why}, decode(digest, 'hex'), body
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as one (subject uuid, digest text, body jsonb)
  `.execute(trx)
  await sql`
    insert into registry.transition (subject, position, from_state, to_state, version, at, account, role, reason)
    select subject::uuid, 1, 'none', ${dataState}, 1, ${at}, ${account}, ${role}, ${why}
    from jsonb_array_elements_text(${JSON.stringify(heads.map(({ subject }) => subject))}::jsonb) as subject
  `.execute(trx)
}
