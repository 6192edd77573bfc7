import { noteLicenceDecision } from '#access'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { startOfVietnamDay, type WorkingCalendar } from '#vocabulary/working-days'
import { type Asker, auditCallerOf } from '../asker.ts'
import { appendChange } from '../evidence-store.ts'
import { factsOf } from '../practice/practice-facts.ts'
import { refreshListing } from '../look-up/refresh-listing.ts'
import type { Head } from '../profile-head.ts'
import type { ProfileNeeds } from '../profile-needs.ts'
import { findVersion, lockHead } from '../profile-store.ts'
import { publishProfile } from '../publish-profile.ts'
import { recordVersion } from '../record-version.ts'
import { checkEvent } from './check-event.ts'
import { changesOf, eventOf, type LicenceDecision } from './licence-decision.ts'
import { effectsOf, type LicenceEffects } from './licence-effects.ts'
import { licenceAt, licenceLife } from './licence-life.ts'
import { insertLicenceNotices } from './licence-notice-store.ts'

export type LicenceNeeds = ProfileNeeds & { readonly calendar: WorkingCalendar }

/** What was done: the file as it now stands, and what followed. */
export type AppliedLicenceEvent = { readonly head: Head; readonly effects: LicenceEffects }

/**
 * Writes a decision about a licence with everything that follows from it at once, in the caller's transaction: the event and its paper,
 * registrations closed with their reason, signing and reading of records ended or opened, every facility concerned told.
 *
 * Refuses `registry.unknown`, every fault that `checkEvent` finds, and what `recordVersion` refuses. A second call for the same decision is
 * refused, as the event cannot follow itself.
 *
 * Source: Law 15/2023/QH15, art. 27-38.
 */
export async function applyLicenceEvent(
  trx: Trx,
  needs: LicenceNeeds,
  by: Asker,
  asked: { readonly subject: RecordId; readonly decision: LicenceDecision },
): Promise<Outcome<AppliedLicenceEvent>> {
  const { subject, decision } = asked
  enterScope(trx, { work: 'registry' })
  const head = await lockHead(trx, subject)
  const kept = head && (await findVersion(trx, subject, { version: head.version }))
  if (!head || !kept || head.kind !== 'practitioner')
    return refuse('not-found', 'registry.unknown', 'subject')

  const facts = factsOf(kept.profile)
  const event = eventOf(decision, 'new')
  const [first, ...rest] = checkEvent(facts.licenceEvents, event)
  if (first) return { ok: false, problems: [first, ...rest] }

  const now = licenceAt(licenceLife(facts.licenceEvents), event.at)
  const effects = effectsOf(event, facts, needs.calendar)
  const written = await recordVersion(trx, needs, {
    head,
    changes: changesOf(kept.profile, decision, now, effects),
    by,
    writer: 'authority',
    source: 'authority',
    why: `licence-${decision.kind}`,
    dataState: head.dataState,
  })
  if (!written.ok) return written
  const shown = await showAtOnce(trx, needs, by, head, written.value, decision)
  if (!shown.ok) return shown
  await endRights(trx, needs, by, decision, effects)
  await tellFacilities(trx, needs, subject, decision, effects)
  return accept({ head: shown.value, effects })
}

/** What was public stays public with the decision in it. Beside a draft the decision counts all the same, and followers are told. */
async function showAtOnce(
  trx: Trx,
  needs: LicenceNeeds,
  by: Asker,
  former: Head,
  head: Head,
  { kind }: LicenceDecision,
): Promise<Outcome<Head>> {
  const { subject, version, dataState } = head
  if (former.publishedVersion === former.version)
    return publishProfile(trx, needs, {
      subject,
      version,
      by,
      reason: `licence-${kind}`,
      dataState,
    })
  if (former.publishedVersion !== undefined) {
    await appendChange(trx, { subject, version, what: 'standing', at: needs.now() })
    await refreshListing(trx, needs, subject)
  }
  return accept(head)
}

/** Whoever is signed in by this licence reads, signs and prescribes by it no longer; or again. */
async function endRights(
  trx: Trx,
  needs: LicenceNeeds,
  by: Asker,
  { licence, formerly, decisionNumber, from }: LicenceDecision,
  { standing: state }: LicenceEffects,
): Promise<void> {
  if (state === undefined) return
  const holdsFrom = startOfVietnamDay(from)
  for (const number of new Set([licence, formerly ?? licence])) {
    const decision = { licence: number, state, holdsFrom, instrument: decisionNumber }
    await noteLicenceDecision(trx, auditCallerOf(by), decision, needs.now())
  }
}

async function tellFacilities(
  trx: Trx,
  needs: LicenceNeeds,
  practitioner: RecordId,
  { kind, licence, from, decisionNumber }: LicenceDecision,
  { tell, close, publishBy }: LicenceEffects,
): Promise<void> {
  const at = needs.now()
  await insertLicenceNotices(
    trx,
    tell.map((facility) => ({
      facility,
      practitioner,
      licence,
      event: kind,
      holdsFrom: from,
      decision: decisionNumber,
      closed: close.filter((one) => one.facility === facility).length,
      publishBy,
      at,
    })),
  )
}
