import { z } from 'zod'
import type { CapabilityStatement, OperationOutcome, Resource } from '#fhir'
import { bytesContract } from '#foundation/contract'
import { type BytesAnswer, type Door, serveBytes } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { readProfileDefinitions } from '../profile-definition.ts'
import { historyBundle, searchBundle } from './directory-bundles.ts'
import {
  COMMON_PARAMETERS,
  DIRECTORY_TYPES,
  type DirectoryParameters,
  type DirectoryType,
  faultOf,
  faultOfHistory,
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

const history = bytesContract({
  method: 'GET',
  path: '/directory/:type/_history',
  summary: 'FHIR: what changed in the open directory since an instant (IHE mCSD, ITI-91)',
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
    return accept(await page(needs, type, fault, asTexts(query), searchBundle))
  })
  serveBytes(door, history, async (_caller, { query: { type, ...query } }) => {
    const asked = { _since: FIRST_DAY, ...asTexts(query) }
    const fault = faultOfHistory(query) ?? faultOf(type, asked)
    return accept(await page(needs, type, fault, asked, historyBundle))
  })
  serveBytes(door, read, async (_caller, { query: { type, id } }) => {
    const page = await searchDirectory(needs, type, { _id: id })
    const found = page?.resources[0]
    return accept(found ? answer(200, found) : answer(404, outcome('not-found', `${type}/${id}`)))
  })
}

/** Before anything that was ever listed. */
const FIRST_DAY = '1900-01-01'

async function page(
  needs: DirectoryNeeds,
  type: DirectoryType,
  fault: string | undefined,
  asked: DirectoryParameters,
  bundle: typeof searchBundle,
): Promise<BytesAnswer> {
  if (fault !== undefined) return answer(400, outcome('invalid', fault))
  const found = await searchDirectory(needs, type, asked)
  if (found === undefined) return answer(400, outcome('invalid', '_after was not given by us'))
  return answer(200, bundle(needs.origin, type, asked, found))
}

function asTexts(query: Readonly<Record<string, unknown>>): DirectoryParameters {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))
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
          interaction: [{ code: 'read' }, { code: 'search-type' }, { code: 'history-type' }],
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
