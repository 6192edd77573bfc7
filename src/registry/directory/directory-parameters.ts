/** Types of the directory, by IHE mCSD, with the parameters by which each is searched. */
export const DIRECTORY_TYPES = {
  Practitioner: ['name', 'identifier'],
  PractitionerRole: ['practitioner', 'organization', 'location', 'role', 'specialty'],
  Organization: ['name', 'identifier', 'type'],
  Location: ['name', 'identifier', 'organization', 'near'],
  HealthcareService: ['name', 'identifier', 'organization', 'location'],
  Endpoint: [],
} as const
export type DirectoryType = keyof typeof DIRECTORY_TYPES

/** Parameters of every type. `_since` is the same as `_lastUpdated=ge…`; `_after` is the place of a next page. */
export const COMMON_PARAMETERS = ['_id', '_lastUpdated', '_since', '_count', '_after'] as const

export type DirectoryParameters = Readonly<Record<string, string>>

/** What cannot be asked, in one sentence; undefined when all can. A parameter that is not known is an error: to pass over it would answer another question. */
export function faultOf(
  type: DirectoryType,
  query: Readonly<Record<string, unknown>>,
): string | undefined {
  const known: readonly string[] = [...DIRECTORY_TYPES[type], ...COMMON_PARAMETERS]
  for (const [name, value] of Object.entries(query)) {
    if (!known.includes(name)) return `unknown parameter ${name.slice(0, 60)}`
    if (typeof value !== 'string' || value === '' || value.length > 200)
      return `one value for ${name}`
  }
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  if (query['_count'] !== undefined && !/^[1-9]\d{0,2}$/.test(text('_count')))
    return '_count is 1 to 999'
  if (sinceText(query) !== undefined && sinceOf(query) === undefined)
    return '_lastUpdated is ge and an instant'
  if (query['near'] !== undefined && nearOf(text('near')) === undefined)
    return 'near is latitude|longitude|distance|km'
  return undefined
}

/** What cannot be asked of a history, in one sentence: it narrows by nothing but time. */
export function faultOfHistory(query: Readonly<Record<string, unknown>>): string | undefined {
  const wrong = Object.keys(query).find((name) => !['_since', '_count', '_after'].includes(name))
  return wrong === undefined ? undefined : `unknown parameter ${wrong.slice(0, 60)}`
}

/** The instant from which on changes are asked for. */
export function sinceOf(query: Readonly<Record<string, unknown>>): Date | undefined {
  const written = sinceText(query)
  if (
    written === undefined ||
    !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/.test(written)
  )
    return undefined
  const at = new Date(written)
  return Number.isNaN(at.getTime()) ? undefined : at
}

function sinceText({ _since: since, _lastUpdated: updated }: Readonly<Record<string, unknown>>) {
  if (typeof since === 'string') return since
  // Anything but `ge` would ask for what is older, and is refused as malformed.
  return typeof updated === 'string'
    ? updated.startsWith('ge')
      ? updated.slice(2)
      : ''
    : undefined
}

/** Reads `15.12|108.8|10|km`. */
export function nearOf(written: string) {
  const [, latitude, longitude, withinKm = '50'] =
    /^(-?\d{1,2}(?:\.\d+)?)\|(-?\d{1,3}(?:\.\d+)?)(?:\|(\d{1,3}(?:\.\d+)?)\|km)?$/.exec(written) ??
    []
  if (latitude === undefined || longitude === undefined) return undefined
  const position = { latitude: Number(latitude), longitude: Number(longitude) }
  const isOnEarth = Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180
  return isOnEarth ? { position, withinKm: Number(withinKm) } : undefined
}

/** The key of a reference of one of these types, or a bare key; undefined for anything else. */
export function keyOf(written: string | undefined, type: string): string | undefined {
  const key = written?.startsWith(`${type}/`) ? written.slice(type.length + 1) : written
  return key !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)
    ? key
    : undefined
}

/** The code of a token, with or without its system. */
export function codeOf(token: string): string {
  return token.slice(token.lastIndexOf('|') + 1)
}
