import { z } from 'zod'

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
  MACH_ORIGIN: z
    .string()
    .optional()
    .describe('How browsers reach the server; default http://HOST:PORT'),
  MACH_DEMO: z.enum(['yes', 'no']).default('no').describe('Demo accounts, on loopback only'),
  MACH_DEMO_PASSWORD: z
    .string()
    .optional()
    .describe('Password of the demo accounts; made by chance per installation'),
  MACH_INSURANCE_PORTAL_URL: z
    .string()
    .optional()
    .describe('The insurance portal, or its simulator; none: deliveries wait'),
  MACH_RULES: z
    .string()
    .optional()
    .describe('File of rule settings: rules switched off or on by date'),
})

export type Settings = z.output<typeof settingsSchema>

/** Reads the settings; throws with every faulty one named, so that a wrong start ends at once. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = settingsSchema.safeParse(environment)
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`settings: ${faults.join('; ')}`)
}
