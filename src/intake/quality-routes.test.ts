import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { accepted, call, FAULTY, get, type Json, submit } from '../../tests/intake-calls.ts'
import { intakeDoor } from '../../tests/intake-door.ts'
import { fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import type { HalfYearReport, readDepartmentFigures, WardFindings } from './contract.ts'

type Department = z.infer<typeof readDepartmentFigures.response>

describe('quality', () => {
  const PERIOD = 'from=2026-11-10&to=2026-11-20'

  test('is sorted by khoa and practitioner, on the screen, on paper and as a workbook', async () => {
    await using door = await intakeDoor()
    await submit(door, FAULTY)
    const sheets = await get<WardFindings>(door, `/intake/findings-by-ward?${PERIOD}`)
    expect(sheets.wards[0]).toMatchObject({ ward: 'K01' })
    expect(sheets.wards[0]?.doctors[0]?.findings[0]).toMatchObject({ linkCode: 'SAI.1' })
    const pdf = await call(door, 'GET', `/intake/findings-by-ward.pdf?${PERIOD}`)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const workbook = await call(door, 'GET', `/intake/findings-by-ward.xlsx?${PERIOD}`)
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK')
    const long = await call(door, 'GET', '/intake/findings-by-ward?from=2026-01-01&to=2026-11-20')
    expect(long.json()).toMatchObject({ problems: [{ code: 'intake.period-too-long' }] })
    expect(door.failures).toEqual([])
  })

  test('of the day counts dossiers, refusals still open, deliveries waiting and running clocks', async () => {
    await using door = await intakeDoor()
    await accepted(door)
    await submit(door, FAULTY)
    const today = await get<Json>(door, '/intake/today')
    expect(today).toMatchObject({
      day: '2026-11-20',
      received: 2,
      accepted: 1,
      refused: 1,
      openRefusals: 1,
    })
    expect(today['deliveries']).toContainEqual(
      expect.objectContaining({ state: 'waiting', count: 1 }),
    )
    expect(today['topFindings']).toContainEqual(
      expect.objectContaining({
        rule: 'value.xml1-gioi-tinh',
        title: expect.objectContaining({
          vi: 'XML1.GIOI_TINH (Giới tính) không thuộc các giá trị cho phép: 1, 2, 3',
        }),
      }),
    )
    expect(JSON.stringify(today['topFindings'])).not.toMatch(/…|\{\w+\}/)
    expect(today['clocks']).not.toEqual([])
    await accepted(door, { MA_LK: 'SAI.1' })
    expect(await get<Json>(door, '/intake/today')).toMatchObject({ openRefusals: 0 })
  })

  test('of a province counts every facility, those that sent nothing included, and shows no person', async () => {
    await using door = await intakeDoor()
    await accepted(door)
    await submit(door, FAULTY)
    const answer = await call(door, 'GET', `/intake/department?${PERIOD}`, undefined, {}, 'officer')
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json<{ facilities: Json[] }>().facilities).toContainEqual(
      expect.objectContaining({
        facility: '01999',
        dossiers: 2,
        accepted: 1,
        refused: 1,
        waiting: 1,
      }),
    )
    expect(answer.body).not.toMatch(/MẪU|SAI\.1|001190000000/)
    expect((await call(door, 'GET', `/intake/department?${PERIOD}`)).statusCode).toBe(403)
    const far = await call(
      door,
      'GET',
      `/intake/department?${PERIOD}&facility=51001`,
      undefined,
      {},
      'officer',
    )
    expect(far.statusCode).toBe(404)
  })

  test('of a province is counted by the end of visits, or by the day on which dossiers came', async () => {
    await using door = await intakeDoor()
    await accepted(door)
    await submit(door, FAULTY)
    const ended = fileOf([outpatientVisit({ MA_LK: 'SAI.2', GIOI_TINH: '9', NGAY_RA: 'hôm qua' })])
    await submit(door, ended)
    const figures = (query: string) =>
      get<Department>(door, `/intake/department?from=2026-11-01&to=2026-11-30${query}`, 'officer')
    const byEnd = await figures('')
    expect(byEnd.by).toBe('visit-end')
    expect(byEnd.days.map(({ day, dossiers, refused }) => [day, dossiers, refused])).toEqual([
      ['2026-11-10', 2, 1],
      ['2026-11-20', 1, 1],
    ])
    expect(byEnd.topFindings).toContainEqual(
      expect.objectContaining({ rule: 'value.xml1-gioi-tinh', count: 2, dossiers: 2 }),
    )
    const received = await figures('&by=received')
    expect(received.days.map(({ day, dossiers }) => [day, dossiers])).toEqual([['2026-11-20', 3]])
  })

  test('of a half-year is a report, and a document of it', async () => {
    await using door = await intakeDoor()
    await accepted(door)
    await accepted(door, { MA_LK: 'V2', GHI_CHU: 'lần hai' })
    const query = 'year=2026&half=2'
    const report = await get<HalfYearReport>(door, `/intake/half-year-report?${query}`, 'officer')
    expect(report.totals).toMatchObject({
      visits: 2,
      persons: 1,
      facilitiesSending: 1,
      uninsured: 0,
    })
    const pdf = await call(
      door,
      'GET',
      `/intake/half-year-report.pdf?${query}`,
      undefined,
      {},
      'officer',
    )
    expect(pdf.statusCode, pdf.body.slice(0, 200)).toBe(200)
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  })
})
