import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { hostInUrl } from '#foundation/addresses'

/** Every setting of server and worker, from the environment. Each is described in docs/operate.md; a test compares. */
export const settingsSchema = z.object({
  MACH_DATABASE_URL: z.string().describe('PostgreSQL as the application role (mach_app)'),
  MACH_DATA: z
    .string()
    .describe('Folder of secrets and, when PostgreSQL is embedded, of the database'),
  MACH_HOST: z.string().default('127.0.0.1').describe('Address on which the server listens'),
  MACH_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .default(8080)
    .describe('Port on which the server listens'),
  MACH_SERVER_PROCESSES: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .optional()
    .describe('Server processes on the one port; default: one per core, at most 4'),
  MACH_ORIGIN: z
    .string()
    .optional()
    .describe('How browsers reach the server; default http://HOST:PORT'),
  MACH_DEMO: z.enum(['yes', 'no']).default('no').describe('Demo accounts, on loopback only'),
  MACH_DEMO_PASSWORD: z
    .string()
    .optional()
    .describe('Password of the demo accounts; made by chance per installation'),
  MACH_BREACHED_PASSWORDS: z
    .string()
    .optional()
    .describe(
      'Published passwords that nobody may choose: SHA-1 digests, a file in order or a folder by prefix',
    ),
  MACH_INSURANCE_PORTAL_URL: z
    .string()
    .optional()
    .describe('The insurance portal, or its simulator; none: deliveries wait'),
  MACH_OUTSIDE_KEY: z
    .string()
    .optional()
    .describe(
      'Private key (PEM) with which the platform signs what it sends to State systems; none: nothing of the registry is sent',
    ),
  MACH_OUTSIDE_CERT: z.string().optional().describe('Certificate (PEM) of MACH_OUTSIDE_KEY'),
  MACH_OUTSIDE_SENDER: z
    .string()
    .optional()
    .describe('Our number as a sender on the axes of data (13 digits); default 0000000000000'),
  MACH_DATA_CENTRE_URL: z
    .string()
    .optional()
    .describe('The national data centre (C12), or its simulator; none: profiles wait'),
  MACH_DATA_CENTRE_SECRET: z
    .string()
    .optional()
    .describe('The secret shared with the national data centre'),
  MACH_POPULATION_URL: z
    .string()
    .optional()
    .describe(
      'The identity check of the population database (C06), or its simulator; none: identities stay unchecked',
    ),
  MACH_POPULATION_SECRET: z
    .string()
    .optional()
    .describe('The secret shared with the population database'),
  MACH_POPULATION_PER_SECOND: z.coerce
    .number()
    .min(0.1)
    .max(100)
    .optional()
    .describe('Identity checks in a second at most; default 5'),
  MACH_CREDENTIAL_URL: z
    .string()
    .optional()
    .describe('Where VNeID takes licences of practitioners, or its simulator; none: they wait'),
  MACH_CREDENTIAL_SECRET: z
    .string()
    .optional()
    .describe('The secret shared with that service of VNeID'),
  MACH_VNEID_ISSUER: z
    .string()
    .optional()
    .describe('Issuer of VNeID (OpenID Connect), or its simulator; none: no sign-in by VNeID'),
  MACH_VNEID_CLIENT: z
    .string()
    .optional()
    .describe('As which client we are known to VNeID; default mach'),
  MACH_VNEID_SECRET: z.string().optional().describe('The secret of MACH_VNEID_CLIENT'),
  MACH_PUBLIC_SERVICE_ISSUER: z
    .string()
    .optional()
    .describe('Issuer of the National Public Service Portal; none: no sign-in by it'),
  MACH_PUBLIC_SERVICE_CLIENT: z
    .string()
    .optional()
    .describe('As which client we are known to that portal; default mach'),
  MACH_PUBLIC_SERVICE_SECRET: z
    .string()
    .optional()
    .describe('The secret of MACH_PUBLIC_SERVICE_CLIENT'),
  MACH_CHECKPOINT_FOLDER: z
    .string()
    .optional()
    .describe('Folder where each checkpoint of the audit log is also written, to be carried off'),
  MACH_RULES: z
    .string()
    .optional()
    .describe('File of rule settings: rules switched off or on by date'),
  MACH_OUTGOING_ALLOWED: z
    .string()
    .optional()
    .describe('Hosts in private networks that may be called, `host` or `host:port`, by commas'),
  MACH_LIMITS: z
    .string()
    .optional()
    .describe('File of rate limits in place of catalogues/security/limits.json'),
  MACH_CLAMAV: z
    .string()
    .optional()
    .describe('Virus scanner clamd, `host:port` or the path of its socket; none: no scan'),
  MACH_CLAMAV_DOWN: z
    .enum(['refuse', 'let-through'])
    .optional()
    .describe('What becomes of uploads while the scanner is down; default refuse'),
  MACH_SYSLOG: z
    .string()
    .optional()
    .describe('Where security events go (RFC 5424): udp://, tcp:// or tls://host:port'),
  MACH_SYSLOG_CA: z
    .string()
    .optional()
    .describe(
      'PEM file of the authority of the receiver of tls:// in MACH_SYSLOG; none: those that everybody trusts',
    ),
  MACH_TLS_CERT: z
    .string()
    .optional()
    .describe('PEM file of the certificate chain; with the key the server speaks TLS itself'),
  MACH_TLS_KEY: z.string().optional().describe('PEM file of the private key of MACH_TLS_CERT'),
  MACH_TLS_CLIENT_CA: z
    .string()
    .optional()
    .describe('PEM file of the authorities whose client certificates are asked for'),
  MACH_SIGNATURE_ANCHORS: z
    .string()
    .optional()
    .describe(
      'Folder of PEM files of the authorities whose certificates may sign letters; none: no signed letter is taken',
    ),
  MACH_TRUSTED_PROXY: z
    .string()
    .optional()
    .describe('Addresses or networks of proxies that may tell of a client certificate, by commas'),
  MACH_TLS_MIN: z
    .enum(['1.2', '1.3'])
    .optional()
    .describe('Lowest version of TLS that is spoken; default 1.3'),
  MACH_NTP: z
    .string()
    .optional()
    .describe('Time server (SNTP), `host` or `host:port`, with which the clock is compared'),
})

