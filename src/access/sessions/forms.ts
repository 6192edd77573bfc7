import type { FastifyReply, FastifyRequest } from 'fastify'
import { PAGE_HEADERS, PASSKEY_PAGE_HEADERS } from '../pages/page.ts'

/** The query of an address; of a parameter that comes twice, the first counts. */
export function readQuery(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://path').searchParams
}

/** The fields of a form as a browser sends them; none of any other body. */
export function readForm(request: FastifyRequest): URLSearchParams {
  const type = request.headers['content-type'] ?? ''
  return Buffer.isBuffer(request.body) && type.startsWith('application/x-www-form-urlencoded')
    ? new URLSearchParams(request.body.toString('utf8'))
    : new URLSearchParams()
}

/** @param script whether the page has passkeys, for which it loads one script of ours */
export function sendPage(reply: FastifyReply, status: number, page: string, script = false) {
  const headers = script ? PASSKEY_PAGE_HEADERS : PAGE_HEADERS
  return reply.code(status).headers(headers).type('text/html; charset=utf-8').send(page)
}
