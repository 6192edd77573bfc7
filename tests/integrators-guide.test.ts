import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.ts'

/** The examples of docs/integrate.md, run by a shell as they stand; only port, password and the command for tokens are ours. */
let world: World
let folder: string

beforeAll(async () => {
  world = await startWorld()
  folder = await mkdtemp(join(tmpdir(), 'mach-guide-'))
  await symlink(resolve('samples'), join(folder, 'samples'))
})

afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

async function examples(): Promise<string[]> {
  const guide = await readFile('docs/integrate.md', 'utf8')
  const [clerk, admin] = await Promise.all([world.token('clerk@51001'), world.token('admin')])
  return [...guide.matchAll(/```sh\n([^]*?)```/g)].map(([, script = '']) =>
    script
      .replaceAll('http://127.0.0.1:8080', world.origin)
      .replaceAll('the printed demo password', world.demoPassword)
      .replaceAll('./mach token clerk@51001', `echo ${clerk}`)
      .replaceAll('./mach token admin', `echo ${admin}`)
      .replaceAll('node samples/', `${process.execPath} samples/`)
      .replaceAll(/\n\n/g, '\necho\n'),
  )
}

test('every example of the guide works as it is written', async () => {
  const script = ['set -e', ...(await examples())].join('\necho\n')
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: folder })
  const answers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
  expect(answers).toMatchObject([
    { status: 'accepted' },
    { maKetQua: '200', APIKey: { username: '51001_HIS' } },
    { maKetQua: '200', maGiaoDich: expect.any(String) },
    { maKetQua: '200', maGiaoDich: expect.any(String) },
    { maKetQua: '000' },
    { username: '51001_LAB', password: expect.any(String) },
    { client: expect.stringMatching(/^SYS-51001-/) },
    {},
    { token_type: 'Bearer', expires_in: 600, scope: 'dossier.submit' },
    { status: 'accepted' },
    { issuer: `${world.origin}/oidc`, capabilities: expect.arrayContaining(['permission-v2']) },
    { client: expect.stringMatching(/^APP-/) },
    { answer: expect.stringMatching(/^(yes|no|insufficient)$/), facility: '51001' },
    { resourceType: 'Parameters' },
    { codes: [{ code: '21025' }] },
  ])
})

test('what watches over the server hears that it lives and is ready', async () => {
  const health = await fetch(`${world.origin}/health`)
  expect(await health.json()).toEqual({ status: 'alive' })
  const ready = await fetch(`${world.origin}/ready`)
  expect(await ready.json()).toEqual({ status: 'ready' })
})
