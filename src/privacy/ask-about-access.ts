import { type AuditEntry, listAccessOf } from '#audit'
import { type CaseToOpen, openCase, type OpenedCase } from '#cases'
import { inTransaction } from '#foundation/database'
import { keysOf } from '#people'
import { readingsInSight } from '#records'
import type { Caller } from '#vocabulary/caller'
import { type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { formatVietnamTime } from '#vocabulary/vietnam-time'
import { aboutWhom, permitFor } from './about-whom.ts'
import { FACT_LABELS, PURPOSE_WORDS, ROLE_WORDS, whatWords } from './fact-words.ts'
import type { PrivacyNeeds } from './needs.ts'

/**
 * The citizen questions one entry of the log of the own record, or of the record of somebody for whom the citizen acts: a case goes to the facility whose staff read it, or,
 * when no facility did, to the platform's own office.
 *
 * Refuses `privacy.no-person`, `privacy.acts-not-for`, `privacy.no-such-entry` (also for an entry of somebody else's log) and
 * `privacy.own-entry`. A second call for the same entry answers the first case.
 */
export async function askAboutAccess(
  needs: PrivacyNeeds,
  caller: Caller,
  asked: {
    readonly entry: number
    readonly question: string
    readonly of?: string | undefined
  },
): Promise<Outcome<OpenedCase>> {
  const whom = await aboutWhom(needs.database, needs, caller, asked.of)
  if (!whom.ok) return whom
  const person = whom.value
  if (person === undefined) return refuse('not-found', 'privacy.no-person')
  const persons = await keysOf(needs.database, person)
  const [entry] = await listAccessOf(needs.database, persons, 1, asked.entry + 1)
  const isInSight = entry !== undefined && (await mayKnowOf(needs, caller, person, entry))
  if (entry?.number !== asked.entry || !isInSight)
    return refuse('not-found', 'privacy.no-such-entry', 'entry')
  if (entry.caller.account === caller.account || entry.caller.role === 'system')
    return refuse('incorrect', 'privacy.own-entry', 'entry')

  const { facility } = entry.caller
  const known = facility && (await needs.registry.findFacility(facility))
  const toOpen: CaseToOpen = {
    definition: 'access-question',
    origin: `access:${entry.number}`,
    person,
    ...(facility === undefined ? {} : { facility }),
    ...(known === undefined ? {} : { province: known.province }),
    fields: { question: asked.question },
    facts: entryToFacts(entry, caller, known?.name ?? facility),
  }
  return inTransaction(needs.database, (trx) => openCase(trx, needs, caller, toOpen))
}

/** Of one's own record every reading; of another's what acting for that person lets one see. */
async function mayKnowOf(
  needs: PrivacyNeeds,
  caller: Caller,
  person: RecordId,
  entry: AuditEntry,
): Promise<boolean> {
  if (person === caller.person) return true
  const permit = await permitFor(needs.database, needs, caller, person)
  return permit.permit && (await readingsInSight(needs.database, permit))(entry)
}

/** What the reading was, fixed in the case: who reads it later need not look at the log. */
function entryToFacts(entry: AuditEntry, asker: Caller, facility: string | undefined) {
  const { name, role } = entry.caller
  return [
    { label: FACT_LABELS.asker, value: asker.name },
    { label: FACT_LABELS.reader, value: name },
    { label: FACT_LABELS.role, value: role, text: ROLE_WORDS[role] },
    ...(facility === undefined ? [] : [{ label: FACT_LABELS.facility, value: facility }]),
    { label: FACT_LABELS.at, value: readable(entry.at) },
    { label: FACT_LABELS.what, value: entry.what, text: whatWords(entry.what) },
    ...(entry.purpose === undefined
      ? []
      : [{ label: FACT_LABELS.purpose, value: entry.purpose, text: PURPOSE_WORDS[entry.purpose] }]),
    { label: FACT_LABELS.entry, value: String(entry.number) },
  ]
}

/** `10:07 21/11/2026`, in Vietnam. */
function readable(at: Date): string {
  const text = formatVietnamTime(at)
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)]
  return `${text.slice(8, 10)}:${text.slice(10, 12)} ${day}/${month}/${year}`
}
