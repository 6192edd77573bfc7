import type { Problem } from '#vocabulary/outcome'
import { PRACTICE_RULES, type PracticeRules } from '../practice/practice-rules.ts'
import { licenceAt, type LicenceLife, licenceLife, mayFollow } from './licence-life.ts'
import { type LicenceEvent, type LicencePeriod, monthsAfter } from './licence.ts'
import { licenceKey } from './licence-number.ts'

/** An event that somebody means to write, with what the law wants to see beside it. */
export type EventToApply = LicenceEvent & {
  /** The licence that the decision names. */
  readonly licence: string
  /** Of a first issue: the decision on the competence test. */
  readonly testDecision?: string | undefined
  /** Of a resumption: that the education hours were completed. */
  readonly educationDone?: boolean | undefined
}

/**
 * Everything that speaks against writing an event after those that are known, all at once; none: it may be written. An event before the
 * latest one is refused: what was wrong is corrected, never inserted.
 *
 * Source: Law 15/2023/QH15, art. 27-35 and 120; catalogues/practice/licence.json.
 */
export function checkEvent(
  known: readonly LicenceEvent[],
  event: EventToApply,
  rules: PracticeRules = PRACTICE_RULES,
): Problem[] {
  const life = licenceLife(known, rules)
  const now = licenceAt(life, event.at)
  const latest = known.reduce((last, one) => (one.at > last ? one.at : last), '')
  const problems: (Problem | false)[] = [
    event.at < latest && wrong('registry.licence-event-too-early', 'from', 'conflict'),
    (!mayFollow(now, event, rules) || isOwnNumber(now, event)) &&
      wrong('registry.licence-event-not-possible', 'event', 'conflict'),
    event.kind !== 'issue' &&
      event.kind !== 'reissue' &&
      now !== undefined &&
      licenceKey(event.licence) !== licenceKey(now.number) &&
      wrong('registry.licence-not-in-force', 'licence'),
    event.until !== undefined &&
      event.until < event.at.slice(0, 10) &&
      wrong('registry.licence-ends-before-it-begins', 'until'),
    ...issueProblems(life, event, rules),
    ...suspensionProblems(now, event, rules),
    ...groundProblems(event, rules),
  ]
  return problems.filter((problem) => problem !== false)
}

/** A GPHN that follows a certificate in force has a number of its own: under the old one it would be the old paper. */
function isOwnNumber(now: LicencePeriod | undefined, { kind, number }: EventToApply): boolean {
  return (
    kind === 'issue' &&
    now?.state === 'valid' &&
    licenceKey(number ?? '') === licenceKey(now.number)
  )
}

function issueProblems(
  life: LicenceLife,
  event: EventToApply,
  { titles }: PracticeRules,
): (Problem | false)[] {
  if (event.kind !== 'issue') return []
  const day = event.at.slice(0, 10)
  const barred = licenceAt(life, event.at)?.reissueFrom
  const title = titles.find(({ code }) => code === event.title)
  const needsTest =
    life.periods.length === 0 && title?.testFrom !== undefined && title.testFrom <= day
  return [
    !event.number && wrong('registry.licence-without-number', 'licence'),
    event.documentType === 'CCHN' &&
      day >= '2024-01-01' &&
      wrong('registry.certificate-of-after-2023', 'documentType'),
    barred !== undefined &&
      day < barred &&
      wrong('registry.licence-reissue-barred', 'from', 'conflict'),
    needsTest && !event.testDecision && wrong('registry.licence-without-test', 'testDecision'),
  ]
}

function suspensionProblems(
  now: LicencePeriod | undefined,
  event: EventToApply,
  { licence: { suspension } }: PracticeRules,
): (Problem | false)[] {
  const day = event.at.slice(0, 10)
  if (event.kind === 'resume')
    return [
      suspension.educationToResume &&
        now?.state.startsWith('suspended') === true &&
        event.educationDone !== true &&
        wrong('registry.licence-resume-without-education', 'educationDone'),
    ]
  if (event.kind !== 'suspend') return []
  const { until } = event
  return [
    (until === undefined ||
      until < monthsAfter(day, suspension.monthsMin) ||
      until > monthsAfter(day, suspension.monthsMax)) &&
      wrong('registry.licence-suspension-length', 'until'),
    event.extent === 'part' &&
      (event.scopesAffected ?? []).length === 0 &&
      wrong('registry.licence-suspension-without-scope', 'scope'),
  ]
}

function groundProblems(
  { kind, ground }: EventToApply,
  { licence: { grounds } }: PracticeRules,
): (Problem | false)[] {
  if (kind !== 'suspend' && kind !== 'revoke') return []
  const isKnown = grounds.some((one) => one.code === ground && one.of === kind)
  return [!isKnown && wrong('registry.licence-ground-unknown', 'ground')]
}

function wrong(code: string, at: string, kind: Problem['kind'] = 'incorrect'): Problem {
  return { kind, code, at }
}
