/** Signing: electronic signatures of messages, checked and made. Knows no domain but the place of the signature. */
export { type EnvelopeSignature, verifyEnvelopeSignature } from './verify-envelope.ts'
export { signEnvelope } from './sign-envelope.ts'
