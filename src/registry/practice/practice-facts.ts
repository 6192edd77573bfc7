import type { LicenceEvent, LicenceEventKind } from '../licence/licence.ts'
import { dayBegins } from '../licence/licence.ts'
import { licenceKey } from '../licence/licence-number.ts'
import { codesOf, type Profile, type Slot, slotsOf, type Statement, textOf } from '../profile.ts'
import { DOCUMENT_TYPES, LICENCE_EVENT_KINDS } from './practice-rules.ts'

/** Days from one to another, `yyyy-mm-dd`, both included; absent: open. */
export type Spell = {
  readonly statement: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export type Registration = Spell & {
  readonly facility: string
  /** `regular`, or one that the law lets stand beside it: support, consultation, emergency, technique-transfer. */
  readonly kind: string
  readonly department?: string
  /** None: the hours are not known. */
  readonly slots: readonly Slot[]
}

/** Work given in writing outside the licence's scope or the registered place. */
export type Assignment = Spell & {
  readonly facility: string
  readonly technique: string
  readonly paper: string
}

export type Traineeship = Spell & {
  readonly facility: string
  /** Key of the supervisor's licence number. */
  readonly supervisor: string
}

export type HeldScope = Spell & { readonly licence: string; readonly scope: string }

/** Credit hours of one activity; `key` names it, so that it counts once. */
export type EducationHours = {
  readonly statement: string
  readonly key: string
  readonly hours: number
  readonly endedOn: string
}

/** What the law asks of one practitioner's file to tell whether the person may practise. */
export type PracticeFacts = {
  readonly subject: string
  readonly licenceEvents: readonly LicenceEvent[]
  /** Keys of every licence number that the person ever held. */
  readonly licences: readonly string[]
  readonly scopes: readonly HeldScope[]
  readonly registrations: readonly Registration[]
  readonly assignments: readonly Assignment[]
  readonly traineeships: readonly Traineeship[]
  /** Sanctions that take the right to practise away for a while. */
  readonly bans: readonly Spell[]
  readonly education: readonly EducationHours[]
  readonly diedOn?: { readonly statement: string; readonly day: string }
}

/** Reads them out of a practitioner's profile. Statements that lack what they need are passed over: they prove nothing. */
export function factsOf(profile: Profile): PracticeFacts {
  const of = (section: string) => profile.statements.filter((one) => one.section === section)
  const died = of('life-event').find((one) => textOf(one, 'event') === 'deceased' && one.from)
  return {
    subject: profile.subject,
    licenceEvents: eventsOf(of('licence'), of('licence-event')),
    licences: of('licence').flatMap((one) => licenceKey(textOf(one, 'number') ?? '') || []),
    scopes: of('licence-scope').flatMap((one) => {
      const scope = textOf(one, 'scope')
      return scope ? [{ ...spellOf(one), licence: keyOf(one, 'licence'), scope }] : []
    }),
    registrations: of('registration').flatMap(registrationOf),
    assignments: of('assignment').flatMap((one) => {
      const [facility, technique] = [textOf(one, 'facility'), textOf(one, 'technique')]
      const paper = textOf(one, 'decisionNumber') ?? ''
      // Without a paper nothing was assigned in writing.
      return facility && technique && paper ? [{ ...spellOf(one), facility, technique, paper }] : []
    }),
    traineeships: of('trainee').flatMap((one) => {
      const [facility, supervisor] = [textOf(one, 'facility'), keyOf(one, 'supervisor')]
      return facility && supervisor ? [{ ...spellOf(one), facility, supervisor }] : []
    }),
    bans: of('sanction')
      .filter((one) => textOf(one, 'kind') === 'right-withdrawn')
      .map(spellOf),
    education: of('education-hours').flatMap(educationOf),
    ...(died?.from ? { diedOn: { statement: died.id, day: died.from } } : {}),
  }
}

/**
 * The life of the licence from its papers and events. A paper that no event founded is its own issue; a reissue or renewal that names the
 * number of a paper brings that paper.
 */
function eventsOf(papers: readonly Statement[], events: readonly Statement[]): LicenceEvent[] {
  const founding = new Map<string, string>()
  const told = events.flatMap((one) => {
    const kind = kindOf(textOf(one, 'event'))
    const day = one.from ?? textOf(one, 'decidedOn')
    if (!kind || !day) return []
    const key = keyOf(one, 'licence')
    const paper = papers.find((other) => keyOf(other, 'number') === key)
    const isFounding = paper && !founding.has(key) && FOUNDING.has(kind) && isOfThatDay(paper, day)
    if (isFounding) founding.set(key, one.id)
    const content = paper && (isFounding || kind === 'issue') ? contentOf(paper) : {}
    return [{ ...content, ...decisionOf(one, content), kind, at: dayBegins(day) }]
  })
  const untold = papers.flatMap((paper): LicenceEvent[] => {
    const day = textOf(paper, 'issuedOn')
    const isTold = day === undefined || founding.has(keyOf(paper, 'number'))
    return isTold
      ? []
      : [{ ...contentOf(paper), statement: paper.id, kind: 'issue', at: dayBegins(day) }]
  })
  return [...untold, ...told]
}

const FOUNDING: ReadonlySet<LicenceEventKind> = new Set(['issue', 'reissue', 'renew'])

/** What happens to a paper that had been issued before founds none. */
function isOfThatDay(paper: Statement, day: string): boolean {
  return (textOf(paper, 'issuedOn') ?? day) >= day
}

function contentOf(paper: Statement) {
  const type = textOf(paper, 'documentType')
  return {
    number: textOf(paper, 'number'),
    documentType: DOCUMENT_TYPES.find((one) => one === type),
    title: textOf(paper, 'title'),
    until: textOf(paper, 'validTo'),
  }
}

function decisionOf(one: Statement, content: { readonly until?: string | undefined }) {
  const scopes = codesOf(one, 'scope')
  return {
    statement: one.id,
    until: one.to ?? content.until,
    extent: textOf(one, 'extent') === 'part' ? ('part' as const) : ('whole' as const),
    scopesAffected: scopes.length > 0 ? scopes : undefined,
    ground: textOf(one, 'ground'),
    reissueFrom: textOf(one, 'reissueFrom'),
  }
}

function registrationOf(one: Statement): Registration[] {
  const facility = textOf(one, 'facility')
  if (!facility) return []
  const kind = textOf(one, 'kind') ?? 'regular'
  const department = textOf(one, 'department')
  const slots = slotsOf(one, 'slots')
  return [{ ...spellOf(one), facility, kind, slots, ...(department ? { department } : {}) }]
}

function educationOf(one: Statement): EducationHours[] {
  const { hours } = one.values
  const endedOn = textOf(one, 'endedOn')
  if (typeof hours !== 'number' || endedOn === undefined) return []
  const key = (textOf(one, 'certificateNumber') ?? one.id).trim().toUpperCase()
  return [{ statement: one.id, key, hours, endedOn }]
}

function spellOf({ id, from, to }: Statement): Spell {
  return { statement: id, from, to }
}

function keyOf(one: Statement, field: string): string {
  return licenceKey(textOf(one, field) ?? '')
}

function kindOf(text: string | undefined): LicenceEventKind | undefined {
  return LICENCE_EVENT_KINDS.find((kind) => kind === text)
}
