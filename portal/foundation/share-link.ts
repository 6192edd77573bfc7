import { base64url, CompactEncrypt, compactDecrypt } from 'jose'
import { z } from 'zod'

/** The page on which a recipient without software reads what was shared. */
const VIEWER_PATH = '/xem-chia-se'

/** Of a SMART Health Link, 256 bits. */
const KEY_BYTES = 32

/** What a link carries. The key never leaves the part behind `#`, which browsers do not send. Source: HL7 SMART Health Links 1.0. */
const Payload = z.object({
  url: z.url(),
  key: z.string().length(43),
  label: z.string().max(80).optional(),
  exp: z.number().optional(),
  flag: z.string().optional(),
  v: z.literal(1).optional(),
})
export type SharePayload = z.infer<typeof Payload>

/** Seals a FHIR document in this browser under a new key. */
export async function sealDocument(
  document: Readonly<Record<string, unknown>>,
): Promise<{ readonly key: string; readonly sealed: string }> {
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(document)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'application/fhir+json' })
    .encrypt(key)
  return { key: base64url.encode(key), sealed }
}

/** Opens what was sealed. Throws when the key is another one or the text was changed. */
export async function openDocument(sealed: string, key: string): Promise<unknown> {
  const { plaintext } = await compactDecrypt(sealed, base64url.decode(key))
  return JSON.parse(new TextDecoder().decode(plaintext))
}

/** The link that a QR code shows: our viewer's address, and behind `#` the SMART Health Link itself. */
export function makeLink(
  origin: string,
  share: {
    readonly url: string
    readonly key: string
    readonly until: string
    readonly label: string
  },
): string {
  const { url, key, until, label } = share
  const payload = { url, key, exp: Math.floor(Date.parse(until) / 1000), flag: 'P', label, v: 1 }
  return `${origin}${VIEWER_PATH}#shlink:/${base64url.encode(JSON.stringify(payload))}`
}

/** Reads the part of an address behind `#`; undefined when it is no SMART Health Link. */
export function readLink(hash: string): SharePayload | undefined {
  const text = /^#shlink:\/([\w-]+)$/.exec(hash)?.[1]
  if (text === undefined) return undefined
  try {
    const read: unknown = JSON.parse(new TextDecoder().decode(base64url.decode(text)))
    return Payload.safeParse(read).data
  } catch {
    return undefined
  }
}

/** Six digits by chance; the server refuses rows like 123456, and then another is proposed. */
export function newPasscode(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(number % 1_000_000).padStart(6, '0')
}
