import { recordAudit } from '#audit'
import type { Trx } from '#foundation/database'
import { parseFacilityCode } from '#vocabulary/facility-code'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type Asker, auditCallerOf } from './asker.ts'
import { appendChange, appendTransition } from './evidence-store.ts'
import type { Facility, FacilityKind } from './facility.ts'
import { dropOtherSpans, loadFacilities } from './facility-store.ts'
import { refreshListing } from './look-up/refresh-listing.ts'
import { type Profile, type Statement, statementsOf, textOf } from './profile.ts'
import type { DataState, Head } from './profile-head.ts'
import type { ProfileNeeds } from './profile-needs.ts'
import { findHead, findVersion, lockHead, setState } from './profile-store.ts'

/**
 * Makes a version of a file the one that the public sees: a draft that is returned or still worked on never replaces it. Of a facility the list
 * of facilities follows, of both the public look-up. The transaction must be in the scope of our own work.
 *
 * Refuses `registry.unknown` and `registry.version-stale` when the file has no such version. A second call for the version that is
 * published changes nothing.
 */
export async function publishProfile(
  trx: Trx,
  needs: ProfileNeeds,
  asked: {
    readonly subject: RecordId
    readonly version: number
    readonly by: Asker
    readonly reason: string
    /** In which state the file then stands. */
    readonly dataState: DataState
  },
): Promise<Outcome<Head>> {
  const { subject, version, by, reason, dataState } = asked
  const now = needs.now()
  const head = await lockHead(trx, subject)
  if (head === undefined) return refuse('not-found', 'registry.unknown', 'subject')
  const kept = await findVersion(trx, subject, { version })
  if (kept === undefined) return refuse('conflict', 'registry.version-stale', 'version')
  if (head.publishedVersion === version && head.dataState === dataState) return accept(head)

  await setState(trx, subject, { dataState, published: { version, at: now } })
  await appendState(trx, head, { to: dataState, at: now, by, reason })
  if (head.publishedVersion !== version) {
    await appendChange(trx, { subject, version, what: 'published', at: now })
    if (head.kind === 'facility') await projectFacility(trx, kept.profile, head, now)
    await refreshListing(trx, needs, subject)
  }
  await recordAudit(trx, [
    {
      at: now,
      action: 'update',
      caller: auditCallerOf(by),
      what: 'registry-profile',
      purpose: 'administration',
      detail: { subject, kind: head.kind, version, why: 'publish' },
    },
  ])
  const published = (await findHead(trx, subject)) ?? head
  await needs.onPublished?.(trx, { head: published, version, profile: kept.profile })
  return accept(published)
}

/** Appends that a file changed its state, when it did. */
export async function appendState(
  trx: Trx,
  head: Head,
  step: {
    readonly to: DataState
    readonly at: Date
    readonly by: Asker
    readonly reason: string
  },
): Promise<void> {
  if (head.dataState === step.to) return
  await appendTransition(trx, {
    subject: head.subject,
    from: head.dataState,
    to: step.to,
    version: head.version,
    at: step.at,
    account: step.by.account,
    role: step.by.role,
    reason: step.reason,
  })
}

async function projectFacility(
  trx: Trx,
  profile: Profile,
  head: Pick<Head, 'province'>,
  now: Date,
): Promise<void> {
  const rows = facilitiesOf(profile, head.province, vietnamDay(now))
  await loadFacilities(trx, rows)
  for (const [code, spans] of Map.groupBy(rows, (row) => row.code))
    await dropOtherSpans(
      trx,
      code,
      spans.map(({ from }) => from),
    )
}

/** The rows of the list of facilities: one for each span of days in which neither name, form, address nor contract changed. */
export function facilitiesOf(profile: Profile, province: string, today: string): Facility[] {
  const sections = ['administrative', 'address', 'insurance-contract']
  const dated = profile.statements.filter(({ section }) => sections.includes(section))
  const starts = dated.flatMap(({ from, to }) => [from, to && dayAfter(to)])
  const first = statementsOf(profile, 'administrative').at(-1)?.from ?? foundedOn(profile) ?? today
  const days = [...new Set([first, ...starts])]
    .flatMap((day) => (day !== undefined && day >= first ? [day] : []))
    .toSorted((one, other) => (one < other ? -1 : 1))
  return days.flatMap((from, index) => {
    const row = facilityOn(profile, province, from)
    const next = days[index + 1]
    return row ? [{ ...row, from, ...(next === undefined ? {} : { to: dayBefore(next) }) }] : []
  })
}

function facilityOn(
  profile: Profile,
  province: string,
  day: string,
): Omit<Facility, 'from' | 'to'> | undefined {
  const administrative = statementsOf(profile, 'administrative', day)[0]
  const address =
    statementsOf(profile, 'address', day)[0] ?? statementsOf(profile, 'address').at(-1)
  const code = parseFacilityCode(textOf(administrative, 'facilityCode') ?? '')
  if (!administrative || !code.ok) return undefined
  return {
    code: code.value,
    name: textOf(administrative, 'name') ?? '',
    kind: kindOf(administrative),
    province,
    commune: textOf(address, 'commune') ?? '',
    address: textOf(address, 'text') ?? '',
    insuranceContract: statementsOf(profile, 'insurance-contract', day).length > 0,
  }
}

/** Our older, coarser kinds, from form of organisation, ownership, authority and former tier. */
function kindOf(administrative: Statement): FacilityKind {
  const form = textOf(administrative, 'form') ?? ''
  const tier = textOf(administrative, 'oldTier')
  if (form === 'commune-station') return 'commune-station'
  if (!form.startsWith('hospital')) return 'clinic'
  if (form === 'hospital-traditional') return 'traditional-hospital'
  if (form !== 'hospital-general') return 'specialised-hospital'
  if (textOf(administrative, 'ownership') === 'private') return 'private-hospital'
  if (textOf(administrative, 'authority') === 'ministry' || tier === '1') return 'central-hospital'
  return tier === '3' ? 'regional-hospital' : 'provincial-hospital'
}

function foundedOn(profile: Profile): string | undefined {
  const year = statementsOf(profile, 'administrative')[0]?.values.founded
  return typeof year === 'number' ? `${year}-01-01` : undefined
}

function dayAfter(day: string): string {
  return shifted(day, 1)
}

function dayBefore(day: string): string {
  return shifted(day, -1)
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
