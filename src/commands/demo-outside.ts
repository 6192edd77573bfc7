import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { selfSigned } from '../signing/testing/self-signed.ts'

/** Long enough for any demonstration. */
const YEARS = 10

/** What the simulated State systems, on three ports from `port` on, take of everybody; with a key of the installation's own, made once. */
export async function outsideSettings(data: string, port: number): Promise<Record<string, string>> {
  const key = join(data, 'outside-key.pem')
  const certificate = join(data, 'outside-certificate.pem')
  if (!existsSync(certificate)) await makeKey(key, certificate)
  const at = (step: number, path: string) => `http://127.0.0.1:${port + step}${path}`
  return {
    MACH_OUTSIDE_KEY_FILE: key,
    MACH_OUTSIDE_CERT_FILE: certificate,
    MACH_DATA_CENTRE_URL: at(0, '/api/v1/profile-batches'),
    MACH_DATA_CENTRE_SECRET: 'simulated',
    MACH_POPULATION_URL: at(1, '/api/v1/identity-checks'),
    MACH_POPULATION_SECRET: 'simulated',
    MACH_CREDENTIAL_URL: at(2, '/api/v1/practice-licences'),
    MACH_CREDENTIAL_SECRET: 'simulated',
  }
}

/** The certificate last: where it stands, the key does too. */
async function makeKey(key: string, certificate: string): Promise<void> {
  const now = new Date()
  const until = new Date(now.getTime() + YEARS * 365 * 86_400_000)
  const made = selfSigned('rsa', 'Mạch (trình diễn)', now, until)
  const pem = made.privateKey.export({ type: 'pkcs8', format: 'pem' })
  await writeFile(key, pem, { mode: 0o600 })
  const lines = made.certificate.toString('base64').match(/.{1,64}/g) ?? []
  const text = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', '']
  await writeFile(certificate, text.join('\n'), { mode: 0o600 })
}
