import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const HOME = fileURLToPath(new URL('../../', import.meta.url))
const SOURCES = [
  'portal/**/*.{ts,tsx,css,html,svg}',
  'src/*/contract*.ts',
  'src/*/*/contract.ts',
  'src/vocabulary/*.ts',
  'package-lock.json',
]

/** Builds the portal when its sources changed since the last build; otherwise does nothing. */
export async function buildPortal(say: (text: string) => void): Promise<void> {
  const mark = join(HOME, 'portal/dist/.built-from')
  const digest = await digestOfSources()
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === digest) return

  say('building the portal')
  const build = spawn(
    process.execPath,
    [join(HOME, 'node_modules/vite/bin/vite.js'), 'build', 'portal', '--logLevel', 'warn'],
    {
      cwd: HOME,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said: string[] = []
  for (const stream of [build.stdout, build.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const code = await new Promise<number | null>((resolve) => build.once('exit', resolve))
  if (code !== 0) throw new Error(`the portal could not be built:\n${said.join('')}`)
  await compressAssets()
  await writeFile(mark, digest)
}

/** A poor line is the rule, not the exception: text is packed once, here, as tightly as it goes. */
async function compressAssets(): Promise<void> {
  const folder = join(HOME, 'portal/dist/assets')
  const pack = promisify(brotliCompress)
  for (const name of await readdir(folder)) {
    if (!/\.(js|css|svg)$/.test(name)) continue
    const text = await readFile(join(folder, name))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    await writeFile(join(folder, `${name}.br`), await pack(text, { params }))
  }
}

async function digestOfSources(): Promise<string> {
  const files: string[] = []
  for (const pattern of SOURCES)
    for await (const file of glob(pattern, { cwd: HOME }))
      if (!file.startsWith('portal/dist')) files.push(file)
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(await readFile(join(HOME, file)))
  return hash.digest('hex')
}
