import { PRACTICE_RULES, citation, type PracticeRules, termOf } from '../practice/practice-rules.ts'
import type { PracticeFacts } from '../practice/practice-facts.ts'
import { endOfWorkingDay, type WorkingCalendar, startOfVietnamDay } from '#vocabulary/working-days'
import { daysAfter, type LicenceEvent } from './licence.ts'

/** What follows at once from an event of a licence: to be written in the transaction that writes the event. */
export type LicenceEffects = {
  /** Registrations that end: their last day, or none where they had not begun; and the reason people read. */
  readonly close: readonly {
    readonly statement: string
    readonly facility: string
    readonly lastDay: string | undefined
    readonly reason: string
  }[]
  /** What holds of signing, prescribing and reading records from now on; undefined: as before. */
  readonly standing: 'in-force' | 'suspended' | 'revoked' | undefined
  readonly leavesPublicList: boolean
  /** Facilities that are told, each once. */
  readonly tell: readonly string[]
  /** By when the licensing body publishes the changed lists. */
  readonly publishBy: Date | undefined
  readonly source: string
}

const REASONS = {
  suspend: 'đình chỉ giấy phép hành nghề',
  revoke: 'thu hồi giấy phép hành nghề',
  expire: 'giấy phép hành nghề hết hạn',
} as const

/**
 * The effects of an event on a practitioner's registrations, rights and facilities (catalogues/practice/licence.json, effects). A registration
 * that has ended already is left alone; one that would begin later never begins.
 *
 * Source: Law 15/2023/QH15, art. 34-38.
 */
export function effectsOf(
  event: LicenceEvent,
  facts: Pick<PracticeFacts, 'registrations'>,
  calendar: WorkingCalendar,
  rules: PracticeRules = PRACTICE_RULES,
): LicenceEffects {
  const day = event.at.slice(0, 10)
  const effect = rules.licence.effects.find(
    ({ event: kind, extent }) =>
      kind === event.kind && (extent === undefined || extent === (event.extent ?? 'whole')),
  )
  const lasting = facts.registrations.filter(({ to }) => to === undefined || to >= day)
  const close = effect?.closesRegistrations
    ? lasting.map(({ statement, facility, from }) => ({
        statement,
        facility,
        lastDay: from !== undefined && from >= day ? undefined : daysAfter(day, -1),
        reason: reasonOf(event),
      }))
    : []
  const start = startOfVietnamDay(day)
  const changesList = close.length > 0
  return {
    close,
    standing: standingAfter(event, effect?.endsRights ?? false),
    leavesPublicList: effect?.leavesPublicList ?? false,
    tell: effect?.tellsFacilities ? [...new Set(lasting.map(({ facility }) => facility))] : [],
    publishBy: changesList
      ? endOfWorkingDay(start, termOf('publication', rules).count, calendar)
      : undefined,
    source: effect ? citation(effect) : 'Luật 15/2023/QH15 điều 30–33',
  }
}

function reasonOf({ kind }: LicenceEvent): string {
  return kind === 'suspend' || kind === 'revoke' || kind === 'expire' ? REASONS[kind] : ''
}

/** An expired licence opens nothing, as a suspended one: it is not revoked, and a renewed paper opens again. */
function standingAfter({ kind }: LicenceEvent, endsRights: boolean): LicenceEffects['standing'] {
  if (endsRights) return kind === 'revoke' ? 'revoked' : 'suspended'
  const opens = kind === 'issue' || kind === 'reissue' || kind === 'renew' || kind === 'resume'
  return opens ? 'in-force' : undefined
}
