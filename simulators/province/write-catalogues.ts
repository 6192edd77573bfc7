/** Writes the facilities' own starter lists from what the simulated hospitals have: `node simulators/province/write-catalogues.ts`. */
import { writeFile } from 'node:fs/promises'
import { catalogueTexts } from './catalogue-texts.ts'

const FOLDER = new URL('../../catalogues/starter/', import.meta.url)

for (const [list, text] of catalogueTexts()) {
  await writeFile(new URL(`${list}.csv`, FOLDER), text)
  process.stdout.write(`${list}: ${text.split('\n').length - 2} rows\n`)
}
