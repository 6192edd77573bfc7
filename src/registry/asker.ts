import type { AuditCaller } from '#audit'
import type { Caller, Role } from '#vocabulary/caller'

/** Who asks, as far as the registry asks: somebody signed in, or one of our own loops. */
export type Asker = Pick<Caller, 'account' | 'name' | 'address' | 'facility' | 'province'> & {
  readonly role: Role | 'system'
  /** The twelve digits of a practitioner. */
  readonly practitioner?: string
}

/** Our own work: seeds, loops. */
export const REGISTRY: Asker = {
  account: 'system',
  name: 'Mạch',
  role: 'system',
  address: 'system',
}

/** An asker as the audit log names it: never by the number. */
export function auditCallerOf({ account, name, role, address, facility }: Asker): AuditCaller {
  return { account, name, role, address, ...(facility === undefined ? {} : { facility }) }
}
