import { z } from 'zod'
import type { RandomBytes } from '#vocabulary/record-id'
import type { Written } from './case.ts'
import { openBytes, sealBytes } from './seal-bytes.ts'

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
  return sealBytes(key, Buffer.from(JSON.stringify(written), 'utf8'), place, random)
}

/** What a step wrote. Throws when a bit was changed or the row was moved to another place. */
export function openWritten(key: Uint8Array, sealed: Uint8Array, place: string): Written {
  const text = openBytes(key, sealed, place).toString('utf8')
  const { facts, ...rest } = WrittenInCase.parse(JSON.parse(text))
  if (facts === undefined) return rest
  return {
    ...rest,
    facts: facts.map(({ text: words, ...fact }) => (words ? { ...fact, text: words } : fact)),
  }
}
