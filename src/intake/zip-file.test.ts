import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { isZip, unzipFiles } from './zip-file.ts'

const MB = 1024 * 1024
const bytes = (text: string) => new TextEncoder().encode(text)
const unzip = (files: Record<string, Uint8Array>) => unzipFiles(Buffer.from(zipSync(files)), MB)

describe('a zip of dossiers', () => {
  test('gives its XML files in the order of their names, folders and litter left out', () => {
    const zip = {
      'b/2.xml': bytes('two'),
      'a.XML': bytes('one'),
      '__MACOSX/x.xml': bytes('litter'),
      'b/Thumbs.db': bytes('litter'),
    }
    const unpacked = unzip(zip)
    expect(unpacked).toEqual({
      ok: true,
      value: [
        { name: 'a.XML', bytes: Buffer.from('one') },
        { name: 'b/2.xml', bytes: Buffer.from('two') },
      ],
    })
    expect(isZip(Buffer.from(zipSync(zip)))).toBe(true)
    expect(isZip(Buffer.from('<GIAMDINHHS/>'))).toBe(false)
  })

  test.each([
    ['a path outside', { '../../etc/cron.d/x.xml': bytes('x') }, 'intake.zip-path-outside'],
    ['a path from the root', { '/etc/x.xml': bytes('x') }, 'intake.zip-path-outside'],
    ['a path of Windows', { 'C:\\x.xml': bytes('x') }, 'intake.zip-path-outside'],
    [
      'another kind of file',
      { 'a.xml': bytes('x'), 'b.exe': bytes('x') },
      'intake.zip-other-files',
    ],
    ['a file above the limit', { 'a.xml': new Uint8Array(2 * MB) }, 'intake.zip-too-large'],
    ['nothing', {}, 'intake.zip-empty'],
  ])('is refused for %s', (_what, files, code) => {
    expect(unzip(files)).toMatchObject({ ok: false, problems: [{ code }] })
  })

  test('is refused for 2,001 files, and for files that are together too large', () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_001 }, (_, n) => [`${n}.xml`, bytes('x')]),
    )
    expect(unzip(many)).toMatchObject({ problems: [{ code: 'intake.zip-too-many-files' }] })
    const large = Object.fromEntries(
      Array.from({ length: 120 }, (_, n) => [`${n}.xml`, new Uint8Array(MB)]),
    )
    expect(unzip(large)).toMatchObject({ problems: [{ code: 'intake.zip-too-large' }] })
  })

  test('that lies about its sizes is stopped early', () => {
    const bomb = deflateRawSync(Buffer.alloc(400 * MB), { level: 9 })
    const zip = Buffer.from(zipSync({ 'a.xml': bytes('x'.repeat(50)) }))
    const name = zip.indexOf('a.xml') + 5
    const central = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    const lying = Buffer.concat([zip.subarray(0, name), bomb, zip.subarray(central)])
    lying.writeUInt32LE(bomb.length, 18)
    expect(unzipFiles(lying, 20 * MB)).toMatchObject({
      problems: [{ code: 'intake.zip-too-large' }],
    })
  })

  test('of any bytes never makes the reader throw', () => {
    const good = Buffer.from(zipSync({ 'a.xml': bytes('one'.repeat(500)), 'b.xml': bytes('two') }))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(good.length - 1), (noise, place) => {
        const spoilt = Buffer.from(good)
        spoilt.set(noise.subarray(0, good.length - place), place)
        expect(typeof unzipFiles(spoilt, MB).ok).toBe('boolean')
        expect(typeof unzipFiles(good.subarray(0, place), MB).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })
})
