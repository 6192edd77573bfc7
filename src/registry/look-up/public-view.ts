import { codesOf, type Slot, slotsOf, textOf, type Statement } from '../profile.ts'
import type { ProfileDefinitions } from '../profile-definition.ts'
import type { PublicPeriod, PublicStatement } from './listing.ts'
import type { Found } from './found-store.ts'
import type { PublicCard, PublicDetail, PublicLicence } from './look-up-contract.ts'
import type { PublicHit } from './search-listing.ts'

/** What is known beside a listing: the words of codes and the facilities that it names. */
export type ViewSurroundings = {
  readonly definitions: ProfileDefinitions
  readonly today: string
  /** Facilities that the listings name, by their codes. */
  readonly facilities: ReadonlyMap<string, Found>
}

type Label = { code: string; vi: string; en: string }

/** A hit as a line of the list. */
export function cardView(around: ViewSurroundings, hit: PublicHit): PublicCard {
  const { subject, kind, name, code, kilometres } = hit
  const one = first(around, hit, 'administrative')
  const period = periodOn(hit, around.today)
  return {
    subject,
    kind,
    name,
    ...(code === undefined ? {} : { code }),
    ...labelled(around, 'facility', 'form', 'form', textOf(one, 'form')),
    ...labelled(around, 'facility', 'level', 'level', textOf(one, 'level')),
    ...(period ? { licence: licenceView(around, period) } : {}),
    scopes: scopesOf(around, hit),
    places: kind === 'facility' ? [ownPlace(around, hit)] : placesOfWork(around, hit),
    ...(kilometres === undefined ? {} : { kilometres }),
  }
}

/** The same with everything that the law lets the public know. */
export function detailView(around: ViewSurroundings, found: Found): PublicDetail {
  const one = first(around, found, 'administrative')
  const address = first(around, found, 'address')
  const { latitude, longitude } = address?.values ?? {}
  return {
    ...cardView(around, found),
    ...(address
      ? {
          address: {
            ...texts(address, ['text']),
            ...(typeof latitude === 'number' ? { latitude } : {}),
            ...(typeof longitude === 'number' ? { longitude } : {}),
          },
        }
      : {}),
    ...texts(one, ['phone', 'website']),
    languages: all(around, found, 'language').flatMap((of) => textOf(of, 'language') ?? []),
    operatingLicences: all(around, found, 'operating-licence').map((of) => ({
      number: textOf(of, 'number') ?? '',
      ...texts(of, ['issuer', 'issuedOn', 'scope']),
    })),
    departments: all(around, found, 'department').flatMap((of) => textOf(of, 'name') ?? []),
    responsible: all(around, found, 'responsible-person').map((of) => ({
      charge: labelOf(around, 'facility', 'charge', textOf(of, 'charge') ?? ''),
      name: textOf(of, 'name') ?? '',
      ...texts(of, ['licence']),
    })),
    techniques: all(around, found, 'techniques').map(named),
    prices: all(around, found, 'prices').flatMap((of) => {
      const { price } = of.values
      return typeof price === 'number' ? [{ ...named(of), price }] : []
    }),
    changedAt: found.changedAt.toISOString(),
  }
}

/** The codes of the facilities that a listing names. */
export function facilitiesNamed({ facts }: Found): string[] {
  return facts.statements.flatMap((one) =>
    one.section === 'registration' ? (textOf(asStatement(one), 'facility') ?? []) : [],
  )
}

/** How the licence stands on a day; undefined when it does not let the person practise, or for a facility. */
export function periodOn({ facts }: Found, day: string): PublicPeriod | undefined {
  const at = `${day}T23:59`
  return facts.periods.find(({ from, until }) => from <= at && (until === undefined || at < until))
}

