import type { Trx } from '#foundation/database'
import { accept, type Outcome, type Problem } from '#vocabulary/outcome'
import { holdCase, listAttachmentKinds } from './attachment-store.ts'
import { fieldsOf, formerReturn, isReturnedAgain } from './case.ts'
import { checkDefects, checkFields } from './check-fields.ts'
import { holds } from './conditions.ts'
import { groundOf } from './history.ts'
import type { Moving, StepToTake } from './move-case.ts'
import type { CaseNeeds } from './needs.ts'
import { type Actor, isParty } from './next-steps.ts'

/**
 * Everything that is wrong with what a step was given, fields, defects and papers at once; and, when nothing is, whether
 * it returns again for what was already there, which only a supervisor may.
 *
 * Refuses what `checkFields` and `checkDefects` find, `cases.attachment-missing` at each kind, `cases.returned-before`.
 */
export async function judgeStep(
  trx: Trx,
  needs: Pick<CaseNeeds, 'places'>,
  moving: Moving,
  actor: Actor,
  asked: StepToTake,
): Promise<Outcome<undefined>> {
  const { definition, step, steps, kept, at } = moving
  const ground = groundOf(kept.found, steps, asked.fields)
  const list = definition.places?.list
  const isPlace = (place: string) =>
    list !== undefined && needs.places?.label(list, place) !== undefined
  const [first, ...rest] = [
    ...checkFields(definition, step.fields, asked.fields, at, ground, actor.role),
    ...checkDefects(definition, step, asked.defects, isPlace),
    ...(await missingPapers(trx, moving, ground)),
  ]
  if (first) return { ok: false, problems: [first, ...rest] }
  const isSupervisor = step.againBy.some((party) => isParty(party, kept.found, actor))
  if (isSupervisor || !(await isAgain(trx, needs, moving, asked))) return accept(undefined)
  const again: Problem = { kind: 'forbidden', code: 'cases.returned-before', at: 'defects' }
  return { ok: false, problems: [again] }
}

async function missingPapers(
  trx: Trx,
  { step, kept }: Moving,
  ground: Parameters<typeof holds>[1],
): Promise<Problem[]> {
  const needed = step.attachments.filter(({ required, when }) => required && holds(when, ground))
  if (needed.length === 0) return []
  await holdCase(trx, kept.found.id)
  const there = await listAttachmentKinds(trx, kept.found.id)
  return needed
    .filter(({ attachment }) => !there.includes(attachment))
    .map(({ attachment }) => ({
      kind: 'incorrect',
      code: 'cases.attachment-missing',
      at: attachment,
    }))
}

/** Fields are compared as they stood and stand; places beyond the case as whoever keeps them tells. */
async function isAgain(
  trx: Trx,
  { places }: Pick<CaseNeeds, 'places'>,
  { definition, steps, kept }: Moving,
  { defects }: StepToTake,
): Promise<boolean> {
  const isOwn = ({ field }: { readonly field: string }) => field in definition.fields
  if (isReturnedAgain(steps, defects.filter(isOwn))) return true
  const former = formerReturn(steps)
  const version = definition.places?.version
  if (former === undefined || version === undefined || places === undefined) return false
  const then = former.stood[version] ?? ''
  const now = fieldsOf(steps)[version] ?? ''
  for (const { field } of defects.filter(
    (defect) => !isOwn(defect) && !former.named.has(defect.field),
  )) {
    const was = await places.valueAt(trx, kept.found, then, field)
    if (was === (await places.valueAt(trx, kept.found, now, field))) return true
  }
  return false
}
