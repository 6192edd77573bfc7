import type { z } from 'zod'
import type { BytesContract } from '#foundation/contract'
import { ask, fillPath, withQuery } from './call.ts'
import { withConfirmation } from './confirm.ts'
import { csrfHeaders } from './csrf.ts'
import { CallFailed, noAnswer, readRefusal } from './problems.ts'

/** An upload without any progress for this long is taken for a lost connection: 60 s. */
const SILENCE_MS_MAX = 60_000

/** The address of a bytes endpoint, for a link or a download. */
export function addressOf<Request extends z.ZodType>(
  promise: BytesContract<Request>,
  request: z.input<Request>,
): string {
  const { path, rest } = fillPath(promise.path, request)
  return withQuery(path, rest)
}

/**
 * Fetches a document and hands it to the browser to save. When the server asks for a confirmation first, the person is
 * asked, and it is fetched once more. Throws `CallFailed` when refused.
 */
export async function download<Request extends z.ZodType>(
  promise: BytesContract<Request>,
  request: z.input<Request>,
  fallbackName: string,
): Promise<void> {
  const response = await withConfirmation(() => fetchBytes(promise, request))
  const name = fileNameOf(response.headers.get('content-disposition')) ?? fallbackName
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

async function fetchBytes<Request extends z.ZodType>(
  promise: BytesContract<Request>,
  request: z.input<Request>,
): Promise<Response> {
  const response = await ask(addressOf(promise, request), {
    method: promise.method,
    headers: promise.method === 'GET' ? {} : csrfHeaders(),
  })
  if (response.ok) return response
  throw readRefusal(response.status, await response.json().catch(() => undefined))
}

/** What a finished upload brought back: a status that the page judges, and the parsed body. */
export type Uploaded = { readonly status: number; readonly body: unknown }

export type UploadWishes = {
  readonly contentType: string
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
  /** Statuses that are an answer, not a refusal: 422 with findings, for instance. */
  readonly answers?: readonly number[]
}

/**
 * Sends bytes and reports how far it got; `fetch` cannot tell, so this is an XMLHttpRequest.
 * Throws `CallFailed` when refused, unanswered (status 0) or cancelled (code `portal.cancelled`).
 */
export function upload<Request extends z.ZodType>(
  promise: BytesContract<Request>,
  request: z.input<Request>,
  bytes: Blob,
  wishes: UploadWishes,
): Promise<Uploaded> {
  return withConfirmation(() => uploadOnce(promise, request, bytes, wishes))
}

function uploadOnce<Request extends z.ZodType>(
  promise: BytesContract<Request>,
  request: z.input<Request>,
  bytes: Blob,
  wishes: UploadWishes,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open(promise.method, addressOf(promise, request))
    sending.setRequestHeader('content-type', wishes.contentType)
    for (const [name, value] of Object.entries(csrfHeaders())) sending.setRequestHeader(name, value)
    sending.timeout = SILENCE_MS_MAX
    sending.upload.addEventListener('progress', (event) =>
      wishes.onProgress?.(event.loaded / (event.total || 1)),
    )
    sending.addEventListener('error', () => reject(noAnswer()))
    sending.addEventListener('timeout', () => reject(noAnswer()))
    sending.addEventListener('abort', () => reject(cancelled()))
    sending.addEventListener('load', () => {
      const body = parseJson(sending.responseText)
      const isAnswer = sending.status < 300 || wishes.answers?.includes(sending.status) === true
      if (isAnswer) resolve({ status: sending.status, body })
      else reject(readRefusal(sending.status, body))
    })
    wishes.signal?.addEventListener('abort', () => sending.abort())
    if (wishes.signal?.aborted === true) reject(cancelled())
    else sending.send(bytes)
  })
}

function cancelled(): CallFailed {
  return new CallFailed(0, [
    {
      kind: 'cancelled',
      code: 'portal.cancelled',
      message: { vi: 'Đã huỷ gửi.', en: 'Sending was cancelled.' },
      remedy: { vi: 'Bấm gửi lại khi cần.', en: 'Send again when you wish.' },
    },
  ])
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The file name in a content-disposition header, the UTF-8 form first. */
export function fileNameOf(header: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(header ?? '')?.[1]
}
