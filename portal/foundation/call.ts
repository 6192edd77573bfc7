import type { z } from 'zod'
import type { Contract } from '#foundation/contract'
import { withConfirmation } from './confirm.ts'
import { noteAnswer, noteSilence } from './connection.ts'
import { csrfHeaders } from './csrf.ts'
import { CallFailed, noAnswer, readRefusal } from './problems.ts'

/** A call that the server has not answered after this long is given up: 30 s, for poor lines. */
const WAIT_MS_MAX = 30_000

/**
 * Asks the server what a contract promises.
 *
 * Path parameters are taken out of the request; of the rest, GET sends a query and the others JSON.
 * When the server asks for a confirmation first, the person is asked, and the call is made once more.
 * Throws `CallFailed` when the server refuses or cannot be reached.
 */
export function call<Request extends z.ZodType, Response extends z.ZodType>(
  promise: Contract<Request, Response>,
  request: z.input<Request>,
): Promise<z.output<Response>> {
  return withConfirmation(() => callOnce(promise, request))
}

async function callOnce<Request extends z.ZodType, Response extends z.ZodType>(
  promise: Contract<Request, Response>,
  request: z.input<Request>,
): Promise<z.output<Response>> {
  const { path, rest } = fillPath(promise.path, request)
  const isGet = promise.method === 'GET'
  const response = await ask(isGet ? withQuery(path, rest) : path, {
    method: promise.method,
    headers: {
      accept: 'application/json',
      ...(isGet ? {} : { 'content-type': 'application/json', ...csrfHeaders() }),
    },
    ...(isGet ? {} : { body: JSON.stringify(rest) }),
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw readRefusal(response.status, body)

  const answer = promise.response.safeParse(body)
  if (!answer.success) throw readRefusal(response.status, undefined)
  return answer.data
}

/** One request within the time limit; the connection banner learns whether an answer came. */
export async function ask(address: string, init: RequestInit): Promise<Response> {
  const started = performance.now()
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(WAIT_MS_MAX) })
    noteAnswer(performance.now() - started)
    return response
  } catch {
    noteSilence()
    throw noAnswer()
  }
}

/** Puts the request's fields into the `:name` places of a path; the rest is left over. */
export function fillPath(
  pattern: string,
  request: unknown,
): { readonly path: string; readonly rest: Readonly<Record<string, unknown>> } {
  const rest: Record<string, unknown> =
    typeof request === 'object' && request !== null ? { ...request } : {}
  const path = pattern.replace(/:([a-zA-Z]+)/g, (_whole, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  return { path, rest }
}

/** A query of what is set; lists repeat their name. */
export function withQuery(path: string, fields: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Whether the server told us that nobody is signed in any more. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof CallFailed && error.status === 401
}
