import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** The rooms of the house, from the ground up. A room that is not listed does not exist. */
const FLOORS = [
  ['vocabulary'],
  ['foundation', 'fhir', 'signing'],
  ['audit'],
  ['access', 'terminology'],
  ['rules', 'people', 'records', 'delivery'],
  ['documents', 'cases', 'workbooks'],
  ['registry', 'correspondence'],
  ['health-book', 'follow-up', 'privacy', 'programmes'],
  ['intake'],
  ['commands'],
]

const floorOf = (room: string) => FLOORS.findIndex((rooms) => rooms.includes(room))

type Source = { readonly file: string; readonly room: string; readonly text: string }

async function sources(): Promise<Source[]> {
  const found: Source[] = []
  for await (const file of glob('src/*/**/*.ts'))
    found.push({ file, room: file.split('/')[1] ?? '', text: await readFile(file, 'utf8') })
  return found
}

const isTest = (file: string) => file.endsWith('.test.ts') || file.includes('/testing/')

test('every room has its floor', async () => {
  const rooms = new Set((await sources()).map((source) => source.room))
  expect([...rooms].filter((room) => floorOf(room) < 0)).toEqual([])
})

test('a room uses only the floors below it', async () => {
  for (const { file, room, text } of await sources()) {
    if (isTest(file)) continue
    for (const [, used = ''] of text.matchAll(/ from '#([a-z-]+)/g)) {
      expect(floorOf(used), `${file} uses ${used}`).toBeGreaterThanOrEqual(0)
      expect(floorOf(used), `${file} uses ${used}`).toBeLessThan(floorOf(room))
    }
  }
})

test('a room leaves itself only by a named door', async () => {
  for (const { file, room, text } of await sources()) {
    if (isTest(file) || room === 'commands') continue
    for (const [, near = ''] of text.matchAll(/(?:from|import) '(\.[^']+)'/g))
      expect(join(dirname(file), near), file).toMatch(`src/${room}/`)
  }
})

test('only a store speaks SQL', async () => {
  for (const { file, room, text } of await sources()) {
    if (room === 'foundation' || file.endsWith('-store.ts') || isTest(file)) continue
    expect(text, file).not.toMatch(
      /from 'kysely'|from 'pg'|\.(selectFrom|insertInto|updateTable)\(/,
    )
  }
})

test('nouns own no clock and no chance: only composition roots, commands and embedded PostgreSQL do', async () => {
  for (const { file, room, text } of await sources()) {
    if (isTest(file) || room === 'commands' || file === 'src/foundation/embedded-postgres.ts')
      continue
    expect(text, file).not.toMatch(/\bDate\.now\(\)|new Date\(\)|Math\.random\(\)/)
  }
})

test('the portal knows the vocabulary and the contracts of rooms, nothing else of the server', async () => {
  for await (const file of glob('portal/**/*.{ts,tsx}', {
    exclude: (name) => name === 'dist' || name === 'node_modules',
  })) {
    if (file.startsWith('portal/dist')) continue
    const text = await readFile(file, 'utf8')
    for (const [, used = ''] of text.matchAll(/ from '(#[^']+)'/g))
      expect(used, file).toMatch(/^#vocabulary\/|^#[a-z-]+\/contract$/)
    expect(text, file).not.toMatch(/from '(\.\.\/)+src\//)
  }
})

test('simulators know the vocabulary, nothing else of the server', async () => {
  for await (const file of glob('simulators/**/*.ts')) {
    if (isTest(file)) continue
    const text = await readFile(file, 'utf8')
    for (const [, used = ''] of text.matchAll(/ from '(#[^']+)'/g))
      expect(used, file).toMatch(/^#vocabulary\//)
    expect(text, file).not.toMatch(/from '(\.\.\/)+src\//)
  }
})

test('no file is longer than 300 lines', async () => {
  const long: string[] = []
  for await (const file of glob('{src,portal,simulators,benchmarks,tests}/**/*.{ts,tsx}')) {
    if (file.startsWith('portal/dist')) continue
    const lines = (await readFile(file, 'utf8')).split('\n').length - 1
    if (lines > 300) long.push(`${file}: ${lines}`)
  }
  expect(long).toEqual([])
})

test('each library that touches the world is imported by one file only', async () => {
  const single = [
    'saxes',
    'libxml2-wasm',
    'pdfmake',
    'docx',
    'pkijs',
    'oidc-provider',
    'openid-client',
    'otplib',
    'qrcode',
    '@simplewebauthn/server',
    'csv-parse/sync',
  ]
  for (const library of single) {
    const users = (await sources()).filter(
      ({ file, text }) =>
        !isTest(file) && new RegExp(`^import (?!type)[^\\n]*from '${library}'`, 'm').test(text),
    )
    expect(
      users.map((user) => user.file).length,
      `${library}: ${users.map((user) => user.file).join(', ')}`,
    ).toBeLessThanOrEqual(1)
  }
})
