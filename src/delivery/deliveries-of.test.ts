import { expect, test } from 'vitest'
import { runningClocks } from './deliveries-of.ts'
import { deliveryWorld, HOSPITAL } from './testing/delivery-world.ts'

const HOUR_MS = 3_600_000

test('the clocks of the day are those that bind the facility, and then those of an answer it waits for', async () => {
  await using world = await deliveryWorld()
  const clocks = () => runningClocks(world.database, HOSPITAL, world.clock.now)
  expect(await clocks()).toEqual([])

  const message = await world.queue('L1')
  await world.queue('L2')
  const unsent = await clocks()
  expect(unsent.map(({ id, bound, onTime }) => [id, bound, onTime])).toEqual([
    ['send', 'facility', 2],
    ['complete', 'facility', 2],
    ['month', 'facility', 2],
  ])

  await world.deliver()
  const sent = await clocks()
  expect(sent.map(({ id, bound, onTime }) => [id, bound, onTime])).toEqual([
    ['feedback-late', 'insurance', 2],
    ['feedback-structure', 'insurance', 2],
    ['feedback-totals', 'insurance', 2],
  ])
  const { received_at: receivedAt } = await world.read(message)
  expect(sent[0]?.nextDue).toEqual(new Date(Number(receivedAt) + 6 * HOUR_MS))
})

test('an answer that does not come is past its clock, and after a week no matter of the day', async () => {
  await using world = await deliveryWorld()
  const message = await world.queue('L1')
  await world.deliver()
  // The simulator says when it received by its own clock.
  const { received_at: receivedAt } = await world.read(message)
  const hoursLater = (hours: number) => new Date(Number(receivedAt) + hours * HOUR_MS)
  const after = await runningClocks(world.database, HOSPITAL, hoursLater(25))
  expect(after.map(({ id, onTime, late }) => [id, onTime, late])).toEqual([
    ['feedback-late', 0, 1],
    ['feedback-structure', 0, 1],
    ['feedback-totals', 1, 0],
  ])
  expect(await runningClocks(world.database, HOSPITAL, hoursLater(8 * 24))).toEqual([])
})
