import { expect, test } from 'vitest'
import { recordAudit } from '#audit'
import { joinPersons } from '#people'
import { outpatientVisit } from '../../tests/sample-dossiers.ts'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { bookWorld, citizen, doctor, HOSPITAL, NOW, STATION } from './testing/book-world.ts'

const BLOOD_COUNT = {
  STT: '1',
  MA_DICH_VU: '22.0120.1370',
  MA_CHI_SO: 'WBC',
  TEN_CHI_SO: 'WBC',
  GIA_TRI: '15.8',
  DON_VI_DO: 'G/L',
  MO_TA: '',
  KET_LUAN: '',
  NGAY_KQ: '202611100845',
  MA_BS_DOC_KQ: '000002/MAU-GPHN',
}

const APPOINTMENT = {
  SO_GIAYHEN_KL: 'HK26.000123',
  MA_CSKCB: '01999',
  NGAY_HEN_KL: '20261124',
  CHAN_DOAN_RV: 'Viêm mũi họng cấp [cảm thường]',
  MA_BENH_CHINH: 'J00',
  MA_BAC_SI: '000001/MAU-GPHN',
  MA_TTDV: '000009/MAU-GPHN',
  NGAY_CT: '20261110',
}

test('the book says in plain words what the facility sent, and what is not known as not known', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person, visit } = await world.record({
    ...outpatientVisit(),
    XML4: [BLOOD_COUNT],
    XML14: [APPOINTMENT],
  })
  world.actAs(citizen(person))

  const summary = (await world.get('/book/summary')).json()
  expect(summary).toMatchObject({
    person: { name: 'NGUYỄN THỊ MẪU', birthDate: '1990-05-12', citizenNumber: '001190000000' },
    allergies: [],
    insurance: [
      { card: 'GD4010000000001', validTo: '2026-12-31', registeredAt: { code: '01999' } },
    ],
    reExaminations: [{ on: '2026-11-24', facility: { name: 'Bệnh viện Mẫu Hà Nội' } }],
    recentMedicines: [
      { name: 'Thuốc mẫu Paracetamol 500', strength: '500mg', quantity: '15 Viên' },
    ],
    vitals: [{ name: 'Cân nặng', value: '52', unit: 'kg' }],
    visits: 1,
  })
  expect(summary.bloodGroup).toBeUndefined()

  const told = (await world.get(`/book/visits/${visit}`)).json()
  expect(told.plainWords).toContain('Ngày 10/11/2026, bạn đến Bệnh viện Mẫu Hà Nội vì: hắt hơi')
  expect(told.plainWords).toContain('1 kết quả nằm ngoài khoảng tham chiếu')
  expect(told).toMatchObject({
    diagnoses: [{ code: 'J00', plain: 'Cảm, viêm họng, viêm mũi' }],
    results: [{ lines: [{ code: 'WBC', value: '15,8', low: 4, high: 10, flag: 'high' }] }],
    medicines: [{ days: 5, suppliedOn: '2026-11-10' }],
    costs: { total: 47200, insurance: 47200 },
    reExaminationOn: '2026-11-24',
    advice: 'Uống đủ nước, khám lại khi sốt trên 38,5 độ C hoặc khó thở',
    source: { linkCode: '01999.20261110.000123' },
  })
  const { series } = (await world.get('/book/labs')).json()
  expect(series.map((one: { code: string }) => one.code)).toContain('WBC')
})

test('papers are there as PDF, and one that the visit has not is refused', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person, visit } = await world.record({ ...outpatientVisit(), XML14: [APPOINTMENT] })
  world.actAs(citizen(person))

  const { papers } = (await world.get('/book/papers')).json()
  expect(papers.map(({ kind }: { kind: string }) => kind)).toEqual(['re-examination', 'visit'])
  for (const path of [
    `/book/visits/${visit}/papers/re-examination`,
    `/book/visits/${visit}/papers/visit?largePrint=true`,
    '/book/print',
  ]) {
    const answer = await world.get(path)
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  }
  expect((await world.get(`/book/visits/${visit}/papers/discharge`)).statusCode).toBe(404)
})

