import type { Trx } from '#foundation/database'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { setState } from '../profile-store.ts'
import { OPEN_MESSAGES_MAX, type OutsideNeeds, queueEnvelope } from './outside-needs.ts'
import { countOpen, type DueFile, type Judged, takeDue, writeJudged } from './outside-store.ts'
import { digestOfQuestion, questionOf } from './population-question.ts'

/** Questions of one round; the pace of the channel spreads them. */
const ROUND = 50

/** Why the population database is asked (NĐ 69/2024/NĐ-CP: each look-up names its purpose). */
const PURPOSE = 'quan-ly-hanh-nghe'

/**
 * Asks the population database about identities that were never asked about as they stand. What was answered for the same values is not asked
 * again. Answers whether there may be more. The transaction must be in the scope of our own work.
 *
 * Source: NĐ 69/2024/NĐ-CP, art. 18-19 (the result alone is kept and not shared on); KH 1642/KH-BYT 2025.
 */
export async function askPopulation(trx: Trx, needs: OutsideNeeds): Promise<boolean> {
  const open = await countOpen(trx, 'population-database')
  if (open >= OPEN_MESSAGES_MAX) return false
  const now = needs.now()
  const files = await takeDue(trx, 'population-database', now, ROUND)
  const judged: Judged[] = []
  for (const file of files) judged.push(await askOne(trx, needs, file, now))
  await writeJudged(trx, 'population-database', judged, now)
  return files.length === ROUND
}

async function askOne(trx: Trx, needs: OutsideNeeds, file: DueFile, now: Date): Promise<Judged> {
  const { subject, version } = file
  const question = questionOf(file.published, vietnamDay(now))
  if (question === undefined) return { subject, version, state: 'not-owed' }
  const digest = digestOfQuestion(question)
  if (file.acknowledgedDigest?.equals(digest) === true)
    return { subject, version, state: 'acknowledged', digest }
  if (file.refusedDigest?.equals(digest) === true)
    return { subject, version, state: 'refused', digest }
  // Other values than those that were verified: what was found of them holds no longer.
  if (file.identityState !== 'unverified')
    await setState(trx, subject, { identityState: 'unverified' })
  const message = await queueEnvelope(trx, needs, {
    channel: 'population-database',
    kind: 'identity-check',
    type: 'identity_check',
    about: subject,
    records: 1,
    content: (id) => ({ request: id, purpose: PURPOSE, ...question }),
  })
  return { subject, version, state: 'waiting', action: 'check', digest, message }
}
