import type { z } from 'zod'
import { withScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome } from '#vocabulary/outcome'
import { samplePractitioner, type WorkNeeds } from '../open-work.ts'
import { drawByChance } from '../profile-store.ts'
import { registryScopeOf } from '../reach.ts'
import type { drawSamples } from './licence-contract.ts'

/**
 * Draws practitioners whom every facility confirmed, of the caller's authority, and opens the check of each. Drawn by the seed: another day the same
 * seed draws the same of the same people.
 *
 * Refuses what `samplePractitioner` refuses; then those before it stay drawn, and a second call goes on. Source: KH 1642/KH-BYT 2025 (Tổ công tác).
 */
export async function drawSamplesOf(
  needs: WorkNeeds,
  caller: Caller,
  asked: z.output<typeof drawSamples.request>,
): Promise<Outcome<z.input<typeof drawSamples.response>>> {
  const chosen = await withScope(needs.database, registryScopeOf(caller), (trx) =>
    drawByChance(trx, {
      ...asked,
      facility: asked.facility,
      authority: caller.province,
      dataState: 'confirmed',
    }),
  )
  const drawn: z.input<typeof drawSamples.response>['drawn'] = []
  for (const { subject, name } of chosen) {
    const opened = await samplePractitioner(needs, caller, { subject, sample: asked.seed })
    if (!opened.ok) return opened
    drawn.push({ subject, name, case: opened.value.case })
  }
  return accept({ from: chosen[0]?.from ?? 0, drawn })
}
