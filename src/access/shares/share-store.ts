import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { DataClass } from '#vocabulary/data-class'
import type { RecordId } from '#vocabulary/record-id'

export type StoredShare = {
  readonly id: RecordId
  readonly person: RecordId
  readonly account: string
  readonly label: string
  readonly classes: readonly DataClass[]
  readonly givenAt: Date
  readonly until: Date
  readonly attemptsLeft: number
  readonly opened: number
  readonly endedAt?: Date | undefined
}

export async function insertShare(
  trx: Trx,
  share: Omit<StoredShare, 'opened' | 'endedAt'> & {
    readonly tokenHash: Buffer
    readonly passcodeHash: string
    readonly sealed: string
  },
): Promise<void> {
  await sql`
    insert into access.share
      (id, person, account, token_hash, label, classes, sealed, passcode_hash, given_at, until, attempts_left)
    values (${share.id}, ${share.person}, ${share.account}, ${share.tokenHash}, ${share.label},
      ${[...share.classes]}::text[], ${share.sealed}, ${share.passcodeHash}, ${share.givenAt}, ${share.until},
      ${share.attemptsLeft})
  `.execute(trx)
}

type ShareRow = {
  id: RecordId
  person: RecordId
  account: string
  label: string
  classes: DataClass[]
  given_at: Date
  until: Date
  attempts_left: number
  opened: number
  ended_at: Date | null
}

const COLUMNS = sql`id, person, account, label, classes, given_at, until, attempts_left, opened, ended_at`

/** The shares of a person, the newest first. */
export function listSharesOf(
  database: Database,
  persons: readonly RecordId[],
): Promise<StoredShare[]> {
  return select(database, sql`person = any(${[...persons]}::uuid[])`)
}

export async function findShare(
  database: Database,
  id: RecordId,
): Promise<StoredShare | undefined> {
  const [found] = await select(database, sql`id = ${id}`)
  return found
}

async function select(database: Database, where: RawBuilder<unknown>): Promise<StoredShare[]> {
  const { rows } = await sql<ShareRow>`
    select ${COLUMNS} from access.share where ${where} order by given_at desc limit 100
  `.execute(database)
  return rows.map(rowToShare)
}

function rowToShare(row: ShareRow): StoredShare {
  const { given_at: givenAt, attempts_left: attemptsLeft, ended_at, ...rest } = row
  return { ...rest, givenAt, attemptsLeft, endedAt: ended_at ?? undefined }
}

/**
 * The share behind a token while it is open, held until the transaction ends: attempts are made one after the other, so that
 * nobody tries a hundred passcodes at once.
 */
export async function holdOpenShare(
  trx: Trx,
  tokenHash: Buffer,
  now: Date,
): Promise<
  | { readonly share: StoredShare; readonly passcodeHash: string; readonly sealed: string }
  | undefined
> {
  const { rows } = await sql<ShareRow & { passcode_hash: string; sealed: string }>`
    select ${COLUMNS}, passcode_hash, sealed from access.share
    where token_hash = ${tokenHash} and ended_at is null and until > ${now} and attempts_left > 0
    for update
  `.execute(trx)
  const [row] = rows
  if (row === undefined) return undefined
  const { passcode_hash: passcodeHash, sealed, ...rest } = row
  return { share: rowToShare(rest), passcodeHash, sealed }
}

export async function countWrong(trx: Trx, id: RecordId): Promise<number> {
  const { rows } = await sql<{ attempts_left: number }>`
    update access.share set attempts_left = attempts_left - 1 where id = ${id} returning attempts_left
  `.execute(trx)
  return rows[0]?.attempts_left ?? 0
}

export async function countOpened(trx: Trx, id: RecordId): Promise<void> {
  await sql`update access.share set opened = opened + 1 where id = ${id}`.execute(trx)
}

/** Ends a share and forgets its content. One that has ended stays as it is. */
export async function closeShare(trx: Trx, id: RecordId, at: Date): Promise<void> {
  await sql`
    update access.share set ended_at = ${at}, sealed = '' where id = ${id} and ended_at is null
  `.execute(trx)
}
