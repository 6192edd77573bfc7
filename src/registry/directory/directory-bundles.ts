import type { Bundle, Resource } from '#fhir'
import type { DirectoryParameters, DirectoryType } from './directory-parameters.ts'

type Page = { readonly resources: readonly Resource[]; readonly next?: string }

/** A page of a search; `next` leads on. */
export function searchBundle(
  origin: string,
  type: DirectoryType,
  asked: DirectoryParameters,
  { resources, next }: Page,
): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: links(`${origin}/directory/${type}`, asked, next),
    ...entries(
      resources.map((resource) => ({
        fullUrl: fullUrl(origin, resource),
        resource,
        search: { mode: 'match' as const },
      })),
    ),
  }
}

/** A page of what changed, in the order of the changes. Who is no longer listed comes as inactive: nothing here is deleted. Source: IHE ITI-91. */
export function historyBundle(
  origin: string,
  type: DirectoryType,
  asked: DirectoryParameters,
  { resources, next }: Page,
): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'history',
    link: links(`${origin}/directory/${type}/_history`, asked, next),
    ...entries(
      resources.map((resource) => ({
        fullUrl: fullUrl(origin, resource),
        resource,
        request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
        response: {
          status: '200',
          ...(resource.meta?.lastUpdated === undefined
            ? {}
            : { lastModified: resource.meta.lastUpdated }),
        },
      })),
    ),
  }
}

function fullUrl(origin: string, { resourceType, id }: Resource): string {
  return `${origin}/directory/${resourceType}/${id}`
}

function links(address: string, asked: DirectoryParameters, next: string | undefined) {
  const at = (more: DirectoryParameters) =>
    `${address}?${new URLSearchParams({ ...asked, ...more }).toString()}`
  return [
    { relation: 'self', url: at({}) },
    ...(next === undefined ? [] : [{ relation: 'next', url: at({ _after: next }) }]),
  ]
}

/** A list with nothing in it is no list in FHIR. */
function entries<Entry>(entry: Entry[]): { entry?: Entry[] } {
  return entry.length === 0 ? {} : { entry }
}
