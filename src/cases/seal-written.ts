import { createCipheriv, createDecipheriv } from 'node:crypto'
import { z } from 'zod'
import type { RandomBytes } from '#vocabulary/record-id'
import type { Written } from './case.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

const Text = z.object({ vi: z.string(), en: z.string() })
const WrittenInCase = z.object({
  fields: z.record(z.string(), z.string()),
  defects: z.array(z.object({ field: z.string(), reason: z.string() })),
  facts: z.array(z.object({ label: Text, value: z.string(), text: Text.optional() })).optional(),
})

/** Encrypts what a step wrote (AES-256-GCM); `place` binds it to its case and position. */
export function sealWritten(
  key: Uint8Array,
  written: Written,
  place: string,
  random: RandomBytes,
): Buffer {
  const nonce = random(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(JSON.stringify(written), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** What a step wrote. Throws when a bit was changed or the row was moved to another place. */
export function openWritten(key: Uint8Array, sealed: Uint8Array, place: string): Written {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  const body = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
  const text = Buffer.concat([body, decipher.final()]).toString('utf8')
  const { facts, ...rest } = WrittenInCase.parse(JSON.parse(text))
  if (facts === undefined) return rest
  return {
    ...rest,
    facts: facts.map(({ text: words, ...fact }) => (words ? { ...fact, text: words } : fact)),
  }
}
