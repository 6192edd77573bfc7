import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'

/**
 * `./mach keys new FILE`: a key pair for a tool or a system. The private half is kept in FILE, for its owner alone; the public half
 * is printed, to be registered. Refuses a file that exists: a key is never written over.
 */
export async function newKey(file: string): Promise<number> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  try {
    const jwk = JSON.stringify(privateKey.export({ format: 'jwk' }))
    await writeFile(file, `${jwk}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    process.stderr.write(`mach: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
  process.stdout.write(`${JSON.stringify(publicKey.export({ format: 'jwk' }))}\n`)
  return 0
}
