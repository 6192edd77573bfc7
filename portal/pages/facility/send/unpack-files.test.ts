import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { leadsOutside, unpackFiles } from './unpack-files.ts'

test('a zip becomes its XML files; anything else is named with its reason', async () => {
  const zip = zipSync({
    'tháng 11/a.xml': strToU8('<a/>'),
    'ghi-chu.txt': strToU8('x'),
    '../b.xml': strToU8('<b/>'),
  })
  const { files, leftOut } = await unpackFiles([
    new File([new Uint8Array(zip)], 'ho-so.zip'),
    new File(['<c/>'], 'c.XML'),
    new File(['x'], 'anh.jpg'),
  ])
  expect(files.map(({ name }) => name)).toEqual(['tháng 11/a.xml', 'c.XML'])
  expect(leftOut.map(({ name }) => name)).toEqual([
    'ho-so.zip / ghi-chu.txt',
    'ho-so.zip / ../b.xml',
    'anh.jpg',
  ])
})

test('a damaged zip is named, and the other files still go', async () => {
  const { files, leftOut } = await unpackFiles([
    new File(['PK hỏng'], 'x.zip'),
    new File(['<a/>'], 'a.xml'),
  ])
  expect([files.length, leftOut.length]).toEqual([1, 1])
})

test('paths that leave the folder are known', () => {
  expect(['../a', '/etc/a', 'C:\\a', 'a\\..\\..\\b'].map(leadsOutside)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['a/b.xml', 'a..b.xml'].map(leadsOutside)).toEqual([false, false])
})
