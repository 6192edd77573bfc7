import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openSecurityEvents } from '#foundation/security-events'
import { asOwner } from './audit/testing/exported-log.ts'
import { logWorld } from './audit/testing/log-world.ts'
import { logLoop } from './watch-events.ts'

test('an altered row of the audit log is an alert to who watches, once a day', async () => {
  await using world = await logWorld()
  await world.write(30)
  await world.settle()
  const { database, owner } = world.temporary
  const sent: string[] = []
  const events = openSecurityEvents(
    database,
    () => undefined,
    ({ rule }) => sent.push(rule),
  )
  const loop = logLoop(database, events, world.now)
  await loop.run()
  expect(sent).toEqual([])

  await asOwner(world, `update audit.event set account = 'nobody' where number in (5, 6)`)
  await loop.run()
  await loop.run()
  expect(sent).toEqual(['audit-log-not-whole'])
  const { rows } =
    await sql`select rule, severity, subject, detail from foundation.security_event`.execute(owner)
  expect(rows).toEqual([
    {
      rule: 'audit-log-not-whole',
      severity: 'alert',
      subject: 'audit-log altered',
      detail: expect.objectContaining({ kind: 'altered', leaf: 4 }),
    },
  ])
})
