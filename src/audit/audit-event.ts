import type { Caller, ClientOfCaller, Role } from '#vocabulary/caller'
import type { Purpose } from '#vocabulary/purpose'
import type { RecordId } from '#vocabulary/record-id'

export type { Purpose } from '#vocabulary/purpose'

export type AuditAction =
  | 'read'
  | 'create'
  | 'update'
  | 'delete'
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-out'
  | 'refused'
  | 'export'
  | 'configure'
  /** A record opened in an emergency without the ground that is usual. */
  | 'break-glass'
  /** A citizen chose: shared, hid, blocked, allowed an app. */
  | 'consent'
  | 'share'
  | 'delegate'
  /** A step of a case: a question about an access, a request of a data subject. */
  | 'case'
  | 'sign'
  | 'send'

/** Who did it. `anonymous` stands for somebody who was refused before signing in, `system` for our own loops. */
export type AuditCaller = Pick<Caller, 'account' | 'name' | 'facility' | 'address'> & {
  readonly role: Role | 'anonymous' | 'system'
  /** The app or tool through which a person acted; a system that acts by itself is the account. */
  readonly client?: Pick<ClientOfCaller, 'id' | 'name' | 'kind'>
}

/** Under these names `detail` says through which app or tool a person acted. */
export const THROUGH = { client: 'client', name: 'clientName' } as const

/** One thing that somebody did, or was refused. `detail` holds counts and codes, never content of a record. */
export type AuditEvent = {
  readonly at: Date
  readonly action: AuditAction
  readonly caller: AuditCaller
  /** The kind of thing: 'visit', 'record', 'dossier', 'paper', 'account', 'delivery', or the route of a refusal. */
  readonly what: string
  readonly person?: RecordId
  readonly visit?: RecordId
  readonly purpose?: Purpose
  /** The ground of the decision: 'own-record', 'open-visit', 'referral', 'citizen-qr' … */
  readonly ground?: string
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

/** An event as it was written. A greater number was written later. */
export type AuditEntry = AuditEvent & { readonly number: number }
