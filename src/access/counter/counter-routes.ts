import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import type { AccessNeeds } from '../access.ts'
import { passwordAddress } from '../accounts/account-routes.ts'
import { identifyCitizen } from '../contract.ts'
import { qrPicture } from '../factors/totp.ts'
import { identifyAtCounter } from './identify-citizen.ts'

/** Citizens without a smartphone are identified at the counter and go home with a paper. */
export function counterRoutes(door: Door, needs: Omit<AccessNeeds, 'upstream'>): void {
  serve(door, identifyCitizen, async (caller, { seen: _seen, ...document }) => {
    const paper = await identifyAtCounter(needs, caller, document)
    if (!paper.ok) return paper
    if (paper.value === undefined) return accept({ state: 'second-needed' })
    const { token, expiresAt, signInName, known } = paper.value
    const link = passwordAddress(needs.origin, token)
    return accept({
      state: 'paper',
      link,
      linkExpiresAt: expiresAt.toISOString(),
      signInName,
      picture: await qrPicture(link),
      known,
    })
  })
}
