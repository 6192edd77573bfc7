import type { Facility } from '../facility.ts'
import { daysAfter, type LicencePeriod } from '../licence/licence.ts'
import { licenceLife } from '../licence/licence-life.ts'
import { countingFacts } from '../practice/believed-facts.ts'
import type { PracticeFacts, Spell } from '../practice/practice-facts.ts'
import {
  codesOf,
  type Profile,
  slotsOf,
  type Statement,
  statementsOf,
  type SubjectKind,
  textOf,
} from '../profile.ts'
import type { ProfileDefinitions } from '../profile-definition.ts'
import { standingOn } from '../profile-head.ts'
import {
  type DaySpan,
  keyOfCode,
  type Listing,
  type PublicPeriod,
  publicStatements,
} from './listing.ts'
import type { Position } from './spot.ts'
import { beginningsOf, filterTerm, spansOf, timeTerms, wordsOf } from './terms.ts'

/** Where a facility is, for those who work there. */
export type KnownPlace = {
  readonly province: string
  readonly commune?: string
  readonly position?: Position
}

/** What is known beside the file. */
export type ListingSurroundings = {
  readonly definitions: ProfileDefinitions
  readonly today: string
  readonly placeOf: (facility: string) => KnownPlace | undefined
  readonly nameOf: (list: 'province' | 'commune', code: string) => string | undefined
}

/** The days before the first that any file speaks of. */
const FIRST_DAY = '1900-01-01'

/**
 * What the public may find of a published file. `current` is the file as it was written last: decisions of authorities count at once, whatever
 * becomes of the draft around them.
 *
 * Source: Law 15/2023/QH15, art. 38 (publication of those registered), art. 34-35, 54-56 (suspended and revoked are not shown), art. 60.
 */
export function listingOf(
  around: ListingSurroundings,
  published: Profile,
  current: Profile,
  province: string,
): Listing {
  return published.kind === 'facility'
    ? facilityListing(around, published, current, province)
    : practitionerListing(around, published, current)
}

/** A facility that is in the list of facilities and has no file yet. */
export function plainListing(around: ListingSurroundings, facility: Facility): Listing {
  const { code, name, province, commune, address, from, to } = facility
  const days = { from, ...(to === undefined ? {} : { to }) }
  return {
    subject: keyOfCode(code),
    kind: 'facility',
    code,
    name,
    terms: [
      filterTerm('kind', 'facility'),
      ...beginningsOf(`${code} ${name}`),
      ...wordsOf(address),
      ...placeTerms(around, { province, commune }),
    ],
    listed: [{ from, ...(to === undefined ? {} : { until: daysAfter(to, 1) }) }],
    open: [],
    facts: {
      periods: [],
      statements: [
        { section: 'administrative', ...days, values: { name, facilityCode: code } },
        { section: 'address', ...days, values: { commune, text: address } },
      ],
    },
  }
}

function facilityListing(
  around: ListingSurroundings,
  published: Profile,
  current: Profile,
  province: string,
): Listing {
  const { today } = around
  const one = latest(published, 'administrative', today)
  const address = latest(published, 'address', today)
  const commune = textOf(address, 'commune')
  const position = positionOf(address)
  const code = textOf(one, 'facilityCode') ?? ''
  const name = textOf(one, 'name') ?? ''
  const open = spansOf(inForce(published, 'hours', today).flatMap((of) => slotsOf(of, 'slots')))
  const said = [
    textOf(address, 'text'),
    textOf(one, 'specialty'),
    ...statementsOf(published, 'operating-licence').map((of) => textOf(of, 'number')),
    ...inForce(published, 'department', today).map((of) => textOf(of, 'name')),
  ]
  return {
    subject: published.subject,
    kind: 'facility',
    code,
    name,
    terms: [
      filterTerm('kind', 'facility'),
      ...beginningsOf(`${code} ${name}`),
      ...wordsOf(said.join(' ')),
      ...coded('form', textOf(one, 'form')),
      ...coded('level', textOf(one, 'level')),
      ...placeTerms(around, { province, ...(commune === undefined ? {} : { commune }) }),
      ...timeTerms(open),
    ],
    listed: facilityDays(current),
    open,
    ...(position === undefined ? {} : { position }),
    facts: factsAround(around, 'facility', published, []),
  }
}

