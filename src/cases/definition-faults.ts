import type { CaseDefinition, Condition, Party, Step } from './definition.ts'

type Drawn = Omit<CaseDefinition, 'steps'> & { readonly steps: readonly Step[] }

/**
 * What makes a definition unusable: a name that nothing carries, a state without a way in or out, a taker who may not
 * read, a step that waits for one which cannot come before it.
 */
export function faultsOf(definition: Drawn): string[] {
  return [
    ...namesOf(definition),
    ...waysOf(definition),
    ...blindTakersOf(definition),
    ...conditionsOf(definition),
    ...waitsOf(definition),
  ]
}

function namesOf({ first, open, readers, states, fields, steps, clocks, attachments }: Drawn) {
  const stepIds = new Set(steps.map(({ id }) => id))
  const named = [
    first,
    ...steps.flatMap(({ from, to }) => [...from, to]),
    ...clocks.flatMap(({ startsIn, endsIn, pausesIn }) => [...startsIn, ...endsIn, ...pausesIn]),
    ...readers.flatMap(({ once }) => once ?? []),
  ]
  const used = [
    ...[...open.fields, ...steps.flatMap((step) => step.fields)].map(({ field }) => field),
    ...clocks.flatMap(({ countsFrom }) => countsFrom ?? []),
    ...Object.values(fields).flatMap((field) =>
      field.kind === 'day' ? (field.notBefore ?? []) : [],
    ),
  ]
  const calls = [
    ...clocks.flatMap(({ extension, escalates }) => [extension?.step, escalates]),
    ...steps.flatMap(({ after, apart }) => [...after.map(({ step }) => step), ...apart]),
  ]
  const files = steps.flatMap((step) => step.attachments.map(({ attachment }) => attachment))
  return [
    ...named.filter((state) => !(state in states)).map((state) => `no state ${state}`),
    ...used.filter((field) => !(field in fields)).map((field) => `no field ${field}`),
    ...files.filter((file) => !(file in attachments)).map((file) => `no attachment ${file}`),
    ...calls.filter((id) => id !== undefined && !stepIds.has(id)).map((id) => `no step ${id}`),
    ...(stepIds.size === steps.length ? [] : ['two steps of one name']),
  ]
}

function waysOf({ first, states, steps }: Drawn): string[] {
  return Object.entries(states).flatMap(([id, { kind }]) => {
    const leaves = steps.some(({ from }) => from.includes(id))
    const reached = id === first || steps.some(({ to }) => to === id)
    return [
      ...(leaves === (kind !== 'closed') ? [] : [`state ${id} has a wrong way out`]),
      ...(reached ? [] : [`state ${id} has no way in`]),
    ]
  })
}

function blindTakersOf({ open, readers, steps }: Drawn): string[] {
  return [...open.by, ...steps.flatMap((step) => step.by)]
    .filter(({ relation }) => relation !== 'system')
    .filter((taker) => !taker.roles.every((role) => canRead(readers, taker, role)))
    .map(({ roles, relation }) => `${roles.join('/')} as ${relation} may act but not read`)
}

/** A reader of some traits only covers takers of these traits only. */
function canRead(readers: readonly Party[], taker: Party, role: Party['roles'][number]): boolean {
  return readers.some(
    (reader) =>
      reader.relation === taker.relation &&
      reader.roles.includes(role) &&
      Object.entries(reader.traits ?? {}).every(
        ([trait, value]) => taker.traits?.[trait] === value,
      ),
  )
}

function conditionsOf({ open, readers, steps, traits, fields }: Drawn): string[] {
  const uses = [
    ...open.fields,
    ...steps.flatMap((step) => [step, ...step.fields, ...step.attachments, ...step.after]),
  ]
  const parties = [
    ...open.by,
    ...readers,
    ...steps.flatMap(({ by, againBy }) => [...by, ...againBy]),
  ]
  const named = parties.flatMap((party) => Object.keys(party.traits ?? {}))
  return [
    ...named.filter((trait) => !(trait in traits)).map((trait) => `no trait ${trait}`),
    ...uses.flatMap(({ when }) => when ?? []).flatMap((one) => faultOf(one, traits, fields)),
  ]
}

/** A condition names a trait or a field that there is, and values that it can have. */
function faultOf(
  { trait, field, is, isNot }: Condition,
  traits: Drawn['traits'],
  fields: Drawn['fields'],
): string[] {
  const kind = field === undefined ? undefined : fields[field]
  if (trait === undefined ? kind === undefined : !(trait in traits))
    return [`a condition on ${trait ?? field}, which there is not`]
  const choices = trait === undefined ? choicesOf(kind) : traits[trait]?.choices
  const codes = choices?.map(({ code }) => code)
  return [...(is ?? []), ...(isNot ?? [])]
    .filter((value) => codes !== undefined && !codes.includes(value))
    .map((value) => `a condition on ${trait ?? field} asks for ${value}, which it never is`)
}

function choicesOf(field: Drawn['fields'][string] | undefined) {
  return field?.kind === 'choice' ? field.choices : undefined
}

/** What a step waits for keeps the case within the states from which the step is taken. */
function waitsOf({ steps }: Drawn): string[] {
  return steps.flatMap((step) =>
    step.after
      .map(({ step: id }) => steps.find((one) => one.id === id))
      .filter((one) => one !== undefined && !step.from.includes(one.to))
      .map((one) => `${step.id} waits for ${one?.id}, which leads elsewhere`),
  )
}
