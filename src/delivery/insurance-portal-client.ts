import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Outgoing } from '#foundation/outgoing'
import type { FacilityCode } from '#vocabulary/facility-code'
import type { AnyKind, MessageKind, Reason, Variant } from './message.ts'
import { type OutsideAnswer, postOutside, type Timeouts } from './outside-client.ts'
import type { Evidence } from './sender.ts'

/**
 * The wire of the insurance portal (cổng tiếp nhận dữ liệu giám định BHYT).
 * Source: the interface in use since QĐ 130/QĐ-BYT 2023, paths of QĐ 4750/2023 and QĐ 3176/2024.
 */
export type PortalAddress = {
  readonly baseUrl: URL
  readonly timeouts: Timeouts
  readonly outgoing: Outgoing
}

export const PORTAL_TIMEOUTS: Timeouts = { connectMs: 5_000, totalMs: 30_000 }

/** The MD5 is what the protocol demands in place of a password: upper-case hexadecimal. */
export type PortalAccount = { readonly username: string; readonly md5Upper: string }

export type PortalSession = PortalAccount & {
  readonly accessToken: string
  readonly idToken: string
  readonly expiresAt: Date
}

/** Why a call did not do what it should; whose matter it is. */
export type PortalFailure = {
  readonly failure: 'refused' | 'outage' | 'account'
  readonly reason: Reason
  readonly evidence: Evidence
}

const PATHS: Readonly<Record<MessageKind, Readonly<Record<Variant, string>>>> = {
  dossier: { '4750': '/api/qd130/guiHoSoXmlQD4750', '3176': '/api/qd130/guiHoSoXmlQD3176' },
  'check-in': { '4750': '/api/qd130/checkInKcbQd4750', '3176': '/api/qd130/checkInKcbQd3176' },
}

/** The address of catalogues. Assumed: no client that sends the staff catalogue (form 02/DM of TT 12/2026/TT-BTC) was found. */
const CATALOGUE_PATH = '/api/egw/guiDanhMuc02DM'

/** loaiHoSo. 130 is used for both variants by a client in operation; 02DM is assumed. */
const FILE_TYPE: Readonly<Record<PortalKind, string>> = {
  dossier: '130',
  'check-in': '0',
  'staff-catalogue': '02DM',
}

const CARD_PATH = '/api/egw/KQNhanLichSuKCB2024'

const EVIDENCE_CHARACTERS_MAX = 2_000

/** When the portal's expires_in cannot be read, a token is used for 10 minutes. */
const TOKEN_MS_DEFAULT = 600_000

const code = z.union([z.string(), z.number()]).transform(String)

const TokenAnswer = z.object({
  maKetQua: code,
  APIKey: z
    .object({ access_token: z.string(), id_token: z.string(), expires_in: z.string().optional() })
    .nullish(),
})

const SendAnswer = z.object({
  maKetQua: code,
  maGiaoDich: code.nullish(),
  thoiGianTiepNhan: code.nullish(),
  /** Of a catalogue, row by row. Assumed. */
  dsKetQua: z
    .array(z.object({ khoa: z.string(), maKetQua: code, moTa: z.string().nullish() }))
    .nullish(),
})

export const CardAnswer = z.looseObject({ maKetQua: code })
export type CardAnswer = z.infer<typeof CardAnswer>

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

export async function takeToken(
  portal: PortalAddress,
  account: PortalAccount,
  now: Date,
): Promise<PortalSession | PortalFailure> {
  const path = '/api/token/take'
  const form = new URLSearchParams({ username: account.username, password: account.md5Upper })
  const body = Buffer.from(form.toString())
  const answer = await postOutside(portal, new URL(path, portal.baseUrl), FORM, body)
  // The answer holds tokens: of it, only the status is evidence.
  const evidence = { endpoint: path, ...(answer.reached ? { httpStatus: answer.status } : {}) }
  const read = readAnswer(answer, TokenAnswer, evidence)
  if ('failure' in read) return read
  const key = read.value.APIKey
  if (!key) return { failure: 'outage', reason: 'answer-unreadable', evidence }
  return {
    ...account,
    accessToken: key.access_token,
    idToken: key.id_token,
    expiresAt: utcTime(key.expires_in) ?? new Date(now.getTime() + TOKEN_MS_DEFAULT),
  }
}

/** What goes to this portal. */
export type PortalKind = Extract<AnyKind, MessageKind | 'staff-catalogue'>

export type FileToSend = {
  readonly kind: PortalKind
  readonly variant: Variant
  readonly facility: FacilityCode
  readonly bytes: Buffer
}

/** Sends one file as it is: `fileHSBase64` is the base64 of exactly the given bytes. */
export async function sendFile(
  portal: PortalAddress,
  session: PortalSession,
  file: FileToSend,
  now: Date,
): Promise<
  | {
      readonly transactionCode: string
      readonly receivedAt: Date
      readonly evidence: Evidence
      readonly answer?: string
    }
  | PortalFailure
