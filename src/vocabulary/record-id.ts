declare const meaning: unique symbol

/**
 * The id of anything in the record store: a UUIDv8 of time, bucket and chance.
 * 48 bits of milliseconds, 12 bits of bucket, 62 random bits; the id alone says in which bucket to look.
 */
export type RecordId = string & { readonly [meaning]: 'RecordId' }

/** 4,096 buckets: the unit by which records are spread over machines. */
export const BUCKET_COUNT = 4096

/** The random bytes that one new id uses. */
const RANDOM_BYTES = 8

export type RandomBytes = (count: number) => Uint8Array

/** A new id in the given bucket. */
export function newRecordId(now: Date, bucket: number, random: RandomBytes): RecordId {
  const time = now.getTime().toString(16).padStart(12, '0')
  const chance = random(RANDOM_BYTES)
  chance[0] = ((chance[0] ?? 0) & 0x3f) | 0x80
  const tail = Array.from(chance, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const place = bucket.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-8${place}-${tail.slice(0, 4)}-${tail.slice(4)}` as RecordId
}

/** A new id of a person, in a bucket drawn by chance; all that happens to the person lies in that bucket. */
export function newPersonId(now: Date, random: RandomBytes): RecordId {
  const [high = 0, low = 0] = random(2)
  return newRecordId(now, ((high << 8) | low) % BUCKET_COUNT, random)
}

/** The bucket that an id names, 0-4095. */
export function bucketOf(id: RecordId): number {
  return Number.parseInt(id.slice(15, 18), 16)
}

/** Tells one of our ids from any other text. */
export function isRecordId(text: string): text is RecordId {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
}
