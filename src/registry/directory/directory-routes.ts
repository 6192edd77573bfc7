import { z } from 'zod'
import type { Bundle, CapabilityStatement, OperationOutcome, Resource } from '#fhir'
import { bytesContract } from '#foundation/contract'
import { type BytesAnswer, type Door, serveBytes } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { readProfileDefinitions } from '../profile-definition.ts'
import {
  COMMON_PARAMETERS,
  DIRECTORY_TYPES,
  type DirectoryParameters,
  type DirectoryType,
  faultOf,
} from './directory-parameters.ts'
import { type DirectoryNeeds, searchDirectory } from './search-directory.ts'

const Type = z.enum([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Endpoint',
])

const readMetadata = bytesContract({
  method: 'GET',
  path: '/directory/metadata',
  summary: 'FHIR: what the open directory can do (CapabilityStatement)',
  right: 'public',
  accepts: [],
  request: z.strictObject({}),
})

const search = bytesContract({
  method: 'GET',
  path: '/directory/:type',
  summary:
    'FHIR: the open directory of practitioners and facilities (IHE mCSD); public facts alone',
  right: 'public',
  accepts: [],
  request: z.looseObject({ type: Type }),
})

const read = bytesContract({
  method: 'GET',
  path: '/directory/:type/:id',
  summary: 'FHIR: one resource of the open directory',
  right: 'public',
  accepts: [],
  request: z.strictObject({ type: Type, id: z.string().max(64) }),
})

/** Binds the open directory. What cannot be answered is an OperationOutcome. */
export function directoryRoutes(door: Door, ground: Omit<DirectoryNeeds, 'definitions'>): void {
  const needs = { ...ground, definitions: readProfileDefinitions() }
  serveBytes(door, readMetadata, async () => accept(answer(200, capabilities(needs))))
  serveBytes(door, search, async (_caller, { query: { type, ...query } }) => {
    const fault = faultOf(type, query)
    if (fault !== undefined) return accept(answer(400, outcome('invalid', fault)))
    const asked: DirectoryParameters = Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, String(value)]),
    )
    const page = await searchDirectory(needs, type, asked)
    if (page === undefined)
      return accept(answer(400, outcome('invalid', '_after was not given by us')))
    return accept(answer(200, bundle(needs.origin, type, asked, page)))
  })
  serveBytes(door, read, async (_caller, { query: { type, id } }) => {
    const page = await searchDirectory(needs, type, { _id: id })
    const found = page?.resources[0]
    return accept(found ? answer(200, found) : answer(404, outcome('not-found', `${type}/${id}`)))
  })
}

function bundle(
  origin: string,
  type: DirectoryType,
  asked: DirectoryParameters,
  { resources, next }: { readonly resources: readonly Resource[]; readonly next?: string },
): Bundle {
  const address = (more: DirectoryParameters) =>
    `${origin}/directory/${type}?${new URLSearchParams({ ...asked, ...more }).toString()}`
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: [
      { relation: 'self', url: address({}) },
      ...(next === undefined ? [] : [{ relation: 'next', url: address({ _after: next }) }]),
    ],
    ...(resources.length === 0
      ? {}
      : {
          entry: resources.map((resource) => ({
            fullUrl: `${origin}/directory/${resource.resourceType}/${resource.id}`,
            resource,
            search: { mode: 'match' as const },
          })),
        }),
  }
}

function capabilities({ origin, now }: DirectoryNeeds): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: now().toISOString(),
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    implementation: { description: 'Mạch: open directory (IHE mCSD)', url: `${origin}/directory` },
    rest: [
      {
        mode: 'server',
        resource: Type.options.map((type) => ({
          type,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          searchParam: [...DIRECTORY_TYPES[type], ...COMMON_PARAMETERS].map((name) => ({
            name,
            type: TYPES_OF_PARAMETERS[name] ?? 'reference',
          })),
        })),
      },
    ],
  }
}

const TYPES_OF_PARAMETERS: Readonly<
  Record<string, 'string' | 'token' | 'date' | 'number' | 'special'>
> = {
  name: 'string',
  identifier: 'token',
  type: 'token',
  role: 'token',
  specialty: 'token',
  near: 'special',
  _id: 'token',
  _lastUpdated: 'date',
  _since: 'date',
  _count: 'number',
  _after: 'special',
}

function outcome(code: 'invalid' | 'not-found', diagnostics: string): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] }
}

function answer(status: number, resource: Resource): BytesAnswer {
  return {
    status,
    contentType: 'application/fhir+json; charset=utf-8',
    body: JSON.stringify(resource),
  }
}
