import {
  codeSystem,
  type CodeableConcept,
  type HealthcareService,
  identifierSystem,
  type Location,
  type Organization,
  type Practitioner,
  type PractitionerRole,
} from '#fhir'
import { codesOf, type Slot, slotsOf, type Statement, textOf } from '../profile.ts'
import type { PublicStatement } from '../look-up/listing.ts'
import type { Found } from '../look-up/found-store.ts'
import { periodOn } from '../look-up/public-view.ts'

/** What is known beside a listing. */
export type DirectoryGround = {
  readonly today: string
  /** The listings of the facilities that are named, by their codes. */
  readonly facilities: ReadonlyMap<string, Found>
  readonly labelOf: (kind: 'facility' | 'practitioner', list: string, code: string) => string
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A practitioner; who is no longer listed has nothing but the key and `active: false`. */
export function practitionerOf(ground: DirectoryGround, found: Found): Practitioner {
  const about = { resourceType: 'Practitioner' as const, id: found.subject, meta: metaOf(found) }
  const period = periodOn(found, ground.today)
  if (!found.isListed || !period) return { ...about, active: false }
  const { number, documentType, title, from, expiresOn } = period
  const identifier = [{ system: identifierSystem('practice-licence'), value: number }]
  return {
    ...about,
    active: true,
    identifier,
    name: [{ text: found.name }],
    qualification: [
      {
        identifier,
        code: {
          ...coded(ground, 'practitioner', 'title', title === undefined ? [] : [title])[0],
          text: `${documentType} ${number}`,
        },
        period: {
          start: from.slice(0, 10),
          ...(expiresOn === undefined ? {} : { end: expiresOn }),
        },
      },
    ],
  }
}

/** The registrations of a practitioner that are in force, or will be: one role for each. Of who is no longer listed, keys and `active: false`. */
export function rolesOf(ground: DirectoryGround, found: Found): PractitionerRole[] {
  const practitioner = { reference: `Practitioner/${found.subject}` }
  if (!found.isListed)
    return statements(ground, found, 'registration').map((one) => ({
      resourceType: 'PractitionerRole',
      id: roleKey(found, one),
      meta: metaOf(found),
      active: false,
      practitioner,
    }))
  const scopes = statements(ground, found, 'licence-scope').flatMap(
    (one) => textOf(one, 'scope') ?? [],
  )
  const title = periodOn(found, ground.today)?.title
  return statements(ground, found, 'registration').flatMap((one) => {
    const code = textOf(one, 'facility')
    if (code === undefined) return []
    const facility = ground.facilities.get(code)
    const specialty = [...new Set([...scopes, ...codesOf(one, 'scope')])]
    const hours = availableTime(slotsOf(one, 'slots'))
    return {
      resourceType: 'PractitionerRole',
      id: roleKey(found, one),
      meta: metaOf(found),
      active: one.from === undefined || one.from <= ground.today,
      ...periodOf(one),
      practitioner: { ...practitioner, display: found.name },
      organization: facility
        ? { reference: `Organization/${facility.subject}`, display: facility.name }
        : { identifier: { system: identifierSystem('facility'), value: code } },
      ...(facility ? { location: [{ reference: `Location/${facility.subject}` }] } : {}),
      ...some('code', coded(ground, 'practitioner', 'title', title === undefined ? [] : [title])),
      ...some('specialty', coded(ground, 'practitioner', 'scope', specialty)),
      ...some('availableTime', hours),
    }
  })
}

/** Follows from what does not change: another registration that begins or ends leaves it alone. */
function roleKey({ subject }: Found, one: Statement): string {
  return `${subject}-${textOf(one, 'facility') ?? ''}-${(one.from ?? '').replaceAll('-', '')}`
}

export function organizationOf(ground: DirectoryGround, found: Found): Organization {
  const about = { resourceType: 'Organization' as const, id: found.subject, meta: metaOf(found) }
  const named = { name: found.name, identifier: identifiersOf(ground, found) }
  if (!found.isListed) return { ...about, ...named, active: false }
  const one = statements(ground, found, 'administrative')[0]
  const form = textOf(one, 'form')
  return {
    ...about,
    ...named,
    active: true,
    ...some('type', coded(ground, 'facility', 'form', form === undefined ? [] : [form])),
    ...some('telecom', telecomOf(one)),
    ...some('address', addressesOf(ground, found)),
  }
}

export function locationOf(ground: DirectoryGround, found: Found): Location {
  const [address] = addressesOf(ground, found)
  const { position } = found.facts
  const hours = statements(ground, found, 'hours').flatMap((one) => slotsOf(one, 'slots'))
  return {
    resourceType: 'Location',
    id: found.subject,
    meta: metaOf(found),
    status: found.isListed ? 'active' : 'inactive',
    identifier: identifiersOf(ground, found),
    name: found.name,
    mode: 'instance',
    managingOrganization: { reference: `Organization/${found.subject}` },
    ...(address ? { address } : {}),
    ...(position ? { position: { ...position } } : {}),
    ...some(
      'hoursOfOperation',
      availableTime(hours).map(({ daysOfWeek, availableStartTime, availableEndTime }) => ({
        daysOfWeek,
        openingTime: availableStartTime,
        closingTime: availableEndTime,
      })),
    ),
  }
}

/** What a facility is licensed to do, where and when. */
export function serviceOf(ground: DirectoryGround, found: Found): HealthcareService {
  const scope = statements(ground, found, 'operating-licence').flatMap(
    (one) => textOf(one, 'scope') ?? [],
  )
  const hours = statements(ground, found, 'hours').flatMap((one) => slotsOf(one, 'slots'))
  return {
    resourceType: 'HealthcareService',
    id: found.subject,
    meta: metaOf(found),
    active: found.isListed,
    identifier: identifiersOf(ground, found),
    name: found.name,
    providedBy: { reference: `Organization/${found.subject}` },
    location: [{ reference: `Location/${found.subject}` }],
    ...some(
      'specialty',
      scope.map((text) => ({ text })),
    ),
    ...some('availableTime', availableTime(hours)),
  }
}

function identifiersOf(ground: DirectoryGround, found: Found) {
  const gln = textOf(statements(ground, found, 'administrative')[0], 'gln')
  return [
    { system: identifierSystem('facility'), value: found.code ?? '' },
    ...(gln === undefined ? [] : [{ system: identifierSystem('gln'), value: gln }]),
  ]
}

function addressesOf(ground: DirectoryGround, found: Found) {
  const text = textOf(statements(ground, found, 'address')[0], 'text')
  return text === undefined || text === '' ? [] : [{ text, country: 'VN' }]
}

function telecomOf(one: Statement | undefined) {
  const [phone, website] = [textOf(one, 'phone'), textOf(one, 'website')]
  return [
    ...(phone === undefined ? [] : [{ system: 'phone' as const, value: phone }]),
    ...(website === undefined ? [] : [{ system: 'url' as const, value: website }]),
  ]
}

/** FHIR has no hours over midnight: they end with the day and go on in the next. */
function availableTime(slots: readonly Slot[]) {
  return slots.flatMap(({ days, from, to }) => {
    if (to > from) return [timeOf(days, from, to)]
    const next = days.map((day) => (day % 7) + 1)
    return [timeOf(days, from, '24:00'), ...(to === '00:00' ? [] : [timeOf(next, '00:00', to)])]
  })
}

function timeOf(days: readonly number[], from: string, to: string) {
  return {
    daysOfWeek: days.flatMap((day) => DAYS[day - 1] ?? []),
    availableStartTime: `${from}:00`,
    availableEndTime: to === '24:00' ? '23:59:59' : `${to}:00`,
  }
}

function coded(
  { labelOf }: DirectoryGround,
  kind: 'facility' | 'practitioner',
  list: string,
  codes: readonly string[],
): CodeableConcept[] {
  return codes.map((code) => ({
    coding: [{ system: codeSystem(`${kind}-${list}`), code, display: labelOf(kind, list, code) }],
  }))
}

function periodOf({ from, to }: Statement) {
  if (from === undefined && to === undefined) return {}
  return {
    period: {
      ...(from === undefined ? {} : { start: from }),
      ...(to === undefined ? {} : { end: to }),
    },
  }
}

function metaOf({ changedAt }: Found) {
  return { lastUpdated: changedAt.toISOString() }
}

/** A list with nothing in it is no list in FHIR. */
function some<Name extends string, Item>(name: Name, items: Item[]): { [Key in Name]?: Item[] } {
  const told: { [Key in Name]?: Item[] } = {}
  if (items.length > 0) told[name] = items
  return told
}

/** What is in force or will be. */
function statements({ today }: DirectoryGround, { facts }: Found, section: string): Statement[] {
  return facts.statements
    .filter((one) => one.section === section && (one.to === undefined || one.to >= today))
    .map((one: PublicStatement) => ({ ...one, id: '', provenance: {} }))
}
