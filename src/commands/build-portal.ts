import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
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

const BUILT = join(HOME, 'portal/dist')

/**
 * Builds the portal when its sources changed since the last build; otherwise does nothing. It is built beside the one that is served and
 * put in its place at the end: two that build at once do not disturb each other, nor those who read.
 */
export async function buildPortal(say: (text: string) => void): Promise<void> {
  const mark = join(BUILT, '.built-from')
  const digest = await digestOfSources()
  if (existsSync(mark) && (await readFile(mark, 'utf8')) === digest) return

  say('building the portal')
  const fresh = join(HOME, `node_modules/.cache/mach-portal-${process.pid}`)
  await mkdir(fresh, { recursive: true })
  try {
    await build(fresh)
    await compressAssets(fresh)
    await writeFile(join(fresh, '.built-from'), digest)
    await putInPlace(fresh)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function build(folder: string): Promise<void> {
  const vite = join(HOME, 'node_modules/vite/bin/vite.js')
  const building = spawn(
    process.execPath,
    [vite, 'build', 'portal', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: HOME, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const said: string[] = []
  for (const stream of [building.stdout, building.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const code = await new Promise<number | null>((resolve) => building.once('exit', resolve))
  if (code !== 0) throw new Error(`the portal could not be built:\n${said.join('')}`)
}

/** Where another put its own first, that one stays: it came from the same sources a moment ago. */
async function putInPlace(fresh: string): Promise<void> {
  const former = `${fresh}-former`
  await rename(BUILT, former).catch(unlessCode('ENOENT'))
  await rename(fresh, BUILT).catch(unlessCode('ENOTEMPTY'))
  await rm(former, { recursive: true, force: true })
}

function unlessCode(code: string): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (error.code !== code) throw error
  }
}

/** A poor line is the rule, not the exception: text is packed once, here, as tightly as it goes. */
async function compressAssets(built: string): Promise<void> {
  const folder = join(built, 'assets')
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
