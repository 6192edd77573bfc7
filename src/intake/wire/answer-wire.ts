import { z } from 'zod'
import type { WireAccount, WireDesk } from '#access'
import { recordAudit } from '#audit'
import type { InsurancePortal } from '#delivery'
import type { Uploader } from '#foundation/serve'
import { type Outcome, refuse } from '#vocabulary/outcome'
import { type Gate, isLarge, restBetweenStages } from '../large-gate.ts'
import type { IntakeNeeds } from '../needs.ts'
import { receiveDossiers } from '../receive-dossiers.ts'
import type { Sender } from '../sender.ts'
import {
  type SendAnswer,
  sendAnswer,
  sendRefused,
  type TokenAnswer,
  tokenAnswer,
  WIRE_CODES,
} from './wire-answers.ts'
import { fileOf, fileLength, type WireForm } from './wire-form.ts'

export type WireNeeds = IntakeNeeds & {
  readonly wire: WireDesk
  /** Absent where no insurance portal is configured. */
  readonly lookUpCard?: InsurancePortal['lookUpCard']
}

/**
 * Looks for viruses in a file. Undefined when nothing speaks against it; else what does, for people, and whether it is the
 * file itself, or that nobody could look.
 */
export type ScanFile = (
  file: Buffer,
  caller: Uploader,
) => Promise<{ readonly isFile: boolean; readonly text: string } | undefined>

type FileNeeds = WireNeeds & { readonly gate: Gate; readonly scan: ScanFile }

/** One call as it came: header names in lower case. */
export type WireRequest = {
  readonly header: (name: string) => string
  readonly address: string
}

/** Why a dossier with errors is recorded although nobody gave a reason: the form knows no other way. */
const WIRE_REASON = 'Gửi theo giao thức của cổng BHXH: ghi nhận và chuyển đi nguyên trạng'

/** `POST /api/token/take`: a pair of tokens for a user name and the MD5 of its password, from an allowed address. */
export async function takeToken(
  needs: WireNeeds,
  form: WireForm,
  request: WireRequest,
): Promise<TokenAnswer> {
  const username = form('username')
  const known = await needs.wire.checkCredential(
    username,
    form('password').toUpperCase(),
    request.address,
  )
  if (!known.ok) return { ...refusalOf(known), APIKey: null }
  return tokenAnswer(username, await needs.wire.issueTokens(known.value))
}

/** A file by one of the addresses of the portal: judged, recorded and delivered even with errors; one with malware is not taken. */
export async function takeFile(
  needs: FileNeeds,
  form: WireForm,
  request: WireRequest,
  variant: '4750' | '3176',
): Promise<SendAnswer> {
  const known = await needs.wire.checkCall({
    accessToken: request.header('accesstoken'),
    idToken: request.header('tokenid'),
    username: form('username'),
    md5Upper: request.header('passwordhash').toUpperCase(),
    address: request.address,
  })
  if (!known.ok) {
    const { maKetQua, thongDiep } = refusalOf(known)
    return sendRefused(maKetQua, thongDiep)
  }
  const facility = form('maCSKCB')
  if (facility !== '' && facility !== known.value.facility) {
    return sendRefused(WIRE_CODES.forbidden, 'maCSKCB không phải cơ sở của tài khoản')
  }
  const take = () => receiveForm(needs, form, known.value, request, variant)
  const taken = isLarge(fileLength(form)) ? needs.gate.pass(take) : take()
  return taken ?? sendRefused(WIRE_CODES.failed, BUSY)
}

/** Said when too many large files wait; the sender's software keeps the file and sends it later. */
const BUSY =
  'Hệ thống đang bận với nhiều hồ sơ lớn, chưa ghi nhận gì; vui lòng gửi lại sau một phút'

