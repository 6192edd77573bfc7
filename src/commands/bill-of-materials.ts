import { createHash } from 'node:crypto'
import { z } from 'zod'

const Package = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
})

const Lock = z.looseObject({
  name: z.string(),
  version: z.string(),
  packages: z.record(z.string(), Package),
})

/** npm's lock file, as much of it as we read. */
export type Lock = z.infer<typeof Lock>

/** One thing that Mạch stands on, as it is installed. */
export type Material = {
  readonly name: string
  readonly version: string
  /** SPDX; empty when the package does not say. */
  readonly licence: string
  /** `sha512-…`, as npm checks it. */
  readonly integrity: string
  readonly runsScript: boolean
  /** For tests and checks only: never part of what runs. */
  readonly isForDevelopment: boolean
}

/** Throws when it is no lock file of npm 7 or newer. */
export function readLock(text: string): Lock {
  return Lock.parse(JSON.parse(text))
}

const FOLDER = 'node_modules/'

/** Every package of the lock file, by name and version. */
export function materialsOf(lock: Lock): Material[] {
  return Object.entries(lock.packages)
    .filter(([path]) => path.includes(FOLDER))
    .map(([path, found]) => ({
      name: found.name ?? path.slice(path.lastIndexOf(FOLDER) + FOLDER.length),
      version: found.version ?? '',
      licence: found.license ?? '',
      integrity: found.integrity ?? '',
      runsScript: found.hasInstallScript === true,
      isForDevelopment: found.dev === true,
    }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

const keyOf = ({ name, version }: Material) => `${name}@${version}`

/** A bill of materials: CycloneDX 1.6 (ECMA-424). Names nothing that changes from run to run: its serial number follows from its content. */
export function bomOf(lock: Lock) {
  const components = materialsOf(lock).map((material) => ({
    type: 'library',
    'bom-ref': purlOf(material),
    name: material.name,
    version: material.version,
    scope: material.isForDevelopment ? 'excluded' : 'required',
    ...(material.licence === '' ? {} : { licenses: [licenceOf(material.licence)] }),
    ...(material.integrity === '' ? {} : { hashes: [hashOf(material.integrity)] }),
    purl: purlOf(material),
  }))
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(JSON.stringify(components)),
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `pkg:npm/${lock.name}@${lock.version}`,
        name: lock.name,
        version: lock.version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components,
  }
}

/** A name with a scope carries it escaped: package-url specification. */
function purlOf({ name, version }: Material): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

function licenceOf(spdx: string) {
  return /[ ()]/.test(spdx) ? { expression: spdx } : { license: { id: spdx } }
}

function hashOf(integrity: string) {
  const [algorithm = '', digest = ''] = integrity.split('-')
  return {
    alg: algorithm.replace('sha', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  }
}

function serialOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
