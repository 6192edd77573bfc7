import type { Bilingual } from '#vocabulary/bilingual'
import type { Problem } from '#vocabulary/outcome'
import type { Completeness } from './completeness.ts'
import { standingOn } from './profile-head.ts'
import { type Profile, type Statement, statementsOf, textOf } from './profile.ts'
import { licenceKey } from './licence/licence-number.ts'

/** Somebody on the staff list, as far as the guards ask. */
export type StaffMember = { readonly personalId?: string; readonly licence: string }

/**
 * What keeps a facility's file from being submitted: anything required that is missing, and the guards: an operating licence in force, a head, a
 * person responsible for professional work who is registered here, a head for every department. Each at its place: `department.head`.
 *
 * Source: KH 1642/KH-BYT 2025; Law 15/2023/QH15, art. 49.
 */
export function submissionFaults(
  profile: Profile,
  { missing }: Completeness,
  staff: readonly StaffMember[],
  today: string,
): Problem[] {
  return [
    ...missingFaults(missing),
    ...licenceFaults(profile, today),
    ...responsibleFaults(profile, staff, today),
    ...departmentFaults(profile, today),
  ]
}

/** Everything required that is missing, each with what it is called. */
export function missingFaults(missing: Completeness['missing']): Problem[] {
  return missing.map(({ section, field, label }) =>
    fault(
      'registry.required-missing',
      field === undefined ? section : `${section}.${field}`,
      label,
    ),
  )
}

function licenceFaults(profile: Profile, today: string): Problem[] {
  const standing = standingOn(profile, today)
  if (standing !== 'open')
    return [{ ...fault('registry.facility-suspended', 'operating-licence'), kind: 'conflict' }]
  const licences = statementsOf(profile, 'operating-licence')
  const holds = licences.some((one) => {
    const [issued = '9999', until = '9999'] = [textOf(one, 'issuedOn'), textOf(one, 'validTo')]
    return issued <= today && today <= until
  })
  return licences.length === 0 || holds
    ? []
    : [fault('registry.no-licence-in-force', 'operating-licence.validTo')]
}

function responsibleFaults(
  profile: Profile,
  staff: readonly StaffMember[],
  today: string,
): Problem[] {
  const persons = statementsOf(profile, 'responsible-person', today)
  const withCharge = (charge: string) => persons.find((one) => textOf(one, 'charge') === charge)
  const responsible = withCharge('professional')
  return [
    ...(withCharge('head') ? [] : [fault('registry.head-missing', 'responsible-person.charge')]),
    ...(responsible ? [] : [fault('registry.responsible-missing', 'responsible-person.charge')]),
    ...(responsible && !isOnStaff(responsible, staff)
      ? [fault('registry.responsible-not-registered', 'responsible-person.licence')]
      : []),
  ]
}

function isOnStaff(person: Statement, staff: readonly StaffMember[]): boolean {
  const number = textOf(person, 'personalId')
  const licence = licenceKey(textOf(person, 'licence') ?? '')
  return staff.some(
    (one) =>
      (number !== undefined && one.personalId === number) ||
      (licence !== '' && licenceKey(one.licence) === licence),
  )
}

function departmentFaults(profile: Profile, today: string): Problem[] {
  return statementsOf(profile, 'department', today)
    .filter((one) => textOf(one, 'head') === undefined)
    .map((one) => {
      const name = textOf(one, 'name') ?? textOf(one, 'code') ?? ''
      return fault('registry.department-without-head', 'department.head', { vi: name, en: name })
    })
}

function fault(code: string, at: string, detail?: Bilingual): Problem {
  return { kind: 'incorrect', code, at, ...(detail === undefined ? {} : { detail }) }
}
