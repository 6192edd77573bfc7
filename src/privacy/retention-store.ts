import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'

/** That a rule was carried out. `note` is the signed text of it. */
export type RetentionProof = {
  readonly number: number
  readonly rule: string
  readonly doneAt: Date
  readonly keptSince: Date
  readonly removed: number
  readonly note: string
}

type ProofRow = {
  number: number
  rule: string
  done_at: Date
  kept_since: Date
  removed: number
  note: string
}

/** The newest proof; whoever asks holds the turn until the transaction ends. */
export async function lastProof(trx: Trx): Promise<RetentionProof | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('privacy.retention', 90))`.execute(trx)
  const { rows } = await sql<ProofRow>`
    select number, rule, done_at, kept_since, removed, note from privacy.retention_proof order by number desc limit 1
  `.execute(trx)
  return rows[0] && rowToProof(rows[0])
}

/** When a rule was carried out last. */
export async function lastDone(db: Database, rule: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(done_at) as at from privacy.retention_proof where rule = ${rule}
  `.execute(db)
  return rows[0]?.at ?? undefined
}

export async function insertProof(trx: Trx, proof: RetentionProof): Promise<void> {
  await sql`
    insert into privacy.retention_proof (number, rule, done_at, kept_since, removed, note)
    values (${proof.number}, ${proof.rule}, ${proof.doneAt}::timestamptz, ${proof.keptSince}::timestamptz,
            ${proof.removed}, ${proof.note})
  `.execute(trx)
}

/** All proofs in their order, a page at a time. */
export async function listProofs(
  db: Database,
  after: number,
  limit: number,
): Promise<RetentionProof[]> {
  const { rows } = await sql<ProofRow>`
    select number, rule, done_at, kept_since, removed, note from privacy.retention_proof
    where number > ${after} order by number limit ${limit}
  `.execute(db)
  return rows.map(rowToProof)
}

function rowToProof(row: ProofRow): RetentionProof {
  const { number, rule, removed, note } = row
  return { number, rule, removed, note, doneAt: row.done_at, keptSince: row.kept_since }
}
