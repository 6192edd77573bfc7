import { afterAll, beforeAll, expect, test } from 'vitest'
import { starterLists } from '#terminology'
import { claimOwnPractice } from './open-work.ts'
import { findFileOfCase } from './find-file-of-case.ts'
import { codesIn } from './search-codes.ts'
import {
  licence,
  manager,
  officer,
  practitionerOf,
  registration,
  toldOf,
} from './testing/registry-world.ts'
import { callerOf, type WorkWorld, workWorld } from './testing/work-world.ts'

let world: WorkWorld
beforeAll(async () => {
  world = await workWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

test('a commune is found without accents and called with its province; a former one stays with its days', async () => {
  const listsOf = await starterLists()
  const lists = listsOf('2026-11-20')
  expect(codesIn(lists, 'commune', { query: 'cam thanh', province: '51' })).toEqual([
    { code: '21025', label: expect.objectContaining({ vi: 'Phường Cẩm Thành, Tỉnh Quảng Ngãi' }) },
  ])
  const before = codesIn(listsOf('2025-01-01'), 'commune', { codes: '21025' })
  expect(before[0]?.label.vi).toContain('Phường Nguyễn Nghiêm')
  expect(codesIn(lists, 'no-such-list', {})).toEqual([])
})

test('a case leads to the file that it is about, for whom the case concerns', async () => {
  const [code, number] = ['51311', '051085000311']
  await world.facility(code)
  const { head } = await toldOf(
    world.practitioner(manager(code), number, [
      licence('3111/QNG-GPHN'),
      registration(code, '3111/QNG-GPHN'),
    ]),
  )
  const me = callerOf({ ...practitionerOf(number), name: 'Nguyễn Văn An' })
  const { case: claim } = await toldOf(claimOwnPractice(world.work, me, {}))
  const found = { subject: head.subject, kind: 'practitioner' }
  expect(await toldOf(findFileOfCase(world.work, callerOf(manager(code)), claim))).toEqual(found)
  expect(await findFileOfCase(world.work, callerOf(officer('01')), claim)).toMatchObject({
    problems: [{ code: 'cases.unknown' }],
  })
})
