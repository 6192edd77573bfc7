import type { z } from 'zod'
import type { Database } from '#foundation/database'
import { type Door, serve, serveBytes } from '#foundation/serve'
import { accept, type Outcome } from '#vocabulary/outcome'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import {
  listLicenceAlerts,
  listLicenceDecisions,
  listLicenceNoticesOf,
  seeLicenceNotice,
} from '../licence/licence-contract.ts'
import { listAlerts, listDecisions, listNotices, seeNotice } from '../licence/list-licence-work.ts'
import { askMayPractise } from './ask-may-practise.ts'
import { answerToParameters, parseParameters } from './fhir-parameters.ts'
import { askMayPractiseAt, mayPractiseAt, mayPractiseOperation } from './practice-contract.ts'

type Needs = { readonly database: Database; readonly now: () => Date }
type Asked = z.output<typeof mayPractiseAt.request>
type Answered = z.input<typeof mayPractiseAt.response>

/** Binds the question whether somebody may practise (by address, by body, as an operation of FHIR) and what is due of licences. */
export function practiceRoutes(door: Door, needs: Needs): void {
  serve(door, listLicenceNoticesOf, (caller, { before }) => listNotices(needs, caller, before))
  serve(door, seeLicenceNotice, (caller, { notice }) => seeNotice(needs, caller, notice))
  serve(door, listLicenceAlerts, (caller, asked) => listAlerts(needs, caller, asked))
  serve(door, listLicenceDecisions, (_caller, asked) => listDecisions(needs, asked))
  serve(door, mayPractiseAt, (_caller, asked) => answerAt(needs, asked))
  serve(door, askMayPractiseAt, (_caller, asked) => answerAt(needs, asked))
  serveBytes(door, mayPractiseOperation, async (_caller, { body, raw }) => {
    const asked = parseParameters(jsonIn(body, raw.body), needs.now())
    if (!asked.ok) return asked
    const answer = await askMayPractise(needs, asked.value)
    if (!answer.ok) return answer
    const parameters = answerToParameters(asked.value, answer.value)
    const contentType = 'application/fhir+json; charset=utf-8'
    return accept({ status: 200, contentType, body: JSON.stringify(parameters) })
  })
}

async function answerAt(needs: Needs, asked: Asked): Promise<Outcome<Answered>> {
  const at = asked.at === undefined ? needs.now() : new Date(asked.at)
  const { believedAt, ...rest } = asked
  const answer = await askMayPractise(needs, {
    ...rest,
    at,
    ...(believedAt === undefined ? {} : { believedAt: new Date(believedAt) }),
  })
  if (!answer.ok) return answer
  const reasons = answer.value.reasons.map((reason) => ({
    ...reason,
    statements: [...reason.statements],
  }))
  return accept({ ...answer.value, reasons, facility: asked.facility, at: isoInVietnam(at) })
}

/** A body of plain JSON was read at the door; one of FHIR comes as bytes. Undefined for what is no JSON. */
function jsonIn(body: Buffer, read: unknown): unknown {
  if (body.length === 0) return read
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
