import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { sha256 } from './merkle.ts'

/**
 * A short text with Ed25519 signatures below it, in the form of C2SP signed-note: readable by people, checked by anybody
 * who holds the verifier key. Source: c2sp.org/signed-note.
 */
export type SignedNote = {
  /** Ends in a newline; the signature covers it to the last byte. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export type NoteSignature = {
  readonly name: string
  readonly keyId: string
  readonly value: Buffer
}

/** What is published: who signs, and the key with which the signature is checked. */
export type NoteVerifier = {
  readonly name: string
  /** Eight hexadecimal digits, from name and key. */
  readonly keyId: string
  readonly publicKey: Buffer
}

export type NoteSigner = { readonly verifier: NoteVerifier; readonly privateKey: KeyObject }

/** By C2SP signed-note: the kind of signature is Ed25519. */
const ED25519 = Buffer.of(1)
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64

/** What stands before the 32 bytes of an Ed25519 public key in DER (RFC 8410). */
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex')

/** A name is shown in every note: no spaces, no plus sign. */
const NAME = /^[^\s+]{1,200}$/

/** Lines of a signature begin so: an em dash and a space. */
const MARK = '— '

/** A new key pair; the private half as PKCS 8 in base64, to be sealed. */
export function makeNoteKey(): { readonly publicKey: Buffer; readonly privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
}

export function openNoteSigner(name: string, publicKey: Buffer, privateKey: string): NoteSigner {
  return {
    verifier: makeVerifier(name, publicKey),
    privateKey: createPrivateKey({
      key: Buffer.from(privateKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    }),
  }
}

/** @throws RangeError for a name with spaces or a plus sign, or a key that is not 32 bytes long */
export function makeVerifier(name: string, publicKey: Buffer): NoteVerifier {
  if (!NAME.test(name) || publicKey.length !== KEY_BYTES) throw new RangeError('note key')
  const keyId = sha256(Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey]))
    .subarray(0, 4)
    .toString('hex')
  return { name, keyId, publicKey }
}

/** The verifier key as it is published: `name+keyid+key`. */
export function verifierToText({ name, keyId, publicKey }: NoteVerifier): string {
  return `${name}+${keyId}+${Buffer.concat([ED25519, publicKey]).toString('base64')}`
}

/** Reads a published verifier key. Refuses `note.key-malformed`, also when its id is not of its name and key. */
export function parseVerifier(text: string): Outcome<NoteVerifier> {
  const [, name = '', keyId = '', coded = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? []
  const bytes = Buffer.from(coded, 'base64')
  if (!NAME.test(name) || bytes.length !== KEY_BYTES + 1 || bytes[0] !== 1)
    return refuse('incorrect', 'note.key-malformed')
  const verifier = makeVerifier(name, bytes.subarray(1))
  return verifier.keyId === keyId ? accept(verifier) : refuse('incorrect', 'note.key-malformed')
}

/** The signature over a text that ends in a newline. */
export function signNote(text: string, { verifier, privateKey }: NoteSigner): NoteSignature {
  const { name, keyId } = verifier
  return { name, keyId, value: sign(undefined, Buffer.from(text), privateKey) }
}

export function noteToText({ text, signatures }: SignedNote): string {
  const lines = signatures.map(
    ({ name, keyId, value }) =>
      `${MARK}${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), value]).toString('base64')}\n`,
  )
  return `${text}\n${lines.join('')}`
}

/** Takes a note apart without believing it. Refuses `note.malformed`. */
export function parseNote(content: string): Outcome<SignedNote> {
  const end = content.lastIndexOf('\n\n')
  if (end < 0 || !content.endsWith('\n')) return refuse('incorrect', 'note.malformed')
  const signatures: NoteSignature[] = []
  for (const line of content.slice(end + 2, -1).split('\n')) {
    const [, name = '', coded = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? []
    const bytes = Buffer.from(coded, 'base64')
    if (bytes.length !== 4 + SIGNATURE_BYTES) return refuse('incorrect', 'note.malformed')
    signatures.push({
      name,
      keyId: bytes.subarray(0, 4).toString('hex'),
      value: bytes.subarray(4),
    })
  }
  return accept({ text: content.slice(0, end + 1), signatures })
}

/** Whether the holder of the key signed the note. Signatures of others, witnesses for instance, neither help nor harm. */
export function isSignedBy(note: SignedNote, { name, keyId, publicKey }: NoteVerifier): boolean {
  const key = createPublicKey({
    key: Buffer.concat([PUBLIC_DER, publicKey]),
    format: 'der',
    type: 'spki',
  })
  return note.signatures.some(
    (signature) =>
      signature.name === name &&
      signature.keyId === keyId &&
      verify(undefined, Buffer.from(note.text), key, signature.value),
  )
}
