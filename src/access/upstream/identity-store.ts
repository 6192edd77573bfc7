import { sql } from 'kysely'
import type { Database, Trx } from '#foundation/database'
import type { Assurance } from '../factors/factor.ts'
import { tokenHash } from '../sealing.ts'

/** The subject is somebody's identity elsewhere: only its hash is kept. */
const subjectKey = (issuer: string, subject: string) =>
  tokenHash(`upstream:${issuer}:${subject}`).toString('base64url')

/** The account that an identity of an upstream provider belongs to. */
export async function findLinkedAccount(
  database: Database,
  issuer: string,
  subject: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ account: string }>`
    select account from access.linked_identity where issuer = ${issuer} and subject = ${subjectKey(issuer, subject)}
  `.execute(database)
  return rows[0]?.account
}

/** Links an identity to an account. Answers false when it, or the account at this issuer, is linked already. */
export async function insertLinkedIdentity(
  trx: Trx,
  link: {
    readonly issuer: string
    readonly subject: string
    readonly account: string
    readonly assurance: Assurance
  },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into access.linked_identity (issuer, subject, account, assurance, linked_at, last_used_at)
    values (${link.issuer}, ${subjectKey(link.issuer, link.subject)}, ${link.account}, ${link.assurance}, ${now}, ${now})
    on conflict do nothing returning account
  `.execute(trx)
  return rows.length === 1
}

export async function noteIdentityUse(
  database: Database,
  issuer: string,
  subject: string,
  assurance: Assurance,
  now: Date,
): Promise<void> {
  await sql`
    update access.linked_identity set last_used_at = ${now}, assurance = ${assurance}
    where issuer = ${issuer} and subject = ${subjectKey(issuer, subject)}
  `.execute(database)
}

/** At which issuers an account is linked, and since when. */
export async function listLinkedIdentities(
  database: Database,
  account: string,
): Promise<{ readonly issuer: string; readonly linkedAt: Date }[]> {
  const { rows } = await sql<{ issuer: string; linked_at: Date }>`
    select issuer, linked_at from access.linked_identity where account = ${account} order by issuer
  `.execute(database)
  return rows.map((row) => ({ issuer: row.issuer, linkedAt: row.linked_at }))
}

/** Parts an identity from an account. Answers false when there is none. */
export async function deleteLinkedIdentity(
  trx: Trx,
  account: string,
  issuer: string,
): Promise<boolean> {
  const { rows } = await sql`
    delete from access.linked_identity where account = ${account} and issuer = ${issuer} returning issuer
  `.execute(trx)
  return rows.length === 1
}