export type Settings = z.output<typeof settingsSchema>

/** How browsers reach the server: as the operator says, or where it listens. */
export function originOf(settings: Settings): string {
  const { MACH_ORIGIN: origin, MACH_HOST: host, MACH_PORT: port, MACH_TLS_CERT: tls } = settings
  return origin ?? `${tls === undefined ? 'http' : 'https'}://${hostInUrl(host)}:${port}`
}

/** The providers of electronic identity that the operator has set. Throws when an issuer stands there without its secret. */
export function upstreamOf(settings: Partial<Settings>) {
  const asked = [
    {
      id: 'vneid',
      address: settings.MACH_VNEID_ISSUER,
      client: settings.MACH_VNEID_CLIENT ?? 'mach',
      secret: settings.MACH_VNEID_SECRET,
    },
    {
      id: 'public-service',
      address: settings.MACH_PUBLIC_SERVICE_ISSUER,
      client: settings.MACH_PUBLIC_SERVICE_CLIENT ?? 'mach',
      secret: settings.MACH_PUBLIC_SERVICE_SECRET,
    },
  ]
  return asked.flatMap(({ id, address, client, secret }) => {
    if (address === undefined) return []
    if (secret === undefined) throw new Error(`settings: ${id} has an issuer and no secret`)
    return [{ id, address, client, secret }]
  })
}

/** The hosts in private networks that the operator lets us call. */
export function allowedHosts({ MACH_OUTGOING_ALLOWED: hosts = '' }: Settings): string[] {
  return hosts
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean)
}

/**
 * Reads the settings from the environment, or from the file that `NAME_FILE` names. Throws with every faulty one named,
 * never with its value, so that a wrong start ends at once and leaves no secret in a log.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = settingsSchema.safeParse(withFiles(environment))
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`settings: ${faults.join('; ')}`)
}

const FILE_SUFFIX = '_FILE'

function withFiles(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read: NodeJS.ProcessEnv = { ...environment }
  for (const name of Object.keys(settingsSchema.shape)) {
    const file = environment[`${name}${FILE_SUFFIX}`]
    if (file === undefined) continue
    if (environment[name] !== undefined)
      throw new Error(`settings: ${name} and ${name}${FILE_SUFFIX} are both given`)
    read[name] = readFileSync(file, 'utf8').trim()
  }
  return read
}
