import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { WordsError } from './words.ts'

/** No more files than this in one call. */
const FILES_MAX = 1_000_000

/** The dossier files behind the given paths: files as they are, folders searched for `.xml`, `.xml.gz` and `.zip`, in order of name. */
export async function dossierFiles(paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0) throw new WordsError('name at least one file or folder')
  const found: string[] = []
  for (const path of paths) {
    const kind = await stat(path).catch(() => undefined)
    if (kind === undefined) throw new WordsError(`there is no ${path}`)
    if (!kind.isDirectory()) found.push(path)
    else {
      const names = await readdir(path, { recursive: true })
      found.push(
        ...names
          .filter((name) => /\.(xml(\.gz)?|zip)$/i.test(name))
          .sort()
          .map((name) => join(path, name)),
      )
    }
    if (found.length > FILES_MAX) throw new WordsError(`more than ${FILES_MAX} files`)
  }
  return found
}
