/** A reason is a problem code with texts in both languages, ready for `refuse('forbidden', reason)`. */
export type Denied = { readonly permit: false; readonly reason: DenialReason }

export type DenialReason =
  | 'access.facts-missing'
  | 'access.account-closed'
  | 'access.licence-not-in-force'
  | 'access.role-opens-no-record'
  | 'access.not-own-record'
  | 'access.no-care-relation'
  | 'access.no-inspection-order'
  | 'access.facility-blocked'
  | 'access.person-deceased'
  | 'access.purpose-not-of-role'
  | 'access.totals-only'
  | 'access.app-not-allowed'
  | 'access.duty-not-of-role'
  | 'access.outside-reach'

export function deny(reason: DenialReason): Denied {
  return { permit: false, reason }
}
