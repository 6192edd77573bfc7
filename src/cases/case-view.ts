import type { z } from 'zod'
import type { Bilingual } from '#vocabulary/bilingual'
import { type Case, type CaseStep, fieldsOf, OPENING } from './case.ts'
import type { FieldValues } from './check-fields.ts'
import type { CaseClock } from './clock.ts'
import type { CaseLine, CaseView, ClockView, FieldForm, StepForm } from './contract.ts'
import type { CaseDefinition, Step } from './definition.ts'

const OPENED: Bilingual = { vi: 'Mở yêu cầu', en: 'Opened' }

/** One line of a list. */
export function caseToLine(
  definition: CaseDefinition,
  found: Case,
  clock: CaseClock | undefined,
  facilityName: string | undefined,
  isNew: boolean,
): CaseLine {
  const { id, facility, province, closedAt, openedAt, state } = found
  return {
    case: id,
    definition: definition.id,
    name: definition.name,
    state: stateToView(definition, state),
    openedAt: openedAt.toISOString(),
    isNew,
    ...(closedAt === undefined ? {} : { closedAt: closedAt.toISOString() }),
    ...(clock === undefined ? {} : { clock: clockToView(clock) }),
    ...(facility === undefined
      ? {}
      : { facility: { code: facility, name: facilityName ?? facility } }),
    ...(province === undefined ? {} : { province }),
  }
}

export function stateToView(definition: CaseDefinition, id: string): CaseView['state'] {
  const state = definition.states[id]
  return state === undefined
    ? { id, name: { vi: id, en: id }, kind: 'open', tone: 'plain' }
    : { id, ...state }
}

export function clockToView(clock: CaseClock): ClockView {
  const { id, name, startedAt, due, state, running, source, uncertain } = clock
  return {
    id,
    name,
    startedAt: startedAt.toISOString(),
    state,
    running,
    source,
    ...(due === undefined ? {} : { due: due.toISOString() }),
    ...(uncertain === undefined ? {} : { uncertain }),
  }
}

/** What was done, in order, as a reader sees it. */
export function stepsToTimeline(
  definition: CaseDefinition,
  steps: readonly CaseStep[],
  reader: string,
  facilityName: (code: string) => string,
): CaseView['timeline'] {
  return steps.map((step) => ({
    position: step.position,
    name:
      step.step === OPENING
        ? OPENED
        : (definition.steps.find(({ id }) => id === step.step)?.name ?? OPENED),
    state: stateToView(definition, step.to),
    at: step.at.toISOString(),
    by: {
      name: step.by.name,
      role: step.by.role,
      own: step.by.account === reader,
      ...(step.by.facility === undefined ? {} : { facility: facilityName(step.by.facility) }),
    },
    fields: valuesToShown(definition, step.written?.fields ?? {}),
    defects: (step.written?.defects ?? []).map(({ field, reason }) => ({
      field,
      reason,
      label: definition.fields[field]?.label ?? { vi: field, en: field },
    })),
    erased: step.written === undefined,
  }))
}

/** What stands in each field of the case now. */
export function fieldsToShown(
  definition: CaseDefinition,
  steps: readonly CaseStep[],
): CaseView['fields'] {
  return valuesToShown(definition, fieldsOf(steps))
}

function valuesToShown(definition: CaseDefinition, values: FieldValues): CaseView['fields'] {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => {
      const known = definition.fields[field]
      const choice =
        known?.kind === 'choice' ? known.choices.find(({ code }) => code === value) : undefined
      return {
        field,
        value,
        label: known?.label ?? { vi: field, en: field },
        ...(choice === undefined ? {} : { text: choice.label }),
      }
    })
}

/** A step as its button and its form. */
export function stepToForm(definition: CaseDefinition, step: Step): StepForm {
  const { id, name, about, tone, to, fields, returns } = step
  return {
    id,
    name,
    tone,
    returns,
    to: stateToView(definition, to).name,
    fields: fieldsToForm(definition, fields),
    ...(about === undefined ? {} : { about }),
  }
}

/** The fields that a step or an opening asks for. */
export function fieldsToForm(
  definition: CaseDefinition,
  uses: Step['fields'],
): z.infer<typeof FieldForm>[] {
  return uses.flatMap(({ field, required }) => {
    const known = definition.fields[field]
    if (known === undefined) return []
    return [
      {
        field,
        required,
        kind: known.kind,
        label: known.label,
        ...(known.hint === undefined ? {} : { hint: known.hint }),
        ...('min' in known ? { min: known.min, max: known.max } : {}),
        ...(known.kind === 'choice' ? { choices: known.choices } : {}),
      },
    ]
  })
}
