import type { Outgoing } from '#foundation/outgoing'

/** What came back, or how the line failed. A failed line is an expected answer, not an exception. */
export type OutsideAnswer =
  | { readonly reached: true; readonly status: number; readonly body: string }
  | {
      readonly reached: false
      readonly failure: 'not-connected' | 'timeout' | 'broken' | 'too-large'
    }

/** Source of the figures: the clients of the portal that are in use (connect 5 s, whole call 30 s). */
export type Timeouts = { readonly connectMs: number; readonly totalMs: number }

/** An answer of a card look-up with a long history stays far below this. */
const ANSWER_BYTES_MAX = 2 * 1024 * 1024

/** Posts and reads the answer whole; follows no redirect. Never rejects. An address that the operator did not allow is not connected to. */
export async function postOutside(
  portal: { readonly outgoing: Outgoing; readonly timeouts: Timeouts },
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): Promise<OutsideAnswer> {
  const answer = await portal.outgoing(url, {
    method: 'POST',
    headers,
    body,
    ...portal.timeouts,
    answerBytesMax: ANSWER_BYTES_MAX,
  })
  if (answer.reached) return { reached: true, status: answer.status, body: String(answer.body) }
  const { failure } = answer
  const isLine = failure === 'timeout' || failure === 'broken' || failure === 'too-large'
  return { reached: false, failure: isLine ? failure : 'not-connected' }
}
