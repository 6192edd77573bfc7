import { recordAudit } from '#audit'
import type { Database } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { brakeKey, WIRE_BRAKE } from '../accounts/brake.ts'
import { forgetAttempts, takeAttempt } from '../accounts/brake-store.ts'
import { isSecret } from '../accounts/password.ts'
import { latestEnd } from '../clock-slack.ts'
import { makeShortMemory, type ShortMemory } from '../short-memory.ts'
import { newToken, tokenHash } from '../sealing.ts'
import { isAllowed } from './allowed-addresses.ts'
import type { WireAccount, WireCall, WireDesk } from './wire-desk.ts'
import { findWireDoor, findWireTokens, insertWireTokens, type WireDoorState } from './wire-store.ts'

/** A pair of tokens is good for two hours, as clients of the portal expect. */
const TOKEN_HOURS = 2

/** A checked credential or pair is believed for 60 s: 200 dossiers a second must not each cost an Argon2id. */
const BELIEVED_MS = 60_000
const BELIEVED_MAX = 10_000

type Needs = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
}

export function openWireDesk(needs: Needs): WireDesk {
  const doors = makeShortMemory<WireDoorState>(BELIEVED_MS, BELIEVED_MAX)
  const pairs = makeShortMemory<true>(BELIEVED_MS, BELIEVED_MAX)
  const told = makeShortMemory<true>(BELIEVED_MS, BELIEVED_MAX)
  const noteAddress = async (shown: Pick<WireCall, 'username' | 'address'>) => {
    const key = `${shown.username} ${shown.address}`
    if (told.recall(key, needs.now())) return
    told.remember(key, true, needs.now())
    await recordRefused(needs, shown, 'address')
  }
  const checkCredential: WireDesk['checkCredential'] = (username, md5, address) =>
    checkWireCredential({ ...needs, doors, noteAddress }, { username, md5Upper: md5, address })
  return {
    checkCredential,
    issueTokens: (account) => issueTokens(needs, account),
    checkCall: async (call) => {
      const account = await checkCredential(call.username, call.md5Upper, call.address)
      if (!account.ok) return account
      return (await isPair(needs, pairs, call))
        ? account
        : refuse('unauthenticated', 'access.wire-token')
    },
  }
}

async function checkWireCredential(
  needs: Needs & {
    readonly doors: ShortMemory<WireDoorState>
    /** Writes down a call from a foreign address, once a minute. */
    readonly noteAddress: (shown: Pick<WireCall, 'username' | 'address'>) => Promise<void>
  },
  shown: Pick<WireCall, 'username' | 'md5Upper' | 'address'>,
): Promise<Outcome<WireAccount>> {
  const { doors } = needs
  const { username, md5Upper, address } = shown
  const now = needs.now()
  const key = tokenHash(`${username}\0${md5Upper}`).toString('base64')
  const believed = doors.recall(key, now)
  const door = believed ?? (await findWireDoor(needs.database, username))
  if (door && !isAllowed(door.allowedAddresses, address)) {
    await needs.noteAddress(shown)
    return refuse('forbidden', 'access.wire-address', address)
  }
  if (!believed) {
    const isRight = await isWirePassword(needs, door, shown)
    if (!isRight.ok) return isRight
    doors.remember(key, isRight.value, now)
  }
  return door
    ? accept({ username: door.username, facility: door.facility })
    : refuse('unauthenticated', 'access.wire-unknown')
}

/** The brake is for one name from one address, so that a stranger cannot hold up a hospital. */
async function isWirePassword(
  needs: Needs,
  door: WireDoorState | undefined,
  shown: Pick<WireCall, 'username' | 'md5Upper' | 'address'>,
): Promise<Outcome<WireDoorState>> {
  const brake = brakeKey('wire', `${shown.username}\0${shown.address}`)
  const until = await takeAttempt(needs.database, brake, WIRE_BRAKE, needs.now())
  if (until) return refuse('unauthenticated', 'access.sign-in-must-wait', until.toISOString())

  const isRight = await isSecret(door?.secretHash, shown.md5Upper.toUpperCase())
  if (door === undefined || !isRight) {
    await recordRefused(needs, shown, 'credential')
    return refuse('unauthenticated', 'access.wire-unknown')
  }
  await forgetAttempts(needs.database, brake)
  return accept(door)
}

async function issueTokens(needs: Needs, account: WireAccount) {
  const tokens = { accessToken: newToken(needs.random), idToken: newToken(needs.random) }
  const expiresAt = new Date(needs.now().getTime() + TOKEN_HOURS * 3_600_000)
  await insertWireTokens(needs.database, {
    accessTokenHash: tokenHash(tokens.accessToken),
    idTokenHash: tokenHash(tokens.idToken),
    username: account.username,
    expiresAt,
  })
  return { ...tokens, expiresAt }
}

async function isPair(needs: Needs, pairs: ShortMemory<true>, call: WireCall): Promise<boolean> {
  const now = needs.now()
  const key = tokenHash(`${call.username}\0${call.accessToken}\0${call.idToken}`).toString('base64')
  if (pairs.recall(key, now)) return true
  const expiresAt = await findWireTokens(
    needs.database,
    {
      accessTokenHash: tokenHash(call.accessToken),
      idTokenHash: tokenHash(call.idToken),
      username: call.username,
    },
    now,
    latestEnd(now, TOKEN_HOURS * 3_600_000),
  )
  if (expiresAt === undefined) return false
  pairs.remember(key, true, now, expiresAt)
  return true
}

async function recordRefused(
  needs: Needs,
  shown: Pick<WireCall, 'username' | 'address'>,
  why: string,
): Promise<void> {
  const caller = {
    account: 'anonymous',
    name: 'anonymous',
    role: 'anonymous',
    address: shown.address,
  } as const
  await recordAudit(needs.database, [
    {
      at: needs.now(),
      action: 'refused',
      caller,
      what: 'wire-door',
      detail: { username: shown.username.slice(0, 100), why },
    },
  ])
}
