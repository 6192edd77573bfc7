import type { Database, Trx } from '#foundation/database'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { searchKey } from '#vocabulary/person-name'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { RandomBytes } from '#vocabulary/record-id'
import { deleteCardAnswersBefore, findCardAnswer, keepCardAnswer } from './card-answer-store.ts'
import { cardResultOf, type CardResult } from './card-result-codes.ts'
import {
  askCard,
  CardAnswer,
  type CardQuestion,
  type PortalAddress,
} from './insurance-portal-client.ts'
import { inSession, type PortalSessions } from './portal-sessions.ts'
import { keyedHash, openSealed, seal, type MasterKey } from './seal.ts'

export type CardNeeds = {
  readonly database: Database
  readonly now: () => Date
  readonly random: RandomBytes
  readonly masterKey: MasterKey
  readonly portal: PortalAddress
  readonly sessions: PortalSessions
}

export type CardLookUp = {
  /** The portal's answer in its own fields, to be handed on as it is. */
  readonly answer: CardAnswer
  readonly resultCode: string
  readonly result: CardResult
  /** False: the portal is away, and this is what it said at `askedAt`. */
  readonly live: boolean
  readonly askedAt: Date
  readonly ageMinutes: number
}

/** A patient stands at the counter: after 8 s the last known answer is worth more than a fresh one. */
const LOOK_UP_MS_MAX = 8_000

/**
 * Asks the insurance portal about a card, in the name of the person who asks (hoTenCb, cccdCb).
 *
 * When the portal is down, slow, failing or rejects the account, the answer is what this facility was last told about
 * exactly this card, name and birth date, with its age; another facility's answers are not used, because nobody
 * checked who asks. Refuses `delivery.card-portal-away` when there is none, `delivery.card-question-incomplete`.
 */
export async function lookUpCard(
  needs: CardNeeds,
  facility: FacilityCode,
  question: CardQuestion,
): Promise<Outcome<CardLookUp>> {
  const missing = missingField(question)
  if (missing) return refuse('incorrect', 'delivery.card-question-incomplete', missing)

  const portal = {
    ...needs.portal,
    timeouts: {
      ...needs.portal.timeouts,
      totalMs: Math.min(needs.portal.timeouts.totalMs, LOOK_UP_MS_MAX),
    },
  }
  const asked = await inSession(needs.sessions, facility, (session) =>
    askCard(portal, session, question),
  )
  if ('failure' in asked && asked.failure !== 'refused') return lastKnown(needs, facility, question)
  if ('failure' in asked) return refuse('unavailable', 'delivery.card-portal-away')

  const askedAt = needs.now()
  const { answer } = asked
  const result = cardResultOf(answer.maKetQua)
  if (result.kind !== 'ask-again') await keep(needs, facility, question, answer, askedAt)
  return accept({ answer, resultCode: answer.maKetQua, result, live: true, askedAt, ageMinutes: 0 })
}

/** Forgets every answer from before an instant: a rule of retention, carried out by the privacy room. Answers how many. */
export async function forgetCardAnswers(trx: Trx, before: Date): Promise<number> {
  let forgotten = 0
  for (;;) {
    const some = await deleteCardAnswersBefore(trx, before)
    if (some === 0) return forgotten
    forgotten += some
  }
}

function missingField({ maThe, hoTen, ngaySinh }: CardQuestion): string | undefined {
  if (!maThe.trim()) return 'maThe'
  if (!hoTen.trim()) return 'hoTen'
  return ngaySinh.trim() ? undefined : 'ngaySinh'
}

function questionKey(masterKey: MasterKey, { maThe, hoTen, ngaySinh }: CardQuestion): Buffer {
  const parts = [maThe.trim().toUpperCase(), searchKey(hoTen), ngaySinh.trim()]
  return keyedHash(masterKey, 'card-question', parts.join('|'))
}

async function keep(
  { database, masterKey, random }: CardNeeds,
  facility: FacilityCode,
  question: CardQuestion,
  answer: CardAnswer,
  askedAt: Date,
): Promise<void> {
  const sealed = seal(masterKey, 'card-answer', facility, JSON.stringify(answer), random)
  const key = questionKey(masterKey, question)
  await keepCardAnswer(database, facility, key, { sealed, asked_at: askedAt })
}

async function lastKnown(
  { database, masterKey, now }: CardNeeds,
  facility: FacilityCode,
  question: CardQuestion,
): Promise<Outcome<CardLookUp>> {
  const known = await findCardAnswer(database, facility, questionKey(masterKey, question))
  if (!known) return refuse('unavailable', 'delivery.card-portal-away')

  const askedAt = known.asked_at
  const said = readKept(openSealed(masterKey, 'card-answer', facility, known.sealed))
  const ageMinutes = Math.max(0, Math.floor((now().getTime() - askedAt.getTime()) / 60_000))
  const note = typeof said['ghiChu'] === 'string' ? said['ghiChu'] : ''
  const answer = { ...said, ghiChu: `${ageInWords(ageMinutes)} ${note}`.trim() }
  const result = cardResultOf(answer.maKetQua)
  return accept({ answer, resultCode: answer.maKetQua, result, live: false, askedAt, ageMinutes })
}

function readKept(text: string): CardAnswer {
  return CardAnswer.parse(JSON.parse(text))
}

/** Said first in ghiChu, where the software at the counter shows it. */
function ageInWords(minutes: number): string {
  const age =
    minutes < 60
      ? `${minutes} phút`
      : minutes < 48 * 60
        ? `${Math.floor(minutes / 60)} giờ`
        : `${Math.floor(minutes / 1440)} ngày`
  return `[Cổng BHXH không trả lời; đây là kết quả đã biết cách đây ${age}, cần tra cứu lại khi cổng hoạt động.]`
}
