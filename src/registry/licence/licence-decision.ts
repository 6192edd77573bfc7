import type { Change } from '../profile-change.ts'
import { type Profile, type Statement, statementsOf, textOf } from '../profile.ts'
import { type EventToApply } from './check-event.ts'
import type { LicenceEffects } from './licence-effects.ts'
import { lastDayOf } from './licence-life.ts'
import {
  dayBegins,
  daysAfter,
  type DocumentType,
  type LicenceEventKind,
  type LicencePeriod,
} from './licence.ts'
import { licenceKey } from './licence-number.ts'

/** A decision about somebody's licence, as it was signed. Days are `yyyy-mm-dd`. */
export type LicenceDecision = {
  readonly kind: LicenceEventKind
  /** The licence that it is about; of an issue, and of a reissue under another number, the new one. */
  readonly licence: string
  /** Of a reissue under another number: the former one. */
  readonly formerly?: string | undefined
  readonly from: string
  /** Last day: of a suspension, of a renewed or issued licence. */
  readonly to?: string | undefined
  readonly decisionNumber: string
  readonly decidedOn: string
  readonly issuer?: string | undefined
  /** A code of catalogues/practice/licence.json. */
  readonly ground?: string | undefined
  readonly extent?: 'whole' | 'part' | undefined
  /** Scopes that a suspension in part affects. */
  readonly scopesAffected?: readonly string[] | undefined
  readonly documentType?: DocumentType | undefined
  readonly title?: string | undefined
  /** Every scope that the licence has from now on; left out: as before. */
  readonly scopes?: readonly string[] | undefined
  readonly reissueFrom?: string | undefined
  readonly condition?: string | undefined
  readonly testDecision?: string | undefined
  readonly educationDone?: boolean | undefined
}

/** A decision as the law looks at it. */
export function eventOf(decision: LicenceDecision, statement: string): EventToApply {
  const { kind, licence, from, to, formerly, documentType = 'GPHN', ...rest } = decision
  const isPaper = kind === 'issue' || kind === 'reissue'
  return {
    statement,
    kind,
    licence: formerly ?? licence,
    at: dayBegins(from),
    number: isPaper ? licence : undefined,
    documentType: kind === 'issue' ? documentType : undefined,
    until: to,
    title: rest.title,
    extent: rest.extent,
    scopesAffected: rest.scopesAffected,
    ground: rest.ground,
    reissueFrom: rest.reissueFrom,
    testDecision: rest.testDecision,
    educationDone: rest.educationDone,
  }
}

/** What is to be written into the file of the practitioner: the event, the paper that it brings or changes, and what it closes. */
export function changesOf(
  profile: Profile,
  decision: LicenceDecision,
  now: LicencePeriod | undefined,
  { close }: Pick<LicenceEffects, 'close'>,
): Change[] {
  return [
    ...paperChanges(profile, decision, now),
    ...scopeChanges(profile, decision, now),
    eventChange(decision),
    ...close.map(
      ({ statement, lastDay, reason }): Change =>
        lastDay === undefined
          ? { act: 'withdraw', statement }
          : { act: 'end', statement, to: lastDay, values: { endReason: reason } },
    ),
  ]
}

function eventChange(decision: LicenceDecision): Change {
  const { kind, licence, from, to, decisionNumber, decidedOn, scopesAffected } = decision
  return {
    act: 'add',
    section: 'licence-event',
    from,
    ...(to === undefined ? {} : { to }),
    values: {
      licence,
      event: kind,
      decisionNumber,
      decidedOn,
      issuer: decision.issuer ?? null,
      ground: decision.ground ?? null,
      extent: kind === 'suspend' ? (decision.extent ?? 'whole') : null,
      scope: scopesAffected ?? null,
      condition: decision.condition ?? null,
      reissueFrom: decision.reissueFrom ?? null,
    },
  }
}

