import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rulesDocument } from './rules-document.ts'

test('docs/rules.md lists every rule as it is', async () => {
  const path = fileURLToPath(new URL('../../../docs/rules.md', import.meta.url))
  await expect(rulesDocument()).toMatchFileSnapshot(path)
})
