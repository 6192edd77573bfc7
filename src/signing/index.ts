/** Signing: electronic signatures of messages, checked and made. Knows no domain but the place of the signature. */
export { type EnvelopeSignature, verifyEnvelopeSignature } from './verify-envelope.ts'
export { signEnvelope } from './sign-envelope.ts'
export {
  consistencyParts,
  EMPTY_ROOT,
  foldSubtrees,
  growTree,
  type GrowingTree,
  HASH_BYTES,
  inclusionParts,
  leafHash,
  type LeafRange,
  nodeHash,
  provesConsistency,
  provesInclusion,
  sha256,
  type Subtree,
  subtreesOf,
} from './merkle.ts'
export {
  isSignedBy,
  makeNoteKey,
  makeVerifier,
  noteToText,
  type NoteSigner,
  type NoteVerifier,
  openNoteSigner,
  parseNote,
  parseVerifier,
  type SignedNote,
  signNote,
  verifierToText,
} from './signed-note.ts'
export { readAnchors } from './read-anchors.ts'
export { type PdfProblem, type SignedPdf, verifySignedPdf } from './verify-signed-pdf.ts'
