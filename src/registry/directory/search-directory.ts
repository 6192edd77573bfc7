import type { Endpoint, Resource } from '#fhir'
import type { Database } from '#foundation/database'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { findListed, type Found, listChanged } from '../look-up/found-store.ts'
import { facilitiesNamed } from '../look-up/public-view.ts'
import { searchListing } from '../look-up/search-listing.ts'
import { filterTerm } from '../look-up/terms.ts'
import type { ProfileDefinitions } from '../profile-definition.ts'
import {
  codeOf,
  type DirectoryParameters,
  type DirectoryType,
  keyOf,
  nearOf,
  sinceOf,
} from './directory-parameters.ts'
import {
  type DirectoryGround,
  locationOf,
  organizationOf,
  practitionerOf,
  rolesOf,
  serviceOf,
} from './directory-resources.ts'

export type DirectoryNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly definitions: ProfileDefinitions
  readonly origin: string
}

export type DirectoryPage = { readonly resources: readonly Resource[]; readonly next?: string }

/** Subjects of one page. A practitioner may have several roles, which stay together. */
const COUNT = 50
const COUNT_MAX = 200

/**
 * One page of a type of the directory. Asked for changes since an instant, it answers in the order of the changes and names those too who are no longer
 * listed, with `active: false` alone. Undefined for the place of a page that we did not give. The parameters must have been judged by `faultOf`.
 *
 * Source: IHE ITI mCSD (ITI-90, ITI-91).
 */
export async function searchDirectory(
  needs: DirectoryNeeds,
  type: DirectoryType,
  asked: DirectoryParameters,
): Promise<DirectoryPage | undefined> {
  if (type === 'Endpoint') return { resources: isOther(asked) ? [] : [ourEndpoint(needs.origin)] }
  const page = await subjectsOf(needs, type, asked)
  if (page === undefined) return undefined
  const ground = await groundOf(needs, page.found)
  const resources = page.found.flatMap((one) => resourcesOf(ground, type, one))
  const fitting = resources.filter((one) => fits(one, asked))
  return { resources: fitting, ...(page.next === undefined ? {} : { next: page.next }) }
}

type Page = { readonly found: readonly Found[]; readonly next?: string | undefined }

async function subjectsOf(
  needs: DirectoryNeeds,
  type: DirectoryType,
  asked: DirectoryParameters,
): Promise<Page | undefined> {
  const day = vietnamDay(needs.now())
  const kind = type === 'Practitioner' || type === 'PractitionerRole' ? 'practitioner' : 'facility'
  const limit = Math.min(Number(asked['_count'] ?? COUNT), COUNT_MAX)
  const names = [
    asked['_id'],
    asked['practitioner'],
    ...(kind === 'facility' ? [asked['organization'], asked['location']] : []),
  ]
  const named = names.filter((one) => one !== undefined)
  if (named.length > 0) {
    const keys = named.map((one) => keyIn(one))
    const [first] = keys
    if (first === undefined || keys.some((key) => key !== first)) return { found: [] }
    const found = await findListed(needs.database, { subjects: [first], day })
    return { found: found.filter((one) => one.kind === kind) }
  }
  const facility = await facilityAsked(needs, kind, asked, day)
  if (facility === NOWHERE) return { found: [] }
  const since = sinceOf(asked)
  if (since) {
    const terms = [
      filterTerm('kind', kind),
      ...(facility ? [filterTerm('facility', facility)] : []),
    ]
    return listChanged(needs.database, { since, kind, terms, day, limit, after: asked['_after'] })
  }
  const near = asked['near'] === undefined ? undefined : nearOf(asked['near'])
  const page = await searchListing(needs, {
    kind,
    limit,
    facility,
    words: [asked['name'], asked['identifier'] && codeOf(asked['identifier'])]
      .filter(Boolean)
      .join(' '),
    title: asked['role'] && codeOf(asked['role']),
    scope: asked['specialty'] && codeOf(asked['specialty']),
    form: asked['type'] && codeOf(asked['type']),
    after: asked['_after'],
    near: near?.position,
    withinKm: near?.withinKm,
  })
  return page.ok ? { found: page.value.hits, next: page.value.next } : undefined
}

/** A role has the key of its practitioner, the code of its place, and the day on which it began. */
function keyIn(written: string): string | undefined {
  const key = written
    .replace(/^[A-Z][A-Za-z]+\//, '')
    .replace(/^([0-9a-f-]{36})-[\dA-Za-z-]{1,27}$/, '$1')
  return keyOf(key, '')
}

const NOWHERE = Symbol('a facility that nobody knows')

/** The code of the organisation or location at which roles are sought. */
async function facilityAsked(
  { database }: DirectoryNeeds,
  kind: string,
  { organization, location }: DirectoryParameters,
  day: string,
): Promise<string | undefined | typeof NOWHERE> {
  if (kind !== 'practitioner' || (organization ?? location) === undefined) return undefined
  const keys = [keyOf(organization, 'Organization'), keyOf(location, 'Location')].filter(
    (key) => key !== undefined,
  )
  const found = await findListed(database, { subjects: keys, day })
  return found.length === 1 ? (found[0]?.code ?? NOWHERE) : NOWHERE
}

async function groundOf(needs: DirectoryNeeds, found: readonly Found[]): Promise<DirectoryGround> {
  const today = vietnamDay(needs.now())
  const codes = [...new Set(found.flatMap(facilitiesNamed))]
  const facilities = await findListed(needs.database, { codes, day: today })
  return {
    today,
    facilities: new Map(facilities.map((one) => [one.code ?? '', one])),
    labelOf: (kind, list, code) =>
      needs.definitions[kind].lists[list]?.codes.find((one) => one.code === code)?.label.vi ?? code,
  }
}

function resourcesOf(ground: DirectoryGround, type: DirectoryType, one: Found): Resource[] {
  if (type === 'Practitioner') return [practitionerOf(ground, one)]
  if (type === 'PractitionerRole') return rolesOf(ground, one)
  if (type === 'Organization') return [organizationOf(ground, one)]
  if (type === 'Location') return [locationOf(ground, one)]
  return [serviceOf(ground, one)]
}

/** An identifier is compared whole, a role by its own key and place. */
function fits(resource: Resource, asked: DirectoryParameters): boolean {
  const { identifier, _id: id, organization } = asked
  if (id !== undefined && resource.id !== id) return false
  if (resource.resourceType === 'PractitionerRole') {
    const key = keyOf(organization, 'Organization')
    return key === undefined || resource.organization?.reference === `Organization/${key}`
  }
  if (identifier === undefined || !('identifier' in resource)) return true
  const numbers = Array.isArray(resource.identifier) ? resource.identifier : []
  return numbers.some(({ value }) => value === codeOf(identifier))
}

const ENDPOINT = 'mach-directory'

function isOther({ _id: id }: DirectoryParameters): boolean {
  return id !== undefined && id !== ENDPOINT
}

/** Where this directory answers; facilities have published no addresses of their own yet. */
function ourEndpoint(origin: string): Endpoint {
  return {
    resourceType: 'Endpoint',
    id: ENDPOINT,
    status: 'active',
    name: 'Mạch',
    connectionType: {
      system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type',
      code: 'hl7-fhir-rest',
    },
    payloadType: [{ text: 'IHE mCSD' }],
    address: `${origin}/directory`,
  }
}
