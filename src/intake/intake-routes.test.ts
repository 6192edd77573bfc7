import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { call, FAULTY, type Json, submit, XML } from '../../tests/intake-calls.ts'
import { intakeDoor } from '../../tests/intake-door.ts'
import { fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import type { DossierAnswer } from './contract.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

describe('the answer to a file', () => {
  test('is 201 with receipt, visit and person; 200 again; 422 with findings when refused', async () => {
    await using door = await intakeDoor()
    const file = fileOf([outpatientVisit()])
    const first = await submit(door, file)
    expect(first.statusCode).toBe(201)
    const { receipt, visit, person } = first.json<DossierAnswer>()
    expect([receipt, visit, person].every(Boolean)).toBe(true)
    const again = await submit(door, file)
    expect(again.statusCode).toBe(200)
    expect(again.json()).toMatchObject({ receipt, status: 'accepted', visit, person })
    const refused = await submit(door, FAULTY)
    expect(refused.statusCode).toBe(422)
    expect(refused.json()).toMatchObject({ status: 'refused', linkCode: 'SAI.1' })
  })

  test('with errors to be recorded asks for a reason', async () => {
    await using door = await intakeDoor()
    const without = await submit(door, FAULTY, '?onError=record')
    expect(without.statusCode).toBe(422)
    expect(without.json()).toMatchObject({ problems: [{ code: 'intake.reason-missing' }] })
    const recorded = await submit(
      door,
      FAULTY,
      `?onError=record&reason=${encodeURIComponent('hết hạn hôm nay')}`,
    )
    expect(recorded.statusCode).toBe(201)
    expect(recorded.json()).toMatchObject({ status: 'accepted', withErrors: true })
  })

  test('of several dossiers is 200 with one receipt each', async () => {
    await using door = await intakeDoor()
    const answer = await submit(
      door,
      fileOf(['A', 'B'].map((code) => outpatientVisit({ MA_LK: code }))),
    )
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      dossiers: [
        { status: 'accepted', linkCode: 'A' },
        { status: 'accepted', linkCode: 'B' },
      ],
    })
  })

  test('that is gzipped or zipped is the same', async () => {
    await using door = await intakeDoor()
    const file = fileOf([outpatientVisit()])
    const packed = await submit(door, gzipSync(file), '', { ...XML, 'content-encoding': 'gzip' })
    expect(packed.statusCode, packed.body).toBe(201)
    const zip = Buffer.from(zipSync({ 'b.xml': FAULTY, 'a.xml': file }))
    const answer = await submit(door, zip, '', { 'content-type': 'application/zip' })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({
      files: [
        { name: 'a.xml', dossiers: [{ status: 'accepted' }] },
        { name: 'b.xml', dossiers: [{ status: 'refused' }] },
      ],
    })
  })

  test.each([
    ['21 MB', Buffer.alloc(21 * 1024 * 1024, ' '), XML, 413, 'request.too-large'],
    [
      'a gzip bomb',
      gzipSync(Buffer.alloc(80 * 1024 * 1024)),
      { ...XML, 'content-encoding': 'gzip' },
      413,
      'request.too-large',
    ],
    [
      'a gzip that is none',
      Buffer.from('x'),
      { ...XML, 'content-encoding': 'gzip' },
      422,
      'request.not-gzip',
    ],
    [
      'a gzip cut short',
      gzipSync(FAULTY).subarray(0, 40),
      { ...XML, 'content-encoding': 'gzip' },
      422,
      'request.not-gzip',
    ],
    [
      'packed otherwise',
      Buffer.from('x'),
      { ...XML, 'content-encoding': 'br' },
      415,
      'request.unsupported-encoding',
    ],
    [
      'packed JSON',
      gzipSync('{}'),
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      415,
      'request.unsupported-encoding',
    ],
    [
      'a zip with a path outside',
      Buffer.from(zipSync({ '../x.xml': FAULTY })),
      { 'content-type': 'application/zip' },
      422,
      'intake.zip-path-outside',
    ],
    [
      'JSON',
      Buffer.from('{}'),
      { 'content-type': 'application/json' },
      415,
      'request.unsupported-content-type',
    ],
    [
      'a picture',
      Buffer.from('x'),
      { 'content-type': 'image/png' },
      415,
      'request.unsupported-content-type',
    ],
  ])('that is %s says so', async (_what, body, headers, status, code) => {
    await using door = await intakeDoor()
    const answer = await submit(door, body, '', headers)
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(status)
    const [problem] = answer.json<{ problems: Json[] }>().problems
    expect(problem).toMatchObject({ code })
    expect(problem?.['message']).toBeDefined()
    expect(door.failures).toEqual([])
  })

  test('of a large file waits its turn, and beyond the bound is 503 to be sent again', async () => {
    await using door = await intakeDoor()
    const large = Buffer.alloc(1_100_000, ' ')
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(door, large)))
    const busy = answers.filter(({ statusCode }) => statusCode === 503)
    expect(answers.filter(({ statusCode }) => statusCode === 422)).toHaveLength(17)
    expect(busy).toHaveLength(3)
    expect(busy[0]?.json()).toMatchObject({ problems: [{ code: 'intake.busy', retry: true }] })
    expect(door.failures).toEqual([])
  })

  test('of a large dossier is recorded whole, and a small one passes it', async () => {
    await using door = await intakeDoor()
    const one = outpatientVisit({ MA_LK: 'LON.1' })
    const [line = {}] = one.XML3 ?? []
    const lines = Array.from({ length: 800 }, (_, index) => ({ ...line, STT: String(index + 1) }))
    const large = fileOf([{ ...one, XML3: lines }])
    expect(large.length).toBeGreaterThan(1_048_576)
    const order: string[] = []
    const told = (name: string) => (answer: Awaited<ReturnType<typeof submit>>) => {
      order.push(name)
      return answer
    }
    const query = `?onError=record&reason=${encodeURIComponent('hồ sơ lớn')}`
    const [first, small] = await Promise.all([
      submit(door, large, query).then(told('large')),
      submit(door, fileOf([outpatientVisit()])).then(told('small')),
    ])
    expect(first.statusCode, first.body.slice(0, 300)).toBe(201)
    expect(small.statusCode).toBe(201)
    expect(order).toEqual(['small', 'large'])
    expect((await submit(door, large, query)).statusCode).toBe(200)
  })

  test('with a character that no text may have is refused, not a failure', async () => {
    await using door = await intakeDoor()
    for (const at of ['ward', 'text', 'doctor', 'after']) {
      const answer = await call(door, 'GET', `/intake/submissions?${at}=%00`)
      expect(answer.statusCode, answer.body).toBe(422)
      expect(answer.json()).toMatchObject({ problems: [{ code: 'request.control-character', at }] })
    }
    const token = await call(
      door,
      'POST',
      '/api/token/take',
      Buffer.from('username=%00&password=%00'),
      FORM,
    )
    expect(token.json()).toMatchObject({ maKetQua: '401' })
    expect(door.failures).toEqual([])
  })

  test('needs the right to submit', async () => {
    await using door = await intakeDoor()
    expect((await call(door, 'POST', '/intake/dossiers', FAULTY, XML, 'nobody')).statusCode).toBe(
      401,
    )
    expect((await call(door, 'POST', '/intake/dossiers', FAULTY, XML, 'officer')).statusCode).toBe(
      403,
    )
  })
})
