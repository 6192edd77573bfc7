import { createHash, type KeyObject, sign } from 'node:crypto'

/** With what the platform signs, and as whom it sends. */
export type OutsideIdentity = {
  readonly privateKey: KeyObject
  /** DER. */
  readonly certificate: Buffer
  /** Our number on the axes of data: thirteen digits (GLN), where we have one. */
  readonly sender: string
}

export type EnvelopeToMake = {
  readonly id: string
  readonly receiver: string
  /** What it holds: sync_profiles, identity_check, credential. */
  readonly type: string
  readonly at: Date
  readonly content: unknown
}

/**
 * A signed envelope: RSA-SHA256 over the hexadecimal SHA-256 of header and data with a point between. The same text is sent at every try.
 *
 * Source: the form of the health-data axis (QĐ 1551/QĐ-BYT 2026 as amended by QĐ 2062/QĐ-BYT 2026), at second hand. Assumed: that the data
 * centre, the population database and VNeID take the same, the writing of the hashes, and the certificate beside the signature.
 */
export function sealEnvelope(identity: OutsideIdentity, made: EnvelopeToMake): Buffer {
  const header = {
    version: '1.0',
    sender_id: identity.sender,
    receiver_id: made.receiver,
    txn_type: made.type,
    msg_id: made.id,
    msg_type: '101',
    data_type: 'json',
    send_datetime: made.at.toISOString(),
  }
  const content = Buffer.from(JSON.stringify(made.content))
  const data = { file_content: content.toString('base64') }
  const signed = `${hashOf(header)}.${hashOf(data)}`
  return Buffer.from(
    JSON.stringify({
      header,
      data,
      signature: sign('sha256', Buffer.from(signed), identity.privateKey).toString('base64'),
      certificate: identity.certificate.toString('base64'),
    }),
  )
}

function hashOf(part: object): string {
  return createHash('sha256').update(JSON.stringify(part)).digest('hex')
}
