import { z } from 'zod'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import { type AnsweredPractice, type AskedPractice } from './ask-may-practise.ts'
import { EXCEPTION_CODES } from './practice-rules.ts'

/** Parameters in one question: far more than there are kinds of them. */
const PARAMETERS_MAX = 20

const Asked = z.object({
  resourceType: z.literal('Parameters'),
  parameter: z
    .array(
      z.object({
        name: z.string(),
        valueString: z.string().max(250).optional(),
        valueCode: z.string().max(50).optional(),
        valueDateTime: z.iso.datetime({ offset: true }).optional(),
        valueInstant: z.iso.datetime({ offset: true }).optional(),
        valueIdentifier: z.object({ value: z.string().max(250) }).optional(),
        valueReference: z.object({ reference: z.string().max(100) }).optional(),
      }),
    )
    .max(PARAMETERS_MAX),
})

const Circumstance = z.enum(EXCEPTION_CODES).exclude(['written-assignment'])

/**
 * Reads the Parameters of `$may-practise`: `licence` (identifier or string) or `practitioner` (reference or string), `facility`, `at`,
 * `scope`, `technique`, `circumstance` (repeated), `believedAt`. Refuses `registry.not-parameters`.
 */
export function parseParameters(json: unknown, now: Date): Outcome<AskedPractice> {
  const read = Asked.safeParse(json)
  if (!read.success) return notParameters(read.error.issues[0]?.path.join('.'))
  const { parameter } = read.data
  const values = (name: string) =>
    parameter.filter((one) => one.name === name).map((one) => textIn(one))
  const [facility] = values('facility')
  if (facility === undefined || !/^[0-9A-Z]{5}$/.test(facility)) return notParameters('facility')
  const circumstances = z.array(Circumstance).safeParse(values('circumstance'))
  if (!circumstances.success) return notParameters('circumstance')
  const [at, believedAt] = [values('at')[0], values('believedAt')[0]]
  return accept({
    licence: values('licence')[0],
    practitioner: values('practitioner')[0]?.replace(/^Practitioner\//, ''),
    facility,
    at: at === undefined ? now : new Date(at),
    scope: values('scope')[0],
    technique: values('technique')[0],
    circumstances: circumstances.data,
    ...(believedAt === undefined ? {} : { believedAt: new Date(believedAt) }),
  })
}

function textIn(one: z.infer<typeof Asked>['parameter'][number]): string | undefined {
  const { valueString, valueCode, valueDateTime, valueInstant, valueIdentifier, valueReference } =
    one
  return (
    valueString ??
    valueCode ??
    valueDateTime ??
    valueInstant ??
    valueIdentifier?.value ??
    valueReference?.reference
  )
}

function notParameters(at = ''): Outcome<never> {
  return refuse('incorrect', 'registry.not-parameters', at)
}

/** The answer as Parameters: `answer`, `basis`, `at`, and one `reason` with parts for each. */
export function answerToParameters(
  { facility, at }: AskedPractice,
  { answer, basis, practitioner, reasons }: AnsweredPractice,
) {
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'answer', valueCode: answer },
      { name: 'basis', valueCode: basis },
      { name: 'at', valueDateTime: isoInVietnam(at) },
      { name: 'facility', valueString: facility },
      ...(practitioner === undefined
        ? []
        : [
            { name: 'practitioner', valueReference: { reference: `Practitioner/${practitioner}` } },
          ]),
      ...reasons.map(({ code, weighs, text, source, statements }) => ({
        name: 'reason',
        part: [
          { name: 'code', valueCode: code },
          { name: 'weighs', valueCode: weighs },
          { name: 'text', valueString: text.vi },
          { name: 'text-en', valueString: text.en },
          { name: 'source', valueString: source },
          ...statements.map((statement) => ({ name: 'statement', valueString: statement })),
        ],
      })),
    ],
  }
}
