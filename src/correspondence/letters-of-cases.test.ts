import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseCaller, TakenStep } from '#cases'
import { inTransaction } from '#foundation/database'
import { withScope } from '#foundation/scope'
import { newPersonId } from '#vocabulary/record-id'
import { type CaseWorld, caseWorld } from '../cases/testing/case-world.ts'
import type { Letter } from './letter.ts'
import { listLetters } from './letter-store.ts'
import { lettersOfCases } from './letters-of-cases.ts'

let world: CaseWorld
beforeAll(async () => {
  world = await caseWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

const HEAD: CaseCaller = {
  account: 'head@51',
  name: 'Trưởng phòng',
  role: 'department-head',
  province: '51',
  address: '::1',
}

/** What letters a step brings about. */
async function lettersAfter(
  step: Omit<TakenStep, 'case'> & {
    readonly definition: string
    readonly place: Partial<TakenStep['case']>
  },
  by: CaseCaller = HEAD,
): Promise<Letter[]> {
  const { definition, place, ...taken } = step
  const { needs } = world
  const found = {
    id: newPersonId(needs.now(), needs.random),
    definition,
    version: 1,
    openedAt: needs.now(),
    openedBy: 'somebody',
    position: 4,
    state: 'returned',
    reached: ['submitted'],
    province: '51',
    traits: {},
    ...place,
  }
  const cases = {
    ...needs,
    practitionerNames: async () => new Map([['051085000001', 'Nguyễn Văn An']]),
  }
  const draw = lettersOfCases(needs)
  const done = await inTransaction(needs.database, async (trx) => {
    const first = await draw(trx, by, { ...taken, case: found }, cases)
    // The same step brings about the same letter once.
    return first.ok ? draw(trx, by, { ...taken, case: found }, cases) : first
  })
  expect(done).toMatchObject({ ok: true })
  const all = await withScope(needs.database, { work: 'test' }, (trx) =>
    listLetters(trx, { limit: 50 }),
  )
  return all.filter(({ origin }) => origin?.includes(found.id))
}

test('a file that is returned has a request for a supplement that lists every defect at its field', async () => {
  const letters = await lettersAfter({
    definition: 'operating-licence-issue',
    step: 'return',
    fields: {},
    defects: [
      { field: 'address', reason: 'Chưa ghi mã xã theo địa giới mới' },
      { field: 'responsible', reason: 'Chưa có giấy phép hành nghề' },
    ],
    place: { facility: '51001' },
  })
  expect(letters).toMatchObject([
    {
      kind: 'supplement-request',
      authority: '51',
      facility: '51001',
      state: 'draft',
      content: {
        body: [
          {},
          {
            rows: [
              ['1', 'Địa chỉ', 'Chưa ghi mã xã theo địa giới mới'],
              ['2', 'Người chịu trách nhiệm chuyên môn kỹ thuật', 'Chưa có giấy phép hành nghề'],
            ],
          },
          {},
          {},
        ],
      },
    },
  ])
})

test('a decision on a licence is drawn up with its grounds and articles, under the number that was stated', async () => {
  const [letter] = await lettersAfter({
    definition: 'licence-suspend',
    step: 'decide',
    fields: {
      ground: 'error',
      facts: 'Không thuộc nội dung quyết định',
      'licence-number': '1234/QNG-GPHN',
      part: 'whole',
      months: '6',
      from: '2026-12-01',
      'minutes-number': '7/BB-HĐ',
      'minutes-day': '2026-11-10',
      'decision-number': '88',
      'decision-day': '2026-11-20',
    },
    place: { practitioner: '051085000001' },
  })
  expect(letter).toMatchObject({
    kind: 'decision',
    practitioner: '051085000001',
    content: {
      abstract: 'Về việc đình chỉ hành nghề',
      stated: { number: '88/QĐ-SYT', day: '2026-11-20' },
    },
  })
  const text = JSON.stringify(letter?.content)
  expect(text).toContain('Ông (bà) Nguyễn Văn An')
  expect(text).toContain('Căn cứ Biên bản số 7/BB-HĐ ngày 10/11/2026 của hội đồng')
  expect(text).toContain(
    'Căn cứ Nghị định số 96/2023/NĐ-CP ngày 30 tháng 12 năm 2023 của Chính phủ quy định',
  )
  expect(text).toContain('Số tháng: 6')
  expect(text).toContain('có hiệu lực kể từ ngày 01/12/2026')
  expect(text).not.toContain('Không thuộc nội dung')
})

test('a decision on the licence of somebody who practises at a facility concerns the person; the facility carries it out with others', async () => {
  const [letter] = await lettersAfter({
    definition: 'licence-suspend',
    step: 'decide',
    fields: { ground: 'health', 'licence-number': '1234/QNG-GPHN', part: 'whole' },
    place: { practitioner: '051085000001', facility: '51001' },
  })
  const articles = letter?.content.body.map((block) => (block.kind === 'article' ? block.text : []))
  expect(articles?.[0]?.[0]).toBe(
    'Đình chỉ hành nghề đối với Ông (bà) Nguyễn Văn An, với nội dung sau:',
  )
  expect(articles?.[2]?.[0]).toMatch(
    /^Ông \(bà\) Nguyễn Văn An, Bệnh viện 51001 và các đơn vị, cá nhân có liên quan/,
  )
})

test.each([
  ['licence-issue', ['Ông (bà) Nguyễn Văn An']],
  ['practitioner-sample', ['Ông (bà) Nguyễn Văn An', 'Bệnh viện 51001']],
  ['registration-add', ['Bệnh viện 51001']],
])(
  'a request for a supplement of %s goes to whoever can mend it, and names the person',
  async (definition, addressees) => {
    const [letter] = await lettersAfter({
      definition,
      step: 'return',
      fields: {},
      defects: [{ field: 'note', reason: 'Thiếu' }],
      place: { practitioner: '051085000001', facility: '51001' },
    })
    expect(letter?.content.addressees).toEqual(addressees)
    expect(JSON.stringify(letter?.content.body)).toContain('Ông (bà) Nguyễn Văn An')
  },
)

test('a request for a supplement of a request for an account names the facility, its code and its head', async () => {
  const [letter] = await lettersAfter({
    definition: 'facility-account',
    step: 'return',
    fields: {
      name: 'Phòng khám Trà Khúc',
      'facility-code': '51901',
      'head-name': 'Lê Văn Trưởng',
    },
    defects: [{ field: 'phone', reason: 'Không liên lạc được' }],
    place: {},
  })
  expect(letter?.content.addressees).toEqual([
    'Phòng khám Trà Khúc (mã 51901)',
    'Ông (bà) Lê Văn Trưởng, người đứng đầu',
  ])
  expect(JSON.stringify(letter?.content.body)).toContain(
    'Kế hoạch số 1642/KH-BYT ngày 13 tháng 11 năm 2025 của Bộ Y tế',
  )
})

test('what a facility returns, what people ask about their own data, and other steps bring about no letter', async () => {
  const defects = [{ field: 'note', reason: 'Thiếu' }]
  const place = { facility: '51001' }
  const returned = { step: 'return', fields: {}, defects, place }
  const { province: _none, ...administrator } = { ...HEAD, role: 'facility-administrator' }
  expect(
    await lettersAfter({ ...returned, definition: 'practitioner-confirmation' }, administrator),
  ).toEqual([])
  expect(await lettersAfter({ ...returned, definition: 'privacy-correction' })).toEqual([])
  expect(
    await lettersAfter({ definition: 'licence-issue', step: 'receive', fields: {}, place }),
  ).toEqual([])
})

test('what an officer of the Ministry returns is a letter of the Ministry', async () => {
  const { province: _none, ...officer } = { ...HEAD, role: 'traditional-officer' }
  const defects = [{ field: 'name', reason: 'Thiếu' }]
  const place = { facility: '51001' }
  const asked = {
    definition: 'operating-licence-issue',
    step: 'return',
    fields: {},
    defects,
    place,
  }
  expect(await lettersAfter(asked, officer)).toMatchObject([{ authority: '00' }])
})
