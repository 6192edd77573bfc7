import { permitWork } from '#access'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { count, faulty, RECORD, recordOf, send } from '../../tests/intake-sending.ts'
import { findCareKindsOf } from '../../tests/intake-tables.ts'
import { facility, intakeWorld } from '../../tests/intake-world.ts'
import { envelopeOf, fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'
import { listsOn } from '../terminology/index.ts'
import { readPayload } from './text-store.ts'

describe('a dossier without errors', () => {
  test('is accepted: recorded, kept, queued for the portal, noted and audited, all under one receipt', async () => {
    await using world = await intakeWorld()
    const file = fileOf([outpatientVisit()])
    const accepted = await send(world, file)
    expect(accepted).toMatchObject({ http: 201, status: 'accepted', counts: { error: 0 } })
    expect(await recordOf(world, accepted.person)).toContain('Encounter')

    const { rows } = await sql<{ payload: string; submission: string; variant: string }>`
      select payload, submission, variant from delivery.message`.execute(world.owner)
    expect(rows).toMatchObject([{ submission: accepted.receipt, variant: '3176' }])
    expect(
      await readPayload({ ...world.needs, permit: permitWork('delivery') }, rows[0]?.payload ?? ''),
    ).toEqual(file)
    expect(await count(world, 'follow_up.visit')).toBe(1)
    expect(await count(world, 'audit.event')).toBe(1)
    expect(await findCareKindsOf(world, accepted.person, facility('01999'))).toEqual(['treated'])
  })

  test('sent again gets its receipt with 200 and changes nothing', async () => {
    await using world = await intakeWorld()
    const file = fileOf([outpatientVisit()])
    const first = await send(world, file)
    world.tick(60)
    const again = await send(world, file)
    expect(again).toMatchObject({
      http: 200,
      receipt: first.receipt,
      visit: first.visit,
      person: first.person,
      findings: first.findings,
    })
    expect(await count(world, 'intake.submission')).toBe(1)
    expect(await count(world, 'delivery.message')).toBe(1)
    expect(await count(world, 'audit.event')).toBe(1)
  })

  test('sent by 20 at once has one receipt, one visit and one message', async () => {
    await using world = await intakeWorld()
    const file = fileOf([outpatientVisit()])
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(world, file)))
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(1)
    expect(answers.filter(({ http }) => http === 201)).toHaveLength(1)
    expect(await count(world, 'intake.submission')).toBe(1)
    expect(await count(world, 'intake.visit')).toBe(1)
    expect(await count(world, 'delivery.message')).toBe(1)
    expect(await count(world, 'people.person')).toBe(1)
  })

  test('of one visit in 10 versions at once leaves one visit with one present word', async () => {
    await using world = await intakeWorld()
    const files = Array.from({ length: 10 }, (_, n) =>
      fileOf([outpatientVisit({ GHI_CHU: `lần ${n}` })]),
    )
    const answers = await Promise.all(files.map((file) => send(world, file)))
    expect(new Set(answers.map(({ visit }) => visit)).size).toBe(1)
    const { rows } = await sql<{ standing: string; n: number }>`
      select standing, count(*) as n from intake.submission group by 1 order by 1`.execute(
      world.owner,
    )
    expect(rows).toEqual([
      { standing: 'current', n: 1 },
      { standing: 'replaced', n: 9 },
    ])
  })

  test('of different visits of one new person at once makes one person', async () => {
    await using world = await intakeWorld()
    const files = Array.from({ length: 12 }, (_, n) =>
      fileOf([outpatientVisit({ MA_LK: `V${n}` })]),
    )
    const answers = await Promise.all(files.map((file) => send(world, file)))
    expect(new Set(answers.map(({ person }) => person)).size).toBe(1)
    expect(await count(world, 'intake.visit')).toBe(12)
  })
})

