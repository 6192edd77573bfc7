import type { Problem } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Ground, holds } from './conditions.ts'
import type { CaseDefinition, Field, Step } from './definition.ts'

export type FieldValues = Readonly<Record<string, string>>

/** One thing that is wrong, at the field where it is wrong. */
export type Defect = { readonly field: string; readonly reason: string }

/**
 * Everything that is wrong with what a step was given, all at once, each at its field. A field whose condition does not
 * hold is not asked for.
 *
 * Gives `cases.field-unknown`, `cases.field-missing`, `cases.field-too-short`, `cases.field-too-long`,
 * `cases.field-no-choice`, `cases.field-no-day`, `cases.field-no-moment`, `cases.field-in-future`, `cases.field-no-count`,
 * `cases.field-not-accepted`, `cases.field-before`, `cases.choice-not-yours`.
 *
 * @param ground the case with the given fields over those that stand there
 * @param role of whoever writes: some choices are for some alone
 */
export function checkFields(
  definition: Pick<CaseDefinition, 'fields'>,
  uses: Step['fields'],
  given: FieldValues,
  now: Date,
  ground: Ground,
  role: string,
): Problem[] {
  const asked = uses.filter(({ when }) => holds(when, ground))
  const allowed = new Set(asked.map(({ field }) => field))
  const unknown = Object.keys(given).filter((field) => !allowed.has(field))
  return [
    ...unknown.map((field) => problem('cases.field-unknown', field)),
    ...asked.flatMap(({ field, required }) => {
      const value = given[field]?.trim() ?? ''
      if (value === '') return required ? [problem('cases.field-missing', field)] : []
      const kind = definition.fields[field]
      const code =
        kind === undefined ? 'cases.field-unknown' : faultOf(kind, value, now, ground, role)
      return code === undefined ? [] : [problem(code, field)]
    }),
  ]
}

/**
 * What is wrong with the list of defects of a return: none named, or one at a field that the case does not have and a
 * place that its definition does not know either.
 */
export function checkDefects(
  definition: Pick<CaseDefinition, 'fields'>,
  step: Pick<Step, 'returns'>,
  defects: readonly Defect[],
  isPlace: (at: string) => boolean,
): Problem[] {
  if (!step.returns) return defects.length === 0 ? [] : [problem('cases.no-return', 'defects')]
  if (defects.length === 0) return [problem('cases.no-defect', 'defects')]
  return defects
    .filter(({ field }) => !(field in definition.fields) && !isPlace(field))
    .map(({ field }) => problem('cases.field-unknown', field))
}

function problem(code: string, at: string): Problem {
  return { kind: 'incorrect', code, at }
}

function faultOf(
  field: Field,
  value: string,
  now: Date,
  ground: Ground,
  role: string,
): string | undefined {
  switch (field.kind) {
    case 'text':
      if (value.length < field.min) return 'cases.field-too-short'
      return value.length > field.max ? 'cases.field-too-long' : undefined
    case 'choice':
      return choiceFault(field, value, role)
    case 'day':
      if (!isDay(value)) return 'cases.field-no-day'
      if (field.notBefore !== undefined && value < (ground.fields[field.notBefore] ?? ''))
        return 'cases.field-before'
      return field.past && value > vietnamDay(now) ? 'cases.field-in-future' : undefined
    case 'moment':
      if (!isMoment(value)) return 'cases.field-no-moment'
      return field.past && new Date(`${value}:00+07:00`) > now ? 'cases.field-in-future' : undefined
    case 'count':
      return isCount(value, field.min, field.max) ? undefined : 'cases.field-no-count'
    case 'accept':
      return value === 'yes' ? undefined : 'cases.field-not-accepted'
  }
}

function choiceFault(
  { choices }: Field & { readonly kind: 'choice' },
  value: string,
  role: string,
): string | undefined {
  const chosen = choices.find(({ code }) => code === value)
  if (chosen === undefined) return 'cases.field-no-choice'
  return isChooser(chosen, role) ? undefined : 'cases.choice-not-yours'
}

/** Whether somebody of a role may choose it. */
export function isChooser(choice: { readonly by?: readonly string[] | undefined }, role: string) {
  return choice.by?.includes(role) ?? true
}

function isDay(text: string): boolean {
  const read = new Date(`${text}T00:00:00Z`)
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(read.getTime())
  return isReal && read.toISOString().slice(0, 10) === text
}

/** Day and minute in Vietnam's time: `2026-11-21T08:30`. */
function isMoment(text: string): boolean {
  const [day = '', minute = ''] = text.split('T')
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(minute) && isDay(day)
}

function isCount(text: string, min: number, max: number): boolean {
  return /^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max
}
