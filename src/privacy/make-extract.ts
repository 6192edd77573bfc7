import { decideTotalsAccess, findLeftOut } from '#access'
import { recordAudit } from '#audit'
import { readCase } from '#cases'
import type { BytesAnswer } from '#foundation/serve'
import { keysOfMany, listBirths } from '#people'
import { type CodedVisit, listCodedVisits } from '#records'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import type { RecordId } from '#vocabulary/record-id'
import { startOfVietnamDay, dayAfter } from '#vocabulary/working-days'
import type { PrivacyNeeds } from './needs.ts'
import { extractToCsv, type Observed, pseudonymise } from './pseudonymise.ts'

/** An extract has at most this many lines: a larger one is for the warehouse, not for a file. */
const LINES_MAX = 200_000

/**
 * The pseudonymised extract of an approved case: only for whoever asked for it, only while the approval holds, each time
 * on record as an export, before the answer leaves. Whoever restricted research or statistics is not in it, under no key.
 *
 * Refuses `cases.unknown`, `privacy.extract-not-approved`, `privacy.extract-too-large` and what the policy refuses.
 * A second call gives the same pseudonyms. Source: Law 91/2025/QH15 (de-identification).
 */
export async function makeExtract(
  needs: PrivacyNeeds,
  caller: Caller,
  id: string,
): Promise<Outcome<BytesAnswer>> {
  const found = await readCase(needs, caller, id)
  if (!found.ok) return found
  const { definition, state, fields } = found.value
  if (definition !== 'extract' || state.id !== 'approved')
    return refuse('forbidden', 'privacy.extract-not-approved')
  const now = needs.now()
  const permit = await decideTotalsAccess(needs.database, caller, undefined, now, 'research')
  if (!permit.ok) return permit

  const values = new Map(fields.map(({ field, value }) => [field, value]))
  const period = {
    from: startOfVietnamDay(values.get('from') ?? ''),
    to: startOfVietnamDay(dayAfter(values.get('to') ?? '')),
  }
  const k = Number(values.get('k'))
  const coded = await listCodedVisits(needs.database, permit.value, period, LINES_MAX + 1)
  if (coded.length > LINES_MAX) return refuse('too-large', 'privacy.extract-too-large')
  const visits = await withoutRestricted(needs, coded)
  const persons = [...new Set(visits.map(({ person }) => person))]
  const births = await listBirths(needs.database, permit.value, persons)
  const observed = await observe(needs, visits, births)
  const extract = pseudonymise(observed, await needs.pseudonymKey(), id, k)
  const detail = { case: id, lines: extract.lines.length, suppressed: extract.suppressed, k }
  const event = { at: now, action: 'export', caller, what: 'extract', purpose: 'research' } as const
  await recordAudit(needs.database, [{ ...event, detail }])
  const mark = { case: id, account: caller.account, at: now.toISOString(), k }
  return accept({
    status: 200,
    contentType: 'text/csv; charset=utf-8',
    body: extractToCsv(extract, mark),
    headers: {
      'content-disposition': `attachment; filename="trich-xuat-${id}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}

/**
 * The visits of everybody but those who restricted research or statistics, under whichever key: a restriction holds for keys that
 * were found to be the same person later, and one person counts as one, whatever the number of keys.
 */
async function withoutRestricted(
  { database }: PrivacyNeeds,
  coded: readonly CodedVisit[],
): Promise<CodedVisit[]> {
  const everybody = [...new Set(coded.map(({ person }) => person))]
  const joined = await keysOfMany(database, everybody)
  const keysOf = (person: RecordId) => joined.get(person) ?? [person]
  const leftOut = await findLeftOut(database, [...new Set(everybody.flatMap(keysOf))])
  return coded
    .filter(({ person }) => !keysOf(person).some((key) => leftOut.has(key)))
    .map((visit) => ({ ...visit, person: firstOf(keysOf(visit.person)) ?? visit.person }))
}

/** The key by which a person counts: the oldest, since keys begin with their time. */
function firstOf(keys: readonly RecordId[]): RecordId | undefined {
  return keys.toSorted()[0]
}

async function observe(
  needs: PrivacyNeeds,
  visits: readonly CodedVisit[],
  births: Awaited<ReturnType<typeof listBirths>>,
): Promise<Observed[]> {
  const provinces = new Map<string, string>()
  for (const facility of new Set(visits.map((visit) => visit.facility)))
    provinces.set(facility, (await needs.registry.findFacility(facility))?.province ?? '?')
  return visits.map(({ person, facility, at, code }) => ({
    person,
    birthDate: births.get(person)?.birthDate ?? '',
    sex: births.get(person)?.sex ?? 'unknown',
    province: provinces.get(facility) ?? '?',
    at,
    code,
  }))
}