describe('a dossier with errors', () => {
  test('is refused with all findings, leaves its text and no clinical record', async () => {
    await using world = await intakeWorld()
    const refused = await send(world, fileOf([faulty()]))
    expect(refused).toMatchObject({ http: 422, status: 'refused' })
    expect(refused.visit).toBeUndefined()
    expect(refused.person).toBeUndefined()
    expect(refused.findings.some(({ at }) => at === 'XML1/GIOI_TINH')).toBe(true)
    expect(await count(world, 'intake.text')).toBe(1)
    for (const table of ['intake.visit', 'people.person', 'delivery.message', 'follow_up.visit']) {
      expect(await count(world, table), table).toBe(0)
    }
  })

  test('sent again is refused with the same receipt, as long as rules and lists are the same', async () => {
    await using world = await intakeWorld()
    const first = await send(world, fileOf([faulty()]))
    const again = await send(world, fileOf([faulty()]))
    expect(again).toMatchObject({ http: 422, receipt: first.receipt })
    expect(await count(world, 'intake.submission')).toBe(1)
  })

  test('is judged again when the lists have changed, under a new, linked receipt', async () => {
    await using world = await intakeWorld()
    const first = await send(world, fileOf([faulty()]))
    const changed = {
      ...world,
      needs: {
        ...world.needs,
        listsFor: (day: string) =>
          Promise.resolve({ ...world.listsOn(day), fingerprint: 'another edition' }),
      },
    }
    const again = await send(changed, fileOf([faulty()]))
    expect(again).toMatchObject({ http: 422, former: first.receipt, attempt: 2 })
    expect(again.receipt).not.toBe(first.receipt)
    expect(listsOn('2026-11-20', []).fingerprint).not.toBe('another edition')
  })

  test('is recorded and delivered as it is when the sender says so, marked with errors and the reason', async () => {
    await using world = await intakeWorld()
    const first = await send(world, fileOf([faulty()]))
    const recorded = await send(world, fileOf([faulty()]), RECORD)
    expect(recorded).toMatchObject({ http: 201, status: 'with-errors', former: first.receipt })
    expect(recorded.counts.error).toBeGreaterThan(0)
    expect(await count(world, 'delivery.message')).toBe(1)
    const { rows } =
      await sql`select reason from intake.submission where status = 'with-errors'`.execute(
        world.owner,
      )
    expect(rows).toEqual([{ reason: RECORD.reason }])
  })

  test.each([
    ['from 2019', outpatientVisit({ NGAY_VAO: '201905010800', NGAY_RA: '201905010900' })],
    [
      'that begins tomorrow',
      outpatientVisit({ NGAY_VAO: '202611210800', NGAY_RA: '202611210900' }),
    ],
    [
      'without any sense',
      outpatientVisit(
        Object.fromEntries(
          Object.keys(outpatientVisit().XML1[0])
            .filter((field) => !['MA_LK', 'MA_CSKCB'].includes(field))
            .map((field) => [field, '☃']),
        ),
      ),
    ],
    ['with nothing but its key', { XML1: [{ MA_LK: 'V1' }] }],
  ])('of a visit %s is refused, and recorded when the sender says so', async (_what, tables) => {
    await using world = await intakeWorld()
    expect(await send(world, fileOf([tables]))).toMatchObject({ http: 422, status: 'refused' })
    const recorded = await send(world, fileOf([tables]), RECORD)
    expect(recorded).toMatchObject({ http: 201, status: 'with-errors' })
  })

  test('in ten thousand places is answered, its findings bounded and counted', async () => {
    await using world = await intakeWorld()
    const [medicine = {}] = outpatientVisit().XML2 ?? []
    const rows = Array.from({ length: 400 }, (_, n) => ({
      ...Object.fromEntries(Object.keys(medicine).map((field) => [field, 'x'.repeat(30)])),
      MA_LK: '01999.20261110.000123',
      STT: String(n + 1),
    }))
    const file = fileOf([{ ...outpatientVisit(), XML2: rows }])
    const refused = await send(world, file)
    expect(refused.counts.error).toBeGreaterThan(5_000)
    expect(refused.findings.length).toBeLessThanOrEqual(1_000)
    expect(refused.truncated).toBe(true)
  })
})

describe('what cannot be the sender’s or cannot be read', () => {
  test.each([
    [
      'another facility in the envelope',
      fileOf([outpatientVisit()], { facility: '51001' }),
      'intake.another-facility',
    ],
    [
      'another facility in the summary',
      fileOf([outpatientVisit({ MA_CSKCB: '51001' })]),
      'intake.another-facility',
    ],
    ['no XML', Buffer.from('xin chào'), 'dossier-xml.not-xml'],
    ['a document type', Buffer.from('<!DOCTYPE a><a/>'), 'dossier-xml.doctype'],
    ['nothing', Buffer.alloc(0), 'dossier-xml.empty'],
    ['no dossier', envelopeOf(''), 'dossier-xml.no-dossier'],
  ])('is refused even when errors are to be recorded: %s', async (_what, file, rule) => {
    await using world = await intakeWorld()
    const refused = await send(world, file, RECORD)
    expect(refused).toMatchObject({ http: 422, status: 'refused' })
    expect(refused.findings.map((finding) => finding.rule)).toContain(rule)
    expect(await send(world, file, RECORD)).toMatchObject({ receipt: refused.receipt })
    expect(await count(world, 'people.person')).toBe(0)
    expect(await count(world, 'intake.text')).toBe(1)
  })
})
