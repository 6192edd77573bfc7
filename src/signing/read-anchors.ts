import { X509Certificate } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g
const FILE = /\.(?:pem|crt|cer)$/i

/**
 * The certificates of a folder of PEM files: who may vouch for signatures. Throws for a folder that is not there and for a file that holds no
 * certificate: a server that trusts otherwise than it was told must not start.
 */
export async function readAnchors(folder: string): Promise<X509Certificate[]> {
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).sort()
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  )
  return files.flatMap(({ name, text }) => {
    const found = text.match(PEM)
    if (found === null) throw new Error(`${join(folder, name)}: no certificate in PEM`)
    return found.map((pem) => new X509Certificate(pem))
  })
}
