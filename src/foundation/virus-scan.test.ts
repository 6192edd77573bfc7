import { expect, test } from 'vitest'
import { EICAR } from '../../simulators/virus-scanner/eicar.ts'
import { startChild } from '../commands/children.ts'
import { freePort } from './embedded-postgres.ts'
import { openScanner } from './virus-scan.ts'

async function scannerWith(...fault: string[]) {
  const port = await freePort()
  const words = ['--port', String(port), ...fault]
  const child = await startChild('virus scanner', 'simulators/virus-scanner/main.ts', words, {})
  return { scan: openScanner(`127.0.0.1:${port}`), [Symbol.asyncDispose]: child.end }
}

test('a file is clean, or carries what the scanner names, wherever in it', async () => {
  await using scanner = await scannerWith()
  expect(await scanner.scan(Buffer.from('<GIAMDINHHS/>'))).toEqual({ kind: 'clean' })
  expect(await scanner.scan(Buffer.alloc(0))).toEqual({ kind: 'clean' })
  const found = { kind: 'infected', signature: 'Eicar-Signature' }
  expect(await scanner.scan(Buffer.from(EICAR))).toEqual(found)
  const hidden = Buffer.concat([Buffer.alloc(1_000_000, 'x'), Buffer.from(EICAR)])
  expect(await scanner.scan(hidden)).toEqual(found)
})

test.each(['garbage', 'broken', 'size-limit'])(
  'a scanner that is %s has not said that a file is clean',
  async (fault) => {
    await using scanner = await scannerWith('--fault', fault)
    expect(await scanner.scan(Buffer.from('x'))).toMatchObject({ kind: 'unavailable' })
  },
)

test('no scanner at all is told from a clean file', async () => {
  const scan = openScanner(`127.0.0.1:${await freePort()}`)
  expect(await scan(Buffer.from('x'))).toMatchObject({ kind: 'unavailable', reason: 'broken' })
  const missing = openScanner('/nonexistent/clamd.sock')
  expect(await missing(Buffer.from('x'))).toMatchObject({ kind: 'unavailable' })
})
