import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { accepted, call, FAULTY, get, submit, XML } from '../../tests/intake-calls.ts'
import { intakeDoor } from '../../tests/intake-door.ts'
import { fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import type { DossierAnswer, SubmissionDetail, SubmissionLine } from './contract.ts'

type Page = { submissions: SubmissionLine[]; next?: string }

describe('the list of what was sent', () => {
  test('filters by status, severity, khoa, practitioner, kind and day, and pages', async () => {
    await using door = await intakeDoor()
    for (let n = 0; n < 5; n += 1) {
      await accepted(door, { MA_LK: `HS.${n}`, MA_BN: `BN-${n}` })
      door.tick(1)
    }
    await submit(door, FAULTY)
    const list = (query: string) => get<Page>(door, `/intake/submissions?${query}`)
    expect((await list('')).submissions).toHaveLength(6)
    expect((await list('status=refused')).submissions).toMatchObject([
      { linkCode: 'SAI.1', status: 'refused' },
    ])
    expect((await list('severity=error')).submissions).toHaveLength(1)
    expect((await list('ward=K01')).submissions).toHaveLength(6)
    expect((await list('ward=K99')).submissions).toHaveLength(0)
    expect((await list('doctor=none')).submissions).toHaveLength(0)
    expect((await list('delivery=waiting')).submissions).toHaveLength(5)
    expect((await list('delivery=returned')).submissions).toHaveLength(0)
    expect((await list('kind=check-in')).submissions).toHaveLength(0)
    expect((await list('from=2026-11-20&to=2026-11-20')).submissions).toHaveLength(6)
    expect((await list('from=2026-11-21')).submissions).toHaveLength(0)

    const first = await list('limit=4')
    const rest = await list(`limit=4&after=${encodeURIComponent(first.next ?? '')}`)
    expect([...first.submissions, ...rest.submissions].map(({ linkCode }) => linkCode)).toEqual([
      'SAI.1',
      'HS.4',
      'HS.3',
      'HS.2',
      'HS.1',
      'HS.0',
    ])
    expect(rest.next).toBeUndefined()
  })

  test('is searched by link code, patient number, receipt and the portal’s number, accents or none', async () => {
    await using door = await intakeDoor()
    const one = await accepted(door, { MA_LK: 'ĐK.2026.001', MA_BN: 'BN-777' })
    await accepted(door, { MA_LK: 'XX.2026.002', MA_BN: 'BN-888' })
    await sql`update delivery.message set transaction_code = 'BH2026-55' where submission = ${one.receipt}`.execute(
      door.owner,
    )
    for (const text of [
      'dk 2026',
      'ĐK.2026.001',
      'bn-777',
      one.receipt,
      one.receipt.slice(0, 30),
      'BH2026-55',
    ]) {
      const { submissions } = await get<Page>(
        door,
        `/intake/submissions?text=${encodeURIComponent(text)}`,
      )
      expect(
        submissions.map(({ receipt }) => receipt),
        text,
      ).toEqual([one.receipt])
    }
    expect((await get<Page>(door, '/intake/submissions?text=%27%25_')).submissions).toEqual([])
  })

  test('shows a facility its own only, names the patient, and tells the patient who looked', async () => {
    await using door = await intakeDoor()
    const { person } = await accepted(door)
    expect((await get<Page>(door, '/intake/submissions', 'other')).submissions).toEqual([])
    const { submissions } = await get<Page>(door, '/intake/submissions')
    expect(submissions).toMatchObject([
      { patientName: 'NGUYỄN THỊ MẪU', status: 'accepted', deliveries: [{ state: 'queued' }] },
    ])
    const { rows } =
      await sql`select action, what from audit.event where person = ${person ?? null}::uuid order by number`.execute(
        door.owner,
      )
    expect(rows).toEqual([
      { action: 'create', what: 'dossier' },
      { action: 'read', what: 'dossier-list' },
    ])
  })

  test.each(['from=2026-13-45', 'limit=0', 'after=x', 'status=none', 'unknown=1'])(
    'says what is wrong with %s',
    async (query) => {
      await using door = await intakeDoor()
      const answer = await call(door, 'GET', `/intake/submissions?${query}`)
      expect(answer.statusCode).toBe(422)
    },
  )
})

describe('one submission', () => {
  test('shows the readable dossier with labels and meanings, every finding at a field that is there', async () => {
    await using door = await intakeDoor()
    const { receipt } = await accepted(door)
    const detail = await get<SubmissionDetail>(door, `/intake/submissions/${receipt}`)
    const summary = detail.tables.find(({ table }) => table === 'XML1')
    const field = summary?.lines[0]?.fields.find(({ name }) => name === 'MA_BENH_CHINH')
    expect(summary?.title.vi).toBeTruthy()
    expect(field).toMatchObject({ value: 'J00' })
    expect(field?.label.vi).not.toBe('MA_BENH_CHINH')
    expect(field?.display).toBeTruthy()
    expect(detail.history).toHaveLength(1)
    expect(detail.tables.every(({ masked }) => !masked)).toBe(true)
  })

  test('is nobody else’s, and its file comes back byte for byte', async () => {
    await using door = await intakeDoor()
    const file = fileOf([outpatientVisit()])
    const { receipt } = (await submit(door, file)).json<DossierAnswer>()
    const path = `/intake/submissions/${receipt}`
    for (const url of [path, `${path}/file`]) {
      expect((await call(door, 'GET', url, undefined, {}, 'other')).statusCode).toBe(404)
    }
    const own = await call(door, 'GET', `${path}/file`)
    expect(own.rawPayload).toEqual(file)
    expect(own.headers['content-type']).toMatch(/^application\/xml/)
    const unknown = await call(
      door,
      'GET',
      '/intake/submissions/0190d1c4-3a7b-8001-8000-000000000001',
    )
    expect(unknown.statusCode).toBe(404)
  })

  test('is corrected by a file of the same visit, and by no other', async () => {
    await using door = await intakeDoor()
    const refused = (await submit(door, FAULTY)).json<DossierAnswer>()
    const path = `/intake/submissions/${refused.receipt}/correction`
    const other = await call(door, 'POST', path, fileOf([outpatientVisit()]), XML)
    expect(other.statusCode).toBe(422)
    expect(other.json<DossierAnswer>().findings.map(({ rule }) => rule)).toContain(
      'intake.another-visit',
    )
    const right = await call(door, 'POST', path, fileOf([outpatientVisit({ MA_LK: 'SAI.1' })]), XML)
    expect(right.statusCode, right.body).toBe(201)
    expect(right.json()).toMatchObject({ former: refused.receipt })
  })
})
