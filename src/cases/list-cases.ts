import type { z } from 'zod'
import { withScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isRecordId } from '#vocabulary/record-id'
import { startOfVietnamDay, dayAfter } from '#vocabulary/working-days'
import { audiencesOf } from './audiences.ts'
import type { Case } from './case.ts'
import { stepToForm } from './case-forms.ts'
import { caseToLine, stateToView } from './case-view.ts'
import type {
  CaseFilter,
  CaseLine,
  countCases as countPromise,
  listCases as listPromise,
  sampleCases as samplePromise,
} from './contract.ts'
import type { CaseDefinition } from './definition.ts'
import {
  countCaseRows,
  drawCaseRows,
  type ListBounds,
  listCaseRows,
  type ReaderRule,
} from './list-store.ts'
import { type CaseNames, nameByFields, nameCases } from './name-cases.ts'
import { actorOf, type CaseCaller, type CaseNeeds, caseScopeOf } from './needs.ts'
import { type Actor, stepsOf } from './next-steps.ts'
import { rowClock } from './row-clock.ts'

/** Cases on one page of a list. */
const PAGE = 50
const DAY_MS = 86_400_000

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
  const bounds = { ...boundsOf(filter, now), limit: PAGE, ...(after ? { after } : {}) }
  const { rows, names } = await withScope(
    needs.database,
    caseScopeOf(needs, actor),
    async (trx) => {
      const listed = await listCaseRows(trx, actor, rules, bounds, now)
      const found = listed.map((row) => row.found)
      const names = await nameCases(trx, needs, found)
      return { rows: listed, names: { ...names, named: await nameByFields(trx, needs, found) } }
    },
  )
  const last = rows.length === PAGE ? rows.at(-1) : undefined
  return accept({
    cases: rows.map(({ found, unseen }) => {
      const mine = audiencesOf(found, actor)
      const isNew = unseen.some((audience) => mine.some((own) => own === audience))
      return rowToLine(needs, actor, found, names, isNew)
    }),
    kinds: kindsOf(needs.definitions.all, rules),
    bulk: bulkForms(
      needs,
      actor,
      rows.map(({ found }) => found),
    ),
    ...(last === undefined ? {} : { after: `${last.sortedAt}~${last.found.id}` }),
  })
}

/** How many open cases concern the caller, by kind and state. */
export async function countCases(
  needs: CaseNeeds,
  caller: CaseCaller,
  filter: Pick<CaseFilter, 'definition' | 'type'>,
): Promise<Outcome<z.input<typeof countPromise.response>>> {
  const now = needs.now()
  const actor = await actorOf(needs.database, caller, needs)
  const rules = rulesOf(needs.definitions.all, caller.role)
  const rows = await withScope(needs.database, caseScopeOf(needs, actor), (trx) =>
    countCaseRows(trx, actor, rules, boundsOf(filter, now), now),
  )
  return accept({
    counts: rows.map(({ definition: id, version, state, open, late }) => {
      const definition = needs.definitions.ofCase({ definition: id, version })
      const name = { definition: id, name: definition.name }
      return { ...name, state: stateToView(definition, state), open, late }
    }),
  })
}

/** A sample of the cases that concern the caller; the same seed draws the same again while the same cases are there. */
export async function sampleCases(
  needs: CaseNeeds,
  caller: CaseCaller,
  asked: z.output<typeof samplePromise.request>,
): Promise<Outcome<z.input<typeof samplePromise.response>>> {
  const now = needs.now()
  const actor = await actorOf(needs.database, caller, needs)
  const rules = rulesOf(needs.definitions.all, caller.role)
  const { size, seed, from, to, ...filter } = asked
  const draw = {
    size,
    seed,
    ...boundsOf(filter, now),
    ...(from === undefined ? {} : { from: startOfVietnamDay(from) }),
    ...(to === undefined ? {} : { before: startOfVietnamDay(dayAfter(to)) }),
  }
  const scope = caseScopeOf(needs, actor)
  const { total, drawn, named } = await withScope(needs.database, scope, async (trx) => {
    const { from: among, drawn: found } = await drawCaseRows(trx, actor, rules, draw, now)
    return { total: among, drawn: found, named: await nameByFields(trx, needs, found) }
  })
  const names = { ...(await nameCases(needs.database, needs, drawn)), named }
  return accept({
    from: total,
    cases: drawn.map((found) => rowToLine(needs, actor, found, names, false)),
  })
}

