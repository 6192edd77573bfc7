import type { Trx } from '#foundation/database'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { licenceKey } from '../licence/licence-number.ts'
import { statementsOf, textOf } from '../profile.ts'
import { licenceStanding } from './make-batch.ts'
import { digestOfRecord } from './map-profile.ts'
import type { RecordAction } from './outside-channel.ts'
import { OPEN_MESSAGES_MAX, type OutsideNeeds, queueEnvelope } from './outside-needs.ts'
import { countOpen, type DueFile, type Judged, takeDue, writeJudged } from './outside-store.ts'
import { questionOf } from './population-question.ts'

/** Credentials of one round. */
const ROUND = 50

/** In these a licence lets its holder practise, at least in part. */
const IN_FORCE = new Set(['valid', 'suspended-partial'])

/**
 * Issues, updates and withdraws the licence that practitioners show on VNeID, as it stands today. Withdrawn at once when the licence is suspended as a
 * whole, revoked or expired; issued or changed only where the population database knows the person, so that nobody gets another's
 * licence. Answers whether there may be more. The transaction must be in the scope of our own work.
 *
 * Source: KH 1642/KH-BYT 2025 (phase II); Law 15/2023/QH15, art. 27, 34-35. Assumed: what the credential holds.
 */
export async function issueCredentials(trx: Trx, needs: OutsideNeeds): Promise<boolean> {
  const open = await countOpen(trx, 'vneid')
  if (open >= OPEN_MESSAGES_MAX) return false
  const now = needs.now()
  const files = await takeDue(trx, 'vneid', now, ROUND)
  const judged: Judged[] = []
  for (const file of files) judged.push(await issueOne(trx, needs, file, now))
  await writeJudged(trx, 'vneid', judged, now)
  return files.length === ROUND
}

async function issueOne(trx: Trx, needs: OutsideNeeds, file: DueFile, now: Date): Promise<Judged> {
  const { subject, version } = file
  const { lookOn, ...found } = credentialOf(file, now)
  const base = { subject, version, lookOn }
  const isThere = file.acknowledgedAction !== undefined && file.acknowledgedAction !== 'withdraw'
  if (found.content === undefined && !isThere) return { ...base, state: 'not-owed' }

  const content = found.content ?? { status: found.status }
  const digest = digestOfRecord(content)
  if (file.acknowledgedDigest?.equals(digest) === true)
    return { ...base, state: 'acknowledged', digest }
  if (file.refusedDigest?.equals(digest) === true) return { ...base, state: 'refused', digest }
  const action: RecordAction =
    found.content === undefined ? 'withdraw' : isThere ? 'update' : 'issue'
  if (action !== 'withdraw' && file.identityState !== 'matched') {
    const code = file.identityState === 'mismatch' ? 'identity' : 'identity-unverified'
    return { ...base, state: 'held', action, digest, reasons: [{ code }] }
  }
  const message = await queueEnvelope(trx, needs, {
    channel: 'vneid',
    kind: 'credential',
    type: 'practice_licence',
    about: subject,
    records: 1,
    content: (id) => ({ request: id, credential: subject, action, ...content }),
  })
  return { ...base, state: 'waiting', action, digest, message }
}

/** What is shown of a licence in force; no content where none is. */
function credentialOf(file: DueFile, now: Date) {
  const today = vietnamDay(now)
  const { state, period, facts, lookOn, hasDied } = licenceStanding(file, now)
  const holder = questionOf(file.published, today)
  if (period === undefined || holder === undefined || hasDied || !IN_FORCE.has(state))
    return { status: hasDied ? 'deceased' : state, lookOn }
  const paper = statementsOf(file.current, 'licence').find(
    (one) => licenceKey(textOf(one, 'number') ?? '') === licenceKey(period.number),
  )
  const scopes = facts.scopes
    .filter(({ from, to }) => (from ?? today) <= today && (to ?? today) >= today)
    .map(({ scope }) => scope)
  return {
    status: state,
    lookOn,
    content: {
      status: state,
      holder: holder.personalNumber,
      name: holder.name,
      documentType: period.documentType,
      number: period.number,
      title: period.title,
      scopes: [...new Set(scopes)].toSorted(),
      withoutScopes: period.scopesAffected,
      issuer: textOf(paper, 'issuer'),
      issuedOn: textOf(paper, 'issuedOn'),
      validTo: period.expiresOn,
    },
  }
}
