import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { RecordId } from '#vocabulary/record-id'
import { type Profile, readStatements, type SubjectKind } from './profile.ts'
import type { DataState, DerivedHead, Head, IdentityState, Standing } from './profile-head.ts'
import { notingChange } from './quality/quality-due-store.ts'

type HeadRow = {
  subject: RecordId
  kind: SubjectKind
  name: string
  code: string | null
  authority: string
  province: string
  commune: string | null
  form: string | null
  traditional: boolean
  version: number
  published_version: number | null
  published_at: Date | null
  data_state: DataState
  identity_state: IdentityState
  standing: Standing
  account: string | null
  completeness: number
  next_review: string | null
  opened_at: Date
  changed_at: Date
}

/** The columns of a head, in the shape of `HeadRow`. */
const HEAD_COLUMNS = sql`profile.subject, profile.kind, profile.name, profile.code, profile.authority, profile.province, profile.commune,
  profile.form, profile.traditional, profile.version, profile.published_version, profile.published_at, profile.data_state,
  profile.identity_state, profile.standing, profile.account, profile.completeness, profile.next_review, profile.opened_at, profile.changed_at`

function rowToHead(row: HeadRow): Head {
  const { subject, kind, name, authority, province, traditional, version, standing, completeness } =
    row
  return {
    subject,
    kind,
    name,
    authority,
    province,
    traditional,
    version,
    standing,
    completeness,
    dataState: row.data_state,
    identityState: row.identity_state,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.commune === null ? {} : { commune: row.commune }),
    ...(row.form === null ? {} : { form: row.form }),
    ...(row.published_version === null ? {} : { publishedVersion: row.published_version }),
    ...(row.published_at === null ? {} : { publishedAt: row.published_at }),
    ...(row.account === null ? {} : { account: row.account }),
    ...(row.next_review === null ? {} : { nextReview: row.next_review }),
  }
}

export async function findHead(
  database: Database | Trx,
  subject: RecordId,
): Promise<Head | undefined> {
  const { rows } = await sql<HeadRow>`
    select ${HEAD_COLUMNS} from registry.profile where subject = ${subject}
  `.execute(database)
  return rows[0] && rowToHead(rows[0])
}

/** The same, held until the end of the transaction: of two writers at once the second waits, and then finds what the first wrote. */
export async function lockHead(trx: Trx, subject: RecordId): Promise<Head | undefined> {
  const { rows } = await sql<HeadRow>`
    select ${HEAD_COLUMNS} from registry.profile where subject = ${subject} for no key update
  `.execute(trx)
  return rows[0] && rowToHead(rows[0])
}

/** Several, held in one order, so that two who hold the same wait for each other and never both. */
export async function lockHeads(trx: Trx, subjects: readonly RecordId[]): Promise<Head[]> {
  const { rows } = await sql<HeadRow>`
    select ${HEAD_COLUMNS} from registry.profile where subject = any(${subjects}::uuid[]) order by subject for no key update
  `.execute(trx)
  return rows.map(rowToHead)
}

/** The file that an account of practice claimed. */
export async function findHeadOfAccount(
  database: Database | Trx,
  account: string,
): Promise<Head | undefined> {
  const { rows } = await sql<HeadRow>`
    select ${HEAD_COLUMNS} from registry.profile where account = ${account}
  `.execute(database)
  return rows[0] && rowToHead(rows[0])
}

/** The file of a facility by the code that it has today. */
export async function findHeadOfCode(
  database: Database | Trx,
  code: string,
): Promise<Head | undefined> {
  const { rows } = await sql<HeadRow>`
    select ${HEAD_COLUMNS} from registry.profile where code = ${code} and kind = 'facility'
  `.execute(database)
  return rows[0] && rowToHead(rows[0])
}

/** Practitioners in one state under an authority, or at one of its facilities, by chance: the same seed gives the same again. */
export async function drawByChance(
  trx: Trx,
  asked: {
    readonly dataState: DataState
    readonly authority: string | undefined
    readonly facility: string | undefined
    readonly seed: string
    readonly size: number
  },
): Promise<{ readonly from: number; readonly subject: RecordId; readonly name: string }[]> {
  const { dataState, authority, facility, seed, size } = asked
  const { rows } = await sql<{ from: number; subject: RecordId; name: string }>`
    select (count(*) over ())::int as "from", profile.subject, profile.name from registry.profile
    where profile.kind = 'practitioner' and profile.data_state = ${dataState}
      and (${authority ?? null}::text is null or profile.authority = ${authority ?? null})
      and (${facility ?? null}::text is null or exists (
        select from registry.registration r where r.practitioner = profile.subject and r.facility = ${facility ?? null}))
    order by md5(${seed} || profile.subject::text) limit ${size}
  `.execute(trx)
  return rows
}

export async function insertHead(
  trx: Trx,
  head: DerivedHead & Pick<Head, 'subject' | 'kind' | 'dataState' | 'openedAt'>,
): Promise<void> {
  await sql`
    with ${notingChange(head.subject)}
    insert into registry.profile (subject, kind, name, code, authority, province, commune, form, traditional, version, data_state, standing,
      completeness, next_review, opened_at, changed_at)
    values (${head.subject}, ${head.kind}, ${head.name}, ${head.code ?? null}, ${head.authority}, ${head.province}, ${head.commune ?? null},
      ${head.form ?? null}, ${head.traditional}, 1, ${head.dataState}, ${head.standing}, ${head.completeness}, ${head.nextReview ?? null},
      ${head.openedAt}, ${head.openedAt})
  `.execute(trx)
}

