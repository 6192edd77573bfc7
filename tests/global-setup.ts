import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../src/foundation/embedded-postgres.ts'
import { migrate } from '../src/foundation/migrations.ts'
import { APPLICATION_PASSWORD } from './application-password.ts'
import { unpackBrowser } from './browser.ts'

/** One cluster for the whole run. Its commits need not survive: what must is tried by the crash tests on clusters of their own. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=128MB',
]

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Here, once, and not by two test files at the same time.
  await unpackBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'mach-test-'))
  const cluster = await startEmbeddedPostgres(folder, SETTINGS)
  await migrate(cluster.url, APPLICATION_PASSWORD)
  project.provide('postgresUrl', cluster.url)
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
