import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

/** What the glossary keeps out of everything that people read. Beside XML names the law's own words may stand. */
const FORBIDDEN =
  /(?<!\p{L})(chấp nhận|từ chối thanh toán|xuất toán|chuyển tuyến|biên nhận|đã rút|rút hồ sơ|hồ sơ rút)(?!\p{L})/iu
const XML_NAMES = /GIAY_CHUYEN_TUYEN|SO_CHUYENTUYEN/

const TEXTS = ['portal/**/*.{ts,tsx}', 'src/**/*.ts', 'docs/**/*.md', 'README*.md']
const BUILT = ['portal/dist/**', '**/node_modules/**']

test('people read the words of the glossary, and none that it keeps out', async () => {
  const found: string[] = []
  let files = 0
  for (const pattern of TEXTS)
    for await (const file of glob(pattern, { exclude: BUILT })) {
      files += 1
      const lines = (await readFile(file, 'utf8')).normalize('NFC').split('\n')
      for (const [index, line] of lines.entries())
        if (FORBIDDEN.test(line) && !XML_NAMES.test(line))
          found.push(`${file}:${index + 1}: ${line.trim()}`)
    }
  expect(files).toBeGreaterThan(100)
  expect(found).toEqual([])
})
