import type { Trx } from '#foundation/database'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { licenceAt, licenceLife } from '../licence/licence-life.ts'
import { countingFacts } from '../practice/believed-facts.ts'
import { gate } from './gate.ts'
import { mapProfile, digestOfRecord, type MappedRecord } from './map-profile.ts'
import { dataCentreEdition, type DataCentreEdition } from './mapping.ts'
import type { RecordAction } from './outside-channel.ts'
import { OPEN_MESSAGES_MAX, type OutsideNeeds, queueEnvelope } from './outside-needs.ts'
import { countOpen, type DueFile, type Judged, takeDue, writeJudged } from './outside-store.ts'

/** Records of one batch: about half a megabyte. */
const BATCH_MAX = 200

/** What is sent of one file. `key` names file and content, so that the receiver knows a second sending of the same. */
type BatchRecord = {
  readonly key: string
  readonly action: RecordAction
  readonly type: string
  readonly code: string
  readonly tables?: MappedRecord['tables']
}

/**
 * Looks at files that are due towards the national data centre and makes one signed batch of those that passed the gate and are not there
 * already; the others are held with their reasons. Answers whether there may be more. The transaction must be in the scope of our own work.
 *
 * A file that left (facility closed, licence revoked, practitioner deceased) is withdrawn there; one that was never there is not owed.
 */
export async function makeBatch(trx: Trx, needs: OutsideNeeds): Promise<boolean> {
  if ((await countOpen(trx, 'data-centre')) >= OPEN_MESSAGES_MAX) return false
  const now = needs.now()
  const files = await takeDue(trx, 'data-centre', now, BATCH_MAX)
  if (files.length === 0) return false
  const edition = dataCentreEdition(vietnamDay(now))
  const looked = files.map((file) => lookAt(needs, edition, file, now))
  const records = looked.flatMap(({ record }) => record ?? [])
  const message =
    records.length === 0
      ? undefined
      : await queueEnvelope(trx, needs, {
          channel: 'data-centre',
          kind: 'profile-batch',
          type: 'sync_profiles',
          about: 'profiles',
          records: records.length,
          content: () => ({ dictionary: edition.version, records }),
        })
  const judged = looked.map(
    ({ judged: one, record }): Judged => (record === undefined ? one : { ...one, message }),
  )
  await writeJudged(trx, 'data-centre', judged, now)
  return files.length === BATCH_MAX
}

type Looked = { readonly judged: Judged; readonly record?: BatchRecord }

function lookAt(
  { definitions }: Pick<OutsideNeeds, 'definitions'>,
  edition: DataCentreEdition,
  file: DueFile,
  now: Date,
): Looked {
  const { subject, version, kind } = file
  const today = vietnamDay(now)
  const { facts, lookOn, hasLeft, isStopped } = factsOfFile(file, now)
  const record = mapProfile(edition[kind], mergedProfile(file), facts, today)
  const { type, code, tables } = record
  const isThere = file.acknowledgedAction !== undefined && file.acknowledgedAction !== 'withdrawn'
  const base = { subject, version, lookOn }
  if (hasLeft && !isThere) return { judged: { ...base, state: 'not-owed' } }

  const content = hasLeft ? { type, code } : { type, code, tables }
  const digest = digestOfRecord(content)
  if (file.acknowledgedDigest?.equals(digest) === true)
    return { judged: { ...base, state: 'acknowledged', digest } }
  if (file.refusedDigest?.equals(digest) === true)
    return { judged: { ...base, state: 'refused', digest } }
  const action = hasLeft ? 'withdrawn' : isThere ? 'changed' : 'new'
  const checks = edition.gate.map(({ check }) => check)
  const reasons = hasLeft
    ? []
    : gate(
        // That somebody may not practise any more is told at once, whatever else is open about a file that is there.
        isThere && isStopped ? checks.filter((check) => check === 'mapped') : checks,
        {
          definition: definitions[kind],
          profile: file.published,
          record,
          identityState: file.identityState,
          openConflicts: file.openConflicts,
          nextReview: file.nextReview,
          today,
        },
      )
  if (reasons.length > 0) return { judged: { ...base, state: 'held', action, digest, reasons } }
  const key = `${subject}.${digest.toString('hex').slice(0, 16)}`
  return {
    judged: { ...base, state: 'waiting', action, digest },
    record: { key, action, ...content },
  }
}

/** What was published, with what authorities decided since: decisions count at once. */
function mergedProfile({ published, current }: DueFile): DueFile['published'] {
  if (published === current) return published
  const decided = new Set(['licence-event', 'operating-licence-event', 'sanction', 'life-event'])
  return {
    ...published,
    statements: [
      ...published.statements.filter(({ section }) => !decided.has(section)),
      ...current.statements.filter(({ section }) => decided.has(section)),
    ],
  }
}

function factsOfFile(file: DueFile, now: Date) {
  const { kind, standing, identityState } = file
  if (kind === 'facility')
    return {
      facts: { standing, identityState },
      lookOn: undefined,
      hasLeft: standing === 'closed',
      isStopped: standing !== 'open',
    }
  const { state, lookOn, hasDied } = licenceStanding(file, now)
  return {
    facts: { standing, identityState, licenceState: state },
    lookOn,
    hasLeft: hasDied || state === 'revoked',
    isStopped: state !== 'valid',
  }
}

/** How a practitioner's licence stands, and the day on which time alone changes it. */
export function licenceStanding(file: DueFile, now: Date) {
  const today = vietnamDay(now)
  const facts = countingFacts({
    subject: file.subject,
    working: file.current,
    published: file.published,
  })
  const life = licenceLife(facts.licenceEvents)
  const period = licenceAt(life, `${today}T23:59`)
  const next = life.periods.find(({ from }) => from.slice(0, 10) > today)
  return {
    state: period?.state ?? 'none',
    period,
    facts,
    lookOn: next?.from.slice(0, 10),
    hasDied: facts.diedOn !== undefined && facts.diedOn.day <= today,
  }
}
