import { type Ground, holds } from './conditions.ts'
import { isChooser } from './check-fields.ts'
import type { AttachmentForm, FieldCondition, FieldForm, StepForm } from './contract.ts'
import type { CaseDefinition, Condition, Field, Step } from './definition.ts'
import { stateToView } from './case-view.ts'

type Conditions = readonly Condition[] | undefined

const NO_GROUND: Ground = { traits: {}, fields: {} }

/** A step as its button and its form; what its conditions on traits exclude is not in it. */
export function stepToForm(
  definition: CaseDefinition,
  step: Step,
  role: string,
  ground: Ground,
): StepForm {
  const { id, name, about, tone, to, fields, returns, bulk } = step
  return {
    id,
    name,
    tone,
    returns,
    bulk,
    to: stateToView(definition, to).name,
    fields: fieldsToForm(definition, fields, ground, role),
    attachments: attachmentsToForm(definition, step, ground),
    ...(about === undefined ? {} : { about }),
  }
}

/** The fields that a step or an opening asks for; of choices those that somebody of a role may make, or all. */
export function fieldsToForm(
  definition: Pick<CaseDefinition, 'fields'>,
  uses: Step['fields'],
  ground: Ground = NO_GROUND,
  role?: string,
): FieldForm[] {
  const asked = new Set(uses.map(({ field }) => field))
  return uses.flatMap(({ field, required, keeps, when }) => {
    const known = definition.fields[field]
    if (known === undefined || !isPossible(when, asked, ground)) return []
    const now = keeps === true ? ground.fields[field] : undefined
    return [
      {
        field,
        required,
        kind: known.kind,
        label: known.label,
        ...openConditions(when, asked),
        ...(now === undefined ? {} : { value: now }),
        ...(known.hint === undefined ? {} : { hint: known.hint }),
        ...('min' in known ? { min: known.min, max: known.max } : {}),
        ...(known.kind === 'choice' ? { choices: choicesOf(known, role) } : {}),
      },
    ]
  })
}

function choicesOf({ choices }: Field & { readonly kind: 'choice' }, role: string | undefined) {
  return choices
    .filter((one) => role === undefined || isChooser(one, role))
    .map(({ code, label }) => ({ code, label }))
}

function attachmentsToForm(
  definition: CaseDefinition,
  { fields, attachments }: Step,
  ground: Ground,
): AttachmentForm[] {
  const asked = new Set(fields.map(({ field }) => field))
  return attachments.flatMap(({ attachment, required, when }) => {
    const known = definition.attachments[attachment]
    if (known === undefined || !isPossible(when, asked, ground)) return []
    const { label, hint, accepts, bytesMax, countMax } = known
    const form = { attachment, required, label, accepts, bytesMax, countMax }
    return [{ ...form, ...openConditions(when, asked), ...(hint === undefined ? {} : { hint }) }]
  })
}

/** Whether the conditions that the form itself cannot change hold: on traits, and on fields that it does not ask for. */
function isPossible(when: Conditions, asked: ReadonlySet<string>, ground: Ground): boolean {
  return holds(
    when?.filter(({ field }) => field === undefined || !asked.has(field)),
    ground,
  )
}

/** The conditions that the form can change while it is filled in. */
function openConditions(
  when: Conditions,
  asked: ReadonlySet<string>,
): { readonly when?: FieldCondition[] } {
  const open = (when ?? []).flatMap(({ field, is, isNot }) =>
    field !== undefined && asked.has(field)
      ? [{ field, ...(is === undefined ? {} : { is }), ...(isNot === undefined ? {} : { isNot }) }]
      : [],
  )
  return open.length === 0 ? {} : { when: open }
}
