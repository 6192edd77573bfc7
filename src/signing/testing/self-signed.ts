import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { SigningKey } from '../sign-envelope.ts'

/** A key with a certificate that it gave itself: just enough DER for tests. Subject and issuer are the given name. */
export function selfSigned(
  kind: 'rsa' | 'ec',
  name: string,
  validFrom: Date,
  validTo: Date,
): SigningKey {
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const algorithm =
    kind === 'rsa'
      ? sequence(oid('2a864886f70d01010b'), tag(0x05))
      : sequence(oid('2a8648ce3d040302'))
  const subject = sequence(tag(0x31, sequence(oid('550403'), tag(0x0c, Buffer.from(name)))))
  const content = sequence(
    tag(0xa0, tag(0x02, Buffer.of(2))),
    tag(0x02, Buffer.of(1)),
    algorithm,
    subject,
    sequence(time(validFrom), time(validTo)),
    subject,
    publicKey,
  )
  const signature = sign('sha256', content, privateKey)
  const certificate = sequence(content, algorithm, tag(0x03, Buffer.of(0), signature))
  return { privateKey, certificate }
}

export function sequence(...parts: Buffer[]): Buffer {
  return tag(0x30, ...parts)
}

export function oid(hex: string): Buffer {
  return tag(0x06, Buffer.from(hex, 'hex'))
}

/** GeneralizedTime. */
export function time(instant: Date): Buffer {
  return tag(0x18, Buffer.from(instant.toISOString().replace(/[-:T]|\.\d+/g, '')))
}

export function tag(kind: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size =
    length < 128
      ? Buffer.of(length)
      : length < 256
        ? Buffer.of(0x81, length)
        : Buffer.of(0x82, length >> 8, length & 255)
  return Buffer.concat([Buffer.of(kind), size, content])
}
