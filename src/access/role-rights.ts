import type { Role } from '#vocabulary/caller'
import type { Right } from '#vocabulary/rights'

/**
 * Which rights come with which role: the whole table, in one place. A right that stands nowhere here opens nothing.
 * An officer and an administrator hold no right to a person's record; a clerk reads the dossiers of the own facility only.
 * What an inspector, an analyst or an auditor may see is decided for each request by the policy, never by the role alone.
 */
const RIGHTS_OF_ROLE: Readonly<Record<Role, ReadonlySet<Right>>> = {
  citizen: new Set([
    'book.read-own',
    'app.allow-own',
    'choice.make',
    'case.read',
    'case.step',
    'privacy.request',
    'account.self',
  ]),
  doctor: new Set([
    'record.read',
    'app.allow-own',
    'patient.find',
    'follow-up.read',
    'break-glass.open',
    'account.self',
  ]),
  'facility-clerk': new Set([
    'dossier.submit',
    'dossier.read-own-facility',
    'dossier.withdraw',
    'delivery.import-results',
    'system.register-own',
    'guardian.confirm',
    'citizen.identify',
    'registry.read',
    'registry.write-own-facility',
    'registry.import',
    'case.read',
    'account.self',
  ]),
  'facility-administrator': new Set([
    'registry.read',
    'registry.write-own-facility',
    'registry.import',
    'account.reset',
    'citizen.identify',
    'system.register-own',
    'guardian.confirm',
    'break-glass.review',
    'case.read',
    'case.step',
    'account.self',
  ]),
  'department-officer': new Set([
    'department.read',
    'person.review',
    'registry.read',
    'registry.review',
    'registry.import',
    'case.read',
    'case.step',
    'account.self',
  ]),
  'department-head': new Set([
    'registry.read',
    'registry.review',
    'registry.decide-licence',
    'department.read',
    'person.review',
    'break-glass.review',
    'case.read',
    'case.step',
    'account.self',
  ]),
  'ministry-officer': new Set([
    'registry.read',
    'registry.review',
    'registry.decide-licence',
    'registry.import',
    'case.read',
    'case.step',
    'account.self',
  ]),
  'traditional-officer': new Set([
    'registry.read',
    'registry.review',
    'case.read',
    'case.step',
    'account.self',
  ]),
  practitioner: new Set([
    'registry.read',
    'registry.write-own-practice',
    'case.read',
    'case.step',
    'account.self',
  ]),
  inspector: new Set([
    'registry.read',
    'department.read',
    'break-glass.review',
    'case.read',
    'case.step',
    'account.self',
  ]),
  analyst: new Set(['case.read', 'case.step', 'privacy.extract', 'account.self']),
  auditor: new Set([
    'audit.read',
    'audit.export',
    'case.read',
    'case.step',
    'privacy.office',
    'account.self',
  ]),
  administrator: new Set([
    'system.operate',
    'person.review',
    'audit.read',
    'audit.export',
    'account.reset',
    'case.read',
    'case.step',
    'privacy.office',
    'account.self',
  ]),
}

export function rightsOf(role: Role): ReadonlySet<Right> {
  return RIGHTS_OF_ROLE[role]
}
