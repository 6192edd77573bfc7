import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { EXCEPTION_CODES } from './practice-rules.ts'

const Words = z.object({ vi: z.string(), en: z.string() })
const Circumstances = z.array(z.enum(EXCEPTION_CODES).exclude(['written-assignment'])).max(5)

const AskedPractice = z.strictObject({
  /** A licence number as written on any paper; this or the practitioner. */
  licence: z.string().min(1).max(250).optional(),
  /** Key of the file, or the personal ID. */
  practitioner: z.string().min(1).max(36).optional(),
  facility: z.string().length(5),
  /** When; left out: now. */
  at: z.iso.datetime({ offset: true }).optional(),
  scope: z.string().min(1).max(40).optional(),
  technique: z.string().min(1).max(50).optional(),
  /** What happened around it; in an address: by commas. */
  circumstances: z
    .preprocess(
      (given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given),
      Circumstances,
    )
    .optional(),
  /** What was known then; left out: what is known now. */
  believedAt: z.iso.datetime({ offset: true }).optional(),
})

const AnsweredPractice = z.object({
  answer: z.enum(['yes', 'no', 'insufficient']),
  basis: z.enum(['published', 'draft', 'none']),
  practitioner: z.string().optional(),
  facility: z.string(),
  at: z.string(),
  reasons: z.array(
    z.object({
      code: z.string(),
      weighs: z.enum(['for', 'against', 'open']),
      text: Words,
      source: z.string(),
      statements: z.array(z.string()),
    }),
  ),
})

/** Whether somebody may practise at a place at an instant; the reasons, their law, and what they stand on. */
export const mayPractiseAt = contract({
  method: 'GET',
  path: '/registry/may-practise',
  summary: 'Người hành nghề có được hành nghề tại cơ sở vào thời điểm này không',
  right: 'practice.ask',
  request: AskedPractice,
  response: AnsweredPractice,
})

/** The same with the question in the body, so that no number stands in an address. */
export const askMayPractiseAt = contract({
  method: 'POST',
  path: '/registry/may-practise',
  summary: 'Người hành nghề có được hành nghề không (câu hỏi trong thân yêu cầu)',
  right: 'practice.ask',
  request: AskedPractice,
  response: AnsweredPractice,
})

/** The same as an operation of FHIR R4: Parameters in, Parameters out. */
export const mayPractiseOperation = bytesContract({
  method: 'POST',
  path: '/fhir/Practitioner/$may-practise',
  summary: 'FHIR: $may-practise',
  right: 'practice.ask',
  accepts: ['application/fhir+json', 'application/json'],
  request: z.strictObject({}),
})
