/**
 * Every right that a route can ask for. Who holds which is decided in `access`; a right that is not
 * listed here cannot be asked for, and one that nobody holds opens nothing.
 */
export const RIGHTS = [
  'dossier.submit',
  'dossier.read-own-facility',
  'dossier.withdraw',
  'delivery.import-results',
  'book.read-own',
  'record.read',
  'patient.find',
  'follow-up.read',
  'department.read',
  'system.operate',
  'system.register-own',
  'app.allow-own',
  'audit.read',
  'audit.export',
  'case.read',
  'case.step',
  'privacy.request',
  'privacy.office',
  'privacy.extract',
  'account.self',
  'account.reset',
  'citizen.identify',
  'choice.make',
  'break-glass.open',
  'break-glass.review',
  'guardian.confirm',
  'guardian.review',
  'inspection.order',
  'inspection.read',
  'person.review',
  'registry.read',
  'registry.write-own-facility',
  'registry.write-own-practice',
  'registry.review',
  'registry.decide-licence',
  'registry.import',
] as const

export type Right = (typeof RIGHTS)[number]
