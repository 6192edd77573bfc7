import { PRACTICE_RULES, type PracticeRules } from '../practice/practice-rules.ts'
import {
  dayBegins,
  daysAfter,
  type DocumentType,
  type LicenceEvent,
  type LicencePeriod,
  type LicenceState,
  type LocalMinute,
  monthsAfter,
} from './licence.ts'

/** The whole history of somebody's licence, without gap and with one licence at a time. */
export type LicenceLife = {
  /** In order; each ends where the next begins, the last is open. None before the first issue. */
  readonly periods: readonly LicencePeriod[]
  /** Events that could not follow what was before: they changed nothing, and somebody must look. */
  readonly refused: readonly {
    readonly event: LicenceEvent
    readonly state: LicenceState | 'none'
  }[]
}

/**
 * Lives a licence through its events, in the order of their minutes; events of one minute in the order given. A licence whose last day
 * passes expires by itself. What the law does not let follow is set aside in `refused`.
 */
export function licenceLife(
  events: readonly LicenceEvent[],
  rules: PracticeRules = PRACTICE_RULES,
): LicenceLife {
  const periods: LicencePeriod[] = []
  const refused: { event: LicenceEvent; state: LicenceState | 'none' }[] = []
  const begin = (next: LicencePeriod) => {
    const last = periods.at(-1)
    if (last) periods.pop()
    // What lasted no minute never was.
    if (last && last.from < next.from) periods.push({ ...last, until: next.from })
    periods.push(next)
  }
  for (const event of events.toSorted((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  )) {
    expireBefore(event.at, periods.at(-1), begin)
    const now = periods.at(-1)
    const next = mayFollow(now, event, rules) ? periodAfter(now, event, rules) : undefined
    if (next) begin(next)
    else refused.push({ event, state: now?.state ?? 'none' })
  }
  expireBefore('9999', periods.at(-1), begin)
  return { periods, refused }
}

/** How a licence stood at a minute; undefined before the first issue. */
export function licenceAt(life: LicenceLife, at: LocalMinute): LicencePeriod | undefined {
  return life.periods.findLast(({ from }) => from <= at)
}

/** Whether an event may follow a state of things (catalogues/practice/licence.json); a GPHN may replace a CCHN in force. */
export function mayFollow(
  now: LicencePeriod | undefined,
  { kind, documentType }: Pick<LicenceEvent, 'kind' | 'documentType'>,
  rules: PracticeRules = PRACTICE_RULES,
): boolean {
  const state = now?.state ?? 'none'
  if (kind === 'issue' && state === 'valid')
    return now?.documentType === 'CCHN' && documentType === 'GPHN'
  return rules.licence.events.some((one) => one.kind === kind && one.from.includes(state))
}

/**
 * The last day of a paper by its type and day of issue; undefined where the law sets no term. A certificate of before 2024 has none.
 * Source: Law 15/2023/QH15, art. 27 and 121.
 */
export function lastDayOf(
  documentType: DocumentType,
  issuedOn: string,
  rules: PracticeRules = PRACTICE_RULES,
): string | undefined {
  const rule = rules.licence.expiry.find(
    (one) =>
      one.documentType === documentType &&
      (one.issuedFrom === undefined || one.issuedFrom <= issuedOn) &&
      (one.issuedTo === undefined || issuedOn <= one.issuedTo),
  )
  return rule?.months == null ? undefined : monthsAfter(issuedOn, rule.months)
}

function expireBefore(
  at: LocalMinute,
  now: LicencePeriod | undefined,
  begin: (next: LicencePeriod) => void,
): void {
  if (now?.expiresOn === undefined || now.state === 'expired' || now.state === 'revoked') return
  const from = dayBegins(daysAfter(now.expiresOn, 1))
  if (from > at) return
  begin({ ...withoutSuspension(now), from: from < now.from ? now.from : from, state: 'expired' })
}

function periodAfter(
  now: LicencePeriod | undefined,
  event: LicenceEvent,
  rules: PracticeRules,
): LicencePeriod | undefined {
  const { kind, at: from, statement } = event
  if (kind === 'issue') return issued(event, rules)
  if (!now) return undefined
  const same = { ...now, from, statement }
  if (kind === 'suspend') return suspended(same, event)
  const free = withoutSuspension(same)
  if (kind === 'resume') return { ...free, state: 'valid' }
  if (kind === 'expire') return { ...free, state: 'expired' }
  if (kind === 'revoke') {
    const { reissueFrom } = event
    return { ...free, state: 'revoked', ...(reissueFrom === undefined ? {} : { reissueFrom }) }
  }
  return changed(free, event, rules)
}

/** A paper without number is none. */
function issued(event: LicenceEvent, rules: PracticeRules): LicencePeriod | undefined {
  const { at: from, statement, number, documentType = 'GPHN', title } = event
  if (number === undefined || number === '') return undefined
  const expiresOn = event.until ?? lastDayOf(documentType, from.slice(0, 10), rules)
  return {
    from,
    state: 'valid',
    number,
    documentType,
    statement,
    ...(title === undefined ? {} : { title }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }
}

function suspended(same: LicencePeriod, event: LicenceEvent): LicencePeriod {
  const { extent = 'whole', scopesAffected, until } = event
  return {
    ...withoutSuspension(same),
    state: extent === 'whole' ? 'suspended' : 'suspended-partial',
    ...(scopesAffected === undefined ? {} : { scopesAffected }),
    ...(until === undefined ? {} : { suspendedUntil: until }),
  }
}

/** Reissue, adjustment and renewal: what the event does not name stays; a renewal without last day begins a new term. */
function changed(now: LicencePeriod, event: LicenceEvent, rules: PracticeRules): LicencePeriod {
  const { kind, at, number, documentType = now.documentType, title } = event
  const isAnew = kind === 'renew' || documentType !== now.documentType
  const expiresOn =
    event.until ?? (isAnew ? lastDayOf(documentType, at.slice(0, 10), rules) : now.expiresOn)
  return {
    ...now,
    documentType,
    ...(number === undefined ? {} : { number }),
    ...(title === undefined ? {} : { title }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  }
}

function withoutSuspension(period: LicencePeriod): LicencePeriod {
  const { scopesAffected: _scopes, suspendedUntil: _until, until: _end, ...rest } = period
  return rest
}
