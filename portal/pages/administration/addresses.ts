import { listAccounts } from '#access/contract'
import { searchOf } from '../../foundation/search.ts'

/** The filter of the accounts as it stands in the address. */
export const readAccountsAddress = searchOf(listAccounts.request.omit({ limit: true }))
export type AccountsAddress = ReturnType<typeof readAccountsAddress>
