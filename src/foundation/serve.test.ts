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

async function say(url: string, payload: object | string = {}) {
  const failures: unknown[] = []
  const door = openDoor(
    foundationTexts,
    () => Promise.resolve(undefined),
    () => Promise.resolve(),
    (error) => failures.push(error),
  )
  serve(door, said, (_caller, { reason }) => Promise.resolve(accept({ reason })))
  const headers = { 'content-type': 'application/json' }
  const answer = await door.app.inject({ method: 'POST', url, payload, headers })
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

test.each([
  ['path and body', '/said/me', { who: 'you' }, 'who'],
  ['path and query', '/said/me?who=you', {}, 'who'],
  ['query and body', '/said/me?ward=a', { ward: 'b' }, 'ward'],
  ['one body', '/said/me', '{"reason":"a","reason":"b"}', 'reason'],
  [
    'one body, written otherwise',
    '/said/me',
    String.raw`{"reason":"a","re\u0061son" : "b"}`,
    'reason',
  ],
  ['the depth of a body', '/said/me', '{"notes":[{"text":"a","text":"b"}]}', 'text'],
])('a name given twice in %s is refused with its name', async (_where, url, payload, at) => {
  const answer = await say(url, payload)
  expect(answer.statusCode).toBe(422)
  expect(answer.json()).toMatchObject({ problems: [{ code: 'request.given-twice', at }] })
})

test('the same name in two objects of a body, or as a value, is no repetition', async () => {
  const body = '{"reason":"reason","notes":[{"text":"text"},{"text":"notes"}]}'
  expect((await say('/said/me', body)).statusCode).toBe(200)
})
