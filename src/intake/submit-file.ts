import type { BytesAnswer } from '#foundation/serve'
import type { Caller } from '#vocabulary/caller'
import { accept, type Outcome, refuse } from '#vocabulary/outcome'
import { answerOf, statusOf } from './answer.ts'
import { callerFacility } from './caller-facility.ts'
import { FILE_BYTES_MAX } from './dossier-xml/read-dossier-file.ts'
import { isLarge } from './large-gate.ts'
import type { DoorNeeds, IntakeNeeds } from './needs.ts'
import { receiveDossiers } from './receive-dossiers.ts'
import type { ReceiveOptions, Sender } from './sender.ts'
import { isZip, unzipFiles } from './zip-file.ts'

/** What came with a file: how it is called, and what the sender wants done with errors. */
export type SentFile = {
  readonly body: Buffer
  readonly contentType: string
  readonly accepts: readonly string[]
  readonly onError?: 'refuse' | 'record' | undefined
  readonly reason?: string | undefined
  /** MA_LK of the visit that it must be about. */
  readonly corrects?: string
}

/**
 * Takes what a facility sends over our own door: a file of dossiers or check-ins, or a zip of such files.
 *
 * Answers 201, 200 or 422 for one dossier; 200 with a list for several, and for a zip.
 * Refuses `intake.no-facility`, `intake.reason-missing`, `request.unsupported-content-type`,
 * `intake.busy`, and what a zip is refused for.
 */
export async function submitFile(
  needs: DoorNeeds,
  caller: Caller,
  file: SentFile,
): Promise<Outcome<BytesAnswer>> {
  const facility = callerFacility(caller)
  if (!facility.ok) return facility
  const { onError = 'refuse', reason, corrects } = file
  if (onError === 'record' && reason === undefined) {
    return refuse('incorrect', 'intake.reason-missing', 'reason')
  }
  if (file.contentType !== '' && !file.accepts.includes(file.contentType)) {
    return refuse('unsupported', 'request.unsupported-content-type', file.contentType)
  }
  const sender: Sender = { facility: facility.value, caller, door: 'intake' }
  const options: ReceiveOptions = {
    onError,
    ...(reason === undefined ? {} : { reason }),
    ...(corrects === undefined ? {} : { corrects }),
  }
  const { body } = file
  if (!isZip(body) && !isLarge(body.length)) return submitXml(needs, sender, body, options)
  // A zip is large whatever its own size: it unpacks to 100 MB.
  const submit = isZip(body) ? submitZip : submitXml
  const passed = needs.gate.pass(() => submit(needs, sender, body, options))
  return passed ?? refuse('unavailable', 'intake.busy')
}

async function submitXml(
  needs: IntakeNeeds,
  sender: Sender,
  body: Buffer,
  options: ReceiveOptions,
): Promise<Outcome<BytesAnswer>> {
  const received = await receiveDossiers(needs, sender, body, options)
  const [only] = received
  return received.length === 1
    ? json(statusOf(only), answerOf(only))
    : json(200, { dossiers: received.map(answerOf) })
}

async function submitZip(
  needs: IntakeNeeds,
  sender: Sender,
  body: Buffer,
  options: ReceiveOptions,
): Promise<Outcome<BytesAnswer>> {
  const unpacked = unzipFiles(body, FILE_BYTES_MAX)
  if (!unpacked.ok) return unpacked
  const files = []
  for (const { name, bytes } of unpacked.value) {
    const received = await receiveDossiers(needs, sender, bytes, options)
    files.push({ name, dossiers: received.map(answerOf) })
  }
  return json(200, { files })
}

function json(status: number, answer: object): Outcome<BytesAnswer> {
  return accept({
    status,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(answer),
  })
}
