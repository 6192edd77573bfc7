import {
  correctSubmission,
  DossierAnswer,
  DossiersAnswer,
  readSubmissionFile,
  submitDossiers,
} from '#intake/contract'
import { addressOf, upload } from '../../../foundation/bytes.ts'
import { ask } from '../../../foundation/call.ts'
import { CallFailed, readRefusal } from '../../../foundation/problems.ts'
import { correctXml } from './corrected-xml.ts'

const XML = 'application/xml'

/** A refused dossier is an answer with findings, not a failed call. */
const REFUSED = 422

/** Sends the dossier again with the mended fields, linked to the version that was mended. */
export async function resendCorrected(
  receipt: string,
  changes: ReadonlyMap<string, string>,
): Promise<DossierAnswer> {
  const corrected = correctXml(await (await fetchOriginal(receipt)).text(), changes)
  if (corrected === undefined) throw cannotEdit()
  return sendCorrected(receipt, new Blob([corrected], { type: XML }))
}

/** Sends a file that was mended elsewhere as the next version of the same visit. */
export async function sendCorrected(receipt: string, file: Blob): Promise<DossierAnswer> {
  const answer = await upload(correctSubmission, { receipt }, file, {
    contentType: XML,
    answers: [REFUSED],
  })
  return readAnswer(answer.status, answer.body)
}

/** Has the dossier recorded and delivered as it is, còn lỗi, with the reason. */
export async function sendAnyway(receipt: string, reason: string): Promise<DossierAnswer> {
  const original = await fetchOriginal(receipt)
  const answer = await upload(submitDossiers, { onError: 'record', reason }, original, {
    contentType: XML,
    answers: [REFUSED],
  })
  return readAnswer(answer.status, answer.body)
}

async function fetchOriginal(receipt: string): Promise<Blob> {
  const response = await ask(addressOf(readSubmissionFile, { receipt }), { method: 'GET' })
  if (!response.ok) throw readRefusal(response.status, await response.json().catch(() => undefined))
  return response.blob()
}

/** One dossier, or the first of several; anything else is a refusal. */
function readAnswer(status: number, body: unknown): DossierAnswer {
  const one = DossierAnswer.safeParse(body)
  if (one.success) return one.data
  const first = DossiersAnswer.safeParse(body).data?.dossiers[0]
  if (first === undefined) throw readRefusal(status, body)
  return first
}

function cannotEdit(): CallFailed {
  return new CallFailed(0, [
    {
      kind: 'incorrect',
      code: 'portal.cannot-correct-here',
      message: {
        vi: 'Không dựng lại được tệp XML của hồ sơ này.',
        en: 'The XML file of this dossier cannot be rebuilt.',
      },
      remedy: {
        vi: 'Sửa trong phần mềm bệnh viện rồi tải lên tệp đã sửa.',
        en: 'Mend it in the hospital software and upload the mended file.',
      },
    },
  ])
}
