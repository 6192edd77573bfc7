import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { allTexts } from '../src/all-texts.ts'

test('every refusal in the code has its text in both languages, with what to do', async () => {
  const missing: string[] = []
  for await (const file of glob('src/*/**/*.ts')) {
    if (file.endsWith('.test.ts') || file.startsWith('src/vocabulary')) continue
    const text = await readFile(file, 'utf8')
    for (const [, code = ''] of text.matchAll(/refuse\(\s*'[a-z-]+',\s*'([a-z0-9.-]+)'/g))
      if (!(code in allTexts)) missing.push(`${file}: ${code}`)
  }
  expect(missing).toEqual([])
})

test('no text is empty', () => {
  for (const [code, text] of Object.entries(allTexts)) {
    for (const part of [text.message.vi, text.message.en, text.remedy.vi, text.remedy.en])
      expect(part.length, code).toBeGreaterThan(3)
  }
})