test('a citizen reads no book but the own one, and a doctor without a ground none at all', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const mine = await world.record(outpatientVisit())
  const other = await world.record(
    outpatientVisit({
      MA_LK: '01999.20261110.000999',
      SO_CCCD: '001091000999',
      HO_TEN: 'TRẦN VĂN KHÁC',
      NGAY_SINH: '199101010000',
      MA_BN: 'BN0000999',
      MA_THE_BHYT: '',
    }),
  )
  world.actAs(citizen(mine.person))
  expect((await world.get(`/book/visits/${other.visit}`)).statusCode).toBe(404)
  expect((await world.get(`/records/${other.person}`)).statusCode).toBe(403)

  world.actAs(doctor(STATION))
  expect((await world.get(`/records/${mine.person}`)).json()).toMatchObject({
    problems: [{ code: 'health-book.no-ground' }],
  })
  world.actAs(citizen(mine.person))
  const { entries } = (await world.get('/book/access')).json()
  expect(entries[0]).toMatchObject({ action: 'refused', name: 'BS Trần Thị Khám', own: false })
})

test('what an app reads for a citizen is no own reading: the log names the app', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person } = await world.record(outpatientVisit())
  const client = { id: 'APP-1', name: 'Sổ tay huyết áp', kind: 'app', scopes: [] } as const
  const caller = { ...citizen(person), client }
  await recordAudit(temporary.database, [
    { at: new Date(), action: 'read', caller, what: 'labs', person },
  ])
  world.actAs(citizen(person))
  const { entries } = (await world.get('/book/access?who=others')).json()
  expect(entries).toMatchObject([{ what: 'labs', through: 'Sổ tay huyết áp', own: false }])
})

test('what is sensitive is seen by the person and the facility that treated, by no other doctor', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person } = await world.record(outpatientVisit())
  const hidden = await world.record(
    outpatientVisit({
      MA_LK: '01999.20261112.000124',
      NGAY_VAO: '202611120812',
      NGAY_RA: '202611120945',
      MA_BENH_CHINH: 'B20',
      CHAN_DOAN_RV: 'Bệnh do HIV',
      CHAN_DOAN_VAO: 'Bệnh do HIV',
    }),
  )
  expect(hidden.person).toBe(person)
  world.actAs(citizen(person))
  expect(JSON.stringify((await world.get('/book/visits')).json())).toContain('B20')

  await world.relate({ person, facility: STATION, kind: 'open-visit' })
  await world.relate({ person, facility: HOSPITAL, kind: 'treated' })
  world.actAs(doctor(STATION))
  const record = JSON.stringify((await world.get(`/records/${person}`)).json())
  expect(record).toContain('J00')
  expect(record).not.toMatch(/B20|HIV/)
  const visit = JSON.stringify(
    (await world.get(`/records/${person}/visits/${hidden.visit}`)).json(),
  )
  expect(visit).not.toMatch(/B20|HIV/)

  world.actAs(doctor(HOSPITAL))
  expect(JSON.stringify((await world.get(`/records/${person}`)).json())).toContain('B20')
})

test('the pass opens the record to the doctor who takes it, once, and the citizen sees the reading at once', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person, visit } = await world.record(outpatientVisit())
  world.actAs(citizen(person))
  const { pass } = (await world.post('/book/pass')).json()

  world.actAs(doctor(STATION))
  expect((await world.get(`/records/${person}`)).statusCode).toBe(403)
  expect((await world.post('/records/open-pass', { pass })).json()).toEqual({ person })
  expect((await world.post('/records/open-pass', { pass })).statusCode).toBe(404)
  expect((await world.get(`/records/${person}`)).json()).toMatchObject({
    ground: 'citizen-qr',
    purpose: 'treatment',
    visits: [{ id: visit }],
  })

  world.actAs(citizen(person))
  const { entries } = (await world.get('/book/access')).json()
  expect(entries[0]).toMatchObject({
    what: 'record',
    ground: 'citizen-qr',
    purpose: 'treatment',
    facility: { name: 'Trạm Y tế xã Mẫu' },
    own: false,
  })
})