> {
  const endpoint = file.kind === 'staff-catalogue' ? CATALOGUE_PATH : PATHS[file.kind][file.variant]
  const headers = {
    ...FORM,
    accessToken: session.accessToken,
    tokenId: session.idToken,
    passwordHash: session.md5Upper,
  }
  const answer = await postOutside(
    portal,
    new URL(endpoint, portal.baseUrl),
    headers,
    formOf(session, file),
  )
  const evidence = {
    ...evidenceOf(endpoint, answer),
    requestBytes: file.bytes.length,
    requestDigest: createHash('sha256').update(file.bytes).digest(),
  }
  const read = readAnswer(answer, SendAnswer, evidence)
  if ('failure' in read) return read
  const { maGiaoDich, thoiGianTiepNhan, dsKetQua } = read.value
  if (!maGiaoDich)
    return { failure: 'outage', reason: 'answer-unreadable', evidence: read.evidence }
  return {
    transactionCode: maGiaoDich,
    receivedAt: vietnamSecond(thoiGianTiepNhan ?? '') ?? now,
    evidence: read.evidence,
    ...(dsKetQua ? { answer: JSON.stringify(dsKetQua) } : {}),
  }
}

/** The question of a card look-up; hoTenCb and cccdCb are those of the person who asks. */
export type CardQuestion = {
  readonly maThe: string
  readonly hoTen: string
  readonly ngaySinh: string
  readonly hoTenCb: string
  readonly cccdCb: string
}

export async function askCard(
  portal: PortalAddress,
  session: PortalSession,
  question: CardQuestion,
): Promise<{ readonly answer: CardAnswer } | PortalFailure> {
  const url = new URL(CARD_PATH, portal.baseUrl)
  url.search = new URLSearchParams({
    token: session.accessToken,
    id_token: session.idToken,
    username: session.username,
    password: session.md5Upper,
  }).toString()
  const body = Buffer.from(JSON.stringify(question))
  const answer = await postOutside(portal, url, { 'content-type': 'application/json' }, body)
  const evidence = { endpoint: CARD_PATH, ...(answer.reached ? { httpStatus: answer.status } : {}) }
  const read = readAnswer(answer, CardAnswer, evidence, isAboutCard)
  return 'failure' in read ? read : { answer: read.value }
}

/** 401, 500, 403 and the portal's own errors 100 and 101 say nothing about a card. */
function isAboutCard(resultCode: string): boolean {
  return !['401', '403', '500', '100', '101'].includes(resultCode)
}

function formOf(session: PortalSession, file: FileToSend): Buffer {
  const fields = new URLSearchParams({
    username: session.username,
    loaiHoSo: FILE_TYPE[file.kind],
    maTinh: file.facility.slice(0, 2),
    maCSKCB: file.facility,
  })
  // Of base64 only these three need encoding; URLSearchParams would walk megabytes character by character.
  const content = file.bytes
    .toString('base64')
    .replaceAll('+', '%2B')
    .replaceAll('/', '%2F')
    .replaceAll('=', '%3D')
  return Buffer.from(`${fields.toString()}&fileHSBase64=${content}`)
}

function evidenceOf(endpoint: string, answer: OutsideAnswer): Evidence {
  if (!answer.reached) return { endpoint, response: answer.failure }
  const response = answer.body.slice(0, EVIDENCE_CHARACTERS_MAX).replaceAll('\0', '')
  return { endpoint, httpStatus: answer.status, response }
}

function readAnswer<Shape extends z.ZodObject<{ maKetQua: typeof code }>>(
  answer: OutsideAnswer,
  shape: Shape,
  evidence: Evidence,
  isDone: (resultCode: string) => boolean = (resultCode) => resultCode === '200',
): { readonly value: z.output<Shape>; readonly evidence: Evidence } | PortalFailure {
  if (!answer.reached) return { failure: 'outage', reason: 'portal-down', evidence }
  const content = parseJson(answer.body)
  const parsed = shape.safeParse(content)
  const resultCode = code.safeParse(
    z.looseObject({ maKetQua: z.unknown() }).safeParse(content).data?.maKetQua,
  )
  const seen = resultCode.success ? { ...evidence, resultCode: resultCode.data } : evidence
  if (answer.status !== 200) return { ...failureOf(String(answer.status)), evidence: seen }
  if (!parsed.success || !resultCode.success)
    return { failure: 'outage', reason: 'answer-unreadable', evidence: seen }
  if (!isDone(resultCode.data)) return { ...failureOf(resultCode.data), evidence: seen }
  return { value: parsed.data, evidence: seen }
}

/** The same figures are used as HTTP status and as maKetQua. */
function failureOf(resultCode: string): Pick<PortalFailure, 'failure' | 'reason'> {
  if (resultCode === '401') return { failure: 'account', reason: 'account-rejected' }
  if (resultCode === '403') return { failure: 'account', reason: 'not-allowed' }
  if (['500', '100', '101'].includes(resultCode))
    return { failure: 'outage', reason: 'portal-error' }
  if (['404', '408', '429'].includes(resultCode) || /^5\d\d$/.test(resultCode))
    return { failure: 'outage', reason: 'portal-down' }
  return { failure: 'refused', reason: 'message-refused' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** expires_in is a date and time in UTC, with or without its mark. */
function utcTime(text: string | undefined): Date | undefined {
  if (!text) return undefined
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(time.getTime()) ? undefined : time
}

/** yyyyMMddHHmmss in Vietnam's time. */
function vietnamSecond(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+07:00`)
  return Number.isNaN(time.getTime()) ? undefined : time
}
