import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const STATES = ['met', 'partly', 'operator', 'not met', 'none']

type Row = {
  readonly what: string
  readonly state: string
  readonly where: string
  readonly proof: string
}

async function rows(): Promise<Row[]> {
  const found: Row[] = []
  for await (const file of glob('docs/security/{tcvn-14423,asvs-5}.md'))
    for (const line of (await readFile(file, 'utf8')).split('\n')) {
      const [, what = '', state = '', where = '', proof = ''] = line
        .split('|')
        .map((cell) => cell.trim())
      if (!line.startsWith('|') || /^-*$/.test(what) || state === 'State') continue
      found.push({ what, state, where, proof })
    }
  return found
}

const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)

test('every file that the security pages name is there', async () => {
  const missing: string[] = []
  for await (const file of glob(['docs/security/*.md', 'SECURITY.md']))
    for (const path of named(await readFile(file, 'utf8')))
      if (
        /^(?:src|tests|catalogues|database|portal|simulators|docs)\/\S+\.\w+$/.test(path) &&
        !existsSync(path)
      )
        missing.push(`${file}: ${path}`)
  expect(missing).toEqual([])
})

test('what is said to be met names where and by which test; what is not says so', async () => {
  const all = await rows()
  expect(all.length).toBeGreaterThan(70)
  for (const { what, state, where, proof } of all) {
    expect(STATES, what).toContain(state)
    if (state !== 'met' && state !== 'partly') continue
    expect(named(where), what).not.toEqual([])
    expect(
      named(proof).filter((path) => path.endsWith('.test.ts')),
      what,
    ).not.toEqual([])
  }
})
