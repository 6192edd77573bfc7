import type { z } from 'zod'
import { withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { isRecordId, type RecordId } from '#vocabulary/record-id'
import type { Case } from './case.ts'
import { findCase, listSteps, markSeen } from './case-store.ts'
import { caseToLine, clockToView, fieldsToShown, stepsToTimeline, stepToForm } from './case-view.ts'
import { type CaseClock, clocksOf } from './clock.ts'
import type { CaseFilter, CaseView, listCases as listPromise } from './contract.ts'
import type { CaseDefinition } from './definition.ts'
import { listCaseRows, type ReaderRule } from './list-store.ts'
import { actorOf, type CaseCaller, type CaseNeeds, caseScopeOf } from './needs.ts'
import { type Actor, mayRead, nextSteps } from './next-steps.ts'
import { openSteps } from './open-steps.ts'
import { recordCase } from './record-case.ts'

/** Cases on one page of a list. */
const PAGE = 50

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
  const { kept, definition, actor, scope } = readable
  const { found } = kept
  const rows = await withScope(database, scope, (trx) => listSteps(trx, found.id))
  const steps = openSteps(needs, kept, rows)
  await recordCase(database, caller, now, 'read', found)
  await withScope(database, scope, (trx) =>
    markSeen(trx, found.id, audiencesOf(found, actor), now, actor.account),
  )
  const clocks = clocksOf(definition, steps, now, needs.calendar)
  const nameOf = await nameFacilities(needs, [
    found.facility,
    ...steps.map(({ by }) => by.facility),
  ])
  return accept({
    ...caseToLine(definition, found, shownClock(clocks), nameOf(found.facility), false),
    position: found.position,
    about: definition.about,
    source: `${definition.instrument}, ${definition.article}`,
    ...(definition.uncertain === undefined ? {} : { uncertain: definition.uncertain }),
    facts: [...(steps[0]?.written?.facts ?? [])],
    timeline: stepsToTimeline(definition, steps, caller.account, (code) => nameOf(code) ?? code),
    clocks: clocks.map(clockToView),
    steps: nextSteps(definition, found, actor).map((step) => stepToForm(definition, step)),
    fields: fieldsToShown(definition, steps),
  })
}

/** About whom a case is, for whoever may read it. Undefined for everybody else, and where a case is about nobody. */
export async function findSubject(
  needs: CaseNeeds,
  caller: CaseCaller,
  id: string,
): Promise<RecordId | undefined> {
  return (await findReadable(needs, caller, id))?.kept.found.person
}

/** A case with its definition, and the reader; undefined where it does not concern the caller. */
async function findReadable(needs: CaseNeeds, caller: CaseCaller, id: string) {
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

/** On whose side an actor reads: whose notices count as seen. */
function audiencesOf(found: Case, actor: Actor): string[] {
  return [
    ...(found.person !== undefined && actor.persons.includes(found.person) ? ['subject'] : []),
    ...(found.openedBy === actor.account ? ['opener'] : []),
    ...(found.facility !== undefined && found.facility === actor.facility ? ['facility'] : []),
    ...(found.province !== undefined && found.province === actor.province ? ['province'] : []),
    ...(actor.role === 'administrator' || actor.role === 'auditor' ? ['nation'] : []),
  ]
}

/**
 * The cases that concern the caller, a page at a time.
 *
 * Refuses `cases.page-malformed`.
 */
export async function listCases(
  needs: CaseNeeds,
  caller: CaseCaller,
  filter: CaseFilter,
): Promise<Outcome<z.input<typeof listPromise.response>>> {
  const now = needs.now()
  const actor = await actorOf(needs.database, caller, needs)
  const rules = rulesOf(needs.definitions.all, caller.role)
  const after = filter.after === undefined ? undefined : parseAfter(filter.after)
  if (filter.after !== undefined && after === undefined)
    return refuse('incorrect', 'cases.page-malformed', 'after')
  const bounds = {
    open: filter.standing !== 'closed',
    limit: PAGE,
    ...(filter.definition === undefined ? {} : { definition: filter.definition }),
    ...(filter.clock === undefined ? {} : { clock: filter.clock }),
    ...(after === undefined ? {} : { after }),
  }
  const rows = await withScope(needs.database, caseScopeOf(needs, actor), (trx) =>
    listCaseRows(trx, actor, rules, bounds, now),
  )
  const nameOf = await nameFacilities(
    needs,
    rows.map(({ found }) => found.facility),
  )
  const last = rows.length === PAGE ? rows.at(-1) : undefined
  return accept({
    cases: rows.map(({ found, unseen }) => {
      const mine = audiencesOf(found, actor)
      const isNew = unseen.some((audience) => mine.includes(audience))
      const definition = needs.definitions.ofCase(found)
      return caseToLine(
        definition,
        found,
        rowClock(definition, found, now),
        nameOf(found.facility),
        isNew,
      )
    }),
    kinds: kindsOf(needs.definitions.all, rules),
    ...(last === undefined ? {} : { after: `${last.sortedAt}~${last.found.id}` }),
  })
}

/** The nearest end as it lies beside the case: the steps are not read for a list. */
function rowClock(definition: CaseDefinition, found: Case, now: Date): CaseClock | undefined {
  const { dueAt, nearAt, openedAt } = found
  const named = definition.clocks.find(
    ({ startsIn, endsIn }) =>
      startsIn.some((state) => found.reached.includes(state)) && !endsIn.includes(found.state),
  )
  if (named === undefined || found.closedAt !== undefined) return undefined
  const { id, name, instrument } = named
  const clock = { id, name, startedAt: openedAt, running: true, source: instrument }
  if (dueAt === undefined || nearAt === undefined)
    return definition.states[found.state]?.kind === 'waiting'
      ? { ...clock, state: 'paused' }
      : undefined
  const state = now >= dueAt ? 'late' : now >= nearAt ? 'near' : 'on-time'
  return { ...clock, due: dueAt, near: nearAt, state }
}

/** What the definitions let a role read, and as what. */
export function rulesOf(definitions: readonly CaseDefinition[], role: string): ReaderRule[] {
  return definitions.flatMap(({ id, readers }) =>
    readers
      .filter(({ roles }) => roles.some((one) => one === role))
      .map(({ relation, once }) => ({
        definition: id,
        relation,
        ...(once === undefined ? {} : { once }),
      })),
  )
}

function kindsOf(definitions: readonly CaseDefinition[], rules: readonly ReaderRule[]) {
  const readable = new Set(rules.map(({ definition }) => definition))
  const newest = new Map(definitions.map((one) => [one.id, one]))
  return [...newest.values()]
    .filter(({ id }) => readable.has(id))
    .map(({ id, name }) => ({ id, name }))
}

function parseAfter(text: string): { readonly at: string; readonly id: string } | undefined {
  const [at = '', id = ''] = text.split('~')
  return isRecordId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : undefined
}

async function nameFacilities(
  needs: Pick<CaseNeeds, 'facilityName'>,
  codes: readonly (string | undefined)[],
): Promise<(code: string | undefined) => string | undefined> {
  const names = new Map<string, string>()
  for (const text of new Set(codes)) {
    const code = text === undefined ? undefined : parseFacilityCode(text)
    const name = code?.ok ? await needs.facilityName(code.value) : undefined
    if (text !== undefined && name !== undefined) names.set(text, name)
  }
  return (code) => (code === undefined ? undefined : names.get(code))
}
