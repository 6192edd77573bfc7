import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rightsOf } from '#access'
import { CANARY, type CanaryWorld, canaryWorld, PLAYERS } from './canary-world.ts'
import { hostileRequest } from './hostile-request.ts'

let world: CanaryWorld
beforeAll(async () => {
  world = await canaryWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Words and numbers that get past the form of a request, so that what refuses it is who asks, for whom. */
const WELL_FORMED = {
  childName: CANARY.name,
  childBorn: '1990-05-12',
  guardianNumber: '001190000000',
  paper: 'Giấy khai sinh số 12, ngày 20/05/2018',
  document: 'Thẻ căn cước, cấp ngày 20/05/2021',
  reason: 'Người bệnh hôn mê sau tai nạn, cần biết tiền sử dị ứng và thuốc đang có',
  untilDay: '2027-01-31',
  kind: 'visit',
} as const

/** Where the law lets a stranger touch a person who did not ask: the person is told of each, and somebody looks at it. */
const LAWFUL: Readonly<Record<string, readonly string[]>> = {
  'POST /break-glass': ['doctor'],
}

type State = ReadonlyMap<string, string>

/** Every table that is about persons by their key, with a digest of what it says of the person of the canary. */
async function stateOf(person: string): Promise<State> {
  const { owner } = world.temporary
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where column_name = 'person' and udt_name = 'uuid' and table_type = 'BASE TABLE'
      and table_schema not in ('audit', 'pg_catalog') order by 1
  `.execute(owner)
  const state = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await sql<{ digest: string }>`
      select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest
      from ${sql.raw(name)} as t where person = ${person}::uuid
    `.execute(owner)
    state.set(name, rows[0]?.digest ?? '')
  }
  return state
}

function changedIn(before: State, after: State): string[] {
  return [...after].flatMap(([table, digest]) => (before.get(table) === digest ? [] : [table]))
}

/** Of callers who hold a right, those who are neither the person nor in care of the person, nor sent for it. */
const STRANGERS = PLAYERS.filter(({ near }) => !near)

test.each(STRANGERS.map((player) => [player.account, player] as const))(
  'with every right that %s holds, nothing of a person who is a stranger is changed',
  async (account, { role }) => {
    const { person } = world.ordinary
    let before = await stateOf(person)
    expect(before.size, 'the eye of this test is not blind').toBeGreaterThan(10)
    for (const promise of world.promises) {
      if (promise.method === 'GET' || promise.right === 'public') continue
      if (!rightsOf(role).has(promise.right)) continue
      const route = `${promise.method} ${promise.path}`
      for (const childBorn of ['1990-05-12', '2020-01-01']) {
        const request = hostileRequest(promise, world, 'ordinary', { ...WELL_FORMED, childBorn })
        const answer = await world.call(account, request)
        expect(answer.statusCode, `${route} → ${answer.body.slice(0, 200)}`).not.toBe(500)
        if (route.includes('session')) world.forgetTokens()
      }
      const after = await stateOf(person)
      const isLawful = LAWFUL[route]?.includes(role) === true
      if (!isLawful) expect(changedIn(before, after), route).toEqual([])
      before = after
    }
  },
  240_000,
)

test('the eye of the walk sees what the person changes', async () => {
  const { person } = world.ordinary
  const before = await stateOf(person)
  const answer = await world.call(`citizen@${CANARY.number}`, {
    method: 'POST',
    url: '/book/choices',
    payload: { kind: 'class', subject: 'hiv', hidden: true },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(changedIn(before, await stateOf(person))).toContain('access.choice')
})
