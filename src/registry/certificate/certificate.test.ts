import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishProfile } from '../publish-profile.ts'
import type { Head } from '../profile-head.ts'
import { recordVersion } from '../record-version.ts'
import { REGISTRY } from '../asker.ts'
import {
  add,
  licence,
  manager,
  MINISTRY,
  registration,
  type RegistryWorld,
  registryWorld,
  toldOf,
} from '../testing/registry-world.ts'
import {
  type CertificateSigner,
  openCertificateSigner,
  signCertificate,
  signStatusList,
} from './sign-certificate.ts'
import { textOf } from '../../documents/testing/pdf-text.ts'
import { printCertificate } from './print-certificate.ts'
import { verifyCertificate } from './verify-certificate.ts'

const NUMBER = '1234/QNG-GPHN'
let world: RegistryWorld
let head: Head
let signer: CertificateSigner

beforeAll(async () => {
  world = await registryWorld()
  signer = await openCertificateSigner(Buffer.alloc(32, 7))
  await world.facility('51001')
  const opened = await toldOf(
    world.practitioner(manager('51001'), '051085000001', [
      licence(NUMBER),
      add(
        'licence-scope',
        { licence: NUMBER, scope: '32-V', kind: 'basic' },
        { from: '2024-05-02' },
      ),
      registration('51001', NUMBER),
    ]),
  )
  head = await publish(opened.head)
})
afterAll(() => world[Symbol.asyncDispose]())

function publish({ subject, version }: Head): Promise<Head> {
  const asked = { subject, version, by: MINISTRY, reason: 'test', dataState: 'published' } as const
  return toldOf(world.within((trx) => publishProfile(trx, world.needs, asked)))
}

const needs = () => ({
  database: world.database,
  now: world.needs.now,
  signer,
  origin: 'https://mach.example.vn',
})
const certificate = () => toldOf(signCertificate(needs(), head.subject))
const known = (statusList?: string, now = world.needs.now()) => ({
  keys: { keys: [signer.publicKey] },
  statusList,
  now,
})

test('a certificate verifies without the network, and fits into a code that a telephone reads', async () => {
  const text = await certificate()
  expect(text.length).toBeLessThan(1_000)
  const worth = await verifyCertificate(text, known(await signStatusList(needs())))
  expect(worth).toMatchObject({
    is: 'valid',
    claims: { name: 'Nguyễn Văn An', licence: { number: NUMBER, scopes: ['32-V'], title: 'BS' } },
  })
})

test('without a list of today nobody is told that it still holds', async () => {
  const text = await certificate()
  expect(await verifyCertificate(text, known())).toMatchObject({ is: 'unlisted' })
  const list = await signStatusList(needs())
  const later = new Date(world.clock.time + 2 * 86_400_000)
  expect(await verifyCertificate(text, known(list, later))).toMatchObject({ is: 'unlisted' })
})

test('an altered certificate, one by another key and a list in its place are false', async () => {
  const text = await certificate()
  const [top = '', payload = '', signature = ''] = text.split('.')
  const altered = Buffer.from(payload, 'base64url').toString().replace('Nguyễn', 'Trần')
  const forged = `${top}.${Buffer.from(altered).toString('base64url')}.${signature}`
  const list = await signStatusList(needs())
  expect(await verifyCertificate(forged, known(list))).toEqual({ is: 'false' })
  const other = await openCertificateSigner(Buffer.alloc(32, 8))
  const foreign = await toldOf(signCertificate({ ...needs(), signer: other }, head.subject))
  for (const wrong of [foreign, list, '', 'x.y.z', 'a'.repeat(10_000)])
    expect(await verifyCertificate(wrong, known(list))).toEqual({ is: 'false' })
  // A list that is not ours is as none.
  expect(await verifyCertificate(text, known(`${list}x`))).toMatchObject({ is: 'unlisted' })
})

test('a licence that is over is expired, whatever the list says', async () => {
  const text = await certificate()
  const list = await signStatusList(needs())
  const after = new Date('2029-05-01T17:00:00Z')
  expect(await verifyCertificate(text, known(list, after))).toMatchObject({ is: 'expired' })
})

test('after a revocation the list says so, and no new certificate is signed', async () => {
  const text = await certificate()
  const days = { from: '2026-11-01' }
  const revoked = await toldOf(
    world.within((trx) =>
      recordVersion(trx, world.needs, {
        head,
        changes: [
          add(
            'licence-event',
            { licence: NUMBER, event: 'revoke', decisionNumber: '9/QĐ', decidedOn: '2026-11-01' },
            days,
          ),
        ],
        by: REGISTRY,
        writer: 'process',
        source: 'authority',
        why: 'write',
        dataState: head.dataState,
      }),
    ),
  )
  await publish(revoked)
  const worth = await verifyCertificate(text, known(await signStatusList(needs())))
  expect(worth).toMatchObject({ is: 'withdrawn' })
  const refused = await signCertificate(needs(), head.subject)
  expect(refused.ok).toBe(false)
})

test('a licence is printed with what the public may know and where it is verified; nobody else’s is', async () => {
  await using fresh = await registryWorld()
  await fresh.facility('51001')
  const { head: opened } = await toldOf(
    fresh.practitioner(manager('51001'), '051085000001', [
      licence(NUMBER),
      registration('51001', NUMBER),
    ]),
  )
  const { subject, version } = opened
  const asked = { subject, version, by: MINISTRY, reason: 'test', dataState: 'published' } as const
  const own = { ...needs(), database: fresh.database, now: fresh.needs.now }
  expect(await printCertificate(own, subject)).toMatchObject({ ok: false })
  await toldOf(fresh.within((trx) => publishProfile(trx, fresh.needs, asked)))
  const text = textOf(await toldOf(printCertificate(own, subject))).replaceAll(' ', '')
  for (const phrase of [
    'GIẤYPHÉPHÀNHNGHỀ',
    `Số:${NUMBER}`,
    'NGUYỄNVĂNAN',
    'Bácsĩ',
    '01/05/2029',
    'kiem-tra-giay-phep',
  ])
    expect(text).toContain(phrase)
  expect(text).not.toContain('051085000001')
})
