import { accept, type Outcome, refuse } from '#vocabulary/outcome'

/**
 * The scopes of SMART App Launch 2.2, clinical scope syntax:
 * `patient/Observation.rs?category=laboratory`, `user/*.cruds`, `system/Patient.r`.
 */
export type ClinicalScope = {
  readonly level: 'patient' | 'user' | 'system'
  /** A resource type of FHIR R4, or `*` for every one. */
  readonly type: string
  readonly interactions: ReadonlySet<Interaction>
  /** Search parameters that a resource must meet, each by one of its values. */
  readonly conditions: readonly { readonly name: string; readonly values: readonly string[] }[]
}

/** Create, read, update, delete, search: the letters of SMART, in their only order. */
export const INTERACTIONS = ['c', 'r', 'u', 'd', 's'] as const
export type Interaction = (typeof INTERACTIONS)[number]

/** What is asked beside clinical scopes: identity, launch context and staying power. */
export const CONTEXT_SCOPES = [
  'openid',
  'fhirUser',
  'offline_access',
  'launch',
  'launch/patient',
] as const
export type ContextScope = (typeof CONTEXT_SCOPES)[number]

export type SmartScope =
  | { readonly kind: 'clinical'; readonly scope: ClinicalScope }
  | { readonly kind: 'context'; readonly scope: ContextScope }

/** One scope is no longer than 300 characters, one request asks for 50 at most: what a person can still be shown. */
const SCOPE_CHARACTERS_MAX = 300
const SCOPES_MAX = 50

const FORM = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]{1,60})\.([cruds]{1,5})(?:\?(.+))?$/
const ORDERED = /^c?r?u?d?s?$/

/** Search parameters that a scope may narrow by: those whose answer the record can tell of itself. */
const CONDITION_NAMES = new Set(['category', 'code', 'clinical-status', 'status', 'type'])

/**
 * Reads one scope. Version 1 of SMART (`.read`, `.write`, `.*`) is not spoken.
 * Refuses `access.scope-malformed`, naming the scope: unknown words, letters out of order, conditions that are not known.
 */
export function parseSmartScope(text: string): Outcome<SmartScope> {
  const context = CONTEXT_SCOPES.find((one) => one === text)
  if (context !== undefined) return accept({ kind: 'context', scope: context })
  const malformed = refuse('incorrect', 'access.scope-malformed', text.slice(0, 100))
  if (text.length > SCOPE_CHARACTERS_MAX) return malformed
  const [, level, type, letters, query] = FORM.exec(text) ?? []
  if (!isLevel(level) || type === undefined || letters === undefined || !ORDERED.test(letters))
    return malformed
  const conditions = query === undefined ? [] : readConditions(query)
  if (conditions === undefined) return malformed
  const interactions = new Set(INTERACTIONS.filter((one) => letters.includes(one)))
  return accept({ kind: 'clinical', scope: { level, type, interactions, conditions } })
}

/** Reads a list parted by single spaces. Refuses `access.scope-malformed`, and `access.scopes-too-many` beyond 50. */
export function parseSmartScopes(texts: readonly string[]): Outcome<readonly SmartScope[]> {
  if (texts.length > SCOPES_MAX) return refuse('incorrect', 'access.scopes-too-many')
  const read: SmartScope[] = []
  for (const text of texts) {
    const one = parseSmartScope(text)
    if (!one.ok) return one
    read.push(one.value)
  }
  return accept(read)
}

/** The one way in which a scope is written; reading it again gives the same scope. */
export function writeClinicalScope({
  level,
  type,
  interactions,
  conditions,
}: ClinicalScope): string {
  const letters = INTERACTIONS.filter((one) => interactions.has(one))
  const query = conditions
    .map(({ name, values }) => `${name}=${values.map(encodeValue).join(',')}`)
    .join('&')
  return `${level}/${type}.${letters.join('')}${query === '' ? '' : `?${query}`}`
}

function isLevel(text: string | undefined): text is ClinicalScope['level'] {
  return text === 'patient' || text === 'user' || text === 'system'
}

function readConditions(query: string): ClinicalScope['conditions'] | undefined {
  const read: { name: string; values: string[] }[] = []
  for (const part of query.split('&')) {
    const at = part.indexOf('=')
    const name = part.slice(0, at)
    const values = part
      .slice(at + 1)
      .split(',')
      .map(decodeValue)
    if (at < 1 || !CONDITION_NAMES.has(name) || read.some((one) => one.name === name))
      return undefined
    const known = values.filter((value) => value !== undefined && value !== '')
    if (known.length !== values.length || new Set(known).size !== known.length) return undefined
    read.push({ name, values: known.filter((value) => value !== undefined) })
  }
  return read
}

/** `%2C` and its like; undefined when it is no UTF-8. */
function decodeValue(text: string): string | undefined {
  if (!/^(?:[^%]|%[0-9A-Fa-f]{2})*$/.test(text)) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** A scope stands in a list parted by spaces, within quotes: only what RFC 6749 allows there stays as it is. */
function encodeValue(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%7C', '|')
}
