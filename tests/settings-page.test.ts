import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { settingsSchema } from '../src/settings.ts'

test('every setting is in the operator’s guide, in the words of its definition', async () => {
  const guide = await readFile('docs/operate.md', 'utf8')
  for (const [name, field] of Object.entries(settingsSchema.shape))
    expect(guide).toContain(`| \`${name}\` | ${field.description ?? ''} |`)
})
