import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { CARD_RESULTS, cardResultOf } from './card-result-codes.ts'
import { forgetCardAnswers } from './look-up-card.ts'
import { deliveryWorld, facilityCode, HOSPITAL } from './testing/delivery-world.ts'

const QUESTION = {
  maThe: 'GD4510000000017',
  hoTen: 'Đinh Thị Hoa',
  ngaySinh: '12/05/1990',
  hoTenCb: 'Phạm Văn Trực',
  cccdCb: '051085000011',
}

test('a look-up is answered by the portal, in its own fields', async () => {
  await using world = await deliveryWorld()
  const looked = await world.insurance.lookUpCard(HOSPITAL, QUESTION)
  expect(looked).toMatchObject({
    ok: true,
    value: { live: true, resultCode: '000', ageMinutes: 0, answer: { hoTen: 'ĐINH THỊ HOA' } },
  })
})

test('every result code of the portal has a meaning in both languages', async () => {
  await using world = await deliveryWorld()
  for (const [code, { meaning }] of Object.entries(CARD_RESULTS)) {
    expect(meaning.vi && meaning.en, code).toBeTruthy()
    const maThe = `GD4510000000${code}`
    const looked = await world.insurance.lookUpCard(HOSPITAL, { ...QUESTION, maThe })
    if (['100', '101', '401', '500'].includes(code)) expect(looked.ok, code).toBe(false)
    else expect(looked, code).toMatchObject({ ok: true, value: { resultCode: code } })
  }
  expect(cardResultOf('777').meaning.vi).toContain('chưa có trong danh mục')
})

test('an operator who is not registered at the portal is told so, and nothing is remembered', async () => {
  await using world = await deliveryWorld()
  const asked = { ...QUESTION, cccdCb: '000000000000' }
  expect(await world.insurance.lookUpCard(HOSPITAL, asked)).toMatchObject({
    value: { resultCode: '054', result: { kind: 'ask-again' } },
  })
  await world.faults([{ kind: 'down' }])
  expect(await world.insurance.lookUpCard(HOSPITAL, asked)).toMatchObject({ ok: false })
})

test.each([
  ['down', { kind: 'down' }],
  ['slow', { kind: 'slow', delayMs: 3_000 }],
  ['failing', { kind: '500' }],
  ['rejecting the account', { kind: '401' }],
])('while the portal is %s the last known answer is given with its age', async (_, fault) => {
  await using world = await deliveryWorld()
  await world.insurance.lookUpCard(HOSPITAL, QUESTION)
  await world.faults([fault])
  world.clock.now = new Date(world.clock.now.getTime() + 3 * 3_600_000)

  const looked = await world.insurance.lookUpCard(HOSPITAL, { ...QUESTION, hoTen: 'ĐINH THỊ HOA ' })
  expect(looked).toMatchObject({ value: { live: false, resultCode: '000', ageMinutes: 180 } })
  expect(looked.ok && looked.value.answer['ghiChu']).toContain('cách đây 3 giờ')
})

test('in an outage nothing is told about another card, name, birth date, or to another facility', async () => {
  await using world = await deliveryWorld()
  const other = facilityCode('51002')
  await world.setAccount(other)
  await world.insurance.lookUpCard(HOSPITAL, QUESTION)
  await world.faults([{ kind: 'down' }])
  const away = { ok: false, problems: [{ kind: 'unavailable', code: 'delivery.card-portal-away' }] }
  for (const changed of [
    { maThe: 'GD4510000000018' },
    { hoTen: 'ĐINH THỊ HÒE' },
    { ngaySinh: '13/05/1990' },
  ])
    expect(await world.insurance.lookUpCard(HOSPITAL, { ...QUESTION, ...changed })).toEqual(away)
  expect(await world.insurance.lookUpCard(other, QUESTION)).toEqual(away)
})

test('what is remembered is sealed, and forgotten after half a year', async () => {
  await using world = await deliveryWorld()
  await world.insurance.lookUpCard(HOSPITAL, QUESTION)
  const rows = () =>
    sql<{
      text: string
    }>`select encode(sealed, 'escape') || encode(question, 'escape') as text from delivery.card_answer`
      .execute(world.database)
      .then((found) => found.rows)
  const [row] = await rows()
  expect(row?.text).not.toMatch(/GD4510000000017|HOA|1990/)

  const forget = () =>
    world.database.transaction().execute((trx) => {
      const before = new Date(world.clock.now.getTime() - 180 * 86_400_000)
      return forgetCardAnswers(trx, before)
    })
  expect(await forget()).toBe(0)
  world.clock.now = new Date(world.clock.now.getTime() + 181 * 86_400_000)
  expect(await forget()).toBe(1)
  expect(await rows()).toEqual([])
})

test('a question without a card, a name or a birth date is refused before anybody is asked', async () => {
  await using world = await deliveryWorld()
  expect(await world.insurance.lookUpCard(HOSPITAL, { ...QUESTION, hoTen: ' ' })).toMatchObject({
    problems: [{ code: 'delivery.card-question-incomplete', at: 'hoTen' }],
  })
})
