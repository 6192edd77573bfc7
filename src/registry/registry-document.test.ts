import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readProfileDefinitions } from './profile-definition.ts'
import { registryDocument } from './registry-document.ts'

test('docs/registry.md shows every section and field of a file as it is', async () => {
  const path = fileURLToPath(new URL('../../docs/registry.md', import.meta.url))
  const { facility, practitioner } = readProfileDefinitions()
  await expect(registryDocument([facility, practitioner])).toMatchFileSnapshot(path)
})