function boundsOf(
  { standing, olderThan, definition, state, type, clock }: CaseFilter,
  now: Date,
): ListBounds {
  return {
    open: standing !== 'closed',
    ...(definition === undefined ? {} : { definition }),
    ...(state === undefined ? {} : { state }),
    ...(type === undefined ? {} : { type }),
    ...(clock === undefined ? {} : { clock }),
    ...(olderThan === undefined
      ? {}
      : { openedBefore: new Date(now.getTime() - olderThan * DAY_MS) }),
  }
}

function rowToLine(
  needs: CaseNeeds,
  actor: Actor,
  found: Case,
  names: CaseNames & { readonly named: ReadonlyMap<string, readonly string[]> },
  isNew: boolean,
): CaseLine {
  const definition = needs.definitions.ofCase(found)
  return caseToLine(definition, found, {
    clock: rowClock(definition, found, needs.now()),
    facility: names.facility(found.facility),
    practitioner: names.practitioner(found.practitioner),
    named: names.named.get(found.id) ?? [],
    isNew,
    bulk: bulkSteps(definition, found, actor).map(({ id }) => id),
  })
}

/** What stands in the way of a step is not read for a list: each case of a bulk call has its own outcome. */
function bulkSteps(definition: CaseDefinition, found: Case, actor: Actor) {
  return stepsOf(definition, found, actor).filter(({ bulk }) => bulk)
}

/** The forms of the bulk steps of a page, each once, by the newest version of its definition on the page. */
function bulkForms({ definitions }: CaseNeeds, actor: Actor, cases: readonly Case[]) {
  const forms = new Map(
    cases.flatMap((found) => {
      const definition = definitions.ofCase(found)
      return bulkSteps(definition, found, actor).map((step) => {
        const form = stepToForm(definition, step, actor.role, { traits: found.traits, fields: {} })
        return [`${definition.id} ${step.id}`, { definition: definition.id, form }] as const
      })
    }),
  )
  return [...forms.values()]
}

/** What the definitions let a role read, and as what; a rule that not every version of a definition has is of its version only. */
export function rulesOf(definitions: readonly CaseDefinition[], role: string): ReaderRule[] {
  const all = definitions.flatMap(({ id, version, readers }) =>
    readers
      .filter(({ roles }) => roles.some((one) => one === role))
      .map(({ relation, once, traits }) => ({
        version,
        rule: {
          definition: id,
          relation,
          ...(once === undefined ? {} : { once }),
          ...(traits === undefined ? {} : { traits }),
        },
      })),
  )
  const same = Map.groupBy(all, ({ rule }) => JSON.stringify(rule))
  return [...same.values()].flatMap((rules) => {
    const [one] = rules
    if (one === undefined) return []
    const versions = definitions.filter(({ id }) => id === one.rule.definition).length
    if (rules.length === versions) return [one.rule]
    return rules.map(({ version, rule }) => ({ ...rule, version }))
  })
}

function kindsOf(definitions: readonly CaseDefinition[], rules: readonly ReaderRule[]) {
  const readable = new Set(rules.map(({ definition }) => definition))
  const newest = new Map(definitions.map((one) => [one.id, one]))
  return [...newest.values()]
    .filter(({ id }) => readable.has(id))
    .map(({ id, name, states }) => ({
      id,
      name,
      states: Object.entries(states).map(([state, one]) => ({ id: state, name: one.name })),
    }))
}

/** As PostgreSQL writes an instant; a case without a term stands at infinity. */
const SORTED_AT = /^(?:infinity|\d{4}-\d{2}-\d{2}[ T][\d:.]{5,15}(?:Z|[+-]\d{2}(?::?\d{2})?))$/

function parseAfter(text: string): { readonly at: string; readonly id: string } | undefined {
  const [at = '', id = ''] = text.split('~')
  return isRecordId(id) && SORTED_AT.test(at) ? { at, id } : undefined
}