function licenceView(around: ViewSurroundings, period: PublicPeriod): PublicLicence {
  const { number, documentType, title, from, expiresOn, state, scopesAffected = [], until } = period
  const isLimited = state === 'suspended-partial'
  return {
    number,
    documentType,
    ...labelled(around, 'practitioner', 'title', 'title', title),
    from: from.slice(0, 10),
    ...(expiresOn === undefined ? {} : { expiresOn }),
    state: isLimited ? state : 'valid',
    without: isLimited
      ? scopesAffected.map((code) => labelOf(around, 'practitioner', 'scope', code))
      : [],
    ...(isLimited && until !== undefined ? { until: until.slice(0, 10) } : {}),
  }
}

function scopesOf(around: ViewSurroundings, found: Found): Label[] {
  if (found.kind === 'facility')
    return all(around, found, 'operating-licence').flatMap((one) => {
      const text = textOf(one, 'scope')
      return text === undefined ? [] : [{ code: '', vi: text, en: text }]
    })
  const codes = all(around, found, 'licence-scope').flatMap((one) => textOf(one, 'scope') ?? [])
  const working = all(around, found, 'registration').flatMap((one) => codesOf(one, 'scope'))
  return [...new Set([...codes, ...working])].map((code) =>
    labelOf(around, 'practitioner', 'scope', code),
  )
}

function ownPlace(around: ViewSurroundings, found: Found) {
  const hours = all(around, found, 'hours').flatMap((one) => slotsOf(one, 'slots'))
  const address = textOf(first(around, found, 'address'), 'text')
  const { code: facility = '', name } = found
  return { facility, name, hours: hours.map(slotView), ...(address ? { address } : {}) }
}

function placesOfWork(around: ViewSurroundings, found: Found) {
  return all(around, found, 'registration').flatMap((one) => {
    const code = textOf(one, 'facility')
    if (code === undefined) return []
    const facility = around.facilities.get(code)
    const address = facility && textOf(first(around, facility, 'address'), 'text')
    return [
      {
        facility: code,
        hours: slotsOf(one, 'slots').map(slotView),
        ...(facility ? { name: facility.name } : {}),
        ...(address === undefined ? {} : { address }),
      },
    ]
  })
}

function slotView({ days, from, to }: Slot) {
  return { days: [...days], from, to }
}

function named(one: Statement) {
  return { code: textOf(one, 'code') ?? '', name: textOf(one, 'name') ?? '' }
}

function texts<Field extends string>(
  one: Statement | undefined,
  fields: readonly Field[],
): { [Name in Field]?: string } {
  const told: { [Name in Field]?: string } = {}
  for (const field of fields) {
    const text = textOf(one, field)
    if (text !== undefined) told[field] = text
  }
  return told
}

function labelled<Name extends string>(
  around: ViewSurroundings,
  kind: 'facility' | 'practitioner',
  list: string,
  name: Name,
  code: string | undefined,
): { [Key in Name]?: Label } {
  const told: { [Key in Name]?: Label } = {}
  if (code !== undefined) told[name] = labelOf(around, kind, list, code)
  return told
}

function labelOf(
  { definitions }: ViewSurroundings,
  kind: 'facility' | 'practitioner',
  list: string,
  code: string,
): Label {
  const known = definitions[kind].lists[list]?.codes.find((one) => one.code === code)
  return { code, vi: known?.label.vi ?? code, en: known?.label.en ?? code }
}

function first(around: ViewSurroundings, found: Found, section: string): Statement | undefined {
  return all(around, found, section)[0]
}

/** What holds today; before anything does, what will. */
function all({ today }: ViewSurroundings, { facts }: Found, section: string): Statement[] {
  const of = facts.statements.filter(
    (one) => one.section === section && (one.to === undefined || one.to >= today),
  )
  const now = of.filter(({ from }) => from === undefined || from <= today)
  return (now.length > 0 ? now : of).map(asStatement)
}

/** What is public has neither key nor provenance. */
function asStatement(one: PublicStatement): Statement {
  return { ...one, id: '', provenance: {} }
}
