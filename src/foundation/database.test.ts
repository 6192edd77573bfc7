import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { accept, refuse } from '#vocabulary/outcome'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { inTransaction, isUniqueViolation, leaveForCommit } from './database.ts'

async function withTable() {
  const temporary = await temporaryDatabase()
  await sql`create table public.thing (id int primary key); `.execute(temporary.owner)
  await sql`grant select, insert on public.thing to mach_app`.execute(temporary.owner)
  return temporary
}

test('a story that is accepted stays, one that refuses leaves nothing', async () => {
  await using temporary = await withTable()
  const write = (id: number, answer: 'yes' | 'no') =>
    inTransaction(temporary.database, async (trx) => {
      await sql`insert into public.thing values (${id})`.execute(trx)
      return answer === 'yes' ? accept(id) : refuse('conflict', 'thing.no')
    })

  expect(await write(1, 'yes')).toEqual(accept(1))
  expect(await write(2, 'no')).toEqual(refuse('conflict', 'thing.no'))
  const { rows } = await sql<{ id: number }>`select id from public.thing`.execute(
    temporary.database,
  )
  expect(rows).toEqual([{ id: 1 }])
})

test('statements awaited together travel together and keep their order', async () => {
  await using temporary = await withTable()
  await inTransaction(temporary.database, async (trx) => {
    await Promise.all(
      [1, 2, 3].map((id) => sql`insert into public.thing values (${id})`.execute(trx)),
    )
    return accept(undefined)
  })
  const { rows } = await sql<{ n: number }>`select count(*) as n from public.thing`.execute(
    temporary.database,
  )
  expect(rows).toEqual([{ n: 3 }])
})

test('the second writer of a unique key is told so', async () => {
  await using temporary = await withTable()
  const write = () => sql`insert into public.thing values (7)`.execute(temporary.database)
  await write()
  await expect(write().catch((error: unknown) => isUniqueViolation(error))).resolves.toBe(true)
})

test('the application role cannot change the shape of the database', async () => {
  await using temporary = await withTable()
  await expect(sql`drop table public.thing`.execute(temporary.database)).rejects.toThrow(
    /must be owner/,
  )
})

test('nothing of a story that failed is ever sent behind its rollback', async () => {
  await using temporary = await withTable()
  const fail = () =>
    inTransaction(temporary.database, async (trx) => {
      await Promise.all([
        sql`select pg_sleep(0.0005), 1 / 0`.execute(trx),
        ...[1, 2, 3].map((id) => sql`insert into public.thing values (${id})`.execute(trx)),
      ])
      return accept(undefined)
    }).catch((error: unknown) => String(error))

  for (let round = 0; round < 20; round += 1) {
    const ends = await Promise.all(Array.from({ length: 12 }, fail))
    expect(new Set(ends)).toEqual(new Set(['error: division by zero']))
  }
  const { rows } = await sql`select id from public.thing`.execute(temporary.database)
  expect(rows).toEqual([])
})

test('a failure is told by its cause, whichever statement behind it is heard first', async () => {
  await using temporary = await withTable()
  await sql`insert into public.thing values (7)`.execute(temporary.owner)
  const late = async (trx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => {
    await sql`insert into public.thing values (7)`.execute(trx)
    await Promise.resolve()
  }
  const told = inTransaction(temporary.database, async (trx) => {
    const first = (async () => {
      try {
        await late(trx)
      } catch (error) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        throw error
      }
    })()
    await Promise.all([first, sql`select 1`.execute(trx)])
    return accept(undefined)
  })
  expect(isUniqueViolation(await told.catch((error: unknown) => error))).toBe(true)
})

test('a commit that the server turned into a rollback is a failure', async () => {
  await using temporary = await withTable()
  const swallow = inTransaction(temporary.database, async (trx) => {
    await sql`select 1 / 0`.execute(trx).catch(() => undefined)
    return accept(undefined)
  })
  await expect(swallow).rejects.toThrow(/rolled back/)
})

test('a statement left for the commit stands or falls with the story', async () => {
  await using temporary = await withTable()
  const write = (ids: readonly number[], answer: 'yes' | 'no') =>
    inTransaction(temporary.database, (trx) => {
      for (const id of ids) leaveForCommit(trx, sql`insert into public.thing values (${id})`)
      return Promise.resolve(answer === 'yes' ? accept(undefined) : refuse('conflict', 'thing.no'))
    })

  await write([1, 2], 'yes')
  await write([3], 'no')
  expect(isUniqueViolation(await write([4, 1], 'yes').catch((error: unknown) => error))).toBe(true)
  const { rows } = await sql<{ id: number }>`select id from public.thing order by id`.execute(
    temporary.database,
  )
  expect(rows.map(({ id }) => id)).toEqual([1, 2])
})

test('a connection that the server ends in the middle of a story ends the story, not the process', async () => {
  await using temporary = await withTable()
  const told = inTransaction(temporary.database, async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    const pid = rows[0]?.pid ?? 0
    await sql`select pg_terminate_backend(${pid}, 10000)`.execute(temporary.owner)
    await sql`insert into public.thing values (1)`.execute(trx)
    return accept(undefined)
  })
  await expect(told).rejects.toThrow()
  const { rows } = await sql<{ n: number }>`select count(*) as n from public.thing`.execute(
    temporary.database,
  )
  expect(rows).toEqual([{ n: 0 }])
})
