import { generateSecret, generateURI, verifySync } from 'otplib'
import qr from 'qrcode'
import type { RandomBytes } from '#vocabulary/record-id'

/** One code each 30 s, six digits, SHA-1: what every authenticator knows. Source: RFC 6238. */
const STEP_SECONDS = 30

/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret in Base32, for an authenticator. */
export function newTotpSecret(random: RandomBytes): string {
  // The library is handed our own chance, so that nothing in the house owns any.
  return generateSecret({
    length: SECRET_BYTES,
    crypto: {
      name: 'mach',
      hmac: refuseToSign,
      randomBytes: random,
      constantTimeEqual: () => false,
    },
  })
}

function refuseToSign(): never {
  throw new Error('a secret is made, nothing is signed')
}

/** What the QR code says to the authenticator. */
export function totpAddress(secret: string, signInName: string): string {
  return generateURI({ issuer: 'Mạch', label: signInName, secret })
}

/** An address as a QR code, an SVG element that may stand in a page. */
export function qrPicture(address: string): Promise<string> {
  return qr.toString(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
}

/** The secret as a person types it who cannot scan: groups of four. */
export function spelledSecret(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ')
}

/**
 * The time step at which a code is right, or undefined when it is wrong, or of a step that was used before.
 *
 * @param driftSteps how many steps the telephone's clock may be off, each way
 * @param lastStep the latest step that was used: a code works once
 */
export function totpStep(
  secret: string,
  code: string,
  now: Date,
  driftSteps: number,
  lastStep: number | undefined,
): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token) || !isSecretText(secret)) return undefined
  const epoch = Math.floor(now.getTime() / 1_000)
  const checked = verifySync({
    secret,
    token,
    epoch,
    epochTolerance: driftSteps * STEP_SECONDS,
    ...(lastStep === undefined
      ? {}
      : { afterTimeStep: Math.min(lastStep, stepAt(now) + driftSteps) }),
  })
  if (!checked.valid || !('timeStep' in checked)) return undefined
  // A clock that was set back must not let a code of a later step come again.
  return lastStep !== undefined && checked.timeStep <= lastStep ? undefined : checked.timeStep
}

export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1_000 / STEP_SECONDS)
}

function isSecretText(secret: string): boolean {
  return secret !== '' && Array.from(secret).every((sign) => BASE32.includes(sign))
}
