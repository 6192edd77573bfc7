import { refuse, type Problem } from '#vocabulary/outcome'
import type { FieldValue, Statement } from './profile.ts'
import type { FieldDefinition, ProfileDefinition } from './profile-definition.ts'

/** Whether a code stands in a list of `#terminology` on a day; undefined when no edition of it is in force, and nothing can be said. */
export type KnowsCode = (list: string, code: string, day: string) => boolean | undefined

export type JudgeNeeds = {
  readonly definition: ProfileDefinition
  /** The day of writing, `yyyy-mm-dd` in Vietnam. */
  readonly today: string
  readonly knowsCode: KnowsCode
}

/** The first day and the last that anything may have: what lies outside is a slip of the hand. */
const DAY_FIRST = '1850-01-01'
const DAY_LAST = '2200-12-31'

const REAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/

/** What is wrong with the values of one statement: each at its field, below `at`. */
export function judgeValues(needs: JudgeNeeds, statement: Statement, at: string): Problem[] {
  const section = needs.definition.sections[statement.section]
  if (section === undefined) return [problem('registry.section-unknown', `${at}.section`)]
  return Object.entries(statement.values).flatMap(([name, value]) => {
    const field = section.fields[name]
    const place = `${at}.values.${name}`
    if (field === undefined) return [problem('registry.field-unknown', place)]
    const code = faultOf(needs, field, value, statement.from ?? needs.today)
    return code === undefined ? [] : [problem(code, place)]
  })
}

/** Whether text is a real day within the limits, `yyyy-mm-dd`. */
export function isDay(text: string): boolean {
  const real = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  return (
    real && new Date(text).toISOString().startsWith(text) && text >= DAY_FIRST && text <= DAY_LAST
  )
}

export function problem(code: string, at: string): Problem {
  return refuse('incorrect', code, at).problems[0]
}

/** What is wrong with one value, as a problem code; undefined when nothing is. `day` is the one on which codes must be in force. */
export function faultOf(
  needs: JudgeNeeds,
  field: FieldDefinition,
  value: FieldValue,
  day: string,
): string | undefined {
  switch (field.type) {
    case 'text':
      return textFault(field, value)
    case 'code':
      return typeof value === 'string'
        ? codeFault(needs, field.list, value, day)
        : 'registry.not-a-code'
    case 'codes':
      return codesFault(needs, field, value, day)
    case 'day':
      if (typeof value !== 'string' || !isDay(value)) return 'registry.not-a-day'
      return field.past && value > needs.today ? 'registry.day-in-future' : undefined
    case 'number':
      return numberFault(field, value)
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : 'registry.not-yes-or-no'
    case 'slots':
      return slotsFault(field.max, value)
  }
}

function textFault(
  field: FieldDefinition & { type: 'text' },
  value: FieldValue,
): string | undefined {
  if (typeof value !== 'string') return 'registry.not-text'
  if (value.length > field.maxLength) return 'registry.too-long'
  const fits = field.pattern === undefined || new RegExp(field.pattern, 'u').test(value)
  return fits ? undefined : 'registry.wrong-form'
}

function numberFault(
  { min, max, whole }: FieldDefinition & { type: 'number' },
  value: FieldValue,
): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'registry.not-a-number'
  if (whole && !Number.isInteger(value)) return 'registry.not-whole'
  return value < min || value > max ? 'registry.out-of-range' : undefined
}

function codesFault(
  needs: JudgeNeeds,
  field: FieldDefinition & { type: 'codes' },
  value: FieldValue,
  day: string,
): string | undefined {
  if (!Array.isArray(value)) return 'registry.not-a-code'
  if (value.length > field.max) return 'registry.too-many-values'
  for (const one of value) {
    const fault =
      typeof one === 'string' ? codeFault(needs, field.list, one, day) : 'registry.not-a-code'
    if (fault !== undefined) return fault
  }
  return undefined
}

function codeFault(
  { definition, knowsCode }: JudgeNeeds,
  list: string,
  code: string,
  day: string,
): string | undefined {
  const known = definition.lists[list]
  if (known?.terminology !== undefined)
    return knowsCode(known.terminology, code, day) === false ? 'registry.code-unknown' : undefined
  const found = known?.codes.find((one) => one.code === code)
  if (found === undefined) return 'registry.code-unknown'
  const inForce = (found.from ?? day) <= day && day <= (found.to ?? day)
  return inForce ? undefined : 'registry.code-not-in-force'
}

function slotsFault(max: number, value: FieldValue): string | undefined {
  if (!Array.isArray(value)) return 'registry.not-hours'
  if (value.length > max) return 'registry.too-many-values'
  return value.every(isRealSlot) ? undefined : 'registry.not-hours'
}

function isRealSlot(slot: unknown): boolean {
  if (typeof slot !== 'object' || slot === null) return false
  const { days, from, to } = slot as { days?: unknown; from?: unknown; to?: unknown }
  return (
    Array.isArray(days) &&
    days.length > 0 &&
    days.length <= 7 &&
    new Set(days).size === days.length &&
    days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    REAL_TIME.test(from) &&
    REAL_TIME.test(to) &&
    from !== '24:00' &&
    from !== to
  )
}
