import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { temporaryDatabase } from '../../tests/temporary-database.ts'

test('a statement that comes again is planned once per connection and answers the same', async () => {
  await using temporary = await temporaryDatabase()
  const ask = (value: number) =>
    sql<{ sum: number }>`select ${value}::int + 1 as sum`.execute(temporary.owner)
  const answers = await Promise.all(Array.from({ length: 20 }, (_, value) => ask(value)))
  expect(answers.map(({ rows }) => rows[0]?.sum)).toEqual(
    Array.from({ length: 20 }, (_, value) => value + 1),
  )
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_prepared_statements where statement like '%+ 1 as sum'`.execute(
    temporary.owner,
  )
  expect(rows[0]?.n).toBeLessThanOrEqual(1)
})

test('a statement that fails does not spoil those after it', async () => {
  await using temporary = await temporaryDatabase()
  const divide = (by: number) =>
    sql<{ part: number }>`select 10 / ${by}::int as part`.execute(temporary.owner)
  for (const by of [1, 2, 5, 0, 10, 0, 1]) {
    const answer = await divide(by).then(
      ({ rows }) => rows[0]?.part,
      () => 'refused',
    )
    expect(answer).toBe(by === 0 ? 'refused' : 10 / by)
  }
})
