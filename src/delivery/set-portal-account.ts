import { createHash } from 'node:crypto'
import type { Trx } from '#foundation/database'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes } from '#vocabulary/record-id'
import { recoverLine } from './claim-store.ts'
import { savePortalAccount } from './portal-account-store.ts'
import { seal, type MasterKey } from './seal.ts'

export type AccountToSet = {
  readonly facility: FacilityCode
  readonly username: string
  readonly password: string
  readonly by: string
}

/**
 * Sets or replaces a facility's account at the insurance portal, and lets what waited for it go.
 *
 * Kept is the MD5 that the portal's protocol sends in place of the password, sealed; the password itself is not.
 */
export async function setPortalAccount(
  trx: Trx,
  needs: { readonly now: Date; readonly random: RandomBytes; readonly masterKey: MasterKey },
  account: AccountToSet,
): Promise<void> {
  const { facility, username, password, by } = account
  const md5Upper = createHash('md5').update(password).digest('hex').toUpperCase()
  const sealed = seal(needs.masterKey, 'portal-account', facility, md5Upper, needs.random)
  await savePortalAccount(trx, { facility, username, sealed, set_at: needs.now, set_by: by })
  await recoverLine(trx, { channel: 'insurance-portal', facility }, needs.now, true)
}
