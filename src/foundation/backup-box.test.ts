import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { type BackupKey, openBackup, readBackupKey, sealBackup } from './backup-box.ts'

const key = readBackupKey(randomBytes(32))
const at = new Date('2026-11-21T00:00:00Z')

async function* parts(...pieces: Buffer[]) {
  yield* pieces
}

async function all(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const read: Buffer[] = []
  for await (const part of stream) read.push(part)
  return Buffer.concat(read)
}

const sealed = (content: Buffer, by: BackupKey = key) => all(sealBackup(parts(content), by, at))
const opened = (bytes: Buffer, by: BackupKey = key) => all(openBackup(parts(bytes), by))

test.each([0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3_500_000])(
  'a backup of %i bytes comes back as it was',
  async (size) => {
    const content = randomBytes(size)
    const pieces = [content.subarray(0, size / 3), content.subarray(size / 3)]
    const box = await all(sealBackup(parts(...pieces), key, at))
    const slices = Array.from({ length: 7 }, (_, one) =>
      box.subarray((one * box.length) / 7, ((one + 1) * box.length) / 7),
    )
    expect((await all(openBackup(parts(...slices), key))).equals(content)).toBe(true)
  },
)

test('words of fourteen characters and more are a key too', async () => {
  const words = readBackupKey(Buffer.from('con trâu là đầu cơ nghiệp\n'))
  const box = await sealed(Buffer.from('nội dung'), words)
  expect(String(await opened(box, words))).toBe('nội dung')
  const others = readBackupKey(Buffer.from('con trâu là đầu cơ nghiep'))
  await expect(opened(box, others)).rejects.toThrow('the key is another')
  await expect(opened(box)).rejects.toThrow('sealed with a passphrase')
  expect(() => readBackupKey(Buffer.from('ngắn quá'))).toThrow('at least 14 characters')
})

test('another key opens nothing', async () => {
  const box = await sealed(Buffer.from('nội dung'))
  await expect(opened(box, readBackupKey(randomBytes(32)))).rejects.toThrow('the key is another')
})

test('a bit changed anywhere is noticed', async () => {
  const box = await sealed(randomBytes(2_500_000))
  for (const place of [0, 9, 30, 200, 1_100_000, box.length - 1]) {
    const changed = Buffer.from(box)
    changed[place] = (changed[place] ?? 0) ^ 1
    await expect(opened(changed), `byte ${place}`).rejects.toThrow()
  }
})

test('chunks cannot be left out, doubled, exchanged or cut off, and nothing can follow', async () => {
  const box = await sealed(randomBytes(3_500_000))
  const begin = 12 + box.readUInt32BE(8)
  const size = 4 + box.readUInt32BE(begin)
  const chunk = (number: number) => box.subarray(begin + number * size, begin + (number + 1) * size)
  const head = box.subarray(0, begin)
  const last = box.subarray(begin + 3 * size)
  const forged = {
    'left out': [head, chunk(0), chunk(2), last],
    doubled: [head, chunk(0), chunk(0), chunk(1), chunk(2), last],
    exchanged: [head, chunk(1), chunk(0), chunk(2), last],
    'cut off': [head, chunk(0), chunk(1), chunk(2)],
    'cut in the middle': [head, chunk(0), chunk(1).subarray(0, 500)],
    'called last': [
      head,
      Buffer.concat([chunk(0).subarray(0, 4), Buffer.of(1), chunk(0).subarray(5)]),
    ],
    followed: [box, Buffer.from('x')],
  }
  for (const [how, pieces] of Object.entries(forged))
    await expect(opened(Buffer.concat(pieces)), how).rejects.toThrow()
})
