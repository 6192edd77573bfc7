import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bomOf, readLock } from './bill-of-materials.ts'
import { readWords, tellingWords } from './words.ts'

const HOME = new URL('../../', import.meta.url)

/** `./mach sbom [--out FILE]`: what Mạch is made of, as CycloneDX 1.6 JSON, from the lock file alone. The same lock file gives the same bytes. */
export function sbom(words: string[]): Promise<number> {
  return tellingWords(async () => {
    const { values } = readWords(words, ['out'], [])
    const lock = readLock(await readFile(fileURLToPath(new URL('package-lock.json', HOME)), 'utf8'))
    const text = `${JSON.stringify(bomOf(lock), null, 2)}\n`
    const { out } = values
    if (out === undefined) process.stdout.write(text)
    else await writeFile(out, text)
    return 0
  })
}
