import { parseArgs } from 'node:util'
import { startStateService, type Work } from './service.ts'

/** Runs one service as the process that it is: `--port 0 --secret simulated`, and whatever flags of its own. Prints `ready URL`. */
export async function runStateService(
  makeWork: (flags: Readonly<Record<string, string>>) => Work,
  own: readonly string[] = [],
): Promise<void> {
  const names = ['port', 'secret', ...own]
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  })
  const flags = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )
  const service = await startStateService({
    port: Number(flags['port'] ?? '0'),
    secret: flags['secret'] ?? 'simulated',
    work: makeWork(flags),
    now: () => new Date(),
  })
  process.stdout.write(`ready ${service.url}\n`)
  // 'disconnect': whoever started it is gone, so it goes too.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const)
    process.once(event, () => void service.close().then(() => process.exit(0)))
}
