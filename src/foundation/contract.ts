import type { z } from 'zod'
import type { Right } from '#vocabulary/rights'

/**
 * A promise about one endpoint, as data: server, portal and reference read the same object.
 *
 * `request` is parsed from path parameters, query and JSON body together; a name may stand in one of them alone.
 * `right` is 'public' only for what everybody may see.
 */
export type Contract<
  Request extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly summary: string
  readonly right: Right | 'public'
  /** A sensitive act: the person must have proved who they are within the last minutes, or is asked to (`access.step-up-needed`). */
  readonly stepUp?: true
  readonly requestBytesMax?: number
  readonly request: Request
  readonly response: Response
}

export function contract<Request extends z.ZodType, Response extends z.ZodType>(
  promise: Contract<Request, Response>,
): Contract<Request, Response> {
  return promise
}

/** An endpoint that takes bytes or gives bytes: XML in, a PDF or a workbook out. Query and path are parsed; the body is handed on as it came. */
export type BytesContract<Request extends z.ZodType = z.ZodType> = Omit<
  Contract<Request>,
  'response'
> & {
  /** Content types accepted in a request body; empty when there is none. */
  readonly accepts: readonly string[]
  /** A body that wraps a file in another code, in which a scanner finds nothing: the room hands what is inside to the scanner itself. */
  readonly scansContent?: true
}

export function bytesContract<Request extends z.ZodType>(
  promise: BytesContract<Request>,
): BytesContract<Request> {
  return promise
}
