import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'

export { type CertificateWorth, verifyCertificate } from './verify-certificate.ts'

const Key = z.object({
  kty: z.literal('OKP'),
  crv: z.string(),
  x: z.string(),
  kid: z.string(),
  alg: z.string(),
  use: z.string(),
})

export const readCertificate = contract({
  method: 'GET',
  path: '/look-up/:subject/certificate',
  summary:
    'The licence of a practitioner as a signed text (JWS, Ed25519) for a QR code that is verified offline',
  right: 'public',
  request: z.strictObject({ subject: z.uuid() }),
  response: z.object({ certificate: z.string() }),
})

export const printCertificate = bytesContract({
  method: 'GET',
  path: '/look-up/:subject/certificate.pdf',
  summary: 'The same as a page to print: what the public may know of the licence, with the code',
  right: 'public',
  accepts: [],
  request: z.strictObject({ subject: z.uuid() }),
})

export const readStatusList = contract({
  method: 'GET',
  path: '/look-up/status-list',
  summary:
    'The signed list that tells of every certified licence whether it holds today (draft-ietf-oauth-status-list)',
  right: 'public',
  request: z.strictObject({}),
  response: z.object({ statusList: z.string() }),
})

export const readCertificateKeys = contract({
  method: 'GET',
  path: '/look-up/keys',
  summary: 'The public keys of certificates and status list, as a JWK set',
  right: 'public',
  request: z.strictObject({}),
  response: z.object({ keys: z.array(Key) }),
})
