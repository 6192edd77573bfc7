import { describe, expect, test } from 'vitest'
import {
  isSignedBy,
  makeNoteKey,
  makeVerifier,
  noteToText,
  openNoteSigner,
  parseNote,
  parseVerifier,
  signNote,
  verifierToText,
} from './signed-note.ts'

const { publicKey, privateKey } = makeNoteKey()
const signer = openNoteSigner('mach/audit/test', publicKey, privateKey)
const TEXT = 'mach/audit/test\n12\nroot\n'
const note = { text: TEXT, signatures: [signNote(TEXT, signer)] }

function read(content: string) {
  const parsed = parseNote(content)
  if (!parsed.ok) throw new Error(parsed.problems[0].code)
  return parsed.value
}

describe('a signed note', () => {
  test('is checked by whoever holds the published key', () => {
    const key = parseVerifier(`${verifierToText(signer.verifier)}\n`)
    expect(key).toMatchObject({ ok: true, value: { name: 'mach/audit/test' } })
    const known = read(noteToText(note))
    expect(known.text).toBe(TEXT)
    expect(key.ok && isSignedBy(known, key.value)).toBe(true)
  })

  test('is the note of the go implementation: a key and a signature from the specification’s example hold', () => {
    const key = parseVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    const example = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
    expect(key.ok && isSignedBy(read(example), key.value)).toBe(true)
  })

  test('is refused when a letter was changed, or another key signed it under the same name', () => {
    const changed = read(noteToText(note).replace('12', '13'))
    expect(isSignedBy(changed, signer.verifier)).toBe(false)
    const other = makeNoteKey()
    const forger = openNoteSigner('mach/audit/test', other.publicKey, other.privateKey)
    const forged = { text: TEXT, signatures: [signNote(TEXT, forger)] }
    expect(isSignedBy(forged, signer.verifier)).toBe(false)
    // The forger may also claim the key's id.
    const claimed = [{ ...signNote(TEXT, forger), keyId: signer.verifier.keyId }]
    expect(isSignedBy({ text: TEXT, signatures: claimed }, signer.verifier)).toBe(false)
  })

  test('may carry signatures of witnesses beside ours', () => {
    const witness = makeNoteKey()
    const other = openNoteSigner('witness.example', witness.publicKey, witness.privateKey)
    const both = { text: TEXT, signatures: [signNote(TEXT, other), signNote(TEXT, signer)] }
    expect(isSignedBy(read(noteToText(both)), signer.verifier)).toBe(true)
    expect(isSignedBy(read(noteToText(both)), makeVerifier('nobody', publicKey))).toBe(false)
  })

  test.each([
    ['', 'nothing'],
    ['text without signature\n', 'no signature'],
    ['text\n\n— name\n', 'no value'],
    ['text\n\n— name AAAA\n', 'a short value'],
    [noteToText(note).trimEnd(), 'a cut end'],
  ])('that is none is refused: %j (%s)', (content) => {
    expect(parseNote(content)).toMatchObject({ ok: false, problems: [{ code: 'note.malformed' }] })
  })

  test('needs a key whose id is of its name and bytes', () => {
    const text = verifierToText(signer.verifier)
    for (const faulty of ['', 'x', text.replace('mach', 'macx'), text.slice(0, -8)])
      expect(parseVerifier(faulty).ok, faulty).toBe(false)
  })
})
