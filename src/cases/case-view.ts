import type { Bilingual } from '#vocabulary/bilingual'
import { type Case, type CaseStep, fieldsOf, OPENING } from './case.ts'
import type { FieldValues } from './check-fields.ts'
import type { CaseClock } from './clock.ts'
import type { CaseLine, CaseView, ClockView } from './contract.ts'
import type { CaseDefinition } from './definition.ts'

const OPENED: Bilingual = { vi: 'Mở yêu cầu', en: 'Opened' }

/** What a list or a page knows of a case beside its row. */
export type LineNames = {
  readonly clock: CaseClock | undefined
  readonly facility: string | undefined
  readonly practitioner: string | undefined
  readonly named: readonly string[]
  readonly isNew: boolean
  /** The steps that the reader may take in many cases at once. */
  readonly bulk: readonly string[]
}

/** One line of a list. */
export function caseToLine(definition: CaseDefinition, found: Case, names: LineNames): CaseLine {
  const { id, facility, province, practitioner, closedAt, openedAt, state, position } = found
  return {
    case: id,
    definition: definition.id,
    name: definition.name,
    state: stateToView(definition, state),
    openedAt: openedAt.toISOString(),
    isNew: names.isNew,
    position,
    traits: traitsToShown(definition, found.traits),
    bulk: [...names.bulk],
    ...(closedAt === undefined ? {} : { closedAt: closedAt.toISOString() }),
    ...(names.clock === undefined ? {} : { clock: clockToView(names.clock) }),
    ...(facility === undefined
      ? {}
      : { facility: { code: facility, name: names.facility ?? facility } }),
    ...(province === undefined ? {} : { province }),
    ...(names.named.length === 0 ? {} : { named: [...names.named] }),
    ...(practitioner === undefined
      ? {}
      : { practitioner: practitionerToShown(practitioner, names.practitioner) }),
  }
}

/** Digits of a practitioner's number that a list shows: enough to tell two of one name apart. */
const DIGITS_SHOWN = 4

function practitionerToShown(number: string, name: string | undefined) {
  const end = { number: `…${number.slice(-DIGITS_SHOWN)}` }
  return name === undefined ? end : { ...end, name }
}

function traitsToShown(definition: CaseDefinition, traits: Case['traits']): CaseLine['traits'] {
  return Object.entries(traits).map(([field, value]) => {
    const known = definition.traits[field]
    const choice = known?.choices?.find(({ code }) => code === value)
    const label = known?.label ?? { vi: field, en: field }
    return { field, value, label, ...(choice === undefined ? {} : { text: choice.label }) }
  })
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
  placeName: (place: string) => Bilingual | undefined,
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
      label: definition.fields[field]?.label ?? placeName(field) ?? { vi: field, en: field },
    })),
    erased: step.written === undefined,
  }))
}

/** By what a list tells a case apart from others of its kind: fields that its definition names, and who opened it. None for most kinds. */
export function nameOfCase(
  { namedBy }: Pick<CaseDefinition, 'namedBy'>,
  steps: readonly CaseStep[],
): string[] {
  const fields = fieldsOf(steps)
  const words = namedBy.flatMap((field) => fields[field] ?? [])
  const [opening] = steps
  return words.length === 0 || opening === undefined ? words : [...words, opening.by.name]
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
      const text = known?.kind === 'accept' ? ACCEPTED : choiceText(known, value)
      const label = known?.label ?? { vi: field, en: field }
      return { field, value, label, ...(text === undefined ? {} : { text }) }
    })
}

const ACCEPTED: Bilingual = { vi: 'Đã cam đoan', en: 'Declared' }

function choiceText(field: CaseDefinition['fields'][string] | undefined, value: string) {
  return field?.kind === 'choice'
    ? field.choices.find(({ code }) => code === value)?.label
    : undefined
}
