import type { WireTokens } from '#access'
import type { Finding } from '#vocabulary/finding'
import { formatVietnamTime } from '#vocabulary/vietnam-time'
import type { Received } from '../receive-dossier.ts'

/**
 * The answers of the insurance portal's wire form, field for field.
 * Source: interface of the portal in use since QĐ 130/QĐ-BYT 2023.
 */
export type TokenAnswer = {
  readonly maKetQua: string
  readonly thongDiep?: string
  readonly APIKey: {
    readonly access_token: string
    readonly id_token: string
    readonly token_type: 'bearer'
    readonly username: string
    /** A UTC date-time, whatever the name says. */
    readonly expires_in: string
  } | null
}

export type SendAnswer = {
  readonly maKetQua: string
  readonly maGiaoDich: string
  /** yyyyMMddHHmmss, Vietnam's time. */
  readonly thoiGianTiepNhan: string
  readonly thongDiep: string
}

/** Result codes of the portal. */
export const WIRE_CODES = {
  received: '200',
  parameters: '205',
  unauthenticated: '401',
  forbidden: '403',
  failed: '500',
} as const

/** Software shows thongDiep in a message box, and keeps it in a column of 4,000 characters. */
const MESSAGE_LENGTH_MAX = 3_900

/** Findings told one by one; the rest are counted, and read in the portal. */
const FINDINGS_TOLD_MAX = 20

export function tokenAnswer(username: string, tokens: WireTokens): TokenAnswer {
  return {
    maKetQua: WIRE_CODES.received,
    APIKey: {
      access_token: tokens.accessToken,
      id_token: tokens.idToken,
      token_type: 'bearer',
      username,
      expires_in: tokens.expiresAt.toISOString(),
    },
  }
}

export function sendRefused(maKetQua: string, thongDiep: string): SendAnswer {
  return { maKetQua, maGiaoDich: '', thoiGianTiepNhan: '', thongDiep }
}

/**
 * The answer to one file: 200 and our receipt as maGiaoDich for every dossier that was recorded, its findings in
 * thongDiep; 205 for one that cannot be read, 403 for another facility's.
 */
export function sendAnswer(received: readonly [Received, ...Received[]]): SendAnswer {
  const [first, ...rest] = received
  const refused = received.find(({ submission }) => submission.status === 'refused')
  const { receipt, receivedAt } = first.submission
  return {
    maKetQua: refused ? refusalCode(refused) : WIRE_CODES.received,
    maGiaoDich: receipt,
    thoiGianTiepNhan: formatVietnamTime(receivedAt) + seconds(receivedAt),
    thongDiep: bounded([first, ...rest].map(messageOf).filter(Boolean).join('\n')),
  }
}

function refusalCode({ submission }: Received): string {
  const isForeign = submission.findings.some(({ rule }) => rule === 'intake.another-facility')
  return isForeign ? WIRE_CODES.forbidden : WIRE_CODES.parameters
}

function messageOf({ submission }: Received): string {
  const { counts, findings, status, receipt, linkCode } = submission
  const told = findings.filter(({ severity }) => severity !== 'notice')
  if (told.length === 0) return ''
  const head =
    status === 'refused'
      ? 'Chưa tiếp nhận – cần sửa'
      : counts.error > 0
        ? 'Đã tiếp nhận, còn lỗi'
        : 'Đã tiếp nhận'
  const sorted = [...told].sort((one, other) => rank(one) - rank(other))
  const lines = sorted.slice(0, FINDINGS_TOLD_MAX).map(lineOf)
  const left = counts.error + counts.warning - lines.length
  return [
    `${head}. MA_LK ${linkCode || '?'}, mã tiếp nhận ${receipt}: ${counts.error} lỗi, ${counts.warning} cảnh báo.`,
    ...lines,
    ...(left > 0 ? [`… và ${left} lỗi, cảnh báo khác; xem trên Mạch.`] : []),
  ].join('\n')
}

function rank({ severity }: Finding): number {
  return severity === 'error' ? 0 : 1
}

function lineOf({ severity, at, message }: Finding): string {
  return `${severity === 'error' ? 'Lỗi' : 'Cảnh báo'} ${at}: ${message.vi}`
}

function bounded(text: string): string {
  return text.length > MESSAGE_LENGTH_MAX ? `${text.slice(0, MESSAGE_LENGTH_MAX)}…` : text
}

function seconds(at: Date): string {
  return String(at.getUTCSeconds()).padStart(2, '0')
}
