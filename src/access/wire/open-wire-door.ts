import { createHash } from 'node:crypto'
import { type AuditCaller, recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RandomBytes } from '#vocabulary/record-id'
import { hashSecret } from '../accounts/password.ts'
import { parseAllowedAddresses } from './allowed-addresses.ts'
import { closeDoor, upsertWireDoor } from './wire-store.ts'

type Needs = { readonly now: Date; readonly random: RandomBytes; readonly by: AuditCaller }

/**
 * Lets the hospital software of one facility send on the insurance portal's wire form, from the addresses named.
 * A second call for the same name changes password and addresses; what was remembered of the former ends within 60 s.
 *
 * @param md5Upper the MD5 of the password in upper-case hexadecimal, the only form that the protocol sends
 * Refuses `access.address-malformed`, `access.md5-malformed`, `access.wire-name-taken` by another facility.
 */
export async function openWireDoor(
  trx: Trx,
  needs: Needs,
  door: {
    readonly facility: FacilityCode
    readonly username: string
    readonly md5Upper: string
    readonly allowedAddresses: readonly string[]
  },
): Promise<Outcome<{ readonly username: string }>> {
  const allowedAddresses = parseAllowedAddresses(door.allowedAddresses)
  if (!allowedAddresses.ok) return allowedAddresses
  if (!/^[0-9A-F]{32}$/.test(door.md5Upper)) return refuse('incorrect', 'access.md5-malformed')

  const secretHash = await hashSecret(door.md5Upper, needs.random)
  const { facility, username } = door
  const opened = await upsertWireDoor(
    trx,
    { facility, username, secretHash, allowedAddresses: allowedAddresses.value },
    needs.now,
    needs.by.account,
  )
  if (!opened) return refuse('conflict', 'access.wire-name-taken', 'username')
  await recordDoor(trx, needs, {
    username,
    facility,
    change: 'opened',
    addresses: allowedAddresses.value.join(' '),
  })
  return accept({ username })
}

/** Closes a door; its tokens end, and within 60 s nothing more is taken. Refuses `access.wire-unknown`. */
export async function closeWireDoor(
  trx: Trx,
  needs: Omit<Needs, 'random'>,
  username: string,
): Promise<Outcome<Record<string, never>>> {
  const facility = await closeDoor(trx, username, needs.now)
  if (facility === undefined) return refuse('not-found', 'access.wire-unknown')
  await recordDoor(trx, needs, { username, facility, change: 'closed' })
  return accept({})
}

/** The form in which the protocol sends a password. */
export function md5Upper(password: string): string {
  return createHash('md5').update(password, 'utf8').digest('hex').toUpperCase()
}

async function recordDoor(
  trx: Trx,
  needs: Omit<Needs, 'random'>,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  await recordAudit(trx, [
    {
      at: needs.now,
      action: 'configure',
      caller: needs.by,
      what: 'wire-door',
      purpose: 'administration',
      detail,
    },
  ])
}
