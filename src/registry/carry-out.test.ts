import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { WORKING_CALENDAR } from '#foundation/working-calendar'
import { newPersonId } from '#vocabulary/record-id'
import { carryOutRegistry } from './carry-out.ts'
import { officer } from './testing/registry-world.ts'
import { callerOf, workWorld } from './testing/work-world.ts'

test('a claim where nobody made a file is refused, and opens none under the name of whoever confirms', async () => {
  await using world = await workWorld()
  const { now, random } = world.needs
  const carryOut = carryOutRegistry({ ...world.needs, calendar: WORKING_CALENDAR })
  const done = await world.within((trx) =>
    carryOut(
      trx,
      callerOf(officer('51')),
      {
        step: 'confirm',
        fields: {},
        case: {
          id: newPersonId(now(), random),
          definition: 'practitioner-claim',
          version: 1,
          openedAt: now(),
          openedBy: 'practitioner-051085000399',
          position: 1,
          state: 'claimed',
          reached: ['claimed'],
          practitioner: '051085000399',
          traits: {},
        },
      },
      world.cases,
    ),
  )
  expect(done).toMatchObject({ problems: [{ code: 'registry.unknown', at: 'practitioner' }] })
  const { rows } = await sql<{ files: number }>`
    select count(*)::int as files from registry.identifier where value = '051085000399'
  `.execute(world.owner)
  expect(rows).toEqual([{ files: 0 }])
})
