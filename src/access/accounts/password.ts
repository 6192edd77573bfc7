import { argon2, timingSafeEqual } from 'node:crypto'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import type { AccountRules } from './account-rules.ts'
import { bareText, isCommonPassword } from './breached-passwords.ts'

/** Longer ones are refused before they cost anything. */
const PASSWORD_LENGTH_MAX = 200

/** 19 MiB, two passes, one lane: OWASP's choice for Argon2id; about 35 ms. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const HASH_BYTES = 32
const SALT_BYTES = 16

const KINDS = {
  upper: /\p{Lu}/u,
  lower: /\p{Ll}/u,
  digit: /\p{N}/u,
  special: /[^\p{L}\p{N}]/u,
} as const

/** The shortest part of a name that may not stand in a password: shorter ones stand in many words. */
const OWN_PART_LENGTH_MIN = 4

/** Whose password it will be. */
export type PasswordOwner = {
  readonly signInName: string
  readonly name: string
  readonly citizenNumber?: string
}

/**
 * Reads a password that a person chooses, in one Unicode form whatever the keyboard.
 *
 * @param withSecondFactor whether the account cannot be entered by this password alone
 * Refuses `access.password-too-short`, `access.password-too-long`, `access.password-too-simple`, `access.password-monotonous`,
 * `access.password-own-name`, `access.password-common`. Source: TCVN 14423:2026, authentication (the numbers stand in catalogues/security/account-rules.json).
 */
export function parseNewPassword(
  text: string,
  rules: AccountRules['password'],
  owner: PasswordOwner,
  withSecondFactor: boolean,
): Outcome<string> {
  const password = text.normalize('NFC')
  const lengthMin = withSecondFactor ? rules.lengthMinWithSecondFactor : rules.lengthMinAlone
  if (password.length < lengthMin) return refuse('incorrect', 'access.password-too-short')
  if (password.length > rules.lengthMax) return refuse('incorrect', 'access.password-too-long')
  if (!withSecondFactor && !mayStandAlone(password, rules))
    return refuse('incorrect', 'access.password-too-simple')
  if (isOwnName(password, owner)) return refuse('incorrect', 'access.password-own-name')
  if (isCommonPassword(password)) return refuse('incorrect', 'access.password-common')
  if (isMonotonous(password, rules)) return refuse('incorrect', 'access.password-monotonous')
  return accept(password)
}

/** Whether a password is good enough for an account without a second factor. */
export function mayStandAlone(password: string, rules: AccountRules['password']): boolean {
  return (
    password.length >= rules.lengthMinAlone &&
    rules.kindsAlone.every((kind) => KINDS[kind].test(password))
  )
}

/** Whether a password repeats itself: too few different characters, or one too often in a row. */
function isMonotonous(
  password: string,
  { differentMin, sameInARowMax }: AccountRules['password'],
): boolean {
  const characters = Array.from(password.toLowerCase())
  const isRun = characters.some((one, place) => {
    const next = characters.slice(place, place + sameInARowMax + 1)
    return next.length > sameInARowMax && next.every((other) => other === one)
  })
  return isRun || new Set(characters).size < differentMin
}

/** Whether the sign-in name, the person's whole name or the number stands in the password, however it is written. */
function isOwnName(password: string, { signInName, name, citizenNumber }: PasswordOwner): boolean {
  const bare = bareText(password)
  const parts = [...signInName.split(/[._@-]/), signInName, name, citizenNumber ?? '']
  return parts
    .map(bareText)
    .some((part) => part.length >= OWN_PART_LENGTH_MIN && bare.includes(part))
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
