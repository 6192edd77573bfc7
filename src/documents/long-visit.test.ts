import { expect, test } from 'vitest'
import { PAPERS } from './sample-papers.ts'
import { visitContent } from './visit-form.ts'

test('a paper of a long visit ends its lists and says how many lines are in the book only', () => {
  const paper = PAPERS.find((one) => one.kind === 'visit')
  if (paper?.kind !== 'visit') throw new Error('no sample')
  const [medicine = { name: '' }] = paper.medicines
  const long = {
    ...paper,
    medicines: Array.from({ length: 1_000 }, () => medicine),
    results: [1, 2, 3].map((place) => ({
      title: `Nhóm ${place}`,
      lines: Array.from({ length: 150 }, () => ({ name: 'WBC', value: '9,8' })),
    })),
    leftOut: { medicines: 8_200, results: 0, procedures: 0 },
  }
  const words = JSON.stringify(visitContent(long, { printedAt: new Date(0) }))
  expect(words).toContain('… và 9000 dòng nữa, xem trên sổ')
  expect(words).toContain('… và 250 dòng nữa, xem trên sổ')
  expect(words.match(/WBC/g)).toHaveLength(200)
  expect(JSON.stringify(visitContent(paper, { printedAt: new Date(0) }))).not.toContain('dòng nữa')
})