function practitionerListing(
  around: ListingSurroundings,
  published: Profile,
  current: Profile,
): Listing {
  const { today } = around
  const name = textOf(latest(published, 'identity', today), 'name') ?? ''
  const facts = countingFacts({ subject: published.subject, working: current, published })
  const { periods } = licenceLife(facts.licenceEvents)
  const works = inForce(published, 'registration', today)
  const main = works.find(({ values }) => values.main === true) ?? works.at(-1)
  const places = works.flatMap((one) => around.placeOf(textOf(one, 'facility') ?? '') ?? [])
  const home = textOf(main, 'facility')
  const position = around.placeOf(home ?? '')?.position
  const open = spansOf(works.flatMap((one) => slotsOf(one, 'slots')))
  const scopes = inForce(published, 'licence-scope', today)
  const numbers = statementsOf(published, 'licence').map((one) => textOf(one, 'number'))
  const alive = periods.filter(({ until }) => until === undefined || until.slice(0, 10) >= today)
  return {
    subject: published.subject,
    kind: 'practitioner',
    name,
    terms: [
      filterTerm('kind', 'practitioner'),
      ...beginningsOf(`${name} ${numbers.join(' ')}`),
      ...alive.flatMap(({ title }) => coded('title', title)),
      ...scopes.flatMap((one) => coded('scope', textOf(one, 'scope'))),
      ...works.flatMap((one) => [
        ...coded('facility', textOf(one, 'facility')),
        ...codesOf(one, 'scope').flatMap((scope) => coded('scope', scope)),
      ]),
      ...places.flatMap((place) => placeTerms(around, place)),
      ...timeTerms(open),
    ],
    listed: practitionerDays(periods, facts),
    open,
    ...(position === undefined ? {} : { position }),
    facts: {
      ...factsAround(around, 'practitioner', published, alive.map(publicPeriod)),
      ...(home === undefined ? {} : { main: home }),
    },
  }
}

/** The days on which the licence lets the person practise, but for those of a ban, until death. */
function practitionerDays(periods: readonly LicencePeriod[], facts: PracticeFacts): DaySpan[] {
  const good = periods.filter(({ state }) => state === 'valid' || state === 'suspended-partial')
  const spans = good.map(
    ({ from, until }): DaySpan => ({
      from: from.slice(0, 10),
      ...(until === undefined ? {} : { until: until.slice(0, 10) }),
    }),
  )
  const stops = [
    ...facts.bans,
    ...(facts.diedOn ? [{ statement: '', from: facts.diedOn.day }] : []),
  ]
  return stops.reduce<DaySpan[]>(without, spans)
}

function without(spans: readonly DaySpan[], { from = FIRST_DAY, to }: Spell): DaySpan[] {
  return spans.flatMap((span) => {
    const before = { ...span, until: earlier(span.until, from) }
    const after =
      to === undefined ? undefined : { ...span, from: later(span.from, daysAfter(to, 1)) }
    return [before, ...(after ? [after] : [])].filter(isSome)
  })
}

function isSome({ from, until }: DaySpan): boolean {
  return from === undefined || until === undefined || from < until
}

function earlier(one: string | undefined, other: string): string {
  return one !== undefined && one < other ? one : other
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other
}

/** The days on which the operating licence lets the facility act: between the days on which an event begins or ends. */
function facilityDays(current: Profile): DaySpan[] {
  const turns = statementsOf(current, 'operating-licence-event').flatMap(({ from, to }) => [
    ...(from === undefined ? [] : [from]),
    ...(to === undefined ? [] : [daysAfter(to, 1)]),
  ])
  const days = [FIRST_DAY, ...turns].toSorted()
  return days.flatMap((from, index): DaySpan[] => {
    const until = days[index + 1]
    if (until === from || standingOn(current, from) !== 'open') return []
    return [{ from, ...(until === undefined ? {} : { until }) }]
  })
}

function publicPeriod(period: LicencePeriod): PublicPeriod {
  const { statement: _statement, reissueFrom: _from, suspendedUntil: _until, ...told } = period
  return told
}

function factsAround(
  { definitions, today }: ListingSurroundings,
  kind: SubjectKind,
  { statements }: Profile,
  periods: readonly PublicPeriod[],
) {
  return { periods, statements: publicStatements(definitions[kind], statements, today) }
}

function placeTerms(around: ListingSurroundings, { province, commune }: KnownPlace): string[] {
  const name = [
    around.nameOf('province', province),
    commune === undefined ? undefined : around.nameOf('commune', commune),
  ]
  return [
    filterTerm('province', province),
    ...coded('commune', commune),
    ...wordsOf(name.filter((one) => one !== undefined).join(' ')),
  ]
}

function coded(filter: Parameters<typeof filterTerm>[0], code: string | undefined): string[] {
  return code === undefined || code === '' ? [] : [filterTerm(filter, code)]
}

function positionOf(address: Statement | undefined): Position | undefined {
  const { latitude, longitude } = address?.values ?? {}
  return typeof latitude === 'number' && typeof longitude === 'number'
    ? { latitude, longitude }
    : undefined
}

/** What holds today or will; so that a registration that begins tomorrow is found today. */
function inForce(profile: Profile, section: string, today: string): Statement[] {
  return statementsOf(profile, section).filter(({ to }) => to === undefined || to >= today)
}

function latest(profile: Profile, section: string, today: string): Statement | undefined {
  return statementsOf(profile, section, today)[0] ?? statementsOf(profile, section).at(-1)
}
