import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { bomOf, type Material, materialsOf, readLock } from '../src/commands/bill-of-materials.ts'

type Policy = {
  readonly allowed: readonly string[]
  readonly allowedForDevelopment: readonly string[]
  readonly exceptions: readonly { readonly name: string; readonly licence: string }[]
  readonly mayRunScripts: readonly { readonly name: string }[]
}

const policy = JSON.parse(await readFile('catalogues/security/licences.json', 'utf8')) as Policy
const lock = readLock(await readFile('package-lock.json', 'utf8'))
const materials = materialsOf(lock)

/** `A OR B` needs one that is allowed, `A AND B` all. */
function isAllowed(spdx: string, allowed: readonly string[]): boolean {
  const bare = spdx.replace(/^\((.*)\)$/, '$1')
  if (bare.includes(' OR ')) return bare.split(' OR ').some((one) => isAllowed(one, allowed))
  if (bare.includes(' AND ')) return bare.split(' AND ').every((one) => isAllowed(one, allowed))
  return allowed.includes(bare)
}

function mayCome({ name, licence, isForDevelopment }: Material): boolean {
  const allowed = isForDevelopment
    ? [...policy.allowed, ...policy.allowedForDevelopment]
    : policy.allowed
  const isExcepted = policy.exceptions.some(
    (one) => (name === one.name || name.startsWith(`${one.name}-`)) && licence === one.licence,
  )
  return isAllowed(licence, allowed) || isExcepted
}

test('every dependency comes under a licence that is allowed', () => {
  expect(materials.length).toBeGreaterThan(100)
  const foreign = materials.filter((material) => !mayCome(material))
  expect(foreign.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
})

test('the lock file holds the digest of every package', () => {
  const open = materials.filter(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity))
  expect(open.map(({ name }) => name)).toEqual([])
})

test('no package runs a script when installed but those that may', () => {
  const running = materials.filter(
    ({ name, runsScript }) =>
      runsScript && !policy.mayRunScripts.some((one) => name.startsWith(one.name)),
  )
  expect(running.map(({ name }) => name)).toEqual([])
})

test('versions are exact: what was tested is what is installed', async () => {
  const { dependencies, devDependencies } = JSON.parse(
    await readFile('package.json', 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})

test('the bill of materials names every package once, with licence and digest, and is the same every time', () => {
  const bom = bomOf(lock)
  expect(bom).toEqual(bomOf(lock))
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' })
  const fastify = bom.components.find((component) => component.name === 'fastify')
  expect(fastify).toMatchObject({ scope: 'required', licenses: [{ license: { id: 'MIT' } }] })
  expect(fastify?.hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/)
  expect(bom.components.find(({ name }) => name === '@fastify/static')?.purl).toMatch(
    /^pkg:npm\/%40fastify\/static@/,
  )
})
