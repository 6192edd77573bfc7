import type { FastifyRequest } from 'fastify'
import { type BytesRequest, type Door, serveBytes } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import type { Gate } from '../large-gate.ts'
import {
  lookUpCard,
  type ScanFile,
  takeFile,
  takeToken,
  type WireNeeds,
  type WireRequest,
} from './answer-wire.ts'
import { wireCard, wireFiles, wireToken } from './wire-contract.ts'
import { fieldText, readWireForm, type WireForm } from './wire-form.ts'

/** The insurance portal's own addresses: hospital software sends to Mạch by changing one address. Always HTTP 200; the result is maKetQua. */
export function wireRoutes(door: Door, needs: WireNeeds & { readonly gate: Gate }): void {
  serveBytes(door, wireToken, async (_caller, asked) =>
    json(await takeToken(needs, formOf(asked), requestOf(asked.raw))),
  )
  for (const { promise, variant } of wireFiles) {
    const scan = scanBy(door, promise.path)
    serveBytes(door, promise, async (_caller, asked) =>
      json(await takeFile({ ...needs, scan }, formOf(asked), requestOf(asked.raw), variant)),
    )
  }
  serveBytes(door, wireCard, async (_caller, { raw, query }) =>
    json(await lookUpCard(needs, textOf(query), raw.body, requestOf(raw))),
  )
}

/** The scanner behind the door, its refusals in the words of the house. */
function scanBy(door: Door, route: string): ScanFile {
  return async (file, caller) => {
    const verdict = await door.scan?.(file, caller, route)
    if (verdict === undefined || verdict.ok) return undefined
    const [{ kind, code }] = verdict.problems
    const { message, remedy } = door.texts[code] ?? {}
    const text = [message?.vi ?? code, remedy?.vi ?? ''].join(' ').trim()
    return { isFile: kind === 'incorrect', text }
  }
}

/** A form, or, from software that sends it so, the same fields as JSON. */
function formOf({ body, raw }: BytesRequest<unknown>): WireForm {
  return body.length > 0 ? readWireForm(body) : textOf(raw.body)
}

function textOf(fields: unknown): (name: string) => string {
  const known = new Map(Object.entries(typeof fields === 'object' && fields ? fields : {}))
  return (name) => {
    const value: unknown = known.get(name)
    return typeof value === 'string' ? fieldText(value) : ''
  }
}

function requestOf(raw: FastifyRequest): WireRequest {
  return {
    header: (name) => String(raw.headers[name] ?? ''),
    address: raw.ip,
  }
}

function json(answer: object) {
  return accept({
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(answer),
  })
}
