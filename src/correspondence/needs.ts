import type { X509Certificate } from 'node:crypto'
import type { AuditCaller } from '#audit'
import type { Database, Trx } from '#foundation/database'
import { enterScope, type Scope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RandomBytes } from '#vocabulary/record-id'
import type { Letter } from './letter.ts'
import { findLetter, lockLetter } from './letter-store.ts'

/** What every story of a letter stands on. */
export type LetterNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  /** Who may vouch for the certificates of organs; none: no signed letter can be checked, and none is taken. */
  readonly anchors: readonly X509Certificate[]
}

/** The authority of the Ministry's own officers. */
const MINISTRY = '00'

/** The authority that a caller serves; undefined for whoever serves none. */
export function authorityOf({
  role,
  province,
}: Pick<Caller, 'role' | 'province'>): string | undefined {
  const isMinistry = role === 'ministry-officer' || role === 'traditional-officer'
  return province ?? (isMinistry ? MINISTRY : undefined)
}

/** What a caller's transaction may touch of letters: those of the own authority, else issued ones that are addressed to it. */
export function letterScopeOf(caller: Caller): Scope {
  const { facility, practitioner } = caller
  const province = authorityOf(caller)
  if (province !== undefined) return { province }
  if (facility !== undefined) return { facilities: [facility] }
  return practitioner === undefined ? {} : { practitioner }
}

/** A letter that the caller may read. Refuses `correspondence.unknown`. */
export async function readableLetter(
  trx: Trx,
  caller: Caller,
  id: string,
): Promise<Outcome<Letter>> {
  enterScope(trx, letterScopeOf(caller))
  const letter = isRecordId(id) ? await findLetter(trx, id) : undefined
  return letter === undefined ? refuse('not-found', 'correspondence.unknown') : accept(letter)
}

/** A letter of the caller's own authority, held until the end of the transaction. Refuses `correspondence.unknown`, `correspondence.not-yours`. */
export async function ownLetter(trx: Trx, caller: Caller, id: string): Promise<Outcome<Letter>> {
  enterScope(trx, letterScopeOf(caller))
  const letter = isRecordId(id) ? await lockLetter(trx, id) : undefined
  if (letter === undefined) return refuse('not-found', 'correspondence.unknown')
  return letter.authority === authorityOf(caller)
    ? accept(letter)
    : refuse('forbidden', 'correspondence.not-yours')
}

/** A caller as letters and the audit log name them. */
export function authorOf({ account, name, role, address, facility }: AuditCaller): AuditCaller {
  return { account, name, role, address, ...(facility === undefined ? {} : { facility }) }
}
