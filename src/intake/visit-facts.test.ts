import { describe, expect, test } from 'vitest'
import { facility } from '../../tests/intake-world.ts'
import { outpatientVisit } from '../../tests/sample-dossiers.ts'
import type { RecordId } from '../vocabulary/record-id.ts'
import { careRelationsOf, notedVisitOf, visitFacts } from './visit-facts.ts'

const visit = '0190d1c4-3a7b-8001-8000-000000000001' as RecordId
const person = '0190d1c4-3a7b-8001-8000-000000000002' as RecordId
const receivedAt = new Date('2026-11-20T09:00:00+07:00')
const facts = (changes: Record<string, string>) => visitFacts(outpatientVisit(changes))

describe('who may look because of a visit', () => {
  const kinds = (changes: Record<string, string>, station = facility('51077')) =>
    careRelationsOf(facts(changes), visit, person, facility('01999'), station, receivedAt).map(
      ({ kind, facility: whose, until }) => [kind, whose, until?.toISOString().slice(0, 10)],
    )

  test('is the facility that treated, for its own entries', () => {
    expect(kinds({})).toEqual([['treated', '01999', undefined]])
  })

  test('is the facility that the patient was referred to, for 60 days', () => {
    expect(kinds({ MA_LOAI_RV: '2', MA_NOI_DEN: '51001' })).toContainEqual([
      'referral',
      '51001',
      '2027-01-09',
    ])
  })

  test('is the station of the commune, for 30 days after an inpatient stay', () => {
    expect(kinds({ MA_LOAI_KCB: '03' })).toContainEqual(['commune', '51077', '2026-12-10'])
  })

  const again = (row: Record<string, string>, changes: Record<string, string> = {}) =>
    careRelationsOf(
      visitFacts({ ...outpatientVisit(changes), XML14: [row] }),
      visit,
      person,
      facility('01999'),
      undefined,
      receivedAt,
    ).filter(({ kind }) => kind === 'appointment')

  test('is the facility that asked to come again, from 3 days before the day to 14 after', () => {
    expect(again({ NGAY_HEN_KL: '20261201', MA_CSKCB: '01999' })).toEqual([
      {
        person,
        source: visit,
        facility: '01999',
        kind: 'appointment',
        from: new Date('2026-11-28T00:00:00+07:00'),
        until: new Date('2026-12-16T00:00:00+07:00'),
      },
    ])
    expect(again({ NGAY_HEN_KL: '202612010800', MA_CSKCB: '51001' })).toMatchObject([
      { facility: '51001' },
    ])
    expect(again({ NGAY_HEN_KL: '20261201' }), 'the own one where none is named').toMatchObject([
      { facility: '01999' },
    ])
  })

  test('is no facility by an appointment without a day, of somebody who died, or before the visit itself', () => {
    expect(again({ MA_CSKCB: '01999' })).toEqual([])
    expect(again({ NGAY_HEN_KL: '20261201' }, { KET_QUA_DTRI: '5' })).toEqual([])
    const [early] = again({ NGAY_HEN_KL: '20261101' })
    expect(early?.from).toEqual(new Date('2026-11-10T09:45:00+07:00'))
    expect(early?.until).toEqual(new Date('2026-11-16T00:00:00+07:00'))
  })

  test.each([
    ['died', { MA_LOAI_KCB: '03', KET_QUA_DTRI: '5' }],
    ['was referred', { MA_LOAI_KCB: '03', MA_LOAI_RV: '2', MA_NOI_DEN: '51001' }],
    ['came for an examination', { MA_LOAI_KCB: '01' }],
  ])('is not the station when the patient %s', (_what, changes) => {
    expect(kinds(changes).map(([kind]) => kind)).not.toContain('commune')
  })
})

describe('what a visit asks of those who come after', () => {
  test('is read off the summary and the papers', () => {
    const noted = notedVisitOf(
      facts({ NGAY_TAI_KHAM: '20261201;20261215' }),
      visit,
      person,
      facility('01999'),
      receivedAt,
    )
    expect(noted).toMatchObject({
      reExaminationOn: '2026-12-01',
      communeOfResidence: '00070',
      arrivedAt: new Date('2026-11-10T08:12:00+07:00'),
      leftAt: new Date('2026-11-10T09:45:00+07:00'),
      dischargedAt: undefined,
    })
  })

  test('takes wrong values for absent', () => {
    expect(
      facts({
        NGAY_VAO: 'hôm qua',
        NGAY_RA: '',
        MAXA_CU_TRU: 'x',
        MA_NOI_DEN: '?',
        MA_LOAI_RV: '2',
        NGAY_TAI_KHAM: '20261332',
      }),
    ).toMatchObject({
      arrivedAt: undefined,
      endsAt: undefined,
      commune: undefined,
      referralTo: undefined,
      reExaminationOn: undefined,
    })
  })
})
