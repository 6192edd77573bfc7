import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromiumPackage, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** Widths at which every page is looked at: a desk and a phone. */
export const VIEWPORTS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const

const FOLDER = fileURLToPath(new URL('../node_modules/.cache/mach-chromium', import.meta.url))
const LIBRARIES = fileURLToPath(
  new URL('../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url),
)

/** The package's own configuration looks for its fonts in /tmp; without any font a text has no height and counts as hidden. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(FOLDER, 'fonts')}</dir>
  <cachedir>${join(FOLDER, 'fonts-cache')}</cachedir>
</fontconfig>
`

/** No call home: the browser meets only our own servers. The package's own flags, made for a cloud function, would run all in one process. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
]

/** A headless Chromium from npm alone; the system's libraries where it has them, else those of the package. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await unpackBrowser()
  const lacking = spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout.includes(
    'not found',
  )
  const { LD_LIBRARY_PATH: _ours, ...environment } = process.env
  return chromium.launch({
    executablePath,
    args: QUIET,
    env: {
      ...environment,
      FONTCONFIG_PATH: join(FOLDER, 'fonts'),
      ...(lacking ? { LD_LIBRARY_PATH: join(FOLDER, 'al2023/lib') } : {}),
    },
  })
}

/** Unpacks once into the project's own cache; one that was broken off is begun anew. */
export async function unpackBrowser(): Promise<string> {
  const mark = join(FOLDER, 'complete')
  if (!existsSync(mark)) await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const former = process.env['TMPDIR']
  // The package unpacks into the temporary folder, which others may have written to.
  process.env['TMPDIR'] = FOLDER
  const path = await chromiumPackage.executablePath()
  await inflate(LIBRARIES)
  if (former === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = former
  await writeFile(join(FOLDER, 'fonts', 'fonts.conf'), FONTS)
  await writeFile(mark, '')
  return path
}
