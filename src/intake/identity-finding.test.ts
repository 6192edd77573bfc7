import { expect, test } from 'vitest'
import { count, RECORD, send } from '../../tests/intake-sending.ts'
import { intakeWorld } from '../../tests/intake-world.ts'
import { checkIn, checkInFileOf, fileOf, outpatientVisit } from '../../tests/sample-dossiers.ts'

const OTHER = { HO_TEN: 'TRẦN VĂN KHÁC', GIOI_TINH: '1', MA_BN: 'BN-KHAC' }
const RULE = 'identity.contradiction'

test('a number of somebody else is told to the sender, again with the same bytes, and again with the next visit', async () => {
  await using world = await intakeWorld()
  const own = await send(world, fileOf([outpatientVisit()]))
  expect(own.findings.filter(({ rule }) => rule === RULE)).toEqual([])

  const file = fileOf([outpatientVisit({ ...OTHER, MA_LK: 'KHAC.1', MA_THE_BHYT: '' })])
  const first = await send(world, file, RECORD)
  expect(first.person).not.toBe(own.person)
  const told = first.findings.filter(({ rule }) => rule === RULE)
  expect(told).toMatchObject([{ severity: 'warning', at: 'XML1/SO_CCCD' }])
  expect(JSON.stringify(told)).not.toContain('MẪU')
  expect(first.counts.warning).toBe(
    first.findings.filter(({ severity }) => severity === 'warning').length,
  )
  const again = await send(world, file)
  expect(again.http).toBe(200)
  expect(again.findings).toEqual(first.findings)
  expect(again.counts).toEqual(first.counts)
  expect(await count(world, `intake.finding where rule = '${RULE}'`)).toBe(1)

  const next = fileOf([outpatientVisit({ ...OTHER, MA_LK: 'KHAC.2', MA_THE_BHYT: '' })])
  const second = await send(world, next, RECORD)
  expect(second.person).toBe(first.person)
  expect(second.findings.map(({ rule }) => rule)).toContain(RULE)
})

test('the place is that of the number which contradicts: a card, or a check-in', async () => {
  await using world = await intakeWorld()
  await send(world, fileOf([outpatientVisit()]))
  const card = await send(
    world,
    fileOf([outpatientVisit({ ...OTHER, MA_LK: 'THE.1', SO_CCCD: '001090000777' })]),
    RECORD,
  )
  expect(card.findings).toContainEqual(
    expect.objectContaining({ rule: RULE, at: 'XML1/MA_THE_BHYT' }),
  )
  const arrival = await send(
    world,
    checkInFileOf([checkIn({ ...OTHER, MA_LK: 'DEN.1', MA_BN: 'BN-3' })]),
    RECORD,
  )
  expect(arrival.findings).toContainEqual(
    expect.objectContaining({ rule: RULE, at: 'CHECKIN[1]/SO_CCCD' }),
  )
})
