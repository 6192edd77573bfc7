import { z } from 'zod'
import { recordAudit } from '#audit'
import type { SentMessage, Settled } from '#delivery'
import type { Trx } from '#foundation/database'
import { enterScope } from '#foundation/scope'
import { auditCallerOf, REGISTRY } from '../asker.ts'
import { setState } from '../profile-store.ts'
import { CHECK_RESULTS, insertIdentityCheck } from './identity-check-store.ts'
import type { OutsideReason, RecordChannel } from './outside-channel.ts'
import {
  type Answered,
  closeMessage,
  markDue,
  recordsOfMessage,
  writeAnswers,
} from './outside-store.ts'
import { answerStaffRows, endCatalogue } from './staff-row-store.ts'

const Word = z.string().max(300)

const Acknowledgements = z.object({
  acknowledgements: z.array(
    z.object({
      key: Word,
      result: z.enum(['accepted', 'refused']),
      code: Word.optional(),
      message: Word.optional(),
    }),
  ),
})

const CheckAnswer = z.object({ request: Word, result: z.enum(CHECK_RESULTS) })

const CredentialAnswer = z.object({
  credential: Word,
  result: z.enum(['accepted', 'refused']),
  code: Word.optional(),
  message: Word.optional(),
})

const RowAnswers = z.array(z.object({ khoa: Word, maKetQua: Word, moTa: z.string().nullish() }))

/**
 * Writes what became of a message of the registry, record by record, in the transaction that records its end. What the receiver said nothing of
 * is due again; an answer about something else counts for nothing. A second call for a message that was answered changes nothing.
 */
export async function settleAnswer(
  trx: Trx,
  message: SentMessage,
  settled: Settled,
  now: Date,
): Promise<void> {
  enterScope(trx, { work: 'delivery' })
  const count = message.kind === 'staff-catalogue' ? settleStaff : settleRecords
  const { accepted, refused, unanswered } = await count(trx, message, settled, now)
  const reference = settled.state === 'received' ? settled.reference : settled.reason
  await closeMessage(trx, message.id, { at: now, reference, accepted, refused, unanswered })
}

type Counts = { readonly accepted: number; readonly refused: number; readonly unanswered: number }

async function settleRecords(
  trx: Trx,
  message: SentMessage,
  settled: Settled,
  now: Date,
): Promise<Counts> {
  const records = await recordsOfMessage(trx, message.id)
  const said = settled.state === 'failed' ? undefined : readAnswers(message, settled.answer)
  const answered = records.map(({ subject, digest }): Answered => {
    if (settled.state === 'failed')
      return { subject, state: 'refused', reasons: [failureOf(settled)] }
    const key = `${subject}.${digest.toString('hex').slice(0, 16)}`
    return { subject, ...(said?.get(key) ?? said?.get(subject) ?? UNANSWERED) }
  })
  await writeAnswers(trx, message.id, answered, now)
  if (message.kind === 'identity-check' && settled.state === 'received')
    await keepCheck(trx, message, settled.answer, records[0], now)
  const count = (state: Answered['state']) => answered.filter((one) => one.state === state).length
  return {
    accepted: count('acknowledged'),
    refused: count('refused'),
    unanswered: count('unanswered'),
  }
}

type Said = Omit<Answered, 'subject'>

const UNANSWERED: Said = { state: 'unanswered', reasons: [] }

/** The answers by the key of their record, or by its file. */
function readAnswers(
  { kind, id, link_code: about }: SentMessage,
  answer: string,
): Map<string, Said> {
  const content = jsonOf(answer)
  if (kind === 'profile-batch') {
    const read = Acknowledgements.safeParse(content)
    // Of two answers about one record the first counts; the same twice is one.
    const all = read.success ? read.data.acknowledgements.toReversed() : []
    return new Map(all.map((one) => [one.key, saidBy(one)]))
  }
  if (kind === 'identity-check') {
    const read = CheckAnswer.safeParse(content)
    if (!read.success || read.data.request !== id) return new Map()
    const { result } = read.data
    const said: Said =
      result === 'match'
        ? { state: 'acknowledged', reasons: [] }
        : { state: 'refused', reasons: [{ code: result }] }
    return new Map([[about, said]])
  }
  const read = CredentialAnswer.safeParse(content)
  if (!read.success || read.data.credential !== about) return new Map()
  return new Map([[about, saidBy(read.data)]])
}

function saidBy(one: {
  readonly result: 'accepted' | 'refused'
  readonly code?: string | undefined
  readonly message?: string | undefined
}): Said {
  if (one.result === 'accepted') return { state: 'acknowledged', reasons: [] }
  const detail = [one.code, one.message].filter((word) => word !== undefined).join(': ')
  return { state: 'refused', reasons: [{ code: 'receiver-refused', detail }] }
}

function failureOf({ reason, response }: Extract<Settled, { state: 'failed' }>): OutsideReason {
  const code = reason === 'gave-up' ? 'gave-up' : 'message-refused'
  return { code, detail: response.slice(0, 200) }
}

/** The state of the identity follows, and with it what the data centre and VNeID may get. */
async function keepCheck(
  trx: Trx,
  message: SentMessage,
  answer: string,
  record: { readonly subject: SentMessage['id']; readonly digest: Buffer } | undefined,
  now: Date,
): Promise<void> {
  const read = CheckAnswer.safeParse(jsonOf(answer))
  if (!read.success || record === undefined || read.data.request !== message.id) return
  const { subject, digest } = record
  const { result } = read.data
  await insertIdentityCheck(trx, { subject, request: message.id, digest, result, checkedAt: now })
  await setState(trx, subject, { identityState: result === 'match' ? 'matched' : 'mismatch' })
  await markDue(trx, DEPENDING, [subject], now)
  await recordAudit(trx, [
    {
      at: now,
      action: 'update',
      caller: auditCallerOf(REGISTRY),
      what: 'registry-profile',
      purpose: 'administration',
      detail: { subject, why: 'population-check', result },
    },
  ])
}

const DEPENDING: readonly RecordChannel[] = ['data-centre', 'vneid']

async function settleStaff(
  trx: Trx,
  { id }: SentMessage,
  settled: Settled,
  now: Date,
): Promise<Counts> {
  const read = RowAnswers.safeParse(settled.state === 'failed' ? [] : jsonOf(settled.answer))
  const answers = (read.success ? read.data : []).map(({ khoa, maKetQua, moTa }) =>
    maKetQua === '200'
      ? { key: khoa, state: 'acknowledged' as const, reasons: [] }
      : {
          key: khoa,
          state: 'refused' as const,
          reasons: [{ code: 'receiver-refused', detail: `${maKetQua}: ${moTa ?? ''}` }],
        },
  )
  const ofAll: OutsideReason | undefined =
    settled.state === 'failed' ? failureOf(settled) : undefined
  const rows = await answerStaffRows(trx, id, answers, ofAll, now)
  const count = (state: string) => rows.filter((row) => row.state === state).length
  const unanswered = count('unanswered')
  await endCatalogue(trx, id, unanswered > 0, now)
  return { accepted: count('acknowledged'), refused: count('refused'), unanswered }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
