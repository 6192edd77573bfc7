import { type ClinicalScope, type Interaction, parseSmartScope } from './smart-scope.ts'

/** What a decision must know of one resource, or of what a view shows. */
export type ResourceFacts = {
  readonly type: string
  /** Whether it belongs to the person in whose context the app runs. */
  readonly ofContextPerson: boolean
  /** Values by search parameter: `{ category: ['laboratory'] }`; a token also as `system|code`. */
  readonly values?: Readonly<Record<string, readonly string[]>>
}

/**
 * Whether scopes allow one interaction with one resource: one scope must allow it whole.
 * `patient/` reaches the person in context only; `user/` and `system/` reach what the user or the facility may reach anyway,
 * which is decided elsewhere. A condition that the resource says nothing of is not met. Default: no. Scopes that cannot be read
 * allow nothing. Source: SMART App Launch 2.2, scopes for requesting FHIR resources.
 */
export function scopeAllows(
  scopes: readonly string[],
  interaction: Interaction,
  facts: ResourceFacts,
): boolean {
  return scopes.some((text) => {
    const parsed = parseSmartScope(text)
    return (
      parsed.ok &&
      parsed.value.kind === 'clinical' &&
      allows(parsed.value.scope, interaction, facts)
    )
  })
}

function allows(scope: ClinicalScope, interaction: Interaction, facts: ResourceFacts): boolean {
  if (scope.level === 'patient' && !facts.ofContextPerson) return false
  if (scope.type !== '*' && scope.type !== facts.type) return false
  if (!scope.interactions.has(interaction)) return false
  return scope.conditions.every(({ name, values }) => meets(facts.values?.[name] ?? [], values))
}

/** `laboratory` is met by `http://…|laboratory`; `system|code` only by itself. */
function meets(present: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((want) =>
    present.some((value) => value === want || (!want.includes('|') && value.endsWith(`|${want}`))),
  )
}

/** Whether each scope asked stands within one of those allowed: for what a client was registered for, and what a person ticked. */
export function isWithin(asked: string, allowed: readonly string[]): boolean {
  if (allowed.includes(asked)) return true
  const parsed = parseSmartScope(asked)
  if (!parsed.ok || parsed.value.kind !== 'clinical') return false
  const { scope } = parsed.value
  return allowed.some((text) => {
    const wider = parseSmartScope(text)
    return wider.ok && wider.value.kind === 'clinical' && covers(wider.value.scope, scope)
  })
}

function covers(wider: ClinicalScope, narrower: ClinicalScope): boolean {
  return (
    wider.level === narrower.level &&
    (wider.type === '*' || wider.type === narrower.type) &&
    [...narrower.interactions].every((one) => wider.interactions.has(one)) &&
    wider.conditions.every(({ name, values }) =>
      narrower.conditions.some(
        (one) => one.name === name && one.values.every((value) => values.includes(value)),
      ),
    )
  )
}
