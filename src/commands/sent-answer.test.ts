import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { describeFinding } from './describe-finding.ts'
import { headOf, packingOf } from './packed-files.ts'
import { answersOf, describeAnswer, facilityNamedIn, isAccepted, unsent } from './sent-answer.ts'

const words = { vi: 'không gửi được', en: 'not sent' }

test('a file, several dossiers and a zip answer one line for each dossier', () => {
  const one = { receipt: 'a', status: 'accepted' }
  expect(answersOf(one)).toEqual([one])
  expect(answersOf({ dossiers: [one, one] })).toEqual([one, one])
  expect(answersOf({ files: [{ name: '1.xml', dossiers: [one] }] })).toEqual([
    { entry: '1.xml', ...one },
  ])
})

test('only accepted dossiers count as done, and nothing at all does not', () => {
  expect(isAccepted([{ status: 'accepted' }])).toBe(true)
  expect(isAccepted([{ status: 'accepted' }, unsent('x', words)])).toBe(false)
  expect(isAccepted([])).toBe(false)
})

test.each([
  [{ status: 'accepted' }, 'Đã tiếp nhận'],
  [{ status: 'accepted', withErrors: true }, 'Đã tiếp nhận – còn lỗi'],
  [{ status: 'accepted', withErrors: true, withdrawn: true }, 'Đã thu hồi'],
  [{ status: 'accepted', replacedBy: 'b' }, 'Đã có bản thay thế'],
  [{ status: 'refused' }, 'Chưa tiếp nhận – cần sửa'],
  [unsent('send.no-facility', words), 'Chưa gửi'],
])('%j is told as %s', (answer, said) => {
  expect(describeAnswer('x.xml', 200, answer).split('\n')[1]?.trim()).toBe(said)
})

test('a finding without a place has no stray colon', () => {
  expect(describeFinding({ severity: 'error', message: { vi: 'Thiếu' }, rule: 'r' })).toBe(
    '    Lỗi: Thiếu [r]\n',
  )
})

test('the facility is found in the first file of a zip', () => {
  const xml = Buffer.from('<GIAMDINHHS><MACSKCB>51001</MACSKCB></GIAMDINHHS>')
  const zip = Buffer.from(zipSync({ 'b.xml': Buffer.from('<x/>'), 'a.xml': xml }))
  expect(facilityNamedIn(headOf(zip, packingOf('x.zip', zip)))).toBe('51001')
  expect(facilityNamedIn('<x/>')).toBeUndefined()
})
