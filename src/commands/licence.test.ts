import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { base64url, CompactSign } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openCertificateSigner } from '../registry/certificate/sign-certificate.ts'
import { licence } from './licence.ts'

let folder: string
let certificate: string
const seconds = Math.floor(Date.now() / 1_000)
const inFolder = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mach-licence-'))
  const { privateKey, publicKey } = await openCertificateSigner(Buffer.alloc(32, 7))
  const signed = (typ: string, claims: object) =>
    new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'EdDSA', typ, kid: publicKey.kid ?? '' })
      .sign(privateKey)
  const uri = 'https://mach.example.vn/look-up/status-list'
  certificate = await signed('mach-licence+jwt', {
    iss: 'https://mach.example.vn',
    sub: 'x',
    iat: seconds,
    exp: seconds + 86_400,
    name: 'Nguyễn Văn An',
    licence: { number: '1234/QNG-GPHN', type: 'GPHN', title: 'BS', scopes: ['32-V'], without: [] },
    status: { status_list: { idx: 3, uri } },
  })
  const listOf = (byte: number) =>
    signed('statuslist+jwt', {
      iat: seconds,
      exp: seconds + 86_400,
      status_list: { bits: 1, lst: base64url.encode(deflateSync(Uint8Array.of(byte))) },
    })
  await writeFile(inFolder('certificate'), `${certificate}\n`)
  await writeFile(inFolder('keys.json'), JSON.stringify({ keys: [publicKey] }))
  await writeFile(inFolder('status.json'), JSON.stringify({ statusList: await listOf(0) }))
  await writeFile(inFolder('withdrawn'), await listOf(0b1000))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the command; its exit code and what it printed. */
async function run(...words: string[]) {
  const [out, err] = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  )
  try {
    const code = await licence(words)
    const printed = [out, err].flatMap((one) => one?.mock.calls.map(([text]) => String(text)) ?? [])
    return { code, printed: printed.join('') }
  } finally {
    out?.mockRestore()
    err?.mockRestore()
  }
}

test('a certificate is verified offline from a file or as the text itself, by keys and status list that were fetched before', async () => {
  const known = ['--key', inFolder('keys.json')]
  const held = await run(
    'verify',
    inFolder('certificate'),
    ...known,
    '--status',
    inFolder('status.json'),
  )
  expect(held.code).toBe(0)
  expect(held.printed).toContain('Nguyễn Văn An · 1234/QNG-GPHN')
  const unlisted = await run('verify', certificate, ...known)
  expect(unlisted.code).toBe(3)
  const withdrawn = await run('verify', certificate, ...known, '--status', inFolder('withdrawn'))
  expect(withdrawn).toMatchObject({ code: 1, printed: expect.stringContaining('withdrawn') })
})

test('an altered certificate is false, and words that make no sense are told', async () => {
  const altered = certificate.replace(/\.(.)/, (_whole, first) => `.${first === 'e' ? 'f' : 'e'}`)
  const key = inFolder('keys.json')
  expect(await run('verify', altered, '--key', key)).toMatchObject({ code: 1 })
  expect(await run('verify', certificate)).toMatchObject({ code: 2 })
  expect(await run('look')).toMatchObject({ code: 2 })
})
