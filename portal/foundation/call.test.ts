import { expect, test } from 'vitest'
import { fileNameOf } from './bytes.ts'
import { fillPath, withQuery } from './call.ts'
import { readRefusal } from './problems.ts'

test('the fields named in a path leave the request', () => {
  expect(fillPath('/intake/submissions/:receipt/file', { receipt: 'a/b', open: true })).toEqual({
    path: '/intake/submissions/a%2Fb/file',
    rest: { open: true },
  })
})

test('a query holds what is set', () => {
  expect(withQuery('/deliveries', { state: 'failed', text: undefined, limit: 50 })).toBe(
    '/deliveries?state=failed&limit=50',
  )
})

test('a refusal keeps its texts in both languages; an unreadable one says so', () => {
  const texts = { message: { vi: 'Sai', en: 'Wrong' }, remedy: { vi: 'Sửa', en: 'Mend' } }
  const refusal = readRefusal(422, { problems: [{ kind: 'incorrect', code: 'a.b', ...texts }] })
  expect(refusal.problems[0]).toMatchObject({ code: 'a.b', message: { vi: 'Sai' } })
  expect(readRefusal(502, '<html>').problems[0].code).toBe('portal.unreadable-answer')
})

test('a Vietnamese file name is read from the header', () => {
  expect(fileNameOf("attachment; filename=x.pdf; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf")).toBe(
    'Báo cáo.pdf',
  )
  expect(fileNameOf('attachment; filename="a.xlsx"')).toBe('a.xlsx')
  expect(fileNameOf(null)).toBeUndefined()
})