async function receiveForm(
  needs: FileNeeds,
  form: WireForm,
  account: WireAccount,
  request: WireRequest,
  variant: '4750' | '3176',
): Promise<SendAnswer> {
  const file = fileOf(form)
  if (!file) return sendRefused(WIRE_CODES.parameters, 'fileHSBase64 trống hoặc không phải base64')
  const found = await needs.scan(file, callerOf(account, request))
  if (found) return sendRefused(WIRE_CODES[found.isFile ? 'parameters' : 'failed'], found.text)
  await restBetweenStages(file.length)
  const options = { onError: 'record', reason: WIRE_REASON } as const
  const sender = senderOf(account, request, variant)
  return sendAnswer(await receiveDossiers(needs, sender, file, options))
}

/** A question about a card, in the portal's own fields; hoTenCb and cccdCb are those of the person who asks. */
const CardForm = z.object({
  maThe: cardText(50),
  hoTen: cardText(255),
  ngaySinh: cardText(20),
  hoTenCb: cardText(255).default(''),
  cccdCb: cardText(20).default(''),
})

function cardText(lengthMax: number) {
  return z.coerce
    .string()
    .max(lengthMax)
    .refine((text) => !text.includes('\0'))
}

export type CardAnswer = { readonly maKetQua: string; readonly ghiChu?: unknown }

/** Relays a card look-up; in an outage the answer is the last known one, its age in ghiChu. */
export async function lookUpCard(
  needs: WireNeeds,
  query: (name: string) => string,
  body: unknown,
  request: WireRequest,
): Promise<CardAnswer> {
  const known = await needs.wire.checkCall({
    accessToken: query('token'),
    idToken: query('id_token'),
    username: query('username'),
    md5Upper: query('password').toUpperCase(),
    address: request.address,
  })
  if (!known.ok) {
    const { maKetQua, thongDiep } = refusalOf(known)
    return { maKetQua, ghiChu: thongDiep }
  }
  const question = CardForm.safeParse(body)
  if (!question.success) {
    return {
      maKetQua: WIRE_CODES.parameters,
      ghiChu: 'Lỗi sai định dạng tham số truyền vào.',
    }
  }
  await auditLookUp(needs, known.value, request)
  const asked = needs.lookUpCard
    ? await needs.lookUpCard(known.value.facility, question.data)
    : refuse('unavailable', 'delivery.card-portal-away')
  return asked.ok ? asked.value.answer : cardRefusal(asked)
}

function cardRefusal(asked: Outcome<unknown>): CardAnswer {
  const isQuestion = !asked.ok && asked.problems[0].kind === 'incorrect'
  return isQuestion
    ? { maKetQua: WIRE_CODES.parameters, ghiChu: 'Thiếu mã thẻ, họ tên hoặc ngày sinh.' }
    : {
        maKetQua: WIRE_CODES.failed,
        ghiChu: 'Cổng BHXH không trả lời và chưa có kết quả nào đã biết cho thẻ này.',
      }
}

/** The protocol's word for a refusal of the desk. */
function refusalOf(outcome: Outcome<unknown>): { maKetQua: string; thongDiep: string } {
  const isAddress = !outcome.ok && outcome.problems[0].kind === 'forbidden'
  return isAddress
    ? { maKetQua: WIRE_CODES.forbidden, thongDiep: 'Địa chỉ IP chưa được đăng ký cho tài khoản' }
    : {
        maKetQua: WIRE_CODES.unauthenticated,
        thongDiep: 'Sai tài khoản, mật khẩu hoặc phiên làm việc đã hết hạn',
      }
}

function senderOf(account: WireAccount, request: WireRequest, variant: '4750' | '3176'): Sender {
  return {
    facility: account.facility,
    caller: callerOf(account, request),
    door: 'wire',
    variant,
  }
}

function callerOf({ username, facility }: WireAccount, { address }: WireRequest) {
  return { account: `wire:${username}`, name: username, role: 'system', facility, address } as const
}

function auditLookUp(
  { database, now }: WireNeeds,
  account: WireAccount,
  request: WireRequest,
): Promise<void> {
  const caller = callerOf(account, request)
  return recordAudit(database, [
    { at: now(), action: 'read', caller, what: 'insurance-card', purpose: 'payment' },
  ])
}
