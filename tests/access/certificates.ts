import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate with its key, made for a test: ECDSA on P-256, so that nothing but Node is needed. */
export type TestCertificate = {
  readonly pem: string
  readonly key: KeyObject
  readonly name: string
}

type Wish = {
  readonly name: string
  readonly from?: Date
  readonly until?: Date
  /** Who signs; itself when absent. */
  readonly by?: TestCertificate
  readonly authority?: boolean
}

const DAY_MS = 86_400_000
const ECDSA_SHA256 = sequence(hex('06082a8648ce3d040302'))
const COMMON_NAME = hex('0603550403')
const BASIC_CONSTRAINTS = hex('0603551d13')
const ALTERNATIVE_NAME = hex('0603551d11')
const TRUE = hex('0101ff')
/** 127.0.0.1, so that a server can show it. */
const LOOPBACK = hex('8704 7f000001'.replace(' ', ''))

let serial = 1

export function makeCertificate({
  name,
  from,
  until,
  by,
  authority = false,
}: Wish): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  serial += 1
  const start = from ?? new Date(Date.now() - DAY_MS)
  const end = until ?? new Date(Date.now() + 100 * DAY_MS)
  const extensions = [
    ...(authority ? [sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE)))] : []),
    sequence(ALTERNATIVE_NAME, octets(sequence(LOOPBACK))),
  ]
  const body = sequence(
    der(0xa0, hex('020102')),
    der(0x02, Buffer.from([serial])),
    ECDSA_SHA256,
    nameOf(by?.name ?? name),
    sequence(time(start), time(end)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', body, by?.key ?? privateKey)
  const whole = sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
  return { pem, key: privateKey, name }
}

export function keyPem({ key }: TestCertificate): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function nameOf(name: string): Buffer {
  return sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))))
}

function time(at: Date): Buffer {
  return der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, ...parts)
}

function octets(part: Buffer): Buffer {
  return der(0x04, part)
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex')
}
