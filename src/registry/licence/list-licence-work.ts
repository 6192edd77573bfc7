import type { z } from 'zod'
import { type Database, inTransaction } from '#foundation/database'
import { enterScope, withScope } from '#foundation/scope'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isoInVietnam, vietnamDay } from '#vocabulary/vietnam-time'
import { countingFacts } from '../practice/believed-facts.ts'
import { findFiles, listPractising } from '../practice/practice-store.ts'
import { PRACTICE_RULES } from '../practice/practice-rules.ts'
import { findHeadOfAccount } from '../profile-store.ts'
import { registryScopeOf } from '../reach.ts'
import { licenceAlerts } from './licence-alerts.ts'
import type {
  listLicenceAlerts,
  listLicenceDecisions,
  listLicenceNoticesOf,
} from './licence-contract.ts'
import {
  type KeptNotice,
  listLicenceNotices,
  listPublicDecisions,
  markNoticeSeen,
} from './licence-notice-store.ts'

type Needs = { readonly database: Database; readonly now: () => Date }
type Notices = z.input<typeof listLicenceNoticesOf.response>
type Alerts = z.input<typeof listLicenceAlerts.response>

/** Notices on one page. */
const NOTICES_MAX = 50
/** People looked at together: the staff of the largest hospital. */
const PEOPLE_MAX = 3_000
/** Alerts shown at once: a day's work. */
const ALERTS_MAX = 300

/** The newest notices within the caller's reach. */
export async function listNotices(
  { database }: Needs,
  caller: Caller,
  before: number | undefined,
): Promise<Outcome<Notices>> {
  const kept = await withScope(database, registryScopeOf(caller), (trx) =>
    listLicenceNotices(trx, { before, limit: NOTICES_MAX + 1 }),
  )
  const page = kept.slice(0, NOTICES_MAX)
  const last = kept.length > NOTICES_MAX ? page.at(-1) : undefined
  return accept({ notices: page.map(noticeToView), ...(last ? { next: last.position } : {}) })
}

/** Days for which a decision is shown to the public: a quarter. Ours; the state of the licence itself is always found by its number. */
const SHOWN_DAYS = 92

/**
 * The decisions of the last quarter, of each licence the latest: what was lifted is held against nobody. They are public in the transaction that
 * decides, within the five working days of the law. Source: Law 15/2023/QH15, art. 38.
 */
export async function listDecisions(
  { database, now }: Needs,
  asked: z.output<typeof listLicenceDecisions.request>,
): Promise<Outcome<z.input<typeof listLicenceDecisions.response>>> {
  const since = new Date(now().getTime() - SHOWN_DAYS * 86_400_000)
  const kept = await withScope(database, { work: 'registry' }, (trx) =>
    listPublicDecisions(trx, { ...asked, since, limit: NOTICES_MAX + 1 }),
  )
  const page = kept.slice(0, NOTICES_MAX)
  const last = kept.length > NOTICES_MAX ? page.at(-1) : undefined
  return accept({
    decisions: page.map(({ at, ...one }) => ({
      ...one,
      eventName: eventNameOf(one.event),
      publishedAt: isoInVietnam(at),
    })),
    ...(last ? { next: last.position } : {}),
  })
}

function eventNameOf(event: string) {
  const kind = PRACTICE_RULES.licence.events.find((one) => one.kind === event)
  return kind?.name ?? { vi: event, en: event }
}

function noticeToView({
  publishBy,
  seenAt,
  at,
  ...notice
}: KeptNotice): Notices['notices'][number] {
  return {
    ...notice,
    eventName: eventNameOf(notice.event),
    at: isoInVietnam(at),
    ...(publishBy === null ? {} : { publishBy: isoInVietnam(publishBy) }),
    ...(seenAt === null ? {} : { seenAt: isoInVietnam(seenAt) }),
  }
}

/** Notes that the caller's facility saw a notice. Refuses `registry.notice-unknown`; a second call changes nothing. */
export async function seeNotice(
  { database, now }: Needs,
  caller: Caller,
  position: number,
): Promise<Outcome<Record<string, never>>> {
  return inTransaction(database, async (trx) => {
    enterScope(trx, registryScopeOf(caller))
    const seen = { at: now(), by: caller.account }
    const isKnown = await markNoticeSeen(trx, position, caller.facility ?? '', seen)
    return isKnown ? accept({}) : refuse('not-found', 'registry.notice-unknown', 'notice')
  })
}

/**
 * What is due today of the people of a facility, of an authority, or of the caller's own file. Whoever is of the whole country names a facility;
 * what is out of reach holds nobody.
 */
export async function listAlerts(
  needs: Needs,
  caller: Caller,
  { facility, code }: z.output<typeof listLicenceAlerts.request>,
): Promise<Outcome<Alerts>> {
  const day = vietnamDay(needs.now())
  const place = caller.facility ?? facility
  const subjects = await subjectsOf(needs, caller, place)
  const page = subjects.slice(0, PEOPLE_MAX)
  const files = await findFiles(needs.database, { scheme: 'subject', values: page })
  const alerts = files.flatMap((file) =>
    licenceAlerts(countingFacts(file), day, WORKING_CALENDAR)
      .filter((one) => one.facility === undefined || place === undefined || one.facility === place)
      .map(({ statement: _statement, ...one }) => ({
        ...one,
        practitioner: file.subject,
        name: file.name,
      })),
  )
  const counts = [...Map.groupBy(alerts, (one) => one.code)].map(([kind, of]) => ({
    code: kind,
    count: of.length,
  }))
  const shown = alerts
    .filter((one) => code === undefined || one.code === code)
    .toSorted((one, other) => (one.dueOn ?? '').localeCompare(other.dueOn ?? ''))
    .slice(0, ALERTS_MAX)
  const truncated = subjects.length > PEOPLE_MAX
  return accept({ day, practitioners: page.length, truncated, counts, alerts: shown })
}

async function subjectsOf(
  { database }: Needs,
  caller: Caller,
  facility: string | undefined,
): Promise<string[]> {
  if (caller.role === 'practitioner') {
    const own = await withScope(database, { work: 'registry' }, (trx) =>
      findHeadOfAccount(trx, caller.account),
    )
    return own ? [own.subject] : []
  }
  const { province } = caller
  const where = facility === undefined ? province && { authority: province } : { facility }
  if (where === undefined || where === '') return []
  return withScope(database, registryScopeOf(caller), (trx) =>
    listPractising(trx, where, PEOPLE_MAX + 1),
  )
}
