import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { failureFields, lineLog } from '#foundation/log'
import { accessWorld } from '../testing/access-world.ts'

test('what fails within the OpenID provider is told to the server’s log, without what it says of people', async () => {
  const lines: string[] = []
  const log = lineLog(
    'web',
    (line) => lines.push(line),
    () => new Date('2026-11-20T05:00:00Z'),
  )
  const logFailure = (error: unknown) => log('error', 'provider.failed', failureFields(error))
  await using world = await accessWorld({ given: { logFailure } })
  // The database breaks under the provider, and its message names a person.
  await sql`
    create function access.break_down() returns trigger language plpgsql as $$
      begin raise exception 'broken at 051090000123'; end $$`.execute(world.temporary.owner)
  await sql`
    create trigger break_down before insert or update on access.provider_item
    for each row execute function access.break_down()`.execute(world.temporary.owner)

  const answer = await world.browser().open('/session/sign-in')
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.text).not.toContain('051090000123')
  expect(lines.join()).toContain('"event":"provider.failed"')
  expect(lines.join()).toContain('broken at […]')
  expect(lines.join()).not.toContain('051090000123')
})
