import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { casesDocument } from './cases-document.ts'
import { readDefinitions } from './read-definitions.ts'

test('docs/cases.md shows every kind of case as it is', async () => {
  const path = fileURLToPath(new URL('../../docs/cases.md', import.meta.url))
  await expect(casesDocument(readDefinitions().all)).toMatchFileSnapshot(path)
})
