import {
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { oid, sequence, tag, time } from './self-signed.ts'

/** Somebody with a key and a certificate. */
export type Holder = {
  readonly privateKey: KeyObject
  /** DER. */
  readonly certificate: Buffer
  /** The name of the subject, and the serial number, as they stand in the certificate: what a signature points at. */
  readonly name: Buffer
  readonly issuerName: Buffer
  readonly serial: Buffer
}

type Asked = {
  readonly kind?: 'rsa' | 'ec'
  readonly name: string
  readonly organisation?: string
  readonly issuer?: Holder
  readonly isAuthority?: boolean
  readonly from?: Date
  readonly to?: Date
  /** The first byte of the key usage; of a signer digitalSignature. */
  readonly usage?: number
}

const DAY = 86_400_000

/** A certificate for tests, by an authority or by itself: good for a year around 20 November 2026 when nothing else is asked. */
export function certify(asked: Asked): Holder {
  const { kind = 'ec', issuer, isAuthority = false } = asked
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = nameOf(asked)
  const issuerName = issuer?.name ?? name
  const serial = tag(0x02, Buffer.of(1), randomBytes(8))
  const middle = Date.UTC(2026, 10, 20)
  const signing = issuer?.privateKey ?? privateKey
  const algorithm = signatureAlgorithm(signing)
  const usage = asked.usage ?? (isAuthority ? 0b0000_0110 : 0b1000_0000)
  const extensions = sequence(
    extension('551d13', sequence(...(isAuthority ? [tag(0x01, Buffer.of(0xff))] : []))),
    extension('551d0f', tag(0x03, Buffer.of(1), Buffer.of(usage))),
  )
  const content = sequence(
    tag(0xa0, tag(0x02, Buffer.of(2))),
    serial,
    algorithm,
    issuerName,
    sequence(
      time(asked.from ?? new Date(middle - 180 * DAY)),
      time(asked.to ?? new Date(middle + 180 * DAY)),
    ),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    tag(0xa3, extensions),
  )
  const signature = sign('sha256', content, signing)
  const certificate = sequence(content, algorithm, tag(0x03, Buffer.of(0), signature))
  return { privateKey, certificate, name, issuerName, serial }
}

/** As a file of PEM. */
export function toPem({ certificate }: Holder): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

export function signatureAlgorithm(key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'rsa'
    ? sequence(oid('2a864886f70d01010b'), tag(0x05))
    : sequence(oid('2a8648ce3d040302'))
}

function nameOf({ name, organisation }: Asked): Buffer {
  const part = (type: string, text: string) =>
    tag(0x31, sequence(oid(type), tag(0x0c, Buffer.from(text))))
  return sequence(
    ...(organisation === undefined ? [] : [part('55040a', organisation)]),
    part('550403', name),
  )
}

function extension(type: string, value: Buffer): Buffer {
  return sequence(oid(type), tag(0x01, Buffer.of(0xff)), tag(0x04, value))
}
