import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPortal } from './build-portal.ts'

const HOME = fileURLToPath(new URL('../../', import.meta.url))

type Counts = { passed: number; failed: number; skipped: number }

/** What must hold before a test is worth running; each counts as one test. */
const STEPS: readonly { readonly name: string; readonly words: readonly string[] }[] = [
  { name: 'format', words: ['node_modules/@biomejs/biome/bin/biome', 'format', '.'] },
  { name: 'types', words: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  {
    name: 'types of the portal',
    words: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'portal'],
  },
  {
    name: 'lint with types',
    words: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  },
  { name: 'dead code', words: ['node_modules/knip/bin/knip.js'] },
]

/**
 * `./mach test [PATTERN]`: all steps and all tests, or only the test files whose path holds the pattern.
 * The last line is `N passed, N failed`, with `, N skipped` where some were; exit 0 only when none failed and some passed.
 */
export async function test(words: string[]): Promise<number> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  if (words.length === 0) for (const step of STEPS) await runStep(step, counts)
  await buildPortal((text) => process.stdout.write(`${text}\n`))
  await runVitest(words, counts)
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1
}

async function runStep(step: (typeof STEPS)[number], counts: Counts): Promise<void> {
  const startedAt = Date.now()
  const { code, said } = await run(step.words, true)
  process.stdout.write(
    `${code === 0 ? '✓' : '✗'} ${step.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\n`,
  )
  if (code === 0) counts.passed += 1
  else {
    counts.failed += 1
    process.stdout.write(`${said}\n`)
  }
}

async function runVitest(words: readonly string[], counts: Counts): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mach-report-'))
  const report = join(folder, 'report.json')
  const { code } = await run(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...words,
    ],
    false,
  )
  const text = await readFile(report, 'utf8').catch(() => '{}')
  await rm(folder, { recursive: true, force: true })
  const result = JSON.parse(text) as {
    numPassedTests?: number
    numFailedTests?: number
    numPendingTests?: number
    numTodoTests?: number
  }
  counts.passed += result.numPassedTests ?? 0
  counts.failed += result.numFailedTests ?? 0
  counts.skipped += (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0)
  // A file that cannot even be loaded has no failed test, yet the run has failed.
  if (code !== 0 && (result.numFailedTests ?? 0) === 0) counts.failed += 1
}

async function run(
  words: readonly string[],
  quiet: boolean,
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, words, {
    cwd: HOME,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  })
  const said: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, said: said.join('') }
}
