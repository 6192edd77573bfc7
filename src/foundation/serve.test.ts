import { expect, test } from 'vitest'
import { z } from 'zod'
import { accept } from '#vocabulary/outcome'
import { contract } from './contract.ts'
import { openDoor } from './open-door.ts'
import { foundationTexts } from './problem-texts.ts'
import { serve } from './serve.ts'

const said = contract({
  method: 'POST',
  path: '/said/:who',
  summary: 'Nhắc lại',
  right: 'public',
  request: z.strictObject({
    who: z.string(),
    ward: z.string().optional(),
    reason: z.string().optional(),
    notes: z.array(z.object({ text: z.string() })).optional(),
  }),
  response: z.object({ reason: z.string().optional() }),
})

async function say(url: string, payload: object = {}) {
  const failures: unknown[] = []
  const door = openDoor(
    foundationTexts,
    () => Promise.resolve(undefined),
    () => Promise.resolve(),
    (error) => failures.push(error),
  )
  serve(door, said, (_caller, { reason }) => Promise.resolve(accept({ reason })))
  const answer = await door.app.inject({ method: 'POST', url, payload })
  expect(failures).toEqual([])
  return answer
}

test.each([
  ['the query', '/said/me?ward=%00', {}, 'ward'],
  ['a query given twice', '/said/me?ward=a&ward=%1F', {}, 'ward.1'],
  ['a line break in the query', '/said/me?ward=a%0Ab', {}, 'ward'],
  ['the path', '/said/m%00e', {}, 'who'],
  ['the body', '/said/me', { reason: 'a\u0000b' }, 'reason'],
  ['the depth of the body', '/said/me', { notes: [{ text: '\u001b' }] }, 'notes.0.text'],
])('a control character in %s is refused with its place', async (_where, url, payload, at) => {
  const answer = await say(url, payload)
  expect(answer.statusCode).toBe(422)
  expect(answer.json()).toMatchObject({
    problems: [{ code: 'request.control-character', at, retry: false }],
  })
})

test('a reason in a JSON body may have several lines', async () => {
  const answer = await say('/said/me', { reason: 'một\r\n\thai' })
  expect(answer.statusCode, answer.body).toBe(200)
})
