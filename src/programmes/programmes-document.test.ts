import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { programmesDocument } from './programmes-document.ts'
import { readProgrammes } from './read-programmes.ts'

test('docs/programmes.md shows every programme, milestone and measure as it is', async () => {
  const path = fileURLToPath(new URL('../../docs/programmes.md', import.meta.url))
  await expect(programmesDocument(readProgrammes().all)).toMatchFileSnapshot(path)
})
