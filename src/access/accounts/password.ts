import { argon2, timingSafeEqual } from 'node:crypto'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'

/** 14 characters of four kinds where no second factor is asked. Source: TCVN 14423:2026, authentication. */
const PASSWORD_LENGTH_MIN = 14

/** Longer ones are refused before they cost anything. */
const PASSWORD_LENGTH_MAX = 200

/** 19 MiB, two passes, one lane: OWASP's choice for Argon2id; about 35 ms. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const HASH_BYTES = 32
const SALT_BYTES = 16

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{L}\p{N}]/u]

/**
 * Reads a password that a person chooses, in one Unicode form whatever the keyboard.
 * Refuses `access.password-too-short`, `access.password-too-long`, `access.password-too-simple`.
 */
export function parseNewPassword(text: string): Outcome<string> {
  const password = text.normalize('NFC')
  if (password.length < PASSWORD_LENGTH_MIN) return refuse('incorrect', 'access.password-too-short')
  if (password.length > PASSWORD_LENGTH_MAX) return refuse('incorrect', 'access.password-too-long')
  if (!KINDS.every((kind) => kind.test(password)))
    return refuse('incorrect', 'access.password-too-simple')
  return accept(password)
}

/** Argon2id with a salt of its own, as a text that says how it was made. */
export async function hashSecret(secret: string, random: RandomBytes): Promise<string> {
  const salt = Buffer.from(random(SALT_BYTES))
  const settings = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES }
  const hash = await argon2id(secret.normalize('NFC'), salt, settings)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${bare(salt)}$${bare(hash)}`
}

const HASH = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

/**
 * Whether a secret is the one that was hashed. Without a hash the same time is spent and the answer is no,
 * so that nobody learns from the clock which accounts exist.
 */
export async function isSecret(hash: string | undefined, secret: string): Promise<boolean> {
  const parts = HASH.exec(hash ?? '')
  const [, memory = MEMORY_KIB, passes = PASSES, parallelism = LANES, salt = '', expected = ''] =
    parts ?? []
  const settings = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  }
  const saltBytes = parts ? Buffer.from(salt, 'base64') : Buffer.alloc(SALT_BYTES)
  const actual = await argon2id(
    secret.slice(0, PASSWORD_LENGTH_MAX).normalize('NFC'),
    saltBytes,
    settings,
  )
  const wanted = Buffer.from(expected, 'base64')
  return parts !== null && wanted.length === actual.length && timingSafeEqual(wanted, actual)
}

/** Whether two texts are the same, in a time that does not tell how far they agree. */
export function isSameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function argon2id(
  secret: string,
  salt: Buffer,
  settings: { memory: number; passes: number; parallelism: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { message: secret, nonce: salt, tagLength: HASH_BYTES, ...settings },
      (error, hash) => (error ? reject(error) : resolve(hash)),
    )
  })
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
