import { withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import { readAttachments, type ReadableCase } from './attachments.ts'
import { audiencesOf } from './audiences.ts'
import type { CaseStep } from './case.ts'
import { stepToForm } from './case-forms.ts'
import { findCase, listSteps, markSeen } from './case-store.ts'
import { caseToLine, clockToView, fieldsToShown, nameOfCase, stepsToTimeline } from './case-view.ts'
import { type CaseClock, clocksOf } from './clock.ts'
import type { CaseView } from './contract.ts'
import { groundOf, historyOf } from './history.ts'
import { nameCases } from './name-cases.ts'
import { actorOf, type CaseCaller, type CaseNeeds, caseScopeOf } from './needs.ts'
import { mayRead, nextSteps } from './next-steps.ts'
import { openSteps } from './open-steps.ts'
import { recordCase } from './record-case.ts'
import { blockedSteps, reviewsOf } from './reviews.ts'

/**
 * One case with all that was done in it, as its reader may see it; the reading is on record, and notices for the
 * reader's side count as seen.
 *
 * Refuses `cases.unknown`, also for whom the case does not concern.
 */
export async function readCase(
  needs: CaseNeeds,
  caller: CaseCaller,
  id: string,
): Promise<Outcome<CaseView>> {
  const { database } = needs
  const now = needs.now()
  const readable = await findReadable(needs, caller, id)
  if (readable === undefined) {
    await recordRefused(needs, caller, id)
    return refuse('not-found', 'cases.unknown')
  }
  const { kept, actor, scope } = readable
  const { found } = kept
  const rows = await withScope(database, scope, (trx) => listSteps(trx, found.id))
  const steps = openSteps(needs, kept, rows)
  await recordCase(database, caller, now, 'read', found)
  await withScope(database, scope, (trx) =>
    markSeen(trx, found.id, audiencesOf(found, actor), now, actor.account),
  )
  return accept(await caseToView(needs, caller, readable, steps))
}

async function caseToView(
  needs: CaseNeeds,
  caller: CaseCaller,
  readable: ReadableCase,
  steps: readonly CaseStep[],
): Promise<CaseView> {
  const { kept, definition, actor } = readable
  const { found } = kept
  const clocks = clocksOf(definition, steps, needs.now(), needs.calendar)
  const names = await nameCases(
    needs.database,
    needs,
    [found],
    steps.map(({ by }) => by.facility),
  )
  const next = nextSteps(definition, found, actor, historyOf(steps))
  const list = definition.places?.list
  const line = {
    clock: shownClock(clocks),
    facility: names.facility(found.facility),
    practitioner: names.practitioner(found.practitioner),
    named: nameOfCase(definition, steps),
    isNew: false,
    bulk: next.filter(({ bulk }) => bulk).map(({ id }) => id),
  }
  return {
    ...caseToLine(definition, found, line),
    about: definition.about,
    source: `${definition.instrument}, ${definition.article}`,
    ...(definition.uncertain === undefined ? {} : { uncertain: definition.uncertain }),
    facts: [...(steps[0]?.written?.facts ?? [])],
    timeline: stepsToTimeline(
      definition,
      steps,
      caller.account,
      (code) => names.facility(code) ?? code,
      (place) => (list === undefined ? undefined : needs.places?.label(list, place)),
    ),
    clocks: clocks.map(clockToView),
    steps: next.map((step) => stepToForm(definition, step, actor.role, groundOf(found, steps))),
    blocked: blockedSteps(definition, found, actor, steps),
    reviews: reviewsOf(definition, found, steps),
    attachments: await readAttachments(needs, readable),
    ...(list === undefined ? {} : { places: list }),
    fields: fieldsToShown(definition, steps),
  }
}

/** About whom a case is, for whoever may read it. Undefined for everybody else, and where a case is about nobody. */
export async function findSubject(
  needs: CaseNeeds,
  caller: CaseCaller,
  id: string,
): Promise<RecordId | undefined> {
  return (await findReadable(needs, caller, id))?.kept.found.person
}

/** The practitioner and the facility that a case names, for whoever may read it. Undefined for everybody else. */
export async function findParties(
  needs: CaseNeeds,
  caller: CaseCaller,
  id: string,
): Promise<{ readonly practitioner?: string; readonly facility?: string } | undefined> {
  const { practitioner, facility } = (await findReadable(needs, caller, id))?.kept.found ?? {}
  if (practitioner === undefined && facility === undefined) return undefined
  return {
    ...(practitioner === undefined ? {} : { practitioner }),
    ...(facility === undefined ? {} : { facility }),
  }
}

/** A case with its definition, and the reader; undefined where it does not concern the caller. */
export async function findReadable(
  needs: CaseNeeds,
  caller: CaseCaller,
  id: string,
): Promise<ReadableCase | undefined> {
  const actor = await actorOf(needs.database, caller, needs)
  const scope = caseScopeOf(needs, actor)
  const kept = isRecordId(id)
    ? await withScope(needs.database, scope, (trx) => findCase(trx, id))
    : undefined
  const definition = kept && needs.definitions.ofCase(kept.found)
  if (!kept || !definition || !mayRead(definition, kept.found, actor)) return undefined
  return { kept, definition, actor, scope }
}

/** That somebody asked for a case that does not concern them, in the log of the person whom it does. */
async function recordRefused(needs: CaseNeeds, caller: CaseCaller, id: string): Promise<void> {
  if (!isRecordId(id)) return
  const { database } = needs
  const kept = await withScope(database, { work: 'refusal' }, (trx) => findCase(trx, id))
  if (kept) await recordCase(database, caller, needs.now(), 'refused', kept.found)
}

/** What a list shows of the clocks: the running one that ends first, or the one that pauses. */
function shownClock(clocks: readonly CaseClock[]): CaseClock | undefined {
  return clocks.find(({ running }) => running)
}