/**
 * A new number brings a paper; a renewal and an adjustment change the one that is there. An issue is a GPHN whatever was held before, and the
 * paper that it follows ends the day before. Source: Law 15/2023/QH15, art. 27 and 121.
 */
function paperChanges(
  profile: Profile,
  decision: LicenceDecision,
  now: LicencePeriod | undefined,
): Change[] {
  const { kind, licence, from, to, issuer, title } = decision
  const paper = paperOf(profile, licence)
  const isPaper = kind === 'issue' || kind === 'reissue'
  if (isPaper && paper === undefined) {
    const documentType =
      decision.documentType ?? (kind === 'reissue' ? now?.documentType : undefined) ?? 'GPHN'
    const validTo =
      to ?? (kind === 'reissue' ? now?.expiresOn : lastDayOf(documentType, from)) ?? null
    return [
      ...(kind === 'issue' ? formerEnds(profile, now, from) : []),
      {
        act: 'add',
        section: 'licence',
        values: {
          documentType,
          number: licence,
          issuer: issuer ?? null,
          issuedOn: from,
          validTo,
          title: title ?? now?.title ?? null,
        },
      },
    ]
  }
  const changed = {
    ...(to !== undefined && (kind === 'renew' || isPaper) ? { validTo: to } : {}),
    ...(kind === 'adjust' && title !== undefined ? { title } : {}),
  }
  if (paper === undefined || Object.keys(changed).length === 0) return []
  return [{ act: 'correct', statement: paper.id, values: changed }]
}

/** The paper in force until a new one is issued holds no longer from that day on; one that ended before is left alone. */
function formerEnds(profile: Profile, now: LicencePeriod | undefined, from: string): Change[] {
  const former = now?.state === 'valid' ? paperOf(profile, now.number) : undefined
  if (former === undefined || (textOf(former, 'issuedOn') ?? '') >= from) return []
  return [{ act: 'correct', statement: former.id, values: { validTo: daysAfter(from, -1) } }]
}

/** The scopes become those that are named: others end the day before, new ones begin. A new number takes over what the former held. */
function scopeChanges(
  profile: Profile,
  decision: LicenceDecision,
  now: LicencePeriod | undefined,
): Change[] {
  const { kind, licence, from } = decision
  const formerly = decision.formerly ?? (kind === 'issue' ? now?.number : undefined)
  const former = licenceKey(formerly ?? licence)
  const held = statementsOf(profile, 'licence-scope', from).filter(
    (one) => licenceKey(textOf(one, 'licence') ?? '') === former,
  )
  const isRenamed = formerly !== undefined && former !== licenceKey(licence)
  const wanted =
    decision.scopes ?? (isRenamed ? held.flatMap((one) => textOf(one, 'scope') ?? []) : undefined)
  if (wanted === undefined || !['issue', 'reissue', 'adjust'].includes(kind)) return []
  const ending = held.filter((one) => isRenamed || !wanted.includes(textOf(one, 'scope') ?? ''))
  const kept = new Set(
    held.filter((one) => !ending.includes(one)).map((one) => textOf(one, 'scope')),
  )
  return [
    ...ending.map((one) => endBefore(one, from)),
    ...wanted
      .filter((scope) => !kept.has(scope))
      .map(
        (scope, index): Change => ({
          act: 'add',
          section: 'licence-scope',
          from,
          values: { licence, scope, kind: index === 0 && kept.size === 0 ? 'basic' : 'extended' },
        }),
      ),
  ]
}

function endBefore({ id, from: begun }: Statement, day: string): Change {
  return begun !== undefined && begun >= day
    ? { act: 'withdraw', statement: id }
    : { act: 'end', statement: id, to: daysAfter(day, -1) }
}

function paperOf(profile: Profile, licence: string): Statement | undefined {
  const key = licenceKey(licence)
  return statementsOf(profile, 'licence').find(
    (one) => licenceKey(textOf(one, 'number') ?? '') === key,
  )
}