test('two keys that are one person are one book', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const one = await world.record(outpatientVisit())
  const two = await world.record(
    outpatientVisit({
      MA_LK: '01999.20261111.000200',
      SO_CCCD: '001190000777',
      MA_BN: 'BN0000777',
      MA_THE_BHYT: '',
      NGAY_VAO: '202611110812',
      NGAY_RA: '202611110945',
    }),
  )
  expect(two.person).not.toBe(one.person)
  await temporary.database.transaction().execute((trx) =>
    joinPersons(trx, {
      one: one.person,
      other: two.person,
      by: 'test',
      reason: 'một người',
      id: one.visit,
      at: NOW,
    }),
  )
  world.actAs(citizen(one.person))
  const { visits } = (await world.get('/book/visits')).json()
  expect(visits.map(({ id }: { id: string }) => id)).toEqual([two.visit, one.visit])
})

test('somebody without a book is told so', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  world.actAs(citizen())
  for (const path of ['/book/summary', '/book/visits', '/book/labs', '/book/access', '/book/print'])
    expect((await world.get(path)).json()).toMatchObject({
      problems: [{ code: 'health-book.no-person' }],
    })
})

test('a visit whose dossier still has errors says so, to the citizen and to the doctor', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person, visit } = await world.record(outpatientVisit(), HOSPITAL, true)
  world.actAs(citizen(person))
  expect((await world.get('/book/visits')).json().visits).toMatchObject([{ withErrors: true }])
  expect((await world.get(`/book/visits/${visit}`)).json()).toMatchObject({ withErrors: true })
  const sound = await world.record(outpatientVisit({ MA_LK: 'KHAC.1' }))
  expect((await world.get(`/book/visits/${sound.visit}`)).json()).toMatchObject({
    withErrors: false,
  })
})

test('a programme of tuberculosis is no result without a value, and a day that cannot be read is left out', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person, visit } = await world.record({
    ...outpatientVisit({ MA_BENH_CHINH: 'I10', NGAY_VAO: 'hôm qua', NGAY_RA: 'hôm nay' }),
    XML15: [{ STT: '1', PHANLOAI_LAO_VITRI: '1', KET_QUA_DTRI_LAO: '1' }],
  })
  world.actAs(citizen(person))
  expect((await world.get(`/book/visits/${visit}`)).json().results).toEqual([])
  expect((await world.get('/book/visits')).json().visits).toMatchObject([{ results: 0 }])
  const { conditions } = (await world.get('/book/summary')).json()
  expect(conditions).toMatchObject([{ code: 'I10', visits: 1 }])
  expect(conditions[0]).not.toHaveProperty('firstOn')
  expect(conditions[0]).not.toHaveProperty('lastOn')
  expect((await world.get('/book/print')).statusCode).toBe(200)
})

test('a doctor who sees the own visits alone still sees whose record it is, whoever wrote last of the person', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person } = await world.record(outpatientVisit(), HOSPITAL)
  const later = outpatientVisit({ MA_CSKCB: STATION, MA_LK: '51203.20261111.000124' })
  await world.record(later, STATION)
  await world.relate({ facility: HOSPITAL, person, kind: 'treated' })
  world.actAs(doctor(HOSPITAL))

  const { ground, summary, visits } = (await world.get(`/records/${person}`)).json()
  expect(ground).toBe('treated')
  expect(visits).toHaveLength(1)
  expect(summary.person).toMatchObject({
    name: 'NGUYỄN THỊ MẪU',
    birthDate: '1990-05-12',
    sex: 'female',
    citizenNumber: '001190000000',
  })
})
