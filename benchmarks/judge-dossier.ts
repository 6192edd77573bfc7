import type { TableRow } from '#vocabulary/dossier-tables'
import { defaultRuleSettings, judgeDossier } from '#rules'
import { applyExample } from '../src/rules/visit-dossier/examples/apply-example.ts'
import { exampleLists } from '../src/rules/visit-dossier/examples/example-lists.ts'

/**
 * How long judging takes: a usual stay (some 40 resources), and a dossier of several thousand lines (over 1 MB).
 * Run: node benchmarks/judge-dossier.ts [rounds]
 */
const rounds = Number(process.argv[2] ?? 2_000)
const lists = exampleLists('2026-11-10')

const usual = applyExample({ base: 'inpatient', changes: {} })
const { XML2: drugs = [], XML3: services = [], XML4: results = [] } = usual.tables

const stay = {
  ...usual,
  tables: { ...usual.tables, XML2: repeat(drugs, 14), XML4: repeat(results, 12) },
}
const huge = {
  ...usual,
  tables: {
    ...usual.tables,
    XML2: repeat(drugs, 1_500),
    XML3: repeat(services, 1_000),
    XML4: repeat(results, 1_500),
  },
}

measure('stay, about 40 resources', stay, rounds)
measure('4,000 lines', huge, Math.max(20, Math.round(rounds / 100)))

function measure(name: string, dossier: typeof usual, times: number): void {
  for (let round = 0; round < Math.min(times, 200); round += 1)
    judgeDossier(dossier, lists, defaultRuleSettings)
  const cpuBefore = process.cpuUsage()
  const taken = Array.from({ length: times }, () => {
    const start = performance.now()
    judgeDossier(dossier, lists, defaultRuleSettings)
    return performance.now() - start
  }).sort((left, right) => left - right)
  const cpu = process.cpuUsage(cpuBefore)
  const at = (share: number) => (taken[Math.floor(share * (taken.length - 1))] ?? 0).toFixed(3)
  const cpuEach = ((cpu.user + cpu.system) / 1_000 / times).toFixed(3)
  const bytes = JSON.stringify(dossier.tables).length
  process.stdout.write(
    `${name}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, CPU ${cpuEach} ms each, ${times} rounds, ${bytes} bytes as JSON\n`,
  )
}

function repeat(rows: readonly TableRow[], count: number): TableRow[] {
  return Array.from({ length: count }, (_, index) => ({
    ...rows[index % rows.length],
    STT: String(index + 1),
  }))
}
