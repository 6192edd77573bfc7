import { expect, test } from 'vitest'
import { outpatientVisit } from '../../tests/sample-dossiers.ts'
import { temporaryDatabase } from '../../tests/temporary-database.ts'
import { bookWorld, citizen, doctor, HOSPITAL } from './testing/book-world.ts'

const VISITS = 80
const LINES = 500

/** However large the record, an answer stays one that a phone can take: 1 MB. How long it took is printed, not asserted. */
const ANSWER_CHARACTERS_MAX = 1_000_000

test('a record of many and long visits is answered within bounds', async () => {
  await using temporary = await temporaryDatabase()
  const world = await bookWorld(temporary.database)
  const { person, visit } = await huge(world)
  await world.relate({ person, facility: HOSPITAL, kind: 'treated' })
  const paths = ['visits', 'summary', 'labs', 'papers', `visits/${visit}`]
  world.actAs(citizen(person))
  for (const path of paths) await swift(`/book/${path}`)
  world.actAs(doctor(HOSPITAL))
  await swift(`/records/${person}`)

  async function swift(path: string) {
    const { answer, took, longest } = await watched(() => world.get(path))
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
    console.info(
      `${path}: ${took} ms, others waited ${longest} ms, ${answer.body.length} characters`,
    )
    expect.soft(answer.body.length, path).toBeLessThan(ANSWER_CHARACTERS_MAX)
  }
}, 120_000)

/** Eighty visits of a thousand lines each; gives the newest. */
async function huge(world: Awaited<ReturnType<typeof bookWorld>>) {
  const base = outpatientVisit()
  const [medicine = {}] = base['XML2'] ?? []
  let last: Awaited<ReturnType<typeof world.record>> | undefined
  for (let day = 0; day < VISITS; day += 1) {
    const on = new Date(Date.UTC(2026, 7, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '')
    const visit = outpatientVisit({
      MA_LK: `LON.${day}`,
      NGAY_VAO: `${on}0812`,
      NGAY_RA: `${on}0945`,
    })
    last = await world.record({
      ...visit,
      XML2: numbered(medicine),
      XML4: numbered({
        MA_CHI_SO: 'WBC',
        TEN_CHI_SO: 'WBC',
        GIA_TRI: '9.8',
        DON_VI_DO: 'G/L',
        NGAY_KQ: `${on}0845`,
      }),
    })
  }
  if (last === undefined) throw new Error('no visit')
  return last
}

function numbered(row: Readonly<Record<string, string>>) {
  return Array.from({ length: LINES }, (_, index) => ({ ...row, STT: String(index + 1) }))
}

/** How long a call took, and the longest time in which nothing else was served. */
async function watched<Answer>(call: () => Promise<Answer>) {
  const started = performance.now()
  let before = started
  let longest = 0
  const look = () => {
    const at = performance.now()
    longest = Math.max(longest, at - before)
    before = at
  }
  const timer = setInterval(look, 5)
  const answer = await call()
  look()
  clearInterval(timer)
  return { answer, took: Math.round(before - started), longest: Math.round(longest) }
}
