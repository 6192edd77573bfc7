import type { z } from 'zod'
import { recordAudit } from '#audit'
import { inTransaction, type Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { newPersonId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import type { remindBehindMilestone } from './contract.ts'
import { MEANING } from './measures.ts'
import { roundOn } from './milestone-standing.ts'
import { placeNames, type PlaceNames } from './place-names.ts'
import type { ProgrammeNeeds } from './programme-needs.ts'
import type { Due } from './programme.ts'
import { type BehindRow, listBehind } from './progress-store.ts'
import { findDue } from './read-milestone.ts'
import {
  completeBatch,
  insertBatch,
  insertReminders,
  listBatches,
  type ReminderBatch,
} from './reminder-store.ts'
import { type DraftLetter, reminderLetter } from './reminder-letter.ts'

export type RemindNeeds = ProgrammeNeeds & { readonly draftLetter: DraftLetter }

type Answer = z.input<typeof remindBehindMilestone.response>

/** The facilities of one authority that are behind; more than the largest city has. */
const BEHIND_MAX = 20_000

/**
 * Reminds everybody under an authority who is behind a milestone: a notice to each facility, and the draft of one official letter. In one round,
 * from one reminder day to the next, an office reminds once and a facility is told once, whoever calls again: a second call answers what the first made.
 *
 * Refuses `programmes.not-own-authority`, `programmes.milestone-unknown`, `programmes.authority-missing`, `programmes.no-reminder-due`,
 * `programmes.nobody-behind`.
 */
export async function remindBehind(
  needs: RemindNeeds,
  caller: Caller,
  asked: z.output<typeof remindBehindMilestone.request>,
): Promise<Outcome<Answer>> {
  const found = findDue(needs, caller, asked)
  if (!found.ok) return found
  const { due, reach } = found.value
  const { authority } = reach
  if (authority === undefined)
    return refuse('incorrect', 'programmes.authority-missing', 'authority')
  const at = needs.now()
  const day = vietnamDay(at)
  const { id: milestone, measure } = due.milestone
  const round = roundOn(due.programme, due.milestone, day)
  if (round === undefined || MEANING[measure].counts === undefined)
    return refuse('conflict', 'programmes.no-reminder-due', 'milestone')
  const issuer = reach.kind === 'authority' ? 'department' : 'ministry'
  const names = await placeNames(needs, day)

  return inTransaction<Answer>(needs.database, async (trx) => {
    enterScope(trx, reach.scope)
    const asOf = { milestone, measure, day, which: reach.which, limit: BEHIND_MAX }
    const behind = await listBehind(trx, asOf)
    const batch: NewBatch = {
      id: newPersonId(at, needs.random),
      milestone,
      authority,
      round,
      issuer,
      account: caller.account,
      name: caller.name,
      at,
      behind: behind.length,
    }
    if (!(await insertBatch(trx, batch)))
      return accept({ batch: await knownBatch(trx, batch, names), isNew: false })
    if (behind.length === 0) return refuse('conflict', 'programmes.nobody-behind', 'milestone')
    return tell({ ...needs, names, due }, trx, caller, batch, behind)
  })
}

type NewBatch = Omit<ReminderBatch, 'told' | 'letter'>

/** Tells whoever was not told in this round, drafts the letter, and leaves evidence. */
async function tell(
  needs: RemindNeeds & { readonly names: PlaceNames; readonly due: Due },
  trx: Trx,
  caller: Caller,
  batch: NewBatch,
  behind: readonly BehindRow[],
): Promise<Outcome<Answer>> {
  const { names, due, draftLetter } = needs
  const told = await insertReminders(trx, batch, behind)
  const letter = await draftLetter(trx, caller, reminderLetter(due, batch, behind, names))
  if (!letter.ok) return letter
  await completeBatch(trx, batch.id, told, letter.value)
  const { at, milestone, authority, round } = batch
  await recordAudit(trx, [
    {
      at,
      action: 'create',
      caller,
      what: 'programme-reminder',
      purpose: 'supervision',
      detail: { milestone, authority, round, behind: behind.length, told },
    },
  ])
  const kept = { ...batch, told, letter: letter.value ?? null }
  return accept({ batch: viewOfBatch(kept, names), isNew: true })
}

/** A batch as people read it. */
export function viewOfBatch(batch: ReminderBatch, names: PlaceNames): Answer['batch'] {
  const { account: _account, milestone: _milestone, name, at, letter, ...rest } = batch
  return {
    ...rest,
    authorityName: names.authority(batch.authority),
    by: name,
    at: at.toISOString(),
    ...(letter === null ? {} : { letter }),
  }
}

async function knownBatch(
  trx: Trx,
  {
    milestone,
    authority,
    round,
    issuer,
  }: Pick<ReminderBatch, 'milestone' | 'authority' | 'round' | 'issuer'>,
  names: PlaceNames,
): Promise<Answer['batch']> {
  const [known] = await listBatches(trx, { milestone, authority, round, issuer, limit: 1 })
  if (known === undefined) throw new Error('a reminder that stood in the way is gone')
  return viewOfBatch(known, names)
}
