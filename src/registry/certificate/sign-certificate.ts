import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { base64url, calculateJwkThumbprint, CompactSign, exportJWK, type JWK } from 'jose'
import { type Database, inTransaction } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { startOfVietnamDay } from '#vocabulary/working-days'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { daysAfter } from '../licence/licence.ts'
import { codesOf, textOf } from '../profile.ts'
import { findListed, type Found } from '../look-up/found-store.ts'
import { periodOn } from '../look-up/public-view.ts'
import { localMinute } from '../practice/slots.ts'
import {
  ALGORITHM,
  CERTIFICATE_TYPE,
  type CertificateClaims,
  STATUS_SECONDS,
  STATUS_TYPE,
} from './certificate.ts'
import { givePosition, listWithdrawn } from './certificate-store.ts'

/** The key by which certificates are signed, and its public half as it is published. */
export type CertificateSigner = { readonly privateKey: KeyObject; readonly publicKey: JWK }

/** What stands before the 32 bytes of an Ed25519 private key in DER (RFC 8410). */
const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The signer of a secret of 32 bytes. The same secret gives the same key. */
export async function openCertificateSigner(secret: Buffer): Promise<CertificateSigner> {
  const der = Buffer.concat([PRIVATE_DER, secret])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const jwk = await exportJWK(createPublicKey(privateKey))
  const kid = (await calculateJwkThumbprint(jwk)).slice(0, 12)
  return { privateKey, publicKey: { ...jwk, kid, alg: ALGORITHM, use: 'sig' } }
}

export type CertificateNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly signer: CertificateSigner
  /** Our own address, at which the status list is. */
  readonly origin: string
}

/**
 * The certificate of a practitioner's licence as it stands now: a short signed text for a QR code. Refuses `registry.not-listed` for whoever the public
 * does not see. A second call states the same at another instant.
 *
 * Source: Law 15/2023/QH15, art. 27 (what a licence says), art. 38.
 */
export async function signCertificate(
  needs: CertificateNeeds,
  subject: string,
): Promise<Outcome<string>> {
  const now = needs.now()
  const day = vietnamDay(now)
  const [found] = await findListed(needs.database, { subjects: [subject], day })
  const period = found && periodOn(found, day)
  if (found === undefined || period === undefined)
    return refuse('not-found', 'registry.not-listed', 'subject')
  const given = await inTransaction(needs.database, async (trx) =>
    accept(await givePosition(trx, subject, period.number)),
  )
  if (!given.ok) return given
  const { number, documentType: type, title, expiresOn, scopesAffected = [] } = period
  const claims: CertificateClaims = {
    iss: needs.origin,
    sub: subject,
    iat: Math.floor(now.getTime() / 1000),
    ...(expiresOn === undefined ? {} : { exp: endOf(expiresOn) }),
    name: found.name,
    licence: {
      number,
      type,
      ...(title === undefined ? {} : { title }),
      scopes: scopesOn(found, day),
      without: period.state === 'suspended-partial' ? [...scopesAffected] : [],
    },
    status: { status_list: { idx: given.value, uri: `${needs.origin}/look-up/status-list` } },
  }
  return accept(await signed(needs.signer, CERTIFICATE_TYPE, claims))
}

/** The signed list that tells of every certified licence whether it holds today: one bit each, 0 while it does. It counts as new for a day. */
export async function signStatusList({
  database,
  now,
  signer,
  origin,
}: CertificateNeeds): Promise<string> {
  const instant = now()
  const at = { day: vietnamDay(instant), minute: localMinute(instant) }
  const { count, withdrawn } = await listWithdrawn(database, at)
  const bits = new Uint8Array(Math.ceil(count / 8))
  for (const position of withdrawn)
    bits[position >> 3] = (bits[position >> 3] ?? 0) | (1 << (position & 7))
  const iat = Math.floor(instant.getTime() / 1000)
  return signed(signer, STATUS_TYPE, {
    iss: origin,
    sub: `${origin}/look-up/status-list`,
    iat,
    exp: iat + STATUS_SECONDS,
    ttl: STATUS_SECONDS,
    status_list: { bits: 1, lst: base64url.encode(deflateSync(bits)) },
  })
}

function scopesOn({ facts }: Found, day: string): string[] {
  const held = facts.statements.filter(
    ({ section, from, to }) =>
      (section === 'licence-scope' || section === 'registration') &&
      (from === undefined || from <= day) &&
      (to === undefined || day <= to),
  )
  const codes = held.flatMap((one) => {
    const statement = { ...one, id: '', provenance: {} }
    return one.section === 'licence-scope'
      ? (textOf(statement, 'scope') ?? [])
      : codesOf(statement, 'scope')
  })
  return [...new Set(codes)]
}

/** The first second after the last day. */
function endOf(day: string): number {
  return startOfVietnamDay(daysAfter(day, 1)).getTime() / 1000
}

function signed({ privateKey, publicKey }: CertificateSigner, typ: string, claims: object) {
  const payload = new TextEncoder().encode(JSON.stringify(claims))
  const header = { alg: ALGORITHM, typ, ...(publicKey.kid ? { kid: publicKey.kid } : {}) }
  return new CompactSign(payload).setProtectedHeader(header).sign(privateKey)
}