/** Moves a head on to its next version. Answers when, never before the version before; undefined when somebody else was first. */
export async function advanceHead(
  trx: Trx,
  subject: RecordId,
  from: number,
  head: DerivedHead & { readonly dataState: DataState },
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await sql<{ changed_at: Date }>`
    with ${notingChange(subject)}
    update registry.profile set
      name = ${head.name}, code = ${head.code ?? null}, authority = ${head.authority}, province = ${head.province},
      commune = ${head.commune ?? null}, form = ${head.form ?? null}, traditional = ${head.traditional}, standing = ${head.standing},
      completeness = ${head.completeness}, next_review = ${head.nextReview ?? null}, data_state = ${head.dataState},
      version = version + 1, changed_at = greatest(changed_at, ${now})
    where subject = ${subject} and version = ${from}
    returning changed_at
  `.execute(trx)
  return rows[0]?.changed_at
}

/** What of a head follows from a step rather than from the document. */
export async function setState(
  trx: Trx,
  subject: RecordId,
  state: {
    readonly dataState?: DataState
    readonly identityState?: IdentityState
    readonly account?: string
    readonly published?: { readonly version: number; readonly at: Date }
  },
): Promise<void> {
  await sql`
    with ${notingChange(subject)}
    update registry.profile set
      data_state = coalesce(${state.dataState ?? null}, data_state),
      identity_state = coalesce(${state.identityState ?? null}, identity_state),
      account = coalesce(${state.account ?? null}, account),
      published_version = coalesce(${state.published?.version ?? null}::integer, published_version),
      published_at = coalesce(${state.published?.at ?? null}::timestamptz, published_at)
    where subject = ${subject}
  `.execute(trx)
}

export type Version = {
  readonly subject: RecordId
  readonly version: number
  readonly recordedAt: Date
  readonly account: string
  readonly role: string
  readonly why: string
}

export async function insertVersion(
  trx: Trx,
  version: Version & { readonly digest: Uint8Array },
  profile: Profile,
): Promise<void> {
  await sql`
    insert into registry.profile_version (subject, version, recorded_at, account, role, why, digest, body)
    values (${version.subject}, ${version.version}, ${version.recordedAt}, ${version.account}, ${version.role}, ${version.why},
      ${Buffer.from(version.digest)}, ${JSON.stringify({ statements: profile.statements })}::jsonb)
  `.execute(trx)
}

type VersionRow = {
  subject: RecordId
  kind: SubjectKind
  version: number
  recorded_at: Date
  account: string
  role: string
  why: string
  body: unknown
}

export type KeptVersion = Version & { readonly profile: Profile }

/** One version of a file: by its number, or the one that was believed at an instant. Undefined before the first. */
export async function findVersion(
  database: Database | Trx,
  subject: RecordId,
  asked: { readonly version: number } | { readonly believedAt: Date },
): Promise<KeptVersion | undefined> {
  const version = 'version' in asked ? asked.version : null
  const believedAt = 'believedAt' in asked ? asked.believedAt : null
  const { rows } = await sql<VersionRow>`
    select kept.subject, profile.kind, kept.version, kept.recorded_at, kept.account, kept.role, kept.why, kept.body
    from registry.profile_version kept join registry.profile on profile.subject = kept.subject
    where kept.subject = ${subject}
      and (${version}::integer is null or kept.version = ${version})
      and (${believedAt}::timestamptz is null or kept.recorded_at <= ${believedAt})
    order by kept.version desc limit 1
  `.execute(database)
  return rows[0] && rowToVersion(rows[0])
}

/** The latest version of several files, for whoever judges many at once. */
export async function listCurrent(
  database: Database | Trx,
  subjects: readonly RecordId[],
): Promise<KeptVersion[]> {
  const { rows } = await sql<VersionRow>`
    select kept.subject, profile.kind, kept.version, kept.recorded_at, kept.account, kept.role, kept.why, kept.body
    from registry.profile join registry.profile_version kept on kept.subject = profile.subject and kept.version = profile.version
    where profile.subject = any(${subjects}::uuid[])
  `.execute(database)
  return rows.map(rowToVersion)
}

/** The last versions of a file, the newest first. */
export async function listVersions(
  database: Database | Trx,
  subject: RecordId,
  asked: { readonly before?: number | undefined; readonly limit: number },
): Promise<KeptVersion[]> {
  const { rows } = await sql<VersionRow>`
    select kept.subject, profile.kind, kept.version, kept.recorded_at, kept.account, kept.role, kept.why, kept.body
    from registry.profile_version kept join registry.profile on profile.subject = kept.subject
    where kept.subject = ${subject} and (${asked.before ?? null}::integer is null or kept.version < ${asked.before ?? null})
    order by kept.version desc limit ${asked.limit}
  `.execute(database)
  return rows.map(rowToVersion)
}

function rowToVersion(row: VersionRow): KeptVersion {
  const { subject, kind, version, account, role, why } = row
  const profile = { subject, kind, statements: readStatements(row.body) }
  return { subject, version, account, role, why, recordedAt: row.recorded_at, profile }
}
