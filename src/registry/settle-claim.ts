import { findIdentity } from '#access'
import type { TakenStep } from '#cases'
import type { Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { Asker } from './asker.ts'
import { textIn } from './case-text.ts'
import { findHolders } from './index-store.ts'
import type { OpensCases } from './open-confirmations.ts'
import { claimProfile } from './practitioner-steps.ts'
import { closing, type HeldFile, holdFile, recordStep } from './process-step.ts'
import type { Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findHeadOfAccount, setState } from './profile-store.ts'

/**
 * The account that opened the claim takes the file over, whoever confirms it. Where nobody made a file there is nothing to claim.
 *
 * Refuses `registry.number-missing`, `registry.unknown` and what `claimProfile` refuses.
 */
export async function takeOver(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  { case: { practitioner: number, openedBy: account } }: TakenStep,
): Promise<Outcome<Head>> {
  if (number === undefined) return refuse('incorrect', 'registry.number-missing')
  if ((await subjectOf(trx, number)) === undefined)
    return refuse('not-found', 'registry.unknown', 'practitioner')
  return claimProfile(trx, needs, { number, account, name: by.name, by })
}

/**
 * The authority settles who owns a disputed file: it passes to the account that claims it. What the former holder declared, and what facilities
 * confirmed of it, ends; what is public stays until it is confirmed anew. The former holder is told in a case of the own.
 *
 * Refuses `registry.claimed-own` when the claimant holds another file, and what `takeOver` refuses. A second call changes nothing.
 */
export async function settleClaim(
  trx: Trx,
  needs: ProfileNeeds & OpensCases,
  by: Asker,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const { practitioner: number = '', openedBy: account } = taken.case
  const subject = await subjectOf(trx, number)
  const file = subject && (await holdFile(trx, subject))
  const holder = file?.head.account
  if (!file || holder === undefined || holder === account) return takeOver(trx, needs, by, taken)
  const own = await findHeadOfAccount(trx, account)
  if (own !== undefined) return refuse('conflict', 'registry.claimed-own')
  const passed = await endWhatWasDeclared(trx, needs, by, file)
  if (!passed.ok) return passed
  await setState(trx, file.head.subject, { account })
  return tellFormerHolder(trx, needs, holder, taken)
}

async function subjectOf(trx: Trx, number: string): Promise<RecordId | undefined> {
  const [held] = await findHolders(trx, [{ scheme: 'personal-id', value: number }])
  return held?.subject
}

function endWhatWasDeclared(
  trx: Trx,
  needs: ProfileNeeds,
  by: Asker,
  file: HeldFile,
): Promise<Outcome<Head>> {
  const today = vietnamDay(needs.now())
  return recordStep(trx, needs, file, {
    by,
    why: 'claim-settled',
    dataState: 'claimed',
    changes: [
      ...closing(file.profile, 'declaration', today),
      ...closing(file.profile, 'confirmation', today),
    ],
  })
}

/** Whoever holds the same number reads the claim itself, which tells them; everybody else gets a case to answer in. */
async function tellFormerHolder(
  trx: Trx,
  { open }: OpensCases,
  holder: string,
  taken: TakenStep,
): Promise<Outcome<unknown>> {
  const practitioner = (await findIdentity(trx, holder))?.practitioner
  const { id, practitioner: number, province } = taken.case
  if (practitioner === undefined || practitioner === number) return accept(undefined)
  return open({
    definition: 'practitioner-transfer',
    practitioner,
    ...(province === undefined ? {} : { province }),
    origin: `practitioner-transfer:${id}`,
    fields: { reason: textIn(taken, 'reason') },
  })
}
